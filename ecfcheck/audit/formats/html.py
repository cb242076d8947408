"""report.html: people and courts at a glance, a page for each person; one file, without network."""

import base64
import hashlib
from functools import partial
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from ecfcheck.audit.formats.people import counts, grouped, linked_at, people
from ecfcheck.audit.formats.pictures import embedded
from ecfcheck.audit.formats.table import AuditTable, Severity, tone
from ecfcheck.audit.status import Status
from ecfcheck.report.environment import build_environment
from ecfcheck.report.pictures import find_sibling, load_picture

_HERE = Path(__file__).parent
_SIGNS = {Severity.GOOD: "✓", Severity.AT_COURT: "!", Severity.AT_LOGIN: "✗", Severity.NO_ANSWER: "?"}
_KINDS = {
    Severity.GOOD: "May file",
    Severity.AT_COURT: "Let in, and cannot file yet",
    Severity.AT_LOGIN: "Not let in by PACER",
    Severity.NO_ANSWER: "No answer",
}


def report_html(findings: AuditTable) -> bytes:
    """Return the report, in which all text is escaped."""
    everybody = people(findings)
    script = (_HERE / "page.js").read_text(encoding="utf-8")
    page = _pages(findings).get_template("page.html.j2")
    return page.render(
        findings=findings,
        audit=findings.audit,
        head=findings.audit.head,
        people=everybody,
        linked=sum(person.linked for person in everybody),
        missing=sum(result.status is Status.NOT_TRIED for result in findings.audit.results),
        counts=counts(findings),
        linked_at=linked_at(findings),
        grouped=grouped(findings.changes),
        embedded=embedded(findings),
        script=Markup(script),  # noqa: S704 - our own file, not a text of somebody's
        # The browser carries out no script but this very one, whatever a court's words may hold.
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    ).encode()


def _pages(findings: AuditTable) -> Environment:
    pages = build_environment(_HERE)
    pages.globals.update(
        kinds=_KINDS,
        picture=partial(load_picture, findings.folder),
        find_sibling=partial(find_sibling, findings.folder, findings.folder),
    )
    pages.filters.update(tone=tone, sign=lambda status: _SIGNS[tone(status)])
    return pages
