"""Tests of infra without a database."""
