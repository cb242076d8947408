"""Fields, controls and whole screens are read as a reader sees them, and used only if they can be."""

import re

import pytest

from config.secret import Secret
from ecfcheck.browser.window import Window
from pages.errors import MissingControlError
from tests.helpers.windows import MAIN, ShowPage

FORM = """<form id="loginForm">
<div style="display: flex"><label for="loginForm:loginName">{}</label><input id="loginForm:loginName"></div>
<div style="display: flex"><label for="loginForm:password">{}</label>
<input type="password" id="loginForm:password" required></div></form>"""


@pytest.mark.parametrize("labels", [("Username *", "Password *"), ("Password *", "Username *")])
def test_a_field_is_labeled_by_what_stands_next_to_it(labels: tuple[str, str], show: ShowPage) -> None:
    window = show(FORM.format(*labels), "/csologin/login.jsf")
    assert window.read("pacer_login", "fields") == labels
    assert window.read("pacer_login", "kinds") == dict(
        zip(labels, ("text", "password, required"), strict=True)
    )


def test_labels_that_change_places_by_style_are_read_where_they_are(show: ShowPage) -> None:
    style = "<style>form { display: flex; flex-direction: column } label { position: relative; width: 120px }"
    moved = f"{style} div:first-child label {{ top: 60px }} div:last-child label {{ top: -60px }}"
    heights = " div { height: 60px }</style>"
    window = show(moved + heights + FORM.format("Username *", "Password *"), "/csologin/login.jsf")
    assert window.read("pacer_login", "fields") == ("Password *", "Username *")


def test_a_label_has_the_words_and_the_mark_that_a_style_adds(show: ShowPage) -> None:
    style = "<style>label::before { content: 'Old ' } label:first-child::after { content: ' *' }</style>"
    window = show(style + FORM.format("Username", "Password"), "/csologin/login.jsf")
    assert window.read("pacer_login", "fields") == ("Old Username *", "Old Password *")


def test_a_field_that_is_sent_with_a_form_from_elsewhere_is_one_of_it(show: ShowPage) -> None:
    outside = '<p>Bill the firm</p><input form="loginForm" name="firm"><input name="search">'
    window = show(FORM.format("Username *", "Password *") + outside, "/csologin/login.jsf")
    assert window.read("pacer_login", "fields") == ("Username *", "Password *", "Bill the firm")


def test_a_hint_in_an_empty_field_is_part_of_what_it_contains(show: ShowPage) -> None:
    hint = FORM.replace("<input id", '<input placeholder="CM/ECF login" id').format(
        "Username *", "Password *"
    )
    window = show(hint, "/csologin/login.jsf")
    contents = {"Username *": 'empty, with the hint "CM/ECF login"', "Password *": "empty"}
    assert window.read("pacer_login", "contents") == contents


def test_every_field_next_to_a_password_to_change_is_a_row(show: ShowPage) -> None:
    fields = (
        '<table><tr><td>Login name:</td><td><input value="ct1"></td></tr></table>'
        '<p><input type="checkbox" checked> Change it at PACER too</p>'
        "<p>Office <select><option>Hartford</select></p>"
    )
    window = show(MAIN.format(fields))
    rows = {"Login name:": "ct1", "Change it at PACER too": "on", "Office": "Hartford"}
    assert window.read("maintain_login", "rows") == rows


