"""The rules and the directory as data: read, checked, compared, loaded."""
