"""Formats coverage as text: a table and a summary line per document, and what to do next."""

import textwrap
from collections import Counter
from collections.abc import Mapping, Sequence

from ecfcheck.report.coverage import Citation, CoverageState, CoveredDocument, CoveredEntry
from ecfcheck.report.terminal_lines import Marks
from ecfcheck.report.text import count, join_words, truncate
from ecfcheck.runner.outcome import Outcome

_MIN_WIDTH = 20


def format_table(document: CoveredDocument, marks: Marks, width: int) -> list[str]:
    """Return the lines of a document: its title, and each entry with the steps that cite it."""
    head = ("entry", "place", "says", "checks")
    names = max(len(head[0]), *(len(entry.name) for entry in document.entries))
    places = max(len(head[1]), *(len(entry.place) for entry in document.entries))
    says = max(width - names - places - len(head[3]) - 9, _MIN_WIDTH)
    margin = " " * (names + 6)

    def format_row(mark: str, name: str, place: str, text: str, checks: object) -> str:
        text = truncate(text, says, marks.ellipsis)
        return f"{mark:<2}{name:<{names}}  {place:<{places}}  {text:<{says}}  {checks:>6}".rstrip()

    lines = [f"{document.title} · {document.name}", format_row("", *head)]
    for entry in document.entries:
        mark = marks.ok if entry.state is CoverageState.ASSERTED else marks.failed
        lines.append(format_row(mark, entry.name, entry.place, entry.says, entry.checks))
        lines += textwrap.wrap(
            _join_places(entry.citations) or "no step",
            max(width, len(margin) + _MIN_WIDTH),
            initial_indent=margin,
            subsequent_indent=margin,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return lines


def format_coverage(document: CoveredDocument, *, ran: bool) -> str:
    """Return one line that says how much of a document a run or the flows cover."""
    covered_by = "documented, executed and asserted" if ran else "documented and asserted by flows"
    covered = f"{document.covered} of {document.total} entries {covered_by} ({document.percent} %)"
    return f"{document.name}: {covered}"


def format_gaps(
    documents: Sequence[CoveredDocument], flows: Mapping[tuple[str, str], Sequence[str]]
) -> list[str]:
    """Return a line for each entry that is not covered: why, and what to do.

    `flows` are the names of the flows that cite an entry, by document and entry.
    """
    return [
        f"{document.name}: '{entry.name}' ({entry.place}) "
        + _describe_gap(entry, flows.get((document.name, entry.name), ()))
        for document in documents
        for entry in document.entries
        if entry.state is not CoverageState.ASSERTED
    ]


def _describe_gap(entry: CoveredEntry, flows: Sequence[str]) -> str:
    match entry.state:
        case CoverageState.UNTOUCHED if flows:
            return f"was not run; run `ecfcheck run {flows[0]}`"
        case CoverageState.UNTOUCHED:
            return "is not cited by any step; add one to a flow, with a check under 'sees'"
        case CoverageState.UNCHECKED:
            return f"is cited by {_join_places(entry.citations)} without a check; add one under 'sees' there"
        case CoverageState.FAILED:
            failed = [citation for citation in entry.citations if citation.has_failed]
            return f"did not hold: {_join_places(failed)}; the run's report says what differs"
        case CoverageState.NOT_RUN:
            places = _join_places(entry.citations)
            return f"was not run because a step failed before it: {places}; fix that step first"
        case _:
            return (
                f"is cited by {_join_places(entry.citations)} in this run,"
                " which used other versions of the documents; run the flow again"
            )


def _join_places(citations: Sequence[Citation]) -> str:
    """Return the steps by flow and line, each once, with its outcome unless that is OK."""
    places = Counter((f"{one.flow}:{one.line}", one.outcome) for one in citations)
    return join_words([_format_place(where, outcome, runs) for (where, outcome), runs in places.items()])


def _format_place(where: str, outcome: Outcome | None, runs: int) -> str:
    outcomes = [] if outcome in {None, Outcome.OK} else [str(outcome).replace("_", " ")]
    notes = [*outcomes, *([count(runs, "run")] if runs > 1 else [])]
    return f"{where} ({', '.join(notes)})" if notes else where
