"""Firms and their establishments, as public registers know them: found by SIRET or by name, never required."""
