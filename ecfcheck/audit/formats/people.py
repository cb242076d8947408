"""Groups an audit for its report: results by person, counts by status, changes by kind."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from ecfcheck.audit.compare import Change, ChangeKind, Pair
from ecfcheck.audit.formats.table import AuditTable, Severity, classify_severity
from ecfcheck.audit.result import Result
from ecfcheck.audit.status import Status


@dataclass(frozen=True)
class PersonPage:
    """A person of the roster with their results, by the courts' ids."""

    alias: str
    name: str | None
    results: Mapping[str, Result]
    before: str | None
    """The alias of the person before them in the roster."""
    after: str | None

    @property
    def is_linked(self) -> bool:
        """Whether the person is linked in all of their courts."""
        return all(result.status is Status.LINKED for result in self.results.values())


def list_people(table: AuditTable) -> tuple[PersonPage, ...]:
    """Return all people in the roster's order."""
    by_alias: dict[str, dict[str, Result]] = {alias: {} for alias in table.audit.head.people}
    for result in table.audit.results:
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


def count_statuses(table: AuditTable) -> dict[Severity, dict[Status, int]]:
    """Return how many answers have each status, by severity; only those that occur."""
    counted = Counter(result.status for result in table.audit.results)
    by_severity = {
        severity: {
            status: counted[status]
            for status in Status
            if classify_severity(status) is severity and counted[status]
        }
        for severity in Severity
    }
    return {severity: statuses for severity, statuses in by_severity.items() if statuses}


def count_linked(table: AuditTable) -> dict[str, tuple[int, int]]:
    """Return how many people are linked in each court, and of how many, by the court's id."""
    total = Counter(result.court for result in table.audit.results)
    linked = Counter(result.court for result in table.audit.results if result.status is Status.LINKED)
    return {court.id: (linked[court.id], total[court.id]) for court in table.audit.head.courts}


def group_changes(changes: Mapping[Pair, Change]) -> dict[ChangeKind, dict[Pair, Change]]:
    """Return the changes by kind; only kinds that occur."""
    by_kind = {
        kind: {pair: change for pair, change in changes.items() if change.kind is kind} for kind in ChangeKind
    }
    return {kind: changed for kind, changed in by_kind.items() if changed}
