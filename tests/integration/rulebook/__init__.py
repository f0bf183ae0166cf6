"""The rulebook with a database."""