def test_a_field_that_cannot_be_seen_is_not_a_field(show: ShowPage) -> None:
    hidden = FORM.replace("<input id", '<input style="opacity: 0" id')
    window = show(hidden.format("Username *", "Password *"), "/csologin/login.jsf")
    assert window.read("pacer_login", "fields") == ("Password *",)


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("Upgraded PACER Account", "upgraded"),
        ("Legacy PACER Account", "not upgraded"),
        ("PACER Administrative Account", "PACER Administrative Account"),
        ("Upgraded PACER Account Pending", "Upgraded PACER Account Pending"),
        ("Legacy PACER Account <a>Upgrade</a>", "not upgraded"),
        ("Upgraded PACER Account <a>Upgrade</a>", "Upgraded PACER Account Upgrade"),
        ("", "unknown"),
    ],
)
def test_an_account_is_upgraded_only_if_the_documented_words_say_so(
    words: str, seen: str, show: ShowPage
) -> None:
    window = show(f"<table><tr><th>Account Type</th><td>{words}</td></tr></table>", "/pscof/account")
    assert window.read("pacer_account", "account_type") == (seen,)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("", 'the button "Submit" is not there'),
        ('<input type="button" value="Submit" disabled>', 'the button "Submit" is disabled'),
        ('<input type="button" value="Submit">' * 2, 'the button "Submit" is there 2 times'),
        (
            '<input type="button" value="Submit" style="opacity: 0.01">',
            'the button "Submit" is there, but a reader does not see it',
        ),
    ],
    ids=["missing", "disabled", "twice", "hidden"],
)
def test_a_control_that_cannot_be_used_is_named_by_its_words(
    change: str, reason: str, show: ShowPage
) -> None:
    window = show(MAIN.format(f"<form>{change}</form>"))
    with pytest.raises(MissingControlError, match=f"^{re.escape(reason)}$"):
        window.act("link_confirmation", "confirm", {})


def test_a_link_to_another_host_is_not_clicked(show: ShowPage) -> None:
    window = show(MAIN.format('<a href="http://elsewhere.localhost:9/">Motions</a>'))
    with pytest.raises(
        MissingControlError, match=r"leads to http://elsewhere[^ ]+, which is not the court's"
    ):
        window.act("civil_events", "open_motions", {})


LOGIN_FORM = """<form id="loginForm">
<p><label for="loginForm:loginName">{}</label> <input id="loginForm:loginName" type="{}"></p>
<p><label for="loginForm:password">{}</label> <input id="loginForm:password" type="password"></p>
<button type="button">Login</button></form>"""


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        (("Client Code", "text", "Password *"), 'the field "Username *" is labeled "Client Code"'),
        (("Username *", "text", "Client Code"), 'the field "Password *" is labeled "Client Code"'),
        (("Username *", "password", "Password *"), 'the field "Username *" is a field of type password'),
    ],
    ids=["another label", "another label of the password", "another type"],
)
def test_nothing_is_typed_into_a_field_of_another_label_or_type(
    values: tuple[str, str, str], reason: str, show: ShowPage, window: Window
) -> None:
    show(LOGIN_FORM.format(*values), window.court.pacer_login)
    arguments = {"user_name": "somebody", "password": Secret("not-a-password")}
    with pytest.raises(MissingControlError, match=f"^{re.escape(reason)}$"):
        window.act("pacer_login", "fill_in", arguments)
    assert not window.page.evaluate("[...document.querySelectorAll('input')].some(field => field.value)")


@pytest.mark.parametrize("style", ["color: #fdfdfd; background: #fff", "text-indent: -9999px"])
def test_a_value_that_cannot_be_seen_in_its_field_is_not_read(style: str, show: ShowPage) -> None:
    rows = "".join(
        f'<tr><td>{label}</td><td><input type="text" value="{value}" style="{style}"></td></tr>'
        for label, value in (("Login name:", "ct12345"), ("Password:", "********"))
    )
    window = show(MAIN.format(f"<form><table>{rows}</table></form>"))
    assert window.read("maintain_login", "rows") == {"Login name:": "", "Password:": "no asterisks"}


def test_a_sentence_behind_the_redaction_dialog_counts_too(show: ShowPage) -> None:
    dialog = '<div id="redactionConfirmation"><p>All filers must redact.</p></div>'
    window = show(f"<p>This court does not accept this at this time.</p>{dialog}", "/csologin/login.jsf")
    with window.reading("redaction_notice", ()):
        signs = window.page_objects["redaction_notice"].signs
    assert signs.describe("known", ()) == (
        'says "This court does not accept this at this time.", which takes it back and is not documented'
    )


