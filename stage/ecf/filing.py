"""Filing a motion: the form, its confirmation, and the Notice of Electronic Filing."""

from flask import request
from flask.typing import ResponseReturnValue

from stage import events
from stage.ecf import cases, motions, page, wording
from stage.ecf.access import signed_in
from stage.ecf.cases import CaseRefusedError
from stage.ecf.sign_in import HOST
from stage.ecf.users import User
from stage.site import Site

FORM_SCRIPT = "FileMotion.pl"  # the scripts' names are guesses
CONFIRM_SCRIPT = "FileMotionConfirm.pl"

site = Site("ecf_filing", HOST)


@site.get("/cgi-bin/Dispatch.pl")
@signed_in
def dispatch(user: User) -> ResponseReturnValue:
    """Only who may file gets to a filing; of all filings, a motion in a civil case is staged."""
    if not user.may_file:
        return page.error_page(user, wording.MAY_NOT_FILE)
    if request.query_string == b"CivilMotions":
        return page.render("motion", user, script=FORM_SCRIPT)
    return page.render("plain", user, heading="File a document", text="This filing is not staged.")


@site.post(f"/cgi-bin/{FORM_SCRIPT}")
@signed_in
def check(user: User) -> ResponseReturnValue:
    """Ask for confirmation of a filing that the case allows; file nothing yet."""
    number = request.form.get("case_num", "").strip()
    try:
        case = cases.find_case(user.court, number)
        proposal = motions.propose(user, case)
    except CaseRefusedError as refusal:
        return _refuse(user, refusal, f" (case {number})")
    return page.render(
        "motion_confirmation",
        user,
        script=CONFIRM_SCRIPT,
        proposal=proposal,
        case=case,
        event=motions.EVENT,
        commits=wording.FILING_COMMITS,
    )


@site.post(f"/cgi-bin/{CONFIRM_SCRIPT}")
@signed_in
def confirm(user: User) -> ResponseReturnValue:
    """File for good, and say so."""
    try:
        case, document = motions.commit(user, request.form.get("proposal", ""))
    except CaseRefusedError as refusal:
        return _refuse(user, refusal)
    return page.render("notice_of_filing", user, case=case, document=document)


def _refuse(user: User, refusal: CaseRefusedError, detail: str = "") -> str:
    events.record(events.FILING_REFUSED, user.user_name, f"{refusal}{detail}", user.court.id)
    return page.error_page(user, str(refusal))
