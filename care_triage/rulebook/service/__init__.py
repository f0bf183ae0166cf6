"""Use cases of the rulebook: load the data files; write, submit, approve and publish drafts of rules."""
