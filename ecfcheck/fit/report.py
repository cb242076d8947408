"""Prints how courts fit: a table, then what does not fit and what to do about it."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from ecfcheck.fit.result import CourtFit, FileFit, PageFit
from ecfcheck.report.text import count

_MARKS = {True: "yes", False: "NO", None: "-"}
_NEW_TAB = {True: "yes", False: "no"}


def print_courts(courts: Sequence[CourtFit], console: Console) -> None:
    """Print the table of courts, then what does not fit, and lines for the courts' files."""
    table = Table(box=None, pad_edge=False)
    for heading in ("court", "fits", "way in", "leads to", "new tab", "front page", "release", "login"):
        table.add_column(heading, overflow="fold")
    for one in courts:
        table.add_row(*_format_cells(one))
    console.print(table)
    for line in [*(line for one in courts for line in _list_lines_below(one)), *_list_unjudged(courts)]:
        console.print(line, soft_wrap=True, markup=False, highlight=False)
    console.print(f"\n{summarize(courts)}", soft_wrap=True, highlight=False)


def print_file(fit: FileFit, console: Console) -> None:
    """Print the screens that a saved page is recognized as, and what its checks read."""
    known = " and ".join(fit.screens) or "no screen that is known"
    expected = "" if fit.fits else f"; expected: {fit.screen}"
    console.print(f"{fit.file}: {known}{expected}", markup=False, highlight=False, soft_wrap=True)
    for name, seen in fit.checks.items():
        console.print(f"  {name}: {_format_value(seen)}", markup=False, highlight=False, soft_wrap=True)


def summarize(courts: Sequence[CourtFit]) -> str:
    """Return a line with the number of courts that fit, ways in and front pages found."""
    judged = [one for one in courts if one.way_in.fits is not None]
    ways = sum(one.way_in.fits is True for one in judged)
    fronts = [one.front_page.fits for one in courts if one.front_page.fits is not None]
    return (
        f"{sum(one.fits is True for one in courts)} of {count(len(courts), 'court')} fit;"
        f" way in found on {ways} of {count(len(judged), 'website')},"
        f" front page recognized at {sum(fronts)} of {len(fronts)}"
    )


def _format_cells(one: CourtFit) -> tuple[str, ...]:
    way_in, front = one.way_in, one.front_page
    return (
        one.court,
        _MARKS[one.fits],
        way_in.words or _MARKS[way_in.fits],
        way_in.address,
        _NEW_TAB[way_in.opens_tab] if way_in.fits else "",
        _MARKS[front.fits],
        front.release,
        _MARKS[one.login.fits],
    )


def _list_lines_below(one: CourtFit) -> list[str]:
    reasons = [
        _format_reason(one, name, page)
        for name, page in one.pages.items()
        if page.fits is False or (page.fits and page.reason)
    ]
    advice = [f"{one.court}: add this line to the court's file:  {line}" for line in one.court_file]
    return [*reasons, *advice]


def _list_unjudged(courts: Sequence[CourtFit]) -> list[str]:
    """Return a line for each reason why pages could not be judged, with the courts."""
    reasons: dict[str, list[str]] = {}
    for one in courts:
        for name, page in one.pages.items():
            if page.fits is None:
                reasons.setdefault(f"{name} not judged: {page.reason}", []).append(one.court)
    return [
        f"{reason}: {'all courts' if len(ids) == len(courts) > 1 else ', '.join(ids)}"
        for reason, ids in reasons.items()
    ]


def _format_reason(one: CourtFit, name: str, page: PageFit) -> str:
    return f"{one.court}: {name}: {page.reason}"


def _format_value(seen: object) -> str:
    match seen:
        case dict():
            return "; ".join(f"{key}: {_format_value(value)}" for key, value in seen.items())
        case tuple() | list():
            return ", ".join(map(str, seen))
        case _:
            return str(seen)
