"""Use cases of triage: propose, route, publish."""
