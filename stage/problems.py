"""What keeps the stage from starting, said in one line for a person to act on."""


class StageProblem(Exception):  # noqa: N818 - it is a problem of the surroundings, not an error of the stage
    """The stage cannot start; the text says what happened and what to do."""
