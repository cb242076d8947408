"""Takes secrets out of a text, in the forms a browser, a log or a report may have given them."""

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any, Self

from config.secret import Secret
from ecfcheck.redaction.encodings import undone
from ecfcheck.redaction.index import Index
from ecfcheck.redaction.patterns import SecretPattern, Span
from ecfcheck.redaction.variants import build_patterns

_SHOWN = b"***"
# Once is enough, unless what is shown instead is itself taken for a secret: then the caller finds it still.
_ROUNDS = 2
_LAYERS = 4


class Redactor:
    """Replaces every known secret by `***`."""

    def __init__(self, needles: Iterable[SecretPattern] = ()) -> None:
        self.known: dict[Secret, None] = {}
        """All that it has learned, in order."""
        self._exact, self._any_case = Index(), Index()
        self._take(needles)

    def learn(self, secrets: Iterable[Secret]) -> None:
        """Remember secrets, so that they are taken out from now on."""
        for secret in secrets:
            value = secret.get_secret_value()
            if value.strip() and secret not in self.known:
                self.known[secret] = None
                self._take(build_patterns(value))

    def _take(self, needles: Iterable[SecretPattern]) -> None:
        for needle in needles:
            (self._any_case if needle.any_case else self._exact).add(needle)

    def finds(self, data: bytes) -> bool:
        """Whether a secret stands there; also one whose very encoding was encoded, character by character."""
        return any(True for layer in _layers(data) for _ in self._near(layer))

    def narrowed(self, data: bytes) -> Self | None:
        """Return a redactor of what stands there alone, quick for the parts of it; None if nothing does."""
        there = dict.fromkeys(needle for layer in _layers(data) for needle, _ in self._near(layer))
        return type(self)(there) if there else None

    def _near(self, data: bytes) -> Iterator[tuple[SecretPattern, Span]]:
        lowered = data.lower()
        there = chain(self._exact.standing_in(data), self._any_case.standing_in(lowered))
        return ((needle, span) for needle in there for span in needle.near(data, lowered))

    def _spans(self, data: bytes) -> Iterator[Span]:
        """Yield where secrets stand, in no order; some may overlap."""
        first, *plainer = _layers(data)
        yield from (span for _, span in self._near(first))
        for needle in dict.fromkeys(needle for layer in plainer for needle, _ in self._near(layer)):
            yield from needle.anywhere(data)

    def clean_bytes(self, data: bytes) -> bytes:
        """Return the data without any secret it knows."""
        for _ in range(_ROUNDS):
            spans = list(_merged(self._spans(data)))
            if not spans:
                break
            kept, end = [], 0
            for start, stop in spans:
                kept.append(data[end:start])
                end = stop
            data = _SHOWN.join([*kept, data[end:]])
        return data

    def clean(self, text: str) -> str:
        """Return the text without any secret it knows."""
        data = text.encode("utf-8", "surrogatepass")
        clean = self.clean_bytes(data)
        return text if clean is data else clean.decode("utf-8", "replace")

    def clean_values(self, value: Any) -> Any:
        """Return JSON data with each text cleaned; its keys and shape stay."""
        return redact_values(value, self.clean) if self.finds(json.dumps(value).encode()) else value


def redact_values(value: Any, clean: Callable[[str], str]) -> Any:
    """Return JSON data with each text cleaned; its keys and shape stay."""
    match value:
        case str():
            return clean(value)
        case list():
            return [redact_values(item, clean) for item in value]
        case dict():
            return {key: redact_values(item, clean) for key, item in value.items()}
        case _:
            return value


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans in order, those that overlap as one."""
    last: Span | None = None
    for start, stop in sorted(spans):
        if last and start < last[1]:
            last = last[0], max(last[1], stop)
        else:
            if last:
                yield last
            last = start, stop
    if last:
        yield last


def _layers(data: bytes) -> Iterator[bytes]:
    """Yield the data, and what is left of it when its encodings are undone, one after the other."""
    for _ in range(_LAYERS):
        yield data
        plainer = undone(data)
        if plainer == data:
            return
        data = plainer
