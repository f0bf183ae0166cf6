"""Who is told what and when: mails, and the local mailbox of an embedded installation."""
