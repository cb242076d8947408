"""Keeps who an account belongs to out of what is shown: each personal datum becomes what a flow calls it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote, quote_plus

SOMEBODY = "name"
"""The placeholder of a name that nobody configured."""


class Pseudonymizer:
    """Replaces names, user names and the like by their placeholders: `{pacer.name}`."""

    def __init__(self) -> None:
        self._placeholders: dict[str, str] = {}
        self._pattern: re.Pattern[str] | None = None

    def learn(self, personal: Mapping[str, str]) -> None:
        """Remember what each placeholder stands for, so that it is replaced from now on."""
        for placeholder, value in personal.items():
            for words in filter(None, map(_plain, _forms(value))):
                self._placeholders.setdefault(words, f"{{{placeholder}}}")
        # The longest first: a name may be part of a title.
        ordered = sorted(self._placeholders, key=len, reverse=True)
        alternatives = "|".join(r"\s+".join(map(re.escape, words.split())) for words in ordered)
        self._pattern = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE) if ordered else None

    def learn_shown(self, names: Iterable[str]) -> None:
        """Remember what a court showed of whose account it is, whoever that may be."""
        for name in names:
            self.learn({SOMEBODY: name})

    def clean(self, text: str) -> str:
        """Return the text with placeholders in the place of what is personal, as whole words in any case."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda found: self._placeholders[_plain(found[0])], text)


def _forms(value: str) -> Iterator[str]:
    """Yield a value as a screen may show it: in an address too; a name with its last word first."""
    first, _, last = value.strip().rpartition(" ")
    for form in (value, f"{last}, {first}" if first else ""):
        yield from (form, quote(form), quote(form, safe=""), quote_plus(form))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
