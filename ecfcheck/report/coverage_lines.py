"""The coverage of the documents as text: a table each, one line for each document, and what to do next."""

import textwrap
from collections import Counter
from collections.abc import Mapping, Sequence

from ecfcheck.report.coverage import Citation, CoveredDocument, CoveredEntry, State
from ecfcheck.report.terminal_lines import Marks
from ecfcheck.report.text import count, join_words, truncate
from ecfcheck.runner.outcome import Outcome

_LEAST_SAYS = 20


def table_lines(document: CoveredDocument, marks: Marks, width: int) -> list[str]:
    """Return a document's heading and its entries, each with the steps that cite it below."""
    head = ("entry", "place", "says", "checks")
    names = max(len(head[0]), *(len(entry.name) for entry in document.entries))
    places = max(len(head[1]), *(len(entry.place) for entry in document.entries))
    says = max(width - names - places - len(head[3]) - 9, _LEAST_SAYS)
    margin = " " * (names + 6)

    def row(mark: str, name: str, place: str, told: str, checks: object) -> str:
        told = truncate(told, says, marks.ellipsis)
        return f"{mark:<2}{name:<{names}}  {place:<{places}}  {told:<{says}}  {checks:>6}".rstrip()

    lines = [f"{document.title} · {document.name}", row("", *head)]
    for entry in document.entries:
        mark = marks.ok if entry.state is State.ASSERTED else marks.failed
        lines.append(row(mark, entry.name, entry.place, entry.says, entry.checks))
        lines += textwrap.wrap(
            _cited_by(entry.citations) or "no step",
            max(width, len(margin) + _LEAST_SAYS),
            initial_indent=margin,
            subsequent_indent=margin,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return lines


def summary_line(document: CoveredDocument, *, ran: bool) -> str:
    """Return in one line how much of a document is covered, by a run or by the flows as written."""
    how = "documented, executed and asserted" if ran else "documented and asserted by flows"
    covered = f"{document.covered} of {document.total} entries {how} ({document.percent} %)"
    return f"{document.name}: {covered}"


def lacking_lines(
    documents: Sequence[CoveredDocument], cited: Mapping[tuple[str, str], Sequence[str]]
) -> list[str]:
    """Return each entry that is not covered and what to do; `cited` names the flows that cite an entry."""
    return [
        f"{document.name}: '{entry.name}' ({entry.place}) "
        + _lack(entry, cited.get((document.name, entry.name), ()))
        for document in documents
        for entry in document.entries
        if entry.state is not State.ASSERTED
    ]


def _lack(entry: CoveredEntry, flows: Sequence[str]) -> str:
    match entry.state:
        case State.UNTOUCHED if flows:
            return f"was not run; run `ecfcheck run {flows[0]}`"
        case State.UNTOUCHED:
            return "is cited by no step; add one to a flow, with a check under 'sees'"
        case State.UNCHECKED:
            return f"is cited by {_cited_by(entry.citations)} without a check; add one under 'sees' there"
        case State.FAILED:
            failed = [citation for citation in entry.citations if citation.failed]
            return f"did not hold: {_cited_by(failed)}; the run's report says what differs"
        case State.LEFT_OUT:
            return (
                f"was left out after a step that failed: {_cited_by(entry.citations)}; mend that step first"
            )
        case _:
            return (
                f"is cited by {_cited_by(entry.citations)} of this run;"
                " its records are of other documents than these: run the flow again"
            )


def _cited_by(citations: Sequence[Citation]) -> str:
    """Return the steps by flow and line, each once, with how it ended unless that was well."""
    places = Counter((f"{one.flow}:{one.line}", one.outcome) for one in citations)
    return join_words([_place(where, outcome, runs) for (where, outcome), runs in places.items()])


def _place(where: str, outcome: Outcome | None, runs: int) -> str:
    ended = [] if outcome in {None, Outcome.OK} else [str(outcome).replace("_", " ")]
    told = [*ended, *([count(runs, "run")] if runs > 1 else [])]
    return f"{where} ({', '.join(told)})" if told else where
