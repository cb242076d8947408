"""The rules of cases: who may see their documents, and who may file in them."""

from dataclasses import dataclass
from datetime import date

from stage import database
from stage.courts import StagedCourt
from stage.ecf import wording
from stage.ecf.sessions import User


class CaseRefusedError(Exception):
    """A request about a case was refused; the text is the court's reason."""


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
class DocketDocument:
    """A document and its number on the docket."""

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
    """Return the case with that number; raises CaseRefusedError."""
    row = database.get_db().execute(FIND_CASE, (court.id, number)).fetchone()
    if row is None:
        raise CaseRefusedError(wording.cannot_find_case(number) if number else wording.NO_MATCHING_CASE)
    dates = {name: date.fromisoformat(row[name]) for name in ("filed_on", "last_filed_on")}
    return CaseRow(**{**dict(row), **dates})


def list_documents(case: CaseRow) -> list[DocketDocument]:
    """Return the documents of a case in the order of its docket."""
    query = "SELECT number, filed_on, title, text FROM document WHERE court_case = ? ORDER BY number"
    rows = database.get_db().execute(query, (case.id,))
    return [DocketDocument(**{**dict(row), "filed_on": date.fromisoformat(row["filed_on"])}) for row in rows]


def find_document(user: User, case: CaseRow, number: str) -> DocketDocument:
    """Return a document that the user may see; raises CaseRefusedError.

    You must be counsel of record and a registered user to view electronically filed documents in any social
    security case (password notice).
    """
    if case.kind == "social_security" and not is_counsel(user, case):
        raise CaseRefusedError(wording.DOCUMENT_OF_COUNSEL)
    for document in list_documents(case):
        if str(document.number) == number:
            return document
    raise CaseRefusedError(wording.NO_SUCH_DOCUMENT)


def check_filing(user: User, case: CaseRow) -> None:
    """Raise CaseRefusedError unless the user may file in the case (password notice).

    Only counsel of record may file, and only under an E-Filing Order or by consent.
    """
    if not user.may_file:
        raise CaseRefusedError(wording.MAY_NOT_FILE)
    if not is_counsel(user, case):
        raise CaseRefusedError(wording.not_counsel(case.number))
    if case.e_filing == "none":
        raise CaseRefusedError(wording.no_e_filing(case.number))


def is_counsel(user: User, case: CaseRow) -> bool:
    """Return whether the session's e-filing account is counsel of record."""
    query = "SELECT 1 FROM counsel WHERE court_case = ? AND ecf_account = ?"
    return database.get_db().execute(query, (case.id, user.ecf_id)).fetchone() is not None
