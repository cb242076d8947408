"""Renders report.html, one offline file: an overview, and a page for each person."""

import base64
import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from ecfcheck.audit.compare import Change, ChangeKind, Pair
from ecfcheck.audit.formats.table import AuditTable, Severity, classify_severity
from ecfcheck.audit.result import Result
from ecfcheck.audit.status import Status
from ecfcheck.report.environment import build_environment
from ecfcheck.report.pictures import choose_embedded, find_sibling, load_picture

_HERE = Path(__file__).parent
_SIGNS = {Severity.GOOD: "✓", Severity.AT_COURT: "!", Severity.AT_LOGIN: "✗", Severity.NO_ANSWER: "?"}
_HEADINGS = {
    Severity.GOOD: "May file",
    Severity.AT_COURT: "Login works, but cannot file yet",
    Severity.AT_LOGIN: "Login not accepted by PACER",
    Severity.NO_ANSWER: "No answer",
}
_MAX_BYTES_EACH = 150_000
_MAX_BYTES_TOTAL = 6_000_000
"""The bytes of all embedded pictures: a report of 300 people opens at once, and fits into an email."""


@dataclass(frozen=True)
class _PersonPage:
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


def render_html(table: AuditTable) -> bytes:
    """Return the report, with all text escaped."""
    people = _list_people(table)
    script = (_HERE / "page.js").read_text(encoding="utf-8")
    page = _create_environment(table).get_template("page.html.j2")
    return page.render(
        table=table,
        audit=table.audit,
        head=table.audit.head,
        people=people,
        linked=sum(person.is_linked for person in people),
        missing=sum(result.status is Status.NOT_TRIED for result in table.audit.results),
        counts=_count_statuses(table),
        linked_by_court=_count_linked(table),
        changes_by_kind=_group_changes(table.changes),
        embedded=_choose_embedded(table),
        script=Markup(script),  # noqa: S704 - our own file, not input
        # The browser runs only this script, whatever the court's words contain.
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    ).encode()


def _create_environment(table: AuditTable) -> Environment:
    templates = build_environment(_HERE)
    templates.globals.update(
        headings=_HEADINGS,
        picture=partial(load_picture, table.folder),
        find_sibling=partial(find_sibling, table.folder, table.folder),
    )
    templates.filters.update(
        severity=classify_severity, sign=lambda status: _SIGNS[classify_severity(status)]
    )
    return templates


def _list_people(table: AuditTable) -> tuple[_PersonPage, ...]:
    """Return all people in the roster's order."""
    by_alias: dict[str, dict[str, Result]] = {alias: {} for alias in table.audit.head.people}
    for result in table.audit.results:
        by_alias[result.alias][result.court] = result
    after = dict(pairwise(by_alias))
    before = {following: alias for alias, following in after.items()}
    return tuple(
        _PersonPage(
            alias=alias,
            name=next((result.name for result in results.values() if result.name), None),
            results=results,
            before=before.get(alias),
            after=after.get(alias),
        )
        for alias, results in by_alias.items()
    )


def _count_statuses(table: AuditTable) -> dict[Severity, dict[Status, int]]:
    """Return how many answers have each status, by severity; only those that occur."""
    counted = Counter(result.status for result in table.audit.results)
    by_severity: dict[Severity, dict[Status, int]] = {severity: {} for severity in Severity}
    for status in (status for status in Status if counted[status]):
        by_severity[classify_severity(status)][status] = counted[status]
    return {severity: statuses for severity, statuses in by_severity.items() if statuses}


def _count_linked(table: AuditTable) -> dict[str, tuple[int, int]]:
    """Return how many people are linked in each court, and of how many, by the court's id."""
    total = Counter(result.court for result in table.audit.results)
    linked = Counter(result.court for result in table.audit.results if result.status is Status.LINKED)
    return {court.id: (linked[court.id], total[court.id]) for court in table.audit.head.courts}


def _group_changes(changes: Mapping[Pair, Change]) -> dict[ChangeKind, dict[Pair, Change]]:
    """Return the changes by kind; only kinds that occur."""
    by_kind = {
        kind: {pair: change for pair, change in changes.items() if change.kind is kind} for kind in ChangeKind
    }
    return {kind: changed for kind, changed in by_kind.items() if changed}


def _choose_embedded(table: AuditTable) -> frozenset[str]:
    """Return the paths of the pictures to embed, unlinked people's first; link to the rest."""
    results = sorted(table.audit.results, key=lambda result: result.status is Status.LINKED)
    paths = (result.picture for result in results if result.picture)
    return choose_embedded(table.folder, paths, total=_MAX_BYTES_TOTAL, each=_MAX_BYTES_EACH)
