"""A value that must never be shown: a password, a one-time-passcode secret, a token."""

from pydantic import Secret as _Hidden


class Secret(_Hidden[str]):
    """A text that prints as `***`; `get_secret_value()` gives it to the one who types it."""

    def _display(self) -> str:
        return "***"
