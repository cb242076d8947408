"""Takes secrets out of a text, in the forms a browser, a log or a report may have given them."""

import json
import re
from base64 import b64encode
from collections.abc import Iterable
from html import escape
from typing import Any

from config.secret import Secret

_SHOWN = "***"


class Redactor:
    """Replaces every known secret by `***`."""

    def __init__(self) -> None:
        self._patterns: dict[str, re.Pattern[str]] = {}

    def learn(self, secrets: Iterable[Secret]) -> None:
        """Remember secrets, so that they are taken out from now on."""
        for secret in secrets:
            if value := secret.get_secret_value():
                self._patterns[value] = _pattern(value)

    def clean(self, text: str) -> str:
        """Return the text without any secret it knows."""
        for value in sorted(self._patterns, key=len, reverse=True):
            text = self._patterns[value].sub(_SHOWN, text)
        return text

    def clean_values(self, value: Any) -> Any:
        """Return JSON data with each text cleaned; its keys and shape stay."""
        match value:
            case str():
                return self.clean(value)
            case list():
                return [self.clean_values(item) for item in value]
            case dict():
                return {key: self.clean_values(item) for key, item in value.items()}
            case _:
                return value


def _pattern(value: str) -> re.Pattern[str]:
    """Return what finds the value with each of its characters in any form of its own, and as base64.

    Character by character, for each program that encodes an address leaves other characters as they are.
    """
    encoded = b64encode(value.encode()).decode().rstrip("=")
    return re.compile("".join(map(_character, value)) + f"|{re.escape(encoded)}=*")


def _character(character: str) -> str:
    percent = "".join(f"%{byte:02X}" for byte in character.encode())
    code = ord(character)
    forms = {
        character,
        escape(character),
        json.dumps(character)[1:-1],
        f"&#{code};",
        *(("+",) if character == " " else ()),
    }
    # Hexadecimal digits come in either case.
    exact = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    return f"(?:(?i:{re.escape(percent)}|&#x0*{code:x};)|{exact})"
