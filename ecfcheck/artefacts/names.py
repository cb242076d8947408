"""Keeps who an account belongs to out of what is shown: each personal datum becomes what a flow calls it."""

import re
from collections.abc import Iterable, Mapping

SOMEBODY = "name"
"""The placeholder of a name that nobody configured."""


class Names:
    """Replaces names, user names and the like by their placeholders: `{pacer.name}`."""

    def __init__(self) -> None:
        self._placeholders: dict[str, str] = {}
        self._pattern: re.Pattern[str] | None = None

    def learn(self, personal: Mapping[str, str]) -> None:
        """Remember what each placeholder stands for, so that it is replaced from now on."""
        for placeholder, value in personal.items():
            if words := _plain(value):
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


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
