"""What a reader does not see counts as not there, and what they do see counts, however it is written."""

# ruff: noqa: E501 - a line of HTML is one way to hide a text

import re

import pytest

from config.secret import Secret
from ecfcheck.browser.window import Window
from pages.errors import MissingControlError
from tests.helpers.windows import ShowPage

MAIN = '<div id="cmecfMainContent"><p>Before.</p>{}<p>After.</p></div>'
TALL = '<div style="height: 3000px">A long page.</div>'

WAYS_TO_HIDE = {
    "display none": '<p style="display: none">Secret.</p>',
    "the hidden attribute": "<p hidden>Secret.</p>",
    "visibility hidden": '<p style="visibility: hidden">Secret.</p>',
    "opacity 0": '<p style="opacity: 0">Secret.</p>',
    "an ancestor's opacity": '<div style="opacity: 0.05"><section><p>Secret.</p></section></div>',
    "opacities that multiply": '<div style="opacity: 0.3"><p style="opacity: 0.3">Secret.</p></div>',
    "a part's opacity": '<p><span style="opacity: 0">Secret.</span></p>',
    "filter: opacity": '<p style="filter: opacity(0)">Secret.</p>',
    "filter: opacity in percent": '<p style="filter: opacity(2%)">Secret.</p>',
    "filter: blur": '<p style="filter: blur(8px)">Secret.</p>',
    "filter: contrast": '<p style="background: #fff; filter: contrast(0)">Secret.</p>',
    "an inverted color": '<p style="filter: invert(1)">Secret.</p>',
    "font size 0": '<p style="font-size: 0">Secret.</p>',
    "font size 1": '<p style="font-size: 1px">Secret.</p>',
    "the background's color": '<p style="color: #fff">Secret.</p>',
    "nearly the background's color": '<p style="color: #eee">Secret.</p>',
    "a background of the text's color": '<p style="background: #000">Secret.</p>',
    "an ancestor's background of the text's color": '<div style="background: #111"><p><b>Secret.</b></p></div>',
    "a transparent color": '<p style="color: transparent">Secret.</p>',
    "a color of another notation": '<p style="color: oklch(0.99 0 0)">Secret.</p>',
    "a transparent fill": '<p style="-webkit-text-fill-color: transparent">Secret.</p>',
    "clip": '<p style="position: absolute; clip: rect(0, 0, 0, 0)">Secret.</p>',
    "clip-path: inset": '<p style="clip-path: inset(100%)">Secret.</p>',
    "clip-path: circle": '<div style="clip-path: circle(0)"><p>Secret.</p></div>',
    "a box of no size": '<div style="width: 0; height: 0; overflow: hidden"><p>Secret.</p></div>',
    "a box without height": '<div style="max-height: 0; overflow: hidden">Secret.</div>',
    "text cut off within its box": '<p style="width: 8px; overflow: hidden; white-space: nowrap">Secret of a sentence.</p>',
    "a place left of the page": '<p style="position: absolute; left: -9999px">Secret.</p>',
    "a place above the page": '<p style="position: absolute; top: -500px">Secret.</p>',
    "a fixed place below the window": '<p style="position: fixed; top: 200vh">Secret.</p>',
    "an indent": '<p style="text-indent: -9999px">Secret.</p>',
    "a shift": '<p style="transform: translateX(-3000px)">Secret.</p>',
    "scale 0": '<p style="transform: scale(0)">Secret.</p>',
    "a small scale": '<p style="transform: scale(0.1)">Secret.</p>',
    "one squeezed direction": '<p style="transform: scaleX(0.02)">Secret.</p>',
    "zoom": '<p style="zoom: 0.1">Secret.</p>',
    "letters on top of each other": '<p style="letter-spacing: -1em">Secret sentence.</p>',
    "struck out by style": '<p style="text-decoration: line-through">Secret.</p>',
    "struck out by an element": "<s><b>Secret.</b></s>",
    "deleted": "<del>Secret.</del>",
    "struck out by an ancestor": '<div style="text-decoration: line-through"><p>Secret.</p></div>',
    "covered": (
        '<div style="position: relative"><p>Secret.</p>'
        '<div style="position: absolute; inset: 0; background: #fff"></div></div>'
    ),
    "covered by what no pointer touches": (
        '<div style="position: relative"><p>Secret.</p>'
        '<div style="position: absolute; inset: 0; background: #fff; pointer-events: none"></div></div>'
    ),
    "covered by a picture": (
        '<div style="position: relative"><p>Secret.</p><svg style="position: absolute; inset: 0; width: 100%;'
        ' height: 100%"><rect width="100%" height="100%" fill="white"/></svg></div>'
    ),
    "covered by generated content": (
        "<style>.under { position: relative } .under::after"
        ' { content: ""; position: absolute; inset: 0; background: #fff }</style><p class="under">Secret.</p>'
    ),
    "below others": '<div style="background: #fff"><p style="position: relative; z-index: -1">Secret.</p></div>',
    "covered beyond the fold": (
        f'{TALL}<div style="position: relative"><p>Secret.</p>'
        '<div style="position: absolute; inset: 0; background: #fff"></div></div>'
    ),
    "masked letters": '<p style="-webkit-text-security: disc">Secret.</p>',
    "written backwards": '<p style="unicode-bidi: bidi-override; direction: rtl">Secret.</p>',
    "content-visibility": '<p style="content-visibility: hidden">Secret.</p>',
    "closed details": "<details><summary>More</summary>Secret.</details>",
    "an alternative text": '<img alt="Secret." src="data:,">',
    "a title": '<p title="Secret.">Other.</p>',
    "a label for screen readers": '<p aria-label="Secret.">Other.</p>',
    "a comment": "<!-- Secret. -->",
    "clip-path within a button": '<button><span style="clip-path: inset(100%)">Secret.</span></button>',
    "clip within a button": (
        '<button style="position: relative">Press <span style="position: absolute; clip: rect(0, 0, 0, 0)">Secret.'
        "</span></button>"
    ),
    "no size within a button": (
        '<button>Press <span style="display: inline-block; width: 0; height: 0; overflow: hidden">Secret.</span></button>'
    ),
    "an indent within a button": (
        '<button>Press <span style="display: inline-block; width: 9em; overflow: hidden; text-indent: -9999px">Secret.'
        "</span></button>"
    ),
    "a choice that is not made": "<select><option>One</option><option>Secret.</option></select>",
}

