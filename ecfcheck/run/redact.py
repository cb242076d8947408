"""Takes secrets out of a text, in the forms a browser, a log or a report may have given them."""

import json
from base64 import b64encode
from collections.abc import Iterable
from html import escape
from typing import Any
from urllib.parse import quote, quote_plus

from config.secret import Secret

_SHOWN = "***"


class Redactor:
    """Replaces every known secret by `***`."""

    def __init__(self) -> None:
        self._forms: set[str] = set()

    def learn(self, secrets: Iterable[Secret]) -> None:
        """Remember secrets, so that they are taken out from now on."""
        for secret in secrets:
            self._forms |= _forms(secret.get_secret_value())

    def clean(self, text: str) -> str:
        """Return the text without any secret it knows."""
        for form in sorted(self._forms, key=len, reverse=True):
            text = text.replace(form, _SHOWN)
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


def _forms(value: str) -> set[str]:
    if not value:
        return set()
    plain = {value, quote(value), quote(value, safe=""), quote_plus(value), escape(value)}
    encoded = b64encode(value.encode()).decode()
    # A text may quote JSON, with letters beyond ASCII as they are, or escaped.
    quoted = {json.dumps(form, ensure_ascii=ascii_)[1:-1] for form in plain for ascii_ in (True, False)}
    return plain | quoted | {encoded, encoded.rstrip("=")}
