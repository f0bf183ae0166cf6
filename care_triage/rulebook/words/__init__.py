"""The rulebook in words: cells, rules, changes, the life of a draft, and the notes beside its rules."""
