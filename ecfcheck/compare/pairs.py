"""Pairs what two runs did: the same step of the same flow, and in it the same screens."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from ecfcheck.compare.browsers import even_out
from ecfcheck.compare.model import Place, ScreenChange, Side
from ecfcheck.compare.read import RecordedRun
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import PartRecord, StepRecord
from ecfcheck.runner.snapshot import Item, Snapshot

_SPACE = 24
"""What is shown below the content of a picture, in pixels."""

_SIZE = (1100, 800)
"""The size of a picture without a snapshot."""


@dataclass(frozen=True)
class StepPair:
    """A step as both runs recorded it."""

    before: StepRecord
    after: StepRecord

    @property
    def has_run(self) -> bool:
        """Whether both runs came to the step."""
        return Outcome.NOT_RUN not in {self.before.outcome, self.after.outcome}

    @property
    def browsers_differ(self) -> bool:
        """Whether the runs used browsers of different makers."""
        return self.before.browser != self.after.browser

    @property
    def parts(self) -> list[tuple[PartRecord, PartRecord]]:
        """The screens of the step, as far as both runs came."""
        pairs = zip(self.before.parts, self.after.parts, strict=False)
        return list(takewhile(lambda pair: _identify(pair[0]) == _identify(pair[1]), pairs))

    def create_place(self) -> Place:
        """Return the place of a step in which the runs have no screen in common."""
        return _create_place(self, next(iter((*self.after.parts, *self.before.parts)), None), Side(), Side())


@dataclass(frozen=True)
class ScreenPair:
    """A screen of a step in both runs, with its snapshots if there are any."""

    step: StepPair
    before: PartRecord
    after: PartRecord
    snapshots: tuple[Snapshot, Snapshot] | None

    @property
    def fails_before(self) -> bool:
        """Whether the first run failed at this screen."""
        return self.step.before.outcome.is_failure and self.before is self.step.before.parts[-1]

    @property
    def fails_after(self) -> bool:
        """Whether the second run failed at this screen."""
        return self.step.after.outcome.is_failure and self.after is self.step.after.parts[-1]

    def create_place(self, change: ScreenChange | None = None) -> Place:
        """Return the place for a report, with the boxes of what changed."""
        one, other = self.snapshots or (None, None)
        return _create_place(
            self.step,
            self.after,
            _create_side(self.before, one, change.items_before if change else ()),
            _create_side(self.after, other, change.items_after if change else ()),
        )


@dataclass(frozen=True)
class PairedRuns:
    """The steps that both runs have, and those that only one of them has."""

    steps: tuple[StepPair, ...]
    only_before: tuple[StepRecord, ...]
    only_after: tuple[StepRecord, ...]


def pair_runs(before: RecordedRun, after: RecordedRun) -> PairedRuns:
    """Return the steps of two runs, paired."""
    steps = tuple(
        StepPair(step, after.steps[key]) for key, step in before.steps.items() if key in after.steps
    )
    return PairedRuns(
        steps,
        tuple(step for key, step in before.steps.items() if key not in after.steps),
        tuple(step for key, step in after.steps.items() if key not in before.steps),
    )


def pair_screens(step: StepPair, before: RecordedRun, after: RecordedRun) -> Iterator[ScreenPair]:
    """Yield the screens of a step. Raises ProblemsError if a snapshot is damaged."""
    for one, other in step.parts:
        snapshot, other_snapshot = before.read_snapshot(one.snapshot), after.read_snapshot(other.snapshot)
        both = (snapshot, other_snapshot) if snapshot and other_snapshot else None
        if both and step.browsers_differ:
            both = even_out(*both)
        yield ScreenPair(step, one, other, both)


def _identify(part: PartRecord) -> tuple[str, str]:
    return part.screen, part.window


def _create_place(pair: StepPair, part: PartRecord | None, before: Side, after: Side) -> Place:
    step = pair.after
    screen = part.screen if part else "no screen"
    source = f"{step.path}:{step.line}"
    return Place(step.flow, step.title, step.run, step.step, step.says, screen, source, before, after)


def _create_side(part: PartRecord, snapshot: Snapshot | None, items: tuple[Item, ...]) -> Side:
    width, height = (snapshot.width, snapshot.height) if snapshot else _SIZE
    boxes = tuple(item.box for item in items if item.box[2] and item.box[3])
    bottom = (
        max((item.box[1] + item.box[3] for item in snapshot.items), default=height) if snapshot else height
    )
    return Side(part.picture, width, height, min(bottom + _SPACE, height), boxes)
