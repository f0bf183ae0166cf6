"""Everything that shows CARE works; see tests/conftest.py for the fixtures."""