@pytest.mark.parametrize(("value", "content"), [("", "empty"), ("filled in before", "filled")])
def test_a_passcode_that_is_filled_in_already_is_told(value: str, content: str, show: ShowPage) -> None:
    form = (
        '<div role="dialog"><form id="mfaForm"><label>Enter one-time passcode</label>'
        f' <input id="mfaForm:mfaInput" value="{value}"></form></div>'
    )
    window = show(form, "/csologin/login.jsf")
    assert window.read("user_update_required", "contents") == {"Enter one-time passcode": content}


def test_a_disabled_button_is_marked(show: ShowPage) -> None:
    window = show(MAIN.format('<input type="button" value="Submit" disabled>'))
    assert window.read("link_confirmation", "buttons") == ("Submit (disabled)",)


SIGNS = {
    "hidden words that it is known by": (
        MAIN.format('<p style="opacity: 0">Do you want to link these accounts?</p>'),
        "is there, but a reader does not see what it is known by: known",
    ),
    "a form that is sent elsewhere": (
        MAIN.format('Do you want to link these accounts?<form action="http://elsewhere.localhost/x"></form>'),
        "has a form that is sent to http://elsewhere.localhost/x, which is not the court's",
    ),
    "a sentence that takes it back": (
        MAIN.format("Do you want to link these accounts? This court does not accept this at this time."),
        'says "This court does not accept this at this time.", which takes it back and is not documented',
    ),
    "no sign": (MAIN.format("Do you want to link these accounts?<form></form>"), None),
}


@pytest.mark.parametrize(
    ("layer", "is_recognizable"),
    [("", True), ('<div style="position: fixed; inset: 0; background: #fff"></div>', False)],
    ids=["in sight", "covered"],
)
def test_a_screen_that_is_known_by_its_address_must_show_some_of_its_words(
    layer: str, is_recognizable: bool, show: ShowPage
) -> None:
    window = show(MAIN.format(f"<p>You have been logged out.</p>{layer}"), "/cgi-bin/login.pl?logout")
    with window.reading("logged_out", ()):
        assert window.page_objects["logged_out"].signs.is_recognizable is is_recognizable


def test_a_screen_without_any_words_is_recognized_by_its_address_alone(show: ShowPage) -> None:
    window = show("<script>const words = 'in no place';</script>", "/cgi-bin/login.pl?logout")
    with window.reading("logged_out", ()):
        assert window.page_objects["logged_out"].signs.is_recognizable


@pytest.mark.parametrize(("html", "difference"), SIGNS.values(), ids=SIGNS.keys())
def test_a_screen_without_checks_is_looked_at_for_signs(
    html: str, difference: str | None, show: ShowPage
) -> None:
    window = show(html)
    with window.reading("link_confirmation", ()):
        signs = window.page_objects["link_confirmation"].signs
    assert signs.describe("known", ()) == difference


def test_the_entries_of_a_docket_are_counted_by_their_kind(show: ShowPage) -> None:
    texts = ("COMPLAINT against A", "E-FILING ORDER", "MOTION filed by B", "MOTION filed by B")
    rows = "".join(f"<tr><td>1</td><td>01/02/2018</td><td>{text}</td></tr>" for text in texts)
    table = f"<table><tr><th>No.</th><th>Date Filed</th><th>Docket Text</th></tr>{rows}</table>"
    window = show(MAIN.format(table))
    assert window.read("docket", "entries") == ("COMPLAINT", "E-FILING ORDER", "MOTION", "MOTION")


DOCKET = """<h3>CIVIL DOCKET FOR CASE #: 3:17-cv-1</h3><p>A v. B</p>
<table><tr><th>No.</th><th>Date Filed</th><th>Docket Text</th></tr>{}</table>"""
ENTRY = '<tr><td><a href="{}">{}</a></td><td>{}</td><td>{}</td></tr>'


