"""What ends a replay before its end."""


class ReplayCancelled(Exception):
    """Somebody asked to stop."""


class ReplayInOtherHands(Exception):
    """Another runner has it: whoever came later asks again, in case that one dies."""
