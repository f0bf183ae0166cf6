"""Firms: the register, the service, the front door."""
