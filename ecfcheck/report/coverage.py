"""Matches the documents' entries with the steps that cite them, in flows or in a run."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from config.yaml_file import ProblemsError
from ecfcheck.flowfile.documents import Document, load_documents, load_folder_documents
from ecfcheck.flowfile.flow import Flow
from ecfcheck.report.model import RunReport
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import StepRecord


class CoverageState(Enum):
    """Whether an entry is covered, and if not, why; only `ASSERTED` is covered."""

    ASSERTED = "asserted"
    UNTOUCHED = "not touched"
    UNCHECKED = "not checked"
    FAILED = "failed"
    NOT_RUN = "not run"
    UNKNOWN = "not in the document"


@dataclass(frozen=True)
class Citation:
    """A step that cites an entry. Being on the step's screen does not count as a check."""

    document: str
    entry: str
    flow: str
    line: int
    checks: int
    """How many checks it makes, or in a run, how many of them held."""
    outcome: Outcome | None = None
    """How it ended; None in a flow as written."""
    anchor: str = ""
    """The id of the step's element in the report."""

    @property
    def has_failed(self) -> bool:
        """Whether it ran and was not OK."""
        return self.outcome is not None and self.outcome.is_failure

    @property
    def is_not_run(self) -> bool:
        """Whether it did not run because another step failed."""
        return self.outcome is Outcome.NOT_RUN


def _rank(citation: Citation) -> int:
    return 2 if citation.has_failed else 0 if citation.is_not_run else 1


@dataclass(frozen=True)
class CoveredEntry:
    """A step or rule of a document, with the steps that cite it."""

    name: str
    place: str
    says: str
    citations: tuple[Citation, ...]
    is_in_document: bool = True

    @property
    def checks(self) -> int:
        """How many checks assert it."""
        return sum(citation.checks for citation in self.citations)

    @property
    def state(self) -> CoverageState:
        """Whether it is covered. One failed step outweighs any that held."""
        ran = [citation for citation in self.citations if not citation.is_not_run]
        if not self.is_in_document:
            return CoverageState.UNKNOWN
        if not self.citations:
            return CoverageState.UNTOUCHED
        if any(citation.has_failed for citation in ran):
            return CoverageState.FAILED
        if not ran:
            return CoverageState.NOT_RUN
        return CoverageState.ASSERTED if self.checks else CoverageState.UNCHECKED

    @property
    def by_flow(self) -> tuple[tuple[Citation, int], ...]:
        """For each flow that cites it, the citation to show and the number of citations."""
        flows: dict[str, list[Citation]] = {}
        for citation in self.citations:
            flows.setdefault(citation.flow, []).append(citation)
        return tuple((max(runs, key=_rank), len(runs)) for runs in flows.values())


@dataclass(frozen=True)
class CoveredDocument:
    """A document with its entries in order; entries that are cited but not in it come last."""

    name: str
    title: str
    entries: tuple[CoveredEntry, ...]

    @property
    def covered(self) -> int:
        """How many of its entries are covered."""
        return sum(entry.state is CoverageState.ASSERTED for entry in self.entries)

    @property
    def untouched(self) -> int:
        """How many of its entries no step cites."""
        return sum(entry.state is CoverageState.UNTOUCHED for entry in self.entries)

    @property
    def total(self) -> int:
        """How many entries it has."""
        return sum(entry.is_in_document for entry in self.entries)

    @property
    def percent(self) -> int:
        """The covered share in percent, rounded to the nearest, but 100 only if it is all."""
        if self.covered == self.total:
            return 100 if self.total else 0
        return min(99, round(100 * self.covered / self.total))


def match_citations(
    documents: Mapping[str, Document], citations: Iterable[Citation]
) -> tuple[CoveredDocument, ...]:
    """Return all documents, and others that are cited, with the citations of each entry."""
    cited = group_by_entry(citations)
    names = dict.fromkeys([*documents, *(name for name, _ in cited)])
    return tuple(_match_document(name, documents.get(name), cited) for name in names)


def group_by_entry(citations: Iterable[Citation]) -> dict[tuple[str, str], list[Citation]]:
    """Return the citations by document and entry."""
    groups: dict[tuple[str, str], list[Citation]] = {}
    for citation in citations:
        groups.setdefault((citation.document, citation.entry), []).append(citation)
    return groups


def _match_document(
    name: str, document: Document | None, cited: Mapping[tuple[str, str], Sequence[Citation]]
) -> CoveredDocument:
    entries = document.entries if document else {}
    known = [
        CoveredEntry(key, entry.place, entry.says, tuple(cited.get((name, key), ())))
        for key, entry in entries.items()
    ]
    unknown = [
        CoveredEntry(key, CoverageState.UNKNOWN.value, "", tuple(citations), is_in_document=False)
        for (cited_document, key), citations in cited.items()
        if cited_document == name and key not in entries
    ]
    return CoveredDocument(name, document.title if document else name, (*known, *unknown))


def build_coverage(report: RunReport) -> tuple[CoveredDocument, ...]:
    """Return how a run covers the documents.

    These are the documents next to the run's flows, or ecfcheck's own if the flows are gone. Raises
    ProblemsError if a document is not valid.
    """
    documents: dict[str, Document] = {}
    for flow in sorted({Path(step.path) for step in report.steps}):
        cited = {step.document for step in report.steps if Path(step.path) == flow}
        citable = {name: one for name, one in load_documents(flow).items() if name in cited}
        documents.update(load_folder_documents(flow) | citable)
    return match_citations(documents, list_run_citations(report))


def find_entry_words(step: StepRecord) -> str | None:
    """Return what the entry that a step cites says, None if the document is gone or has mistakes."""
    try:
        document = load_documents(Path(step.path)).get(step.document)
    except ProblemsError:
        return None  # a run can be older than a mistake in a document, and `lint` reports it
    entry = document.entries.get(step.step) if document else None
    return entry.says if entry else None


def list_flow_citations(flows: Iterable[Flow]) -> list[Citation]:
    """Return the citations in flows as they are written."""
    return [
        Citation(
            flow.document, step.number, flow.name, step.line, sum(len(part.checks) for part in step.parts)
        )
        for flow in flows
        for step in flow.steps
    ]


def list_run_citations(report: RunReport) -> list[Citation]:
    """Return the citations of a run's steps, each with its outcome."""
    return [
        Citation(
            step.document,
            step.step,
            step.flow,
            step.line,
            _count_held_checks(step),
            step.outcome,
            anchor=anchor,
        )
        for flow in report.flows
        for run in flow.runs
        for anchor, step in run.anchored_steps
    ]


def _count_held_checks(step: StepRecord) -> int:
    return sum(check.holds for part in step.parts for check in part.checks if check.check != "screen")
