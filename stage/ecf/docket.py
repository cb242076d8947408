"""Cases as users read them: Query, a case's page, its docket, its documents."""

from flask import request
from flask.typing import ResponseReturnValue

from stage import events
from stage.ecf import cases, page
from stage.ecf.access import pacer_signed_in
from stage.ecf.cases import CaseRefusedError
from stage.ecf.sign_in import HOST
from stage.ecf.users import User
from stage.site import Site

site = Site("ecf_docket", HOST)


@site.get("/cgi-bin/iquery.pl")
@pacer_signed_in
def query(user: User) -> ResponseReturnValue:
    """Ask what to look for."""
    return page.render("query", user)


@site.post("/cgi-bin/iquery.pl")
@pacer_signed_in
def run_query(user: User) -> ResponseReturnValue:
    """Find a case by its number."""
    try:
        case = cases.find_case(user.court, request.form.get("case_num", "").strip())
    except CaseRefusedError as refusal:
        return page.error_page(user, str(refusal))
    return page.render("case", user, case=case)


@site.get("/cgi-bin/DktRpt.pl")
@pacer_signed_in
def docket(user: User) -> ResponseReturnValue:
    """Show the docket of a case, social security or not: the rule speaks of documents alone."""
    if not request.args:
        return page.render("plain", user, heading="Docket Sheet", text="Look for the case under Query first.")
    try:
        case = cases.find_case(user.court, request.args.get("case_num", ""))
    except CaseRefusedError as refusal:
        return page.error_page(user, str(refusal))
    return page.render("docket", user, case=case, documents=cases.docket(case))


@site.get("/cgi-bin/show_doc.pl")
@pacer_signed_in
def document(user: User) -> ResponseReturnValue:
    """Show a document to whom the case's rules allow it."""
    case_number, number = request.args.get("case_num", ""), request.args.get("doc_num", "")
    try:
        case = cases.find_case(user.court, case_number)
        shown = cases.document(user, case, number)
    except CaseRefusedError as refusal:
        detail = f"{refusal} (document {number} of case {case_number})"
        events.record(events.DOCUMENT_REFUSED, user.user_name, detail, user.court.id)
        return page.error_page(user, str(refusal))
    return page.render("document", user, case=case, document=shown)
