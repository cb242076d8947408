"""Defines the type of values that are never shown: passwords, TOTP secrets, tokens."""

from pydantic import Secret as _Hidden


class Secret(_Hidden[str]):
    """A text that prints as `***`; `get_secret_value()` returns it."""

    def _display(self) -> str:
        return "***"