WAYS_TO_SHOW = {
    "plain": "<p>Seen.</p>",
    "small print": '<p style="font-size: 7px">Seen.</p>',
    "gray": '<p style="color: #aaa">Seen.</p>',
    "white on dark": '<p style="background: #1a4480; color: #fff">Seen.</p>',
    "disabled": '<p style="opacity: 0.4">Seen.</p>',
    "on a picture": '<p style="color: #fff; background-image: linear-gradient(#000, #000)">Seen.</p>',
    "on a neighbor": (
        '<div style="position: relative; height: 40px"><div style="background: #000; height: 40px"></div>'
        '<p style="position: absolute; top: 0; margin: 0; color: #fff">Seen.</p></div>'
    ),
    "beyond the fold": f"{TALL}<p>Seen.</p>",
    "far to the right": '<p style="margin-left: 4000px">Seen.</p>',
    "in a box that scrolls": (
        f'<div style="height: 50px; overflow: auto">{TALL}<p>Seen.</p><div style="height: 300px"></div></div>'
    ),
    "under a see-through link": (
        '<div style="position: relative"><p>Seen.</p><a href="/" style="position: absolute; inset: 0"></a></div>'
    ),
    "not for the pointer": '<p style="pointer-events: none">Seen.</p>',
    "in a button": "<button><span>Seen.</span></button>",
    "a disabled button": "<button disabled>Seen.</button>",
    "a choice that is made": "<select><option>One</option><option selected>Seen.</option></select>",
    "generated": '<style>.made::before { content: "Seen." }</style><p class="made"></p>',
    "generated from an attribute": '<style>.made::after { content: attr(data-x) }</style><p class="made" data-x="Seen."></p>',
    "turned": '<p style="writing-mode: vertical-rl">Seen.</p>',
    "with a shadow": '<p style="color: #fff; text-shadow: 0 0 3px #000">Seen.</p>',
    "shown in a hidden part": '<div style="visibility: hidden"><p style="visibility: visible">Seen.</p></div>',
    "one letter": "<p>1</p>",
    "next to what is struck out": '<s><span style="display: inline-block">Seen.</span></s>',
}


