"""Changes of the staged court that a comparison must find, each of a kind and with its class."""

from ecfcheck.compare.model import Kind
from stage.faults.model import Fault
from tests.helpers.faulty_stage import (
    CMECF_LOGIN,
    CMECF_PAGES,
    FRONT_PAGE,
    LINK_CONFIRMED,
    LINK_FORM,
    LINK_FORM_SENT,
    PACER_LOGIN,
    QUERY,
    WEBSITE_CMECF,
    WEBSITE_HOME,
    match_requests,
)
from tests.helpers.seed import Seed, alter, breach, delay, show

LINK, PAGES, ORDER, CHANGE = "link_account", "court_website_pages", "e_filing_order", "change_password"

UTILITIES = match_requests("ecf", "GET", "/cgi-bin/DisplayMenu.pl", "Utilities")
CIVIL = match_requests("ecf", "GET", "/cgi-bin/DisplayMenu.pl", "CivilEvents")
LEGACY_LOGIN = match_requests("ecf", "GET", "/cgi-bin/login.pl")
MOTION_FORM = match_requests("ecf", "GET", "/cgi-bin/Dispatch.pl", "CivilMotions")
MOTION_FORM_SENT = match_requests("ecf", "POST", "/cgi-bin/FileMotion.pl")
"""Answered with the confirmation."""
MOTION_SENT = match_requests("ecf", "POST", "/cgi-bin/FileMotionConfirm.pl")
PASSWORD_SENT = match_requests("ecf", "POST", "/cgi-bin/MaintainLogin.pl")
DOCKET = match_requests("ecf", "GET", "/cgi-bin/DktRpt.pl")
POLICIES = match_requests("website", "GET", "/cmecf/policies")
MANUAL = match_requests("website", "GET", "/cmecf/manual")
FORMS = match_requests("website", "GET", "/cmecf/forms")
SEMINARS = match_requests("website", "GET", "/cmecf/seminars")
PACER_ACCOUNT = match_requests("pacer_account", "GET", "/pscof/manage/*")


_LOG_OUT = (
    '<li class="yuimenubaritem" data-name="Log Out">'
    '<a class="yuimenubaritemlabel" href="/cgi-bin/login.pl?logout">Log Out</a></li>'
)
_TRAINING = '<li><a class="yuimenubaritemlabel" href="/cgi-bin/Training.pl">Training</a></li>'
_BILLING = '<li><a href="/cgi-bin/BillingRpt.pl">Review Billing History</a></li>'
_CLIENT_CODE = '<li><a href="/cgi-bin/ClientCode.pl">Change Client Code</a></li>'
_REGISTRATION = "<li>Attorney Registration for Electronic Filing</li>"
_CONSENT = "<li>Consent to Electronic Filing</li>"
_NEED = '<a href="/pscof/regWizard.jsf">Need an Account?</a>'
_FORGOT = '<a href="/pscof/forgotPassword.jsf">Forgot Your Password?</a>'
_VISITORS = '<li class="expanded"><a href="/court-info/visits">Visitors</a></li>'
_JURY = '<li class="expanded"><a href="/court-info/ejuror">Jury Service</a>'
_CASE_NUMBER = "<tr><td>Case Number</td>"
_LAST_NAME = (
    "<tr><td>Last/Business Name</td><td>"
    '<input name="last_name" type="text" size="20" maxlength="50"></td></tr>'
)
_FIRST_NAME = (
    '<tr><td>First Name</td><td><input name="first_name" type="text" size="15" maxlength="50"></td></tr>'
)
_SOCIAL_SECURITY = (
    "<li>Electronically filed documents in social security cases are shown to counsel of record"
    " who are registered users.</li>"
)
_COUNSEL = (
    "<li>Counsel of record file under their own CM/ECF account"
    " and answer for all that is filed under it.</li>"
)
_CANCEL = '<span class="ui-button-text ui-c">Cancel</span>'

