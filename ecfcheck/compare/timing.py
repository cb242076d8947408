"""Finds screens for which the court took longer than before, beyond noise."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from ecfcheck.compare.model import Finding, Kind, ScreenChange
from ecfcheck.compare.pairs import ScreenPair

_FACTOR = 2
"""How many times as long it must take: a slow network adds a second to what takes ten."""

_OWN_WORK = 3000
"""What a step may take longer by itself, in milliseconds: pictures and checks on a busy machine."""

_OWN_FACTOR = 4
"""How many times as long a step must take by itself, for the same reason."""


@dataclass
class _Times:
    """What a screen took in each run of its flow, in milliseconds."""

    screen: ScreenPair
    before: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)

    def find_delay(self, limit: float, factor: int = _FACTOR) -> tuple[int, int] | None:
        """Return both times if the second is longer, beyond noise."""
        # The fastest of several runs: whatever else the machine does only makes a run slower.
        one, other = min(self.before), min(self.after)
        return (one, other) if other - one >= limit and other >= factor * one else None


def find_delays(screens: Sequence[ScreenPair], seconds: float) -> Iterator[Finding]:
    """Yield the screens that took this much longer, and at least twice as long."""
    answers, waits = _collect_times(screens)
    late: set[str] = set()
    for times in answers.values():
        if delay := times.find_delay(seconds * 1000):
            late.add(times.screen.after.screen)
            yield _create_finding(times.screen, "answer", delay)
    for times in waits.values():
        delay = times.find_delay(seconds * 1000 + _OWN_WORK, _OWN_FACTOR)
        if delay and times.screen.after.screen not in late:
            yield _create_finding(times.screen, "screen", delay)


def _collect_times(
    screens: Sequence[ScreenPair],
) -> tuple[dict[tuple[str, ...], _Times], dict[tuple[str, ...], _Times]]:
    """Return the times of the court's answers, and those of the screens without the answers."""
    answers: dict[tuple[str, ...], _Times] = {}
    waits: dict[tuple[str, ...], _Times] = {}
    at: defaultdict[tuple[object, ...], int] = defaultdict(int)
    for screen, following in zip_longest(screens, screens[1:]):
        step = screen.step.after
        if screen.snapshots is None or step.outcome.is_failure or screen.step.before.outcome.is_failure:
            continue
        if screen.step.browsers_differ:
            continue
        at[step.flow, step.run, step.step] += 1
        key = (step.flow, step.step, str(at[step.flow, step.run, step.step]))
        one, other = screen.snapshots
        _add(answers, key, screen, one.milliseconds, other.milliseconds)
        # An action waits for the next screen's document; its time counts for that screen.
        rest = following.snapshots if following and following.step.after.flow == step.flow else None
        before = screen.before.milliseconds - one.milliseconds - (rest[0].milliseconds if rest else 0)
        after = screen.after.milliseconds - other.milliseconds - (rest[1].milliseconds if rest else 0)
        _add(waits, key, screen, max(before, 0), max(after, 0))
    return answers, waits


def _add(
    times: dict[tuple[str, ...], _Times], key: tuple[str, ...], screen: ScreenPair, before: int, after: int
) -> None:
    found = times.setdefault(key, _Times(screen))
    found.before.append(before)
    found.after.append(after)


def _create_finding(screen: ScreenPair, what: str, delay: tuple[int, int]) -> Finding:
    before, after = (f"{milliseconds / 1000:.2f} s" for milliseconds in delay)
    words = {"answer": "the court's answer", "screen": "the screen and its action"}[what]
    change = ScreenChange(Kind.TIMING, "time", (before,), (after,), (f"{words}: {screen.after.screen}",))
    return Finding(change, screen.create_place())
