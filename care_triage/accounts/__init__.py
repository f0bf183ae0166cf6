"""People who sign in, their roles and what those roles reach."""
