"""Tests of infra on real databases and a real Redis-protocol server."""
