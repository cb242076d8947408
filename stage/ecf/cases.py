"""The rules of cases: which a court has, who may see their documents, who may file in them."""

from dataclasses import dataclass
from datetime import date

from stage import database
from stage.courts import StagedCourt
from stage.ecf import wording
from stage.ecf.users import User


class CaseRefusedError(Exception):
    """What was asked of a case is refused; the text is the court's reason."""


@dataclass(frozen=True)
class CaseRow:
    """A case of a court."""

    id: int
    number: str
    title: str
    kind: str
    e_filing: str
    filed_on: date  # of the first document
    last_filed_on: date


@dataclass(frozen=True)
class CaseDocument:
    """A document under its number on the docket."""

    number: int
    filed_on: date
    title: str
    text: str


FIND_CASE = """
    SELECT court_case.id, court_case.number, court_case.title, kind, e_filing,
           min(document.filed_on) AS filed_on, max(document.filed_on) AS last_filed_on
      FROM court_case JOIN document ON document.court_case = court_case.id
     WHERE court = ? AND court_case.number = ?
     GROUP BY court_case.id
"""


def find_case(court: StagedCourt, number: str) -> CaseRow:
    """Return the case of that number; raises CaseRefused."""
    row = database.current().execute(FIND_CASE, (court.id, number)).fetchone()
    if row is None:
        raise CaseRefusedError(wording.cannot_find_case(number) if number else wording.NO_MATCHING_CASE)
    dates = {name: date.fromisoformat(row[name]) for name in ("filed_on", "last_filed_on")}
    return CaseRow(**{**dict(row), **dates})


def docket(case: CaseRow) -> list[CaseDocument]:
    """Return what was filed, in order."""
    query = "SELECT number, filed_on, title, text FROM document WHERE court_case = ? ORDER BY number"
    rows = database.current().execute(query, (case.id,))
    return [CaseDocument(**{**dict(row), "filed_on": date.fromisoformat(row["filed_on"])}) for row in rows]


def document(user: User, case: CaseRow, number: str) -> CaseDocument:
    """Return a document that the user may see; raises CaseRefused.

    You must be counsel of record and a registered user to view electronically filed documents in any social
    security case (password notice).
    """
    if case.kind == "social_security" and not is_counsel(user, case):
        raise CaseRefusedError(wording.DOCUMENT_OF_COUNSEL)
    for each in docket(case):
        if str(each.number) == number:
            return each
    raise CaseRefusedError(wording.NO_SUCH_DOCUMENT)


def check_filing(user: User, case: CaseRow) -> None:
    """Let counsel of record file under an E-Filing Order or by consent alone (password notice).

    Raises CaseRefused.
    """
    if not user.may_file:
        raise CaseRefusedError(wording.MAY_NOT_FILE)
    if not is_counsel(user, case):
        raise CaseRefusedError(wording.not_counsel(case.number))
    if case.e_filing == "none":
        raise CaseRefusedError(wording.no_e_filing(case.number))


def is_counsel(user: User, case: CaseRow) -> bool:
    """Tell whether the session's e-filing account is counsel of record."""
    query = "SELECT 1 FROM counsel WHERE court_case = ? AND ecf_account = ?"
    return database.current().execute(query, (case.id, user.ecf_id)).fetchone() is not None
