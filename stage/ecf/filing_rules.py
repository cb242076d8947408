"""The rules of filing a motion: who may file, and that it is filed once and permanently."""

import secrets

from stage import case_creation, clock, database, events
from stage.ecf import case_rules, wording
from stage.ecf.case_rules import CaseRefusedError, CaseRow, DocketDocument
from stage.ecf.sessions import User
from stage.settings import current_settings

EVENT = "Motion"


def propose(user: User, case: CaseRow) -> str:
    """Store a motion for confirmation; return its random id. Raises CaseRefusedError."""
    case_rules.check_filing(user, case)
    proposal = secrets.token_urlsafe(24)
    row = {"id": proposal, "ecf_session": user.session, "court_case": case.id, "made_at": clock.now()}
    database.insert("proposed_filing", row)
    return proposal


def confirm(user: User, proposal: str) -> tuple[CaseRow, DocketDocument]:
    """Enter the motion of the user's own proposal on the docket; raises CaseRefusedError.

    A proposal works once. The case may have changed since it was made, so the rules are checked again.
    """
    with database.transaction():
        case = case_rules.find_case(user.court, _take_proposal(user, proposal))
        case_rules.check_filing(user, case)
        text = f"{user.name}, counsel of record, moves the court."
        number = case_creation.enter_document(case.id, f"MOTION filed by {user.name}", text)
        events.record(
            events.FILING_MADE, user.user_name, f"document {number} of case {case.number}", user.court.id
        )
    return case, case_rules.find_document(user, case, str(number))


def _take_proposal(user: User, proposal: str) -> str:
    """Delete the proposal; return the number of its case."""
    oldest = clock.now() - current_settings().session_seconds
    row = (
        database.get_db()
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
