"""Holds every entry of the documents against the steps that cite it: of flows as written, or of a run."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from ecfcheck.flowfile.documents import Document, load_documents
from ecfcheck.flowfile.flow import Flow
from ecfcheck.report.model import RunReport
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import StepRecord


class State(Enum):
    """How an entry stands; only the first is covered."""

    ASSERTED = "asserted"
    UNTOUCHED = "not touched"
    UNCHECKED = "not checked"
    FAILED = "failed"
    LEFT_OUT = "not run"
    STRAY = "not in the document"


@dataclass(frozen=True)
class Citation:
    """One step that cites an entry; being on the screen that it names is none of its checks."""

    document: str
    entry: str
    flow: str
    line: int
    checks: int
    """How many it makes, or in a run: how many held."""
    outcome: Outcome | None = None
    """How it ended; a flow as written has not ended."""
    anchor: str = ""
    """Where the report shows it."""

    @property
    def failed(self) -> bool:
        """Whether it ran and was not OK."""
        return self.outcome is not None and self.outcome.failed

    @property
    def left_out(self) -> bool:
        """Whether it did not run because another step failed."""
        return self.outcome is Outcome.NOT_RUN


def _weight(citation: Citation) -> int:
    return 2 if citation.failed else 0 if citation.left_out else 1


@dataclass(frozen=True)
class CoveredEntry:
    """One step or rule of a document with the steps that cite it."""

    name: str
    place: str
    says: str
    citations: tuple[Citation, ...]
    known: bool = True

    @property
    def checks(self) -> int:
        """How many checks stand for it."""
        return sum(citation.checks for citation in self.citations)

    @property
    def state(self) -> State:
        """How it stands: one step that failed outweighs any that held."""
        ran = [citation for citation in self.citations if not citation.left_out]
        if not self.known:
            return State.STRAY
        if not self.citations:
            return State.UNTOUCHED
        if any(citation.failed for citation in ran):
            return State.FAILED
        if not ran:
            return State.LEFT_OUT
        return State.ASSERTED if self.checks else State.UNCHECKED

    @property
    def by_flow(self) -> tuple[tuple[Citation, int], ...]:
        """Each flow that cites it: the citation that says most, and how many runs there are."""
        flows: dict[str, list[Citation]] = {}
        for citation in self.citations:
            flows.setdefault(citation.flow, []).append(citation)
        return tuple((max(runs, key=_weight), len(runs)) for runs in flows.values())


@dataclass(frozen=True)
class CoveredDocument:
    """One document, entry by entry in its order; what is cited and not in it comes last."""

    name: str
    title: str
    entries: tuple[CoveredEntry, ...]

    @property
    def covered(self) -> int:
        """How many of its entries are covered."""
        return sum(entry.state is State.ASSERTED for entry in self.entries)

    @property
    def untouched(self) -> int:
        """How many of its entries no step cites."""
        return sum(entry.state is State.UNTOUCHED for entry in self.entries)

    @property
    def total(self) -> int:
        """How many entries it has."""
        return sum(entry.known for entry in self.entries)

    @property
    def percent(self) -> int:
        """The covered share, rounded down: 100 is all of them."""
        return 100 * self.covered // self.total if self.total else 0


def coverage(known: Mapping[str, Document], citations: Iterable[Citation]) -> tuple[CoveredDocument, ...]:
    """Return every document, and any other that is cited, with the citations of each entry."""
    cited = by_entry(citations)
    names = dict.fromkeys([*known, *(name for name, _ in cited)])
    return tuple(_document(name, known.get(name), cited) for name in names)


def by_entry(citations: Iterable[Citation]) -> dict[tuple[str, str], list[Citation]]:
    """Return citations gathered by document and entry."""
    gathered: dict[tuple[str, str], list[Citation]] = {}
    for citation in citations:
        gathered.setdefault((citation.document, citation.entry), []).append(citation)
    return gathered


def _document(
    name: str, document: Document | None, cited: Mapping[tuple[str, str], Sequence[Citation]]
) -> CoveredDocument:
    entries = document.entries if document else {}
    known = [
        CoveredEntry(entry, of.place, of.says, tuple(cited.get((name, entry), ())))
        for entry, of in entries.items()
    ]
    strays = [
        CoveredEntry(entry, State.STRAY.value, "", tuple(citations), known=False)
        for (where, entry), citations in cited.items()
        if where == name and entry not in entries
    ]
    return CoveredDocument(name, document.title if document else name, (*known, *strays))


def build_coverage(story: RunReport) -> tuple[CoveredDocument, ...]:
    """Return the coverage by a run of the documents beside its flows; once those are gone, of ecfcheck's own.

    Raises Problems when a document is wrong.
    """
    known: dict[str, Document] = {}
    for flow in sorted({Path(step.path) for step in story.steps}):
        known.update(load_documents(flow))
    return coverage(known, executed(story))


def written(flows: Iterable[Flow]) -> list[Citation]:
    """Return what the flows cite, as they are written."""
    return [
        Citation(
            flow.document, step.number, flow.name, step.line, sum(len(part.checks) for part in step.parts)
        )
        for flow in flows
        for step in flow.steps
    ]


def executed(story: RunReport) -> list[Citation]:
    """Return what the steps of a run cite, each with how it ended."""
    return [
        Citation(
            step.document,
            step.step,
            step.flow,
            step.line,
            _held(step),
            step.outcome,
            anchor=f"{flow.name}-{run.number}-{place}",
        )
        for flow in story.flows
        for run in flow.runs
        for place, step in enumerate(run.steps, 1)
    ]


def _held(step: StepRecord) -> int:
    return sum(check.holds for part in step.parts for check in part.checks if check.check != "screen")
