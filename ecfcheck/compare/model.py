"""Defines what a comparison of two runs finds: differences, each with a class and its places."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from textwrap import shorten

from ecfcheck.runner.snapshot import Box, Item

_PIXELS = re.compile(r"\d+ px")


class Kind(StrEnum):
    """The class of a difference; the worst is first."""

    NOTICE = "notice"
    OUTCOME = "outcome"
    VISIBLE = "visible"
    TIMING = "timing"
    ACCESSIBILITY = "accessibility"
    TECHNICAL = "technical"

    @property
    def meaning(self) -> str:
        """The class in words, for reports."""
        return _MEANINGS[self]

    def describe(self, number: int) -> str:
        """Return the class in words after a number of differences."""
        return self.meaning if number == 1 else _PLURALS.get(self, self.meaning)

    def is_at_least(self, other: "Kind") -> bool:
        """Return whether a difference of this class is as bad as one of the other, or worse."""
        return KINDS.index(self) <= KINDS.index(other)


_MEANINGS = {
    Kind.NOTICE: "breaks the notice",
    Kind.OUTCOME: "ends differently",
    Kind.VISIBLE: "visible",
    Kind.TIMING: "slower",
    Kind.ACCESSIBILITY: "accessibility",
    Kind.TECHNICAL: "technical",
}
_PLURALS = {Kind.NOTICE: "break the notice", Kind.OUTCOME: "end differently"}
KINDS: tuple[Kind, ...] = tuple(Kind)


@dataclass(frozen=True)
class ScreenChange:
    """One difference between two snapshots of a screen."""

    kind: Kind
    subject: str
    """What changed: text, heading, field, order, link target ..."""
    before: tuple[str, ...]
    """What the first run showed, a line for each item; empty if it is new."""
    after: tuple[str, ...]
    details: tuple[str, ...] = ()
    """Technical differences of the same items."""
    items_before: tuple[Item, ...] = ()
    items_after: tuple[Item, ...] = ()

    @property
    def key(self) -> tuple[object, ...]:
        """What makes it the same change on another screen, such as an entry of a menu on all screens."""
        if self.kind is Kind.TIMING:  # times are never equal
            return (self.subject, self.details)
        # By how many pixels something moved can depend on the account's name.
        after = (
            tuple(_PIXELS.sub("px", words) for words in self.after)
            if self.subject == "layout"
            else self.after
        )
        return (self.subject, self.before, after, self.details)


@dataclass(frozen=True)
class Sentence:
    """A sentence of a notice that does not hold any more."""

    document: str
    entry: str
    says: str
    why: str
    """What the check, or the step, found instead."""

    def __str__(self) -> str:
        return f"{self.document}, {self.entry}: {self.says}"


@dataclass(frozen=True)
class Side:
    """One run's picture of a place, and where in it something changed."""

    picture: str | None = None
    width: int = 0
    height: int = 0
    bottom: int = 0
    """Where the content of the picture ends."""
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True)
class Place:
    """A screen of a step at which a difference was found."""

    flow: str
    title: str
    run: int
    step: str
    says: str
    screen: str
    source: str
    """The file and line of the step."""
    before: Side = Side()
    after: Side = Side()

    @property
    def where(self) -> tuple[str, int, str, str]:
        """Where it is, in the order of the run."""
        return (self.flow, self.run, self.step, self.screen)

    def __str__(self) -> str:
        return f"{self.flow}, step {self.step}, {self.screen}"


@dataclass(frozen=True)
class Difference:
    """A difference, at every place where it was found."""

    kind: Kind
    subject: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    details: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    places: tuple[Place, ...]

    @property
    def summary(self) -> str:
        """What changed, by its first line in the second run, or in the first one if it is gone."""
        return shorten(next(iter((*self.after, *self.before)), ""), 80, placeholder=" ...")

    @property
    def screens(self) -> tuple[str, ...]:
        """The screens on which it was found."""
        return tuple(dict.fromkeys(place.screen for place in self.places))


@dataclass(frozen=True)
class Finding:
    """A difference at one place, before equal ones are joined."""

    change: ScreenChange
    place: Place
    sentences: tuple[Sentence, ...] = ()


def join_findings(findings: Sequence[Finding]) -> tuple[Difference, ...]:
    """Return the findings with equal ones joined, the worst class first.

    If a change breaks the notice at one place, it does so wherever it is found.
    """
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.change.key, []).append(finding)
    joined = [_join(group) for group in groups.values()]
    return tuple(sorted(joined, key=lambda one: KINDS.index(one.kind)))


def _join(group: Sequence[Finding]) -> Difference:
    kind = min((finding.change.kind for finding in group), key=KINDS.index)
    # The place where the notice is broken shows the difference best.
    worst_first = sorted(group, key=lambda finding: KINDS.index(finding.change.kind))
    first = worst_first[0].change
    return Difference(
        kind,
        first.subject,
        first.before,
        first.after,
        first.details,
        _merge_sentences([sentence for finding in worst_first for sentence in finding.sentences]),
        tuple(finding.place for finding in worst_first),
    )


def _merge_sentences(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Return each sentence once, with all that its checks found instead."""
    reasons: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        reasons.setdefault(str(sentence), []).append(sentence)
    return tuple(
        replace(same[0], why="; ".join(dict.fromkeys(sentence.why for sentence in same)))
        for same in reasons.values()
    )
