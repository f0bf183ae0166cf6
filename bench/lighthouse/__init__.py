"""Lighthouse on the public pages: a phone on a slow line, in French and in English."""
