"""The rules of filing a motion: who may, and that it is filed once and for good."""

import secrets

from stage import case_creation, clock, database, events
from stage.ecf import cases, wording
from stage.ecf.cases import CaseDocument, CaseRefusedError, CaseRow
from stage.ecf.users import User
from stage.settings import current_settings

EVENT = "Motion"


def propose(user: User, case: CaseRow) -> str:
    """Hold a motion ready for confirmation, under a random id; raises CaseRefused."""
    cases.check_filing(user, case)
    proposal = secrets.token_urlsafe(24)
    row = {"id": proposal, "ecf_session": user.session, "court_case": case.id, "made_at": clock.now()}
    database.insert("proposed_filing", row)
    return proposal


def commit(user: User, proposal: str) -> tuple[CaseRow, CaseDocument]:
    """Enter the motion of the user's own proposal on the docket; raises CaseRefused.

    A proposal serves once. What was true when it was made may have changed: the rules are asked again.
    """
    with database.transaction():
        case = cases.find_case(user.court, _take(user, proposal))
        cases.check_filing(user, case)
        text = f"{user.name}, counsel of record, moves the court."
        number = case_creation.enter(case.id, f"MOTION filed by {user.name}", text)
        events.record(
            events.FILING_MADE, user.user_name, f"document {number} of case {case.number}", user.court.id
        )
    return case, cases.document(user, case, str(number))


def _take(user: User, proposal: str) -> str:
    """Return the number of the proposal's case; from now on there is no such proposal."""
    oldest = clock.now() - current_settings().session_seconds
    row = (
        database.current()
        .execute(
            "DELETE FROM proposed_filing WHERE id = ? AND ecf_session = ? AND made_at >= ?"
            " RETURNING (SELECT number FROM court_case WHERE court_case.id = proposed_filing.court_case)",
            (proposal, user.session, oldest),
        )
        .fetchone()
    )
    if row is None:
        raise CaseRefusedError(wording.NO_PROPOSAL)
    return str(row[0])
