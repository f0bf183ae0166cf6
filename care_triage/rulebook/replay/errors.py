"""What ends a replay before its end."""


class ReplayCancelled(Exception):
    """Somebody asked to stop."""
