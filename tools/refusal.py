"""What set-up says when something of the machine is missing."""


class Refusal(Exception):
    """Set-up cannot go on; the message is one sentence that says what to install or to change."""
