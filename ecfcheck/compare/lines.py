"""Formats a comparison for the terminal."""

import textwrap
from collections.abc import Iterator

from ecfcheck.compare.comparison import INCOMPLETE, ComparedRun, Comparison
from ecfcheck.compare.model import Difference
from ecfcheck.report.terminal_lines import Marks
from ecfcheck.report.text import collapse_whitespace, count, format_moment, join_words

_MIN_WIDTH = 40
_MAX_PLACES = 3


def format_comparison(comparison: Comparison, marks: Marks, width: int) -> list[str]:
    """Return the lines: both runs, each difference, what was not compared, and the verdict."""
    lines = [*_format_run("before", comparison.before), *_format_run("after", comparison.after)]
    for difference in comparison.differences:
        lines += ["", *_format_difference(difference, marks, max(width, _MIN_WIDTH))]
    notes = [f"note  {note}" for note in comparison.notes]
    return [marks.transliterate(line) for line in [*lines, "", *notes, comparison.verdict]]


def _format_run(label: str, run: ComparedRun) -> Iterator[str]:
    started = format_moment(run.started) if run.started else "time not recorded"
    incomplete = f" · {INCOMPLETE}: {join_words(run.incomplete)}" if run.incomplete else ""
    yield f"{label:<7} {run.folder} · {started} · {run.browser}{incomplete}"
    for court in run.courts:
        release = court.release or f"release {court.missing_release}"
        yield " " * 8 + collapse_whitespace(f"{court.name} · {court.host} · {release}")


def _format_difference(difference: Difference, marks: Marks, width: int) -> list[str]:
    sign = marks.failed if difference.sentences else marks.not_run
    lines = [f"{sign} {difference.kind.meaning}: {difference.subject} · {_format_places(difference)}"]
    for sentence in difference.sentences:
        lines += _wrap("notice", str(sentence), width)
    for text in difference.before:
        lines += _wrap("before", text, width)
    for text in difference.after if difference.after != difference.before else ():
        lines += _wrap("after", text, width)
    for text in difference.details:
        lines += _wrap("", text, width)
    return lines


def _format_places(difference: Difference) -> str:
    places = [str(place) for place in dict.fromkeys(map(str, difference.places))]
    more = len(places) - _MAX_PLACES
    first = "; ".join(places[:_MAX_PLACES])
    return f"{first}; and {count(more, 'more place')}" if more > 0 else first


def _wrap(label: str, text: str, width: int) -> list[str]:
    first = f"    {label:<7} "
    return textwrap.wrap(
        collapse_whitespace(text),
        width,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_long_words=False,
        break_on_hyphens=False,
    )
