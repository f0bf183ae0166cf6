"""CARE: one front door for business owners."""

from care_triage.app import create_app

__all__ = ["create_app"]
