"""Replaces personal data of an account in what is shown by the placeholders that flows use."""

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote, quote_plus

_UNKNOWN_NAME = "name"
"""The placeholder of a name that is not configured."""


class Pseudonymizer:
    """Replaces names, user names and the like by their placeholders: `{pacer.name}`."""

    def __init__(self) -> None:
        self._placeholders: dict[str, str] = {}
        self._pattern: re.Pattern[str] | None = None

    def learn(self, personal: Mapping[str, str]) -> None:
        """Add values by their placeholders, so that they are replaced from now on."""
        for placeholder, value in personal.items():
            for words in filter(None, map(_normalize, _list_variants(value))):
                self._placeholders.setdefault(words, f"{{{placeholder}}}")
        # The longest first: a name may be part of a title.
        ordered = sorted(self._placeholders, key=len, reverse=True)
        alternatives = "|".join(r"\s+".join(map(re.escape, words.split())) for words in ordered)
        self._pattern = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE) if ordered else None

    def learn_shown(self, names: Iterable[str]) -> None:
        """Add names that a court showed as the holder of the account, whether configured or not."""
        for name in names:
            self.learn({_UNKNOWN_NAME: name})

    def clean(self, text: str) -> str:
        """Return the text with personal data replaced, as whole words in any case."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda match: self._placeholders[_normalize(match[0])], text)


def _list_variants(value: str) -> Iterator[str]:
    """Yield a value as screens show it: `John Attorney`, `Attorney, John`, both in addresses."""
    first, _, last = value.strip().rpartition(" ")
    for variant in (value, f"{last}, {first}" if first else ""):
        yield from (variant, quote(variant), quote(variant, safe=""), quote_plus(variant))


def _normalize(text: str) -> str:
    return " ".join(text.casefold().split())
