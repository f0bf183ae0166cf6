"""Advisers and coordinators work the cases: inbox, case page, board, triage desk, figures."""
