"""Compares two runs and says how they differ."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from config.yaml_file import ProblemsError
from ecfcheck.compare.accessibility import find_accessibility_changes, list_accessibility_notes
from ecfcheck.compare.browsers import BROWSERS_DIFFER
from ecfcheck.compare.model import KINDS, Difference, Finding, Kind, ScreenChange, join_findings
from ecfcheck.compare.notice import judge_outcome, judge_screen
from ecfcheck.compare.pairs import PairedRuns, ScreenPair, pair_runs, pair_screens
from ecfcheck.compare.read import RecordedRun
from ecfcheck.compare.repeats import drop_repeats
from ecfcheck.compare.screens import find_changes
from ecfcheck.compare.timing import find_delays
from ecfcheck.report.tally import summarize
from ecfcheck.report.text import count, join_words
from ecfcheck.runner.records import LOGIN_AGAIN, PASSED_THROUGH, PartRecord, StepRecord

SAME, DIFFERS, BREAKS_THE_NOTICE = 0, 1, 2
"""The exit statuses of a comparison."""

INCOMPLETE = "not complete"
"""What all output calls a run that was interrupted, cut short, merged without all shards, or lost files."""


@dataclass(frozen=True)
class ComparedCourt:
    """One court of a run, as the head of a comparison names it."""

    name: str
    host: str
    release: str
    missing_release: str = ""
    """Why it has no release, in words; nothing if it has one."""


@dataclass(frozen=True)
class ComparedRun:
    """The head of one of the two runs."""

    folder: str
    courts: tuple[ComparedCourt, ...]
    browser: str
    version: str
    started: datetime | None
    verdict: str
    incomplete: tuple[str, ...] = ()
    """Why the run is not complete, in words; nothing if it is."""


@dataclass(frozen=True)
class Comparison:
    """What differs between two runs."""

    before: ComparedRun
    after: ComparedRun
    differences: tuple[Difference, ...]
    steps: tuple[StepRecord, ...]
    """The steps that were compared, as the second run recorded them."""
    screens: int
    notes: tuple[str, ...]
    """What was not compared, and why."""

    @property
    def counts(self) -> dict[Kind, int]:
        """The number of differences of each class that there is."""
        found = Counter(difference.kind for difference in self.differences)
        return {kind: found[kind] for kind in KINDS if found[kind]}

    @property
    def incomplete(self) -> tuple[str, ...]:
        """Which runs are not complete, and why, in words."""
        runs = {"first": self.before, "second": self.after}
        return tuple(
            f"the {which} run is {INCOMPLETE}: {join_words(run.incomplete)}"
            for which, run in runs.items()
            if run.incomplete
        )

    @property
    def verdict(self) -> str:
        """One line that says what the comparison found."""
        return "; ".join([self._count_differences(), *self.incomplete])

    def _count_differences(self) -> str:
        scope = f"{count(self.screens, 'screen')} of {count(len(self.steps), 'step')}"
        if not self.differences:
            return f"no difference in {scope}"
        counts = [f"{number} {kind.describe(number)}" for kind, number in self.counts.items()]
        return f"{count(len(self.differences), 'difference')} in {scope}: {join_words(counts)}"

    def get_exit_status(self, fail_on: Kind | None) -> int:
        """Return 2 for a broken notice or another outcome, 1 for another difference, else 0.

        Only differences of this class or a worse one count. A run that is not complete counts as a visible
        difference: what it did not come to may differ.
        """
        kinds = {kind for kind in self.counts if fail_on is not None and kind.is_at_least(fail_on)}
        if kinds & {Kind.NOTICE, Kind.OUTCOME}:
            return BREAKS_THE_NOTICE
        return DIFFERS if kinds or self.fails_as_incomplete(fail_on) else SAME

    def fails_as_incomplete(self, fail_on: Kind | None) -> bool:
        """Return whether the comparison fails because a run is not complete."""
        return bool(self.incomplete) and fail_on is not None and Kind.VISIBLE.is_at_least(fail_on)


def compare_runs(before: RecordedRun, after: RecordedRun, seconds: float) -> Comparison:
    """Return the differences; an answer that takes `seconds` longer counts. Raises ProblemsError."""
    paired = pair_runs(before, after)
    steps = [step for step in paired.steps if step.has_run]
    if not steps:
        text = "has no step in common with the other run that both carried out; run the same flows"
        raise ProblemsError.single(str(after.folder), text)
    findings: list[Finding] = []
    screens: list[ScreenPair] = []
    for step in steps:
        pairs = list(pair_screens(step, before, after))
        found = [finding for pair in pairs for finding in _compare_screen(pair)]
        findings += judge_outcome(step, pairs, found)
        screens += pairs
    findings += [*find_delays(screens, seconds), *find_accessibility_changes(screens)]
    return Comparison(
        _describe_run(before),
        _describe_run(after),
        join_findings(findings),
        tuple(step.after for step in steps),
        sum(pair.snapshots is not None for pair in screens),
        (*_list_notes(paired, screens), *list_accessibility_notes(before, after)),
    )


def _compare_screen(pair: ScreenPair) -> Iterator[Finding]:
    changes = drop_repeats(find_changes(*pair.snapshots)) if pair.snapshots else []
    yield from judge_screen(pair, changes)
    before, after = Counter(_list_detours(pair.before)), Counter(_list_detours(pair.after))
    # What comes after the screen at which a run failed was not seen in it, and may come as before.
    for detour in before - after if not pair.fails_after else ():
        yield Finding(ScreenChange(Kind.VISIBLE, "screen", (detour,), ()), pair.create_place())
    for detour in after - before if not pair.fails_before else ():
        yield Finding(ScreenChange(Kind.VISIBLE, "screen", (), (detour,)), pair.create_place())


def _list_detours(part: PartRecord) -> Iterator[str]:
    """Yield in words which screens came on the way that no step documents."""
    for note in part.notes:
        if note.endswith(PASSED_THROUGH):
            yield f"{note.removesuffix(PASSED_THROUGH).strip()} comes in between"
        elif note == LOGIN_AGAIN:
            yield "the login comes a second time"


def _describe_run(run: RecordedRun) -> ComparedRun:
    report = run.report
    courts = tuple(
        ComparedCourt(
            court.name,
            urlsplit(court.address).netloc or court.address,
            court.release_line,
            report.explain_missing_release(court),
        )
        for court in report.courts
    )
    head = report.heads[0] if report.heads else None
    return ComparedRun(
        str(run.folder),
        courts,
        head.browser if head else "",
        head.version if head else "",
        report.started,
        summarize(report),
        run.incomplete,
    )


def _list_notes(paired: PairedRuns, screens: Sequence[ScreenPair]) -> Iterator[str]:
    """Yield what was not compared, and why."""
    for steps, which in ((paired.only_before, "first"), (paired.only_after, "second")):
        if steps:
            flows = join_words(list(dict.fromkeys(step.flow for step in steps)))
            yield f"{count(len(steps), 'step')} only in the {which} run, not compared: {flows}"
    for run, which in (("before", "first"), ("after", "second")):
        retried = [step for step in (getattr(pair, run) for pair in paired.steps) if step.earlier_tries]
        if retried:
            places = join_words([f"{step.flow}, step {step.step}" for step in retried])
            yield f"{count(len(retried), 'step')} retried in the {which} run: {places}"
    not_run = [step for step in paired.steps if not step.has_run]
    if not_run:
        flows = join_words(list(dict.fromkeys(step.after.flow for step in not_run)))
        yield f"{count(len(not_run), 'step')} not run in one of the runs, not compared: {flows}"
    if any(pair.step.browsers_differ for pair in screens):
        yield BROWSERS_DIFFER
    missing = sum(pair.snapshots is None for pair in screens)
    if missing:
        yield f"{count(missing, 'screen')} without a snapshot in one run, compared by the checks alone"