@pytest.mark.parametrize("way", WAYS_TO_HIDE)
def test_a_text_that_cannot_be_seen_is_not_read(way: str, show: ShowPage) -> None:
    window = show(MAIN.format(WAYS_TO_HIDE[way]))
    lines = tuple(window.read("link_confirmation", "lines"))
    assert "Secret" not in " ".join(lines)
    assert (lines[0], lines[-1]) == ("Before.", "After.")


@pytest.mark.parametrize("way", WAYS_TO_SHOW)
def test_a_text_that_can_be_seen_is_read(way: str, show: ShowPage) -> None:
    window = show(MAIN.format(WAYS_TO_SHOW[way]))
    lines = " ".join(window.read("link_confirmation", "lines"))
    assert ("1" if way == "one letter" else "Seen.") in lines


def test_reading_leaves_the_page_where_it_was_scrolled_to(show: ShowPage) -> None:
    window = show(MAIN.format(f"{TALL}<p>Below.</p>"))
    window.page.evaluate("scrollTo(0, 120)")
    assert "Below." in window.read("link_confirmation", "lines")
    assert window.page.evaluate("scrollY") == 120


def test_icons_and_bullets_that_a_style_adds_are_not_words(show: ShowPage) -> None:
    style = '<style>p::before { content: "» " } p::after { content: "\\f0c9" }</style>'
    assert show(MAIN.format(style)).read("link_confirmation", "lines") == ("Before.", "After.")


def test_a_word_that_a_style_adds_is_read(show: ShowPage) -> None:
    style = '<style>b::before { content: "not " }</style><p>Your account is <b>linked</b>.</p>'
    lines = show(MAIN.format(style)).read("link_confirmation", "lines")
    assert lines == ("Before.", "Your account is not linked.", "After.")


def test_a_submenu_that_the_pointer_opened_hides_nothing(show: ShowPage) -> None:
    menu = (
        "<style>li ul { display: none; position: absolute; background: #fff; height: 200px; width: 300px }"
        " li:hover ul { display: block }</style>"
        '<ul><li><a href="/">Utilities</a><ul><li>Entry</li></ul></li></ul><p>Below the menu.</p>'
    )
    window = show(MAIN.format(menu))
    window.page.get_by_text("Utilities").hover()
    assert "Below the menu." in window.read("link_confirmation", "lines")


def test_the_reason_is_told_for_a_text_that_cannot_be_seen(show: ShowPage) -> None:
    window = show(MAIN.format('<p style="color: #fff">Secret.</p><s>Old.</s>'))
    window.note_unseen("link_confirmation")
    (note,) = window.notes
    assert note == (
        'link_confirmation has text that a reader does not see: "Secret." (the color of its background),'
        ' "Old." (struck out)'
    )


def test_names_are_masked_in_pictures_even_if_a_reader_does_not_see_them(show: ShowPage) -> None:
    rows = '<table><tr><td>PACER</td><td style="color: #fff">John Attorney</td></tr></table>'
    page_object = show(MAIN.format(rows)).page_objects["link_confirmation"]
    assert page_object.read_names() == ("",)
    assert page_object.read_rendered_names() == ("John Attorney",)


def test_all_checks_of_a_part_are_answered_by_one_look(show: ShowPage) -> None:
    window = show(MAIN.format("<table><tr><td>PACER</td><td>John Attorney</td></tr></table>"))
    with window.reading("link_confirmation", ["rows", "lines"]):
        window.page.evaluate("document.body.textContent = ''")
        assert window.read("link_confirmation", "rows") == {"PACER": "John Attorney"}
        assert window.read("link_confirmation", "lines") == ("Before.", "PACER John Attorney", "After.")
    assert window.read("link_confirmation", "lines") == ()


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
