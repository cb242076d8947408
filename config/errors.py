"""The base of every exception that ecfcheck raises."""


class EcfcheckError(Exception):
    """An error that ecfcheck recognized; its text says what happened and where."""


class UserError(EcfcheckError):
    """An error that the user can fix: a command prints its text, with what to do, and exits with 4."""
