"""Guidance: what anybody may read without telling us anything, beginning with the public aids."""
