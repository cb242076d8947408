"""What keeps the stage from starting, said in one line for a person to act on."""


class StageRequestError(Exception):
    """The stage cannot start; the text says what happened and what to do."""