SEEDS = {
    # Texts of the notice.
    "text of the notice: link form": breach(
        LINK, "4", "text", LINK_FORM, "This utility links your", "This page joins your"
    ),
    "text of the notice: login": breach(
        LINK, "restricted", "text", PACER_LOGIN, "All activities and access attempts", "Some activities"
    ),
    "text of the notice: confirmation": breach(
        LINK, "5", "text", LINK_FORM_SENT, "Do you want to link", "Do you wish to link"
    ),
    "text of the notice: success": breach(
        LINK,
        "6",
        "heading",
        LINK_CONFIRMED,
        "You have successfully linked your account",
        "The accounts agree",
    ),
    "text of the notice: policies": breach(
        PAGES, "policies", "text", POLICIES, "govern electronic filing", "rule electronic filing"
    ),
    # Texts that no notice has.
    "other text: website": show(
        LINK, "text", WEBSITE_HOME, "is closed on federal holidays", "is open on weekdays"
    ),
    "other text: forms": show(PAGES, "text", FORMS, "Ask the clerk's office", "Write to the clerk"),
    "other text: success": breach(
        LINK, "6", "text", LINK_CONFIRMED, "is now ready for filings", "can be used"
    ),
    "other text: seminars": show(PAGES, "text", SEMINARS, "First Tuesday", "First Monday"),
    "other text: old login": show(
        ORDER, "text", LEGACY_LOGIN, "Unauthorized entry is prohibited", "Unauthorized use is an offense"
    ),
    # Results of effects, by which their screens are known.
    "result: password": breach(
        CHANGE, "d", "outcome", PASSWORD_SENT, "Your password has been changed.", "Your password was changed."
    ),
    "result: filing": breach(
        ORDER, "e-filing", "outcome", MOTION_SENT, "Notice of Electronic Filing", "Notice of Filing"
    ),
    # Headings.
    "heading: link form": breach(
        LINK, "4", "heading", LINK_FORM, "<b>Link a CM/ECF account", "<b>Connect a CM/ECF account"
    ),
    "heading: old login": breach(
        ORDER, "a", "heading", LEGACY_LOGIN, "CM/ECF Filer or PACER Login", "CM/ECF Filer Login"
    ),
    "heading: login": show(LINK, "heading", PACER_LOGIN, "<h1>PACER Login", "<h1>PACER Sign-In"),
    "heading: manual": show(PAGES, "heading", MANUAL, ">To read a document", ">How to read a document"),
    "heading: civil events": show(ORDER, "heading", CIVIL, "<b>Civil Events", "<b>Civil Filings"),
    # Entries of menus.
    "menu: renamed": breach(LINK, "3", "menu", CMECF_PAGES, ">Reports<", ">Records<"),
    "menu: added": breach(LINK, "3", "menu", CMECF_PAGES, _LOG_OUT, _TRAINING + _LOG_OUT),
    "menu: renamed before NextGen": breach(
        ORDER, "e-filing", "menu", CMECF_PAGES, "Crimi<u>n</u>al", "Cri<u>m</u>es"
    ),
    "menu: website renamed": show(LINK, "menu", WEBSITE_HOME, ">Jury Service<", ">Jurors<"),
    "menu: website added": show(
        LINK,
        "menu",
        WEBSITE_HOME,
        _JURY,
        '<li class="expanded"><a href="/court-info/visits">Visitors</a></li>' + _JURY,
    ),
    # Links.
    "link: gone": breach(LINK, "3", "link", UTILITIES, _BILLING, ""),
    "link: renamed at the login": breach(
        LINK, "2", "link", PACER_LOGIN, "Forgot User Name?", "Forgot Your User Name?"
    ),
    "link: renamed in Utilities": breach(
        LINK, "3", "link", UTILITIES, ">Court Information<", ">About this Court<"
    ),
    "link: renamed on the website": show(LINK, "link", WEBSITE_HOME, ">Opinions<", ">Published Opinions<"),
    "link: added on the website": show(
        PAGES,
        "link",
        WEBSITE_CMECF,
        '<li><a href="/cmecf/forms">Forms</a></li>',
        '<li><a href="/cmecf/forms">Forms</a></li><li><a href="/cmecf/fees">Fees</a></li>',
    ),
    # Order.
    "order: forms": breach(
        PAGES, "policies", "order", FORMS, f"{_REGISTRATION}\n{_CONSENT}", f"{_CONSENT}\n{_REGISTRATION}"
    ),
    "order: Utilities": breach(
        LINK, "3", "order", UTILITIES, f"{_CLIENT_CODE}\n{_BILLING}", f"{_BILLING}\n{_CLIENT_CODE}"
    ),
    "order: query": show(
        LINK, "order", QUERY, f"{_LAST_NAME}\n{_FIRST_NAME}", f"{_FIRST_NAME}\n{_LAST_NAME}"
    ),
    "order: policies": show(
        PAGES, "order", POLICIES, f"{_COUNSEL}\n{_SOCIAL_SECURITY}", f"{_SOCIAL_SECURITY}\n{_COUNSEL}"
    ),
    "order: login": breach(LINK, "2", "order", PACER_LOGIN, f"{_NEED} | {_FORGOT}", f"{_FORGOT} | {_NEED}"),
    # Fields.
    "field: gone from the link form": breach(
        LINK, "4", "field", LINK_FORM, 'type="password"', 'type="hidden"'
    ),
    "field: gone from the login": breach(
        LINK, "2", "field", PACER_LOGIN, 'type="text" maxlength="32"', 'type="hidden" maxlength="32"'
    ),
    "field: added to the query": show(
        LINK,
        "field",
        QUERY,
        _FIRST_NAME,
        _FIRST_NAME + '<tr><td>Middle Name</td><td><input name="middle_name" type="text"></td></tr>',
    ),
    "field: added to the motion": breach(
        ORDER,
        "e-filing",
        "field",
        MOTION_FORM,
        "<tr><td>Case Number</td>",
        '<tr><td>Office</td><td><select name="office"><option>1<option>3</select></td></tr>'
        "<tr><td>Case Number</td>",
    ),
    "field: label of the old login": breach(
        CHANGE, "a", "text", LEGACY_LOGIN, "<td>client code:", "<td>Billing code:"
    ),
    # Buttons.
    "button: link form": breach(LINK, "4", "button", LINK_FORM, 'value="Clear"', 'value="Reset"'),
    "button: motion": breach(ORDER, "e-filing", "button", MOTION_FORM, 'value="Clear"', 'value="Reset"'),
    "button: query": show(LINK, "button", QUERY, 'value="Clear"', 'value="Start again"'),
    "button: login": breach(LINK, "2", "button", PACER_LOGIN, _CANCEL, _CANCEL.replace("Cancel", "Back")),
    "button: old login": breach(CHANGE, "a", "button", LEGACY_LOGIN, 'value="Reset"', 'value="Clear"'),
    # Targets.
    "target: website": alter(LINK, "target", WEBSITE_HOME, "bin/Opinions.pl", "bin/OpinionList.pl"),
    "target: Utilities": alter(LINK, "target", UTILITIES, "BillingRpt.pl", "Billing.pl"),
    "target: menu": breach(LINK, "3", "target", CMECF_PAGES, "DisplayMenu.pl?Reports", "Menu.pl?Reports"),
    "target: login": breach(LINK, "2", "target", PACER_LOGIN, "regWizard.jsf", "register.jsf"),
    "target: seminars": alter(PAGES, "target", SEMINARS, "?subject=Seminar%20registration", ""),
    # What scripts and screen readers use.
    "id: field of the query": alter(LINK, "id", QUERY, 'name="last_name"', 'name="surname"'),
    "id: button of the login": alter(
        LINK, "id", PACER_LOGIN, 'id="loginForm:btnClear"', 'id="loginForm:clear"'
    ),
    "technical: length of a field": alter(
        LINK,
        "field",
        QUERY,
        'name="last_name" type="text" size="20" maxlength="50"',
        'name="last_name" type="text" size="20" maxlength="80"',
    ),
    "name: logo": alter(LINK, "accessible name", CMECF_PAGES, 'alt="CM/ECF"', 'alt="Logo"'),
    "form: hidden field": alter(
        LINK,
        "form",
        LINK_FORM_SENT,
        '<input type="hidden" name="proposal"',
        '<input type="hidden" name="token" value="1"><input type="hidden" name="proposal"',
    ),
    # Appearance.
    "appearance: website": show(
        LINK, "appearance", WEBSITE_HOME, "<p>Attorneys file", '<p style="color: #a00">Attorneys file'
    ),
    "appearance: login": show(
        LINK, "appearance", PACER_LOGIN, '<p class="notice">', '<p class="notice" style="font-size: 9px">'
    ),
    "appearance: link form": show(
        LINK, "appearance", LINK_FORM, "<p>If you use CM/ECF", '<p style="color: #999">If you use CM/ECF'
    ),
    "appearance: old login": show(
        ORDER, "appearance", LEGACY_LOGIN, "<legend>", '<legend style="font-style: italic">'
    ),
    "appearance: Utilities": show(LINK, "appearance", UTILITIES, '<font size="+1">', '<font size="+3">'),
    "appearance: font of the link form": show(
        LINK,
        "appearance",
        LINK_FORM,
        "<p>If you use CM/ECF",
        '<p style="font-family: serif">If you use CM/ECF',
    ),
    "appearance: border of a field": show(
        LINK,
        "appearance",
        PACER_LOGIN,
        'type="text" maxlength="32"',
        'type="text" style="border-color: red" maxlength="32"',
    ),
    "appearance: a word of the link form": show(
        LINK,
        "appearance",
        LINK_FORM,
        "<p>If you use CM/ECF",
        '<p>If you <span style="background: yellow">use</span> CM/ECF',
    ),
    "image: in a link": alter(PAGES, "image", WEBSITE_CMECF, "cmecf.svg", "cmecf.svg?2"),
    "field: filled in on the query": show(
        LINK, "field", QUERY, 'name="last_name" type="text"', 'name="last_name" type="text" value="Doe"'
    ),
    "frame: added to the website": show(
        LINK,
        "frame",
        WEBSITE_HOME,
        "<p>Attorneys file",
        '<iframe title="Hours" width="300" height="60"></iframe><p>Attorneys file',
    ),
    # Layout.
    "layout: query": show(
        LINK, "layout", QUERY, f"<table>\n{_CASE_NUMBER}", f'<table style="margin-top: 90px">\n{_CASE_NUMBER}'
    ),
    "layout: field of the motion": show(
        ORDER,
        "layout",
        MOTION_FORM,
        'name="case_num" type="text" size="20"',
        'name="case_num" type="text" size="40"',
    ),
    "layout: policies": show(PAGES, "layout", POLICIES, "<ol>", '<ol style="margin-left: 80px">'),
    "layout: docket": show(ORDER, "layout", DOCKET, '<h3 align="center">', "<h3>"),
    # Timing.
    "time: link form": delay(LINK, LINK_FORM),
    "time: website": delay(LINK, WEBSITE_CMECF),
    "time: query": delay(LINK, QUERY),
    "time: docket": delay(ORDER, DOCKET),
    "time: policies": delay(PAGES, POLICIES),
    # Screens that came or went.
    "screen: the front page comes in between": Seed(
        LINK,
        Fault(on=CMECF_LOGIN, redirect="{ecf}/cgi-bin/ShowIndex.pl", times=1),
        Kind.VISIBLE,
        "screen",
    ),
    "screen: the front page is gone": Seed(
        LINK,
        Fault(on=FRONT_PAGE, redirect="{ecf}/cgi-bin/login.pl"),
        Kind.NOTICE,
        "outcome",
        "one-login",
    ),
    "screen: the seminars are gone": Seed(
        PAGES, Fault(on=SEMINARS, status=404), Kind.NOTICE, "outcome", "seminars"
    ),
    "screen: an error instead of the query": Seed(
        LINK, Fault(on=QUERY, error_page="The database is not available."), Kind.OUTCOME, "outcome"
    ),
    "screen: the link form is another page": Seed(
        LINK,
        Fault(on=LINK_FORM, redirect="{ecf}/cgi-bin/CourtInfo.pl?location=main"),
        Kind.NOTICE,
        "outcome",
        "3",
    ),
}
