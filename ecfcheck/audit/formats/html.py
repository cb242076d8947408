"""Renders report.html: an overview of people and courts, and a page for each person, in one offline file."""

import base64
import hashlib
from functools import partial
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from ecfcheck.audit.formats.people import count_linked, count_statuses, group_changes, list_people
from ecfcheck.audit.formats.pictures import choose_embedded
from ecfcheck.audit.formats.table import AuditTable, Severity, classify_severity
from ecfcheck.audit.status import Status
from ecfcheck.report.environment import environment
from ecfcheck.report.pictures import find_sibling, picture

_HERE = Path(__file__).parent
_SIGNS = {Severity.GOOD: "✓", Severity.AT_COURT: "!", Severity.AT_LOGIN: "✗", Severity.NO_ANSWER: "?"}
_HEADINGS = {
    Severity.GOOD: "May file",
    Severity.AT_COURT: "Login works, but cannot file yet",
    Severity.AT_LOGIN: "Login not accepted by PACER",
    Severity.NO_ANSWER: "No answer",
}


def render_html(table: AuditTable) -> bytes:
    """Return the report, with all text escaped."""
    people = list_people(table)
    script = (_HERE / "page.js").read_text(encoding="utf-8")
    page = _create_environment(table).get_template("page.html.j2")
    return page.render(
        table=table,
        audit=table.audit,
        head=table.audit.head,
        people=people,
        linked=sum(person.is_linked for person in people),
        missing=sum(result.status is Status.NOT_TRIED for result in table.audit.results),
        counts=count_statuses(table),
        linked_by_court=count_linked(table),
        changes_by_kind=group_changes(table.changes),
        embedded=choose_embedded(table),
        script=Markup(script),  # noqa: S704 - our own file, not input
        # The browser runs only this script, whatever the court's words contain.
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    ).encode()


def _create_environment(table: AuditTable) -> Environment:
    templates = environment(_HERE)
    templates.globals.update(
        headings=_HEADINGS,
        picture=partial(picture, table.folder),
        find_sibling=partial(find_sibling, table.folder, table.folder),
    )
    templates.filters.update(
        severity=classify_severity, sign=lambda status: _SIGNS[classify_severity(status)]
    )
    return templates
