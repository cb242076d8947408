"""Query, a case's page, its docket and its documents."""

from flask import request
from flask.typing import ResponseReturnValue

from stage import events
from stage.ecf import case_rules, page
from stage.ecf.access import require_pacer_login
from stage.ecf.case_rules import CaseRefusedError
from stage.ecf.sessions import User
from stage.settings import ECF_HOST
from stage.site import Site

site = Site("ecf_docket", ECF_HOST)


@site.get("/cgi-bin/iquery.pl")
@require_pacer_login
def show_query(user: User) -> ResponseReturnValue:
    """Ask for a case number."""
    return page.render("query", user)


@site.post("/cgi-bin/iquery.pl")
@require_pacer_login
def run_query(user: User) -> ResponseReturnValue:
    """Show the case with the given number."""
    try:
        case = case_rules.find_case(user.court, request.form.get("case_num", "").strip())
    except CaseRefusedError as refusal:
        return page.render_error(user, str(refusal))
    return page.render("case", user, case=case)


@site.get("/cgi-bin/DktRpt.pl")
@require_pacer_login
def show_docket(user: User) -> ResponseReturnValue:
    """Show a case's docket, social security or not: the rule is about documents only."""
    if not request.args:
        return page.render("plain", user, heading="Docket Sheet", text="Look for the case under Query first.")
    try:
        case = case_rules.find_case(user.court, request.args.get("case_num", ""))
    except CaseRefusedError as refusal:
        return page.render_error(user, str(refusal))
    return page.render("docket", user, case=case, documents=case_rules.list_documents(case))


@site.get("/cgi-bin/show_doc.pl")
@require_pacer_login
def show_document(user: User) -> ResponseReturnValue:
    """Show a document to a user whom the case's rules allow to see it."""
    case_number, number = request.args.get("case_num", ""), request.args.get("doc_num", "")
    try:
        case = case_rules.find_case(user.court, case_number)
        document = case_rules.find_document(user, case, number)
    except CaseRefusedError as refusal:
        detail = f"{refusal} (document {number} of case {case_number})"
        events.record(events.DOCUMENT_REFUSED, user.user_name, detail, user.court.id)
        return page.render_error(user, str(refusal))
    return page.render("document", user, case=case, document=document)
