"""Replaces secrets in a text, in any variant that a browser, a log or a report may write."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any, Self

from config.secret import Secret
from ecfcheck.redaction.encodings import decode_once
from ecfcheck.redaction.index import PatternIndex
from ecfcheck.redaction.patterns import SecretPattern, Span
from ecfcheck.redaction.variants import build_patterns

_MASK = b"***"
# One round is enough, unless the mask together with its neighbors is itself taken for a secret. If it still
# is after two, the search of the written file finds it.
_MAX_ROUNDS = 2
_MAX_LAYERS = 4


class Redactor:
    """Replaces every known secret by `***`."""

    def __init__(self, patterns: Iterable[SecretPattern] = ()) -> None:
        self.known: dict[Secret, None] = {}
        """The secrets it has learned, in order."""
        self._exact, self._ignoring_case = PatternIndex(), PatternIndex()
        self._add(patterns)

    def learn(self, secrets: Iterable[Secret]) -> None:
        """Add secrets, so that they are redacted from now on."""
        for secret in secrets:
            value = secret.get_secret_value()
            if value.strip() and secret not in self.known:
                self.known[secret] = None
                self._add(build_patterns(value))

    def _add(self, patterns: Iterable[SecretPattern]) -> None:
        for pattern in patterns:
            (self._ignoring_case if pattern.ignore_case else self._exact).add(pattern)

    def has_secret(self, data: bytes) -> bool:
        """Return whether the data contains a secret, also one that was encoded several times over."""
        return any(True for layer in _decode_layers(data) for _ in self._find_matches(layer))

    def restrict_to(self, data: bytes) -> Self | None:
        """Return a redactor of only those patterns that match the data; None if none matches."""
        matching = dict.fromkeys(
            pattern for layer in _decode_layers(data) for pattern, _ in self._find_matches(layer)
        )
        return type(self)(matching) if matching else None

    def clean_bytes(self, data: bytes) -> bytes:
        """Return the data without any known secret; the same object if there is none."""
        for _ in range(_MAX_ROUNDS):
            spans = list(_join_overlapping(self._find_spans(data)))
            if not spans:
                break
            kept, end = [], 0
            for start, stop in spans:
                kept.append(data[end:start])
                end = stop
            data = _MASK.join([*kept, data[end:]])
        return data

    def clean(self, text: str) -> str:
        """Return the text without any known secret."""
        data = text.encode("utf-8", "surrogatepass")
        clean = self.clean_bytes(data)
        return text if clean is data else clean.decode("utf-8", "replace")

    def _find_matches(self, data: bytes) -> Iterator[tuple[SecretPattern, Span]]:
        lowered = data.lower()
        candidates = chain(self._exact.find_candidates(data), self._ignoring_case.find_candidates(lowered))
        return (
            (pattern, span) for pattern in candidates for span in pattern.find_near_literal(data, lowered)
        )

    def _find_spans(self, data: bytes) -> Iterator[Span]:
        """Yield the spans of secrets in the data, in no order; some may overlap."""
        first, *decoded = _decode_layers(data)
        yield from (span for _, span in self._find_matches(first))
        # Spans in decoded data are not spans in the data itself: search that for the same patterns, slowly.
        for pattern in dict.fromkeys(
            pattern for layer in decoded for pattern, _ in self._find_matches(layer)
        ):
            yield from pattern.find_anywhere(data)


def redact_values(value: Any, clean: Callable[[str], str]) -> Any:
    """Return JSON data with each text cleaned by a function; its keys and shape stay."""
    match value:
        case str():
            return clean(value)
        case list():
            return [redact_values(item, clean) for item in value]
        case dict():
            return {key: redact_values(item, clean) for key, item in value.items()}
        case _:
            return value


def _join_overlapping(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans in order, overlapping ones joined: (0, 5), (3, 8) is (0, 8)."""
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


def _decode_layers(data: bytes) -> Iterator[bytes]:
    """Yield the data, then the data decoded once, twice ... while that changes it."""
    for _ in range(_MAX_LAYERS):
        yield data
        decoded = decode_once(data)
        if decoded == data:
            return
        data = decoded
