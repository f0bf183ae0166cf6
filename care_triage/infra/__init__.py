"""What has no business meaning: database, outbox, clock, mail, files, logging."""
