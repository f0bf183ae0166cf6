"""Where a business is and which days count: communes, jurisdictions, identifiers, working time, legal clocks."""
