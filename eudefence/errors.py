"""What went wrong in words for people."""


class SetupError(Exception):
    """Something on this machine or server stands in the way; the text says what, and what to do.

    Commands print the text and end with exit code 1, without a traceback.
    """
