"""How an audit goes and what came of it, for people: a bar while it goes on, and the lines that close it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from rich import progress as rich
from rich.console import Console, Group
from rich.live import Live
from rich.text import Text

from ecfcheck.audit.result import Result
from ecfcheck.audit.status import Status
from ecfcheck.report.text import collapse_whitespace, count

_MOST_NAMES = 10
_SECONDS_TO_ESTIMATE_BY = 300  # answers come slowly, a few a minute where the limit of logins is low


@dataclass
class Progress:
    """An audit's bar, if it is `live`: `total` answers are to come, one for each person and court."""

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
            speed_estimate_period=_SECONDS_TO_ESTIMATE_BY,
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
            self.waiting("")
            self._live.stop()

    def told(self, result: Result) -> None:
        """Count an answer."""
        self._counts[result.status] += 1
        self._bar.update(self._task, advance=1, waits="")

    def waiting(self, text: str) -> None:
        """Say what the audit waits for, until the next answer comes."""
        self._bar.update(self._task, waits=collapse_whitespace(text))

    def __rich__(self) -> Group:
        counts = ", ".join(  # ASCII, for terminals that have no more
            f"{self._counts[status]} {status}" for status in Status if self._counts[status]
        )
        return Group(self._bar, Text(counts))


def summary(results: Iterable[Result]) -> list[str]:
    """Return the lines that close an audit: how many of each status, and who has to do what."""
    results = list(results)
    people = {result.alias for result in results}
    courts = {result.court for result in results}
    head = f"{count(len(results), 'answer')} about {_count(len(people), 'person', 'people')}"
    counts = Counter(result.status for result in results)
    width = len(str(max(counts.values(), default=0)))
    return [
        f"{head} in {count(len(courts), 'court')}",
        *(f"  {counts[status]:{width}}  {status}" for status in Status if counts[status]),
        *_to_do(results, show_courts=len(courts) > 1),
    ]


def _to_do(results: Sequence[Result], *, show_courts: bool) -> Iterator[str]:
    for status in Status:
        courts: dict[str, list[str]] = {}
        for result in results:
            if result.status is status is not Status.LINKED:
                courts.setdefault(result.alias, []).append(result.court)
        if courts:
            who = [f"{alias} ({', '.join(at)})" if show_courts else alias for alias, at in courts.items()]
            more = f" and {len(who) - _MOST_NAMES} more" if len(who) > _MOST_NAMES else ""
            yield ""
            yield f"{status}: {status.next}"
            yield f"  {', '.join(who[:_MOST_NAMES])}{more}"
            if status is Status.COURT_UNAVAILABLE:
                causes = dict.fromkeys(one.evidence for one in results if one.status is status)
                yield from (f"  {cause}" for cause in causes)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
