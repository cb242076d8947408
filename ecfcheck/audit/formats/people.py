"""An audit as its report tells it: people with their answers, counts by status, changes by their kind."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from ecfcheck.audit.compare import Change, Kind, Pair
from ecfcheck.audit.formats.table import AuditTable, Severity, tone
from ecfcheck.audit.result import Result
from ecfcheck.audit.status import Status


@dataclass(frozen=True)
class PersonPage:
    """Somebody of the roster with their answers by the courts' ids."""

    alias: str
    name: str | None
    results: Mapping[str, Result]
    before: str | None
    """The alias of who stands before them in the roster."""
    after: str | None

    @property
    def linked(self) -> bool:
        """Whether they are linked in all of their courts."""
        return all(result.status is Status.LINKED for result in self.results.values())


def people(findings: AuditTable) -> tuple[PersonPage, ...]:
    """Return everybody in the roster's order."""
    by_alias: dict[str, dict[str, Result]] = {alias: {} for alias in findings.audit.head.people}
    for result in findings.audit.results:
        by_alias[result.alias][result.court] = result
    after = dict(pairwise(by_alias))
    before = {following: alias for alias, following in after.items()}
    return tuple(
        PersonPage(
            alias=alias,
            name=next((result.name for result in results.values() if result.name), None),
            results=results,
            before=before.get(alias),
            after=after.get(alias),
        )
        for alias, results in by_alias.items()
    )


def counts(findings: AuditTable) -> dict[Severity, dict[Status, int]]:
    """Return how many answers there are of each status that occurs, by the kind of answer."""
    counted = Counter(result.status for result in findings.audit.results)
    by_tone = {
        kind: {status: counted[status] for status in Status if tone(status) is kind and counted[status]}
        for kind in Severity
    }
    return {kind: found for kind, found in by_tone.items() if found}


def linked_at(findings: AuditTable) -> dict[str, tuple[int, int]]:
    """Return of each court's id how many are linked there, of how many that were to be asked about."""
    asked = Counter(result.court for result in findings.audit.results)
    linked = Counter(result.court for result in findings.audit.results if result.status is Status.LINKED)
    return {court.id: (linked[court.id], asked[court.id]) for court in findings.audit.head.courts}


def grouped(changes: Mapping[Pair, Change]) -> dict[Kind, dict[Pair, Change]]:
    """Return what changed by the kind of change, of those that occur."""
    by_kind = {
        kind: {pair: change for pair, change in changes.items() if change.kind is kind} for kind in Kind
    }
    return {kind: found for kind, found in by_kind.items() if found}
