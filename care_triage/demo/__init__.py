"""Demonstration data: invented people and firms, filed and worked through the real use cases."""
