"""Shows an audit in the terminal: a progress bar while it runs, and a summary at its end."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import TracebackType
from typing import Self

from rich import progress as rich
from rich.console import Console, Group
from rich.live import Live
from rich.text import Text

from ecfcheck.audit.compare import Change, ChangeKind, Pair
from ecfcheck.audit.result import Result
from ecfcheck.audit.status import Status
from ecfcheck.report.text import collapse_whitespace, count, format_moment

_MAX_NAMES = 10
_GRAVEST_FIRST = sorted(ChangeKind, key=lambda kind: kind is not ChangeKind.NEWLY_BROKEN)
_SPEED_PERIOD_SECONDS = 300  # a low limit of logins allows only a few answers a minute


@dataclass
class Progress:
    """An audit's progress bar, shown if `live`. `total` is how many answers are expected."""

    total: int
    live: bool
    console: Console = field(default_factory=Console)
    _counts: Counter[Status] = field(default_factory=Counter, init=False)

    def __post_init__(self) -> None:
        self._bar = rich.Progress(
            rich.TextColumn("audit"),
            rich.BarColumn(),
            rich.MofNCompleteColumn(),
            rich.TimeRemainingColumn(),
            rich.TextColumn("left"),
            rich.TextColumn("{task.fields[waits]}", style="dim"),
            console=self.console,
            speed_estimate_period=_SPEED_PERIOD_SECONDS,
        )
        self._task = self._bar.add_task("", total=self.total, waits="")
        self._live = Live(self, console=self.console, refresh_per_second=4)

    def __enter__(self) -> Self:
        if self.live:
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.live:
            self.show_wait("")
            self._live.stop()

    def count_result(self, result: Result) -> None:
        """Count an answer and advance the bar."""
        self._counts[result.status] += 1
        self._bar.update(self._task, advance=1, waits="")

    def show_wait(self, text: str) -> None:
        """Show what the audit waits for, until the next answer."""
        self._bar.update(self._task, waits=collapse_whitespace(text))

    def __rich__(self) -> Group:
        counts = ", ".join(  # ASCII, for terminals that show nothing else
            f"{self._counts[status]} {status}" for status in Status if self._counts[status]
        )
        return Group(self._bar, Text(counts))


def summarize(results: Iterable[Result]) -> list[str]:
    """Return the summary of an audit: how many answers have each status, and who has to do what."""
    results = list(results)
    people = {result.alias for result in results}
    courts = {result.court for result in results}
    head = f"{count(len(results), 'answer')} about {_count_people(len(people))}"
    counts = Counter(result.status for result in results)
    width = len(str(max(counts.values(), default=0)))
    return [
        f"{head} in {count(len(courts), 'court')}",
        *(f"  {counts[status]:{width}}  {status}" for status in Status if counts[status]),
        *_list_tasks(results, show_courts=len(courts) > 1),
    ]


def summarize_changes(changes: Mapping[Pair, Change], previous: datetime) -> list[str]:
    """Return what changed since the audit that started at `previous`, and who may no longer file where."""
    counts = Counter(change.kind for change in changes.values())
    listed = [f"{counts[kind]} {kind}" for kind in _GRAVEST_FIRST if counts[kind]]
    lines = [
        "",
        f"since the previous audit ({format_moment(previous)}): {', '.join(listed) or 'nothing has changed'}",
    ]
    broken: dict[str, list[str]] = {}
    for (alias, court), change in changes.items():
        if change.kind is ChangeKind.NEWLY_BROKEN:
            broken.setdefault(alias, []).append(court)
    if broken:
        who = _shorten([f"{alias} ({', '.join(courts)})" for alias, courts in broken.items()])
        lines.append(f"  {ChangeKind.NEWLY_BROKEN}: {who}")
    return lines


def _list_tasks(results: Sequence[Result], *, show_courts: bool) -> Iterator[str]:
    for status in Status:
        courts: dict[str, list[str]] = {}
        for result in results:
            if result.status is status is not Status.LINKED:
                courts.setdefault(result.alias, []).append(result.court)
        if courts:
            who = [f"{alias} ({', '.join(at)})" if show_courts else alias for alias, at in courts.items()]
            yield ""
            yield f"{status}: {status.next}"
            yield f"  {_shorten(who)}"
            if status is Status.COURT_UNAVAILABLE:
                causes = dict.fromkeys(one.evidence for one in results if one.status is status)
                yield from (f"  {cause}" for cause in causes)


def _shorten(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MAX_NAMES} more" if len(names) > _MAX_NAMES else ""
    return f"{', '.join(names[:_MAX_NAMES])}{more}"


def _count_people(number: int) -> str:
    return f"{number} {'person' if number == 1 else 'people'}"