def test_an_entry_of_a_docket_shows_where_its_number_leads_and_whether_it_is_todays(show: ShowPage) -> None:
    today = "<script>document.write(document.lastModified.slice(0, 10));</script>"
    entries = ENTRY.format("/cgi-bin/show_doc.pl?1", "1", "01/02/2018", "COMPLAINT against A")
    entries += ENTRY.format("http://elsewhere.localhost/2", "2", today, "MOTION filed by B")
    window = show(MAIN.format(DOCKET.format(entries)))
    assert window.read("docket", "rows") == {
        "1": "01/02/2018 COMPLAINT",
        "2 (leads to http://elsewhere.localhost/2)": "(today) MOTION",
    }
    above = ("CIVIL DOCKET FOR CASE #: 3:17-cv-1", "A v. B")
    assert window.read("docket", "around") == ("Before.", *above, "After.")


@pytest.mark.parametrize(
    "text", ["MOTION filed by B (STRICKEN by order)", "MOTION filed by B. Filed in error."]
)
def test_an_entry_that_does_not_count_is_read_to_its_end(text: str, show: ShowPage) -> None:
    window = show(MAIN.format(DOCKET.format(ENTRY.format("/cgi-bin/x.pl", "1", "01/02/2018", text))))
    assert window.read("docket", "entries") == (text,)


def test_what_a_party_writes_on_a_docket_takes_nothing_back(show: ShowPage) -> None:
    text = "ORDER: the appeal was withdrawn, and the stay is no longer in force."
    window = show(MAIN.format(DOCKET.format(ENTRY.format("/cgi-bin/x.pl", "1", "01/02/2018", text))))
    with window.reading("docket", ()):
        assert window.page_objects["docket"].signs.describe("known", ()) is None


@pytest.mark.parametrize(
    ("rows", "seen"),
    [
        ("Case Search Status: Active", ("active",)),
        ("Case Search Status: Inactive", ("Case Search Status Inactive",)),
        ("Account Status: Closed", ("Account Status Closed",)),
        ("Account Balance: $0.00", ("active",)),
    ],
)
def test_an_account_is_active_unless_a_row_says_otherwise(
    rows: str, seen: tuple[str, ...], show: ShowPage
) -> None:
    label, value = rows.split(": ")
    window = show(f"<table><tr><th>{label}</th><td>{value}</td></tr></table>", "/pscof/account")
    assert window.read("pacer_account", "status") == seen


def test_a_canceled_session_is_named_as_such(show: ShowPage) -> None:
    row = "<tr><td>{}</td><td>Attorneys</td><td>{}</td></tr>"
    rows = row.format("Filing", "Canceled") + row.format("Dockets", "First Tuesday of the month")
    window = show(f"<main><table>{rows}</table></main>", "/cmecf/seminars")
    assert window.read("court_seminars", "sessions") == ("Filing Canceled", "Dockets")


def test_an_e_mail_link_shows_whom_it_writes_to_if_that_is_another(show: ShowPage) -> None:
    html = '<a href="mailto:other@elsewhere.localhost?subject=x">seminars@ctd.localhost</a>'
    window = show(html, "/cmecf/seminars")
    assert window.read("court_seminars", "mail") == (
        "seminars@ctd.localhost (writes to other@elsewhere.localhost)",
    )


def test_a_link_entry_that_is_renamed_or_hidden_says_nothing_about_the_account(show: ShowPage) -> None:
    bar = '<div id="topmenu"><div class="bd"><ul><li><a href="/q">Query</a></li>{}</ul></div></div>'
    log_out = '<li><a href="/cgi-bin/login.pl?logout">Log Out</a></li>'
    billing = '<a href="/b">Review Billing History</a>'
    for entry in (
        '<a href="/l">Link a CM/ECF account to your PACER account</a>',
        '<a href="/l" style="display: none">Link a CM/ECF account to my PACER account</a>',
    ):
        window = show(bar.format(log_out) + MAIN.format(billing + entry))
        assert window.read("utilities", "standing") == ("unknown",)
