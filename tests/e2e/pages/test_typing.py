"""A text is typed into the field that was asked for, in the document that was checked, or not at all."""

import pytest
from playwright.sync_api import Error, Page

from config.secret import Secret
from pages.controls import PageControl, locate
from pages.field_input import FieldInput, get_document, type_into

SITE = "about:blank"
"""Where the pages of these tests are, and where they may send a secret."""

FIELD = '<input id="code" value="before">'
LISTENS = """<input id="code" value="before"><script>
    const input = document.getElementById('code'), events = document.title = '';
    for (const name of ['focus', 'input', 'change']) {
        input.addEventListener(name, event => document.title += `${event.type} ${event.isTrusted};`);
    }
</script>"""


def type_code(tab: Page, html: str, text: str | Secret = "after") -> str:
    """Show a page and type into its field; return what is wrong."""
    tab.set_content(f'<main style="padding: 40px">{html}</main>')
    return type_once(tab, FieldInput(find_field(tab), text))


def type_once(tab: Page, field_input: FieldInput) -> str:
    """Type into a field of the document that is there now; return what is wrong."""
    count, fault = type_into(get_document(tab), [field_input], ["court.localhost"], SITE)
    assert count == (not fault)
    return fault


def find_field(tab: Page) -> PageControl:
    return locate(tab, "#code", 'field "Code"')


def read(tab: Page) -> str:
    return tab.locator("#code").input_value()


@pytest.mark.parametrize("text", ["after", "O'Brien \"&\u00e9\u4e2d", ""])
def test_what_is_typed_takes_the_place_of_what_the_field_had(text: str, tab: Page) -> None:
    assert type_code(tab, FIELD, text) == ""
    assert read(tab) == text


def test_a_field_can_be_located_by_a_locator_alone(tab: Page) -> None:
    tab.set_content(f"{FIELD}<input>")
    field = PageControl(tab.get_by_role("textbox").nth(0), "first field")
    assert type_once(tab, FieldInput(field, "after")) == ""
    assert read(tab) == "after"


def test_the_page_notices_what_is_typed_as_a_users_input(tab: Page) -> None:
    type_code(tab, LISTENS)
    tab.locator("#code").blur()
    assert tab.title() == "focus true;input true;change true;"


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ('<input id="code" maxlength="3">', "takes at most 3 characters, and the text for it is longer"),
        (
            '<form method="post" enctype="text/plain"><input id="code"></form>',
            "is in a form that sends it as text/plain, which is not how a court reads a form",
        ),
        (
            '<form method="post"><input id="code"><button formenctype="text/plain">Go</button></form>',
            "is in a form that sends it as text/plain, which is not how a court reads a form",
        ),
    ],
)
def test_nothing_is_typed_into_a_field_that_would_not_send_it_as_it_is(
    html: str, fault: str, tab: Page
) -> None:
    assert type_code(tab, html) == fault
    assert read(tab) == ""


@pytest.mark.parametrize("change", ["value.slice(0, 3)", "value + '1'", "''", "value.replace('f', 'g')"])
def test_a_page_that_changes_what_is_typed_is_noticed(change: str, tab: Page) -> None:
    html = f'<input id="code" oninput="this.value = this.{change}">'.replace("this.''", "''")
    assert type_code(tab, html) == "has another text than the one that was typed"


def test_a_page_may_show_what_is_typed_in_capitals_or_in_groups(tab: Page) -> None:
    assert type_code(tab, '<input id="code" oninput="this.value = this.value.toUpperCase()">') == ""
    grouped = '<input id="code" oninput="this.value = this.value.replace(/(...)(...)/, \'$1 $2\')">'
    assert type_code(tab, grouped.replace("\\", ""), "123456") == ""
    assert read(tab) == "123 456"


GET_FORMS = [
    '<form method="get">{}</form>',
    '<form action="/take">{}</form>',
    '<form method="dialog">{}</form>',
    '<form method="GET"><input type="hidden" name="method">{}</form>',
    '<form method="post">{}<button formmethod="get">Go</button></form>',
    '<form id="other" method="get"></form>{}'.replace("{}", '<input id="code" form="other">'),
]


@pytest.mark.parametrize("form", GET_FORMS)
def test_a_secret_is_not_typed_into_a_form_that_sends_it_in_an_address(form: str, tab: Page) -> None:
    tab.set_content(form.replace("{}", '<input id="code">'))
    fault = type_once(tab, FieldInput(find_field(tab), Secret("after")))
    assert "is in a form that sends it in the address of a request (method " in fault
    assert read(tab) == ""


@pytest.mark.parametrize(
    "form",
    [
        '<form method="post">{}</form><form><input></form>',
        '<form action="javascript:void(0)">{}</form>',
        "<form>{}</form>",
        "{}",
    ],
)
def test_a_secret_is_typed_into_a_form_that_posts_or_that_a_script_sends(form: str, tab: Page) -> None:
    tab.set_content(form.replace("{}", '<input id="code">'))
    assert type_once(tab, FieldInput(find_field(tab), Secret("after"))) == ""
    assert read(tab) == "after"


def test_a_form_that_only_reads_may_send_what_is_typed_in_an_address(tab: Page) -> None:
    assert type_code(tab, '<form method="get"><input id="code"></form>') == ""


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<input id=other>", "is not there"),
        (FIELD + FIELD, "is there 2 times"),
        ('<input id="code" style="opacity: 0">', "is there, but a reader does not see it"),
        ('<input id="code" disabled>', "is disabled"),
        ('<fieldset disabled><input id="code"></fieldset>', "is disabled"),
        ('<input id="code" readonly>', "cannot be changed"),
        ('<input id="other"><input id="code" onfocus="other.focus()">', "does not take the focus"),
        ('<input id="code" type="date">', "does not take what is typed"),
    ],
)
def test_nothing_is_typed_into_a_field_that_cannot_take_it(html: str, fault: str, tab: Page) -> None:
    assert type_code(tab, html) == fault
    assert all("after" not in field.input_value() for field in tab.locator("input").all())


def test_a_field_shows_dots_before_a_secret_is_typed(tab: Page) -> None:
    watch = "const shown = getComputedStyle(this).webkitTextSecurity; document.title = shown"
    type_code(tab, f'<input id="code" oninput="{watch}">', Secret("secret"))
    assert tab.title() == "disc"


LISTENS_TO_ARGUMENTS = """<input id="code"><script>
    const iterate = Array.prototype[Symbol.iterator];
    Array.prototype[Symbol.iterator] = function () {
        try { document.title += JSON.stringify(this); } catch { /* an element cannot be written so */ }
        return iterate.call(this);
    };
</script>"""


def test_a_document_that_replaces_the_one_that_was_checked_does_not_even_receive_the_text(tab: Page) -> None:
    tab.set_content(FIELD)
    checked, after = get_document(tab), FieldInput(find_field(tab), "a text of its own")
    page = {"body": LISTENS_TO_ARGUMENTS, "content_type": "text/html"}
    tab.route("http://elsewhere.localhost/", lambda route: route.fulfill(**page))
    tab.goto("http://elsewhere.localhost/")
    with pytest.raises(Error):
        type_into(checked, [after], [], SITE)
    assert (read(tab), "a text of its own" in tab.title()) == ("", False)
    type_into(get_document(tab), [after], [], SITE)
    assert "a text of its own" in tab.title(), "the page would have received it"


TWO_FIELDS = '<input id="code"><input id="other">'


def type_into_both(tab: Page, html: str) -> tuple[int, str]:
    tab.set_content(html)
    fields = find_field(tab), locate(tab, "#other", "other field")
    return type_into(get_document(tab), [FieldInput(field, "after") for field in fields], [], SITE)


def test_several_fields_are_filled_in_in_one_go(tab: Page) -> None:
    assert type_into_both(tab, TWO_FIELDS) == (2, "")
    assert [field.input_value() for field in tab.locator("input").all()] == ["after", "after"]


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ("""<input id="code"><input id="other" oninput="code.value = ''">""", 0),
        ("""<input id="code"><input id="other" oninput="code.value = 'x'">""", 0),
        ("""<input id="code"><span><input id="other" oninput="outerHTML = outerHTML"></span>""", 1),
        (
            """<input id="code"><input id="other" oninput="const old = code;
            old.hidden = true; old.id = 'old'; old.insertAdjacentHTML('afterend', '<input id=code>')">""",
            0,
        ),
    ],
    ids=["emptied", "changed", "replaced", "hidden"],
)
def test_a_field_that_loses_what_was_typed_is_noticed(html: str, count: int, tab: Page) -> None:
    assert type_into_both(tab, html) == (count, "no longer has what was typed into it")


def test_a_field_that_was_filled_in_before_must_be_so_at_the_end(tab: Page) -> None:
    tab.set_content(TWO_FIELDS)
    inputs = [FieldInput(locate(tab, css, css), "after") for css in ("#code", "#other")]
    typed = type_into(get_document(tab), inputs, [], SITE, filled_count=1)
    assert typed == (0, "no longer has what was typed into it")
    assert [field.input_value() for field in tab.locator("input").all()] == ["", "after"]


@pytest.mark.parametrize("attribute", ["readonly", "maxlength=3"])
def test_a_field_can_become_usable_by_the_focus(attribute: str, tab: Page) -> None:
    name, *_ = attribute.split("=")
    assert type_code(tab, f"<input id=code {attribute} onfocus=\"this.removeAttribute('{name}')\">") == ""
    assert read(tab) == "after"


def test_a_secret_is_not_shown_if_its_field_becomes_a_text_field_later(tab: Page) -> None:
    assert type_code(tab, '<input id="code" type="password">', Secret("secret")) == ""
    style = tab.locator("#code").evaluate(
        "field => { field.type = 'text'; return getComputedStyle(field).webkitTextSecurity; }"
    )
    assert style == "disc"


def test_nothing_is_typed_after_a_field_that_cannot_take_it(tab: Page) -> None:
    assert type_into_both(tab, '<input id="code" disabled><input id="other">') == (0, "is disabled")
    assert [field.input_value() for field in tab.locator("input").all()] == ["", ""]


def test_each_field_is_looked_at_after_what_came_before_was_typed(tab: Page) -> None:
    html = TWO_FIELDS.replace('id="code"', 'id="code" oninput="other.disabled = true"')
    assert type_into_both(tab, html) == (1, "is disabled")


@pytest.mark.parametrize("event", ["focus", "input"])
def test_a_password_is_not_left_in_a_field_that_shows_it(event: str, tab: Page) -> None:
    tab.set_content(f"""<input id="code" type="password" on{event}="this.type = 'text'">""")
    password = FieldInput(find_field(tab), Secret("secret"))
    assert type_once(tab, password) == "shows the password that is typed into it"
    assert read(tab) == ""


@pytest.mark.parametrize(
    "change",
    [
        "form.action = 'http://collector.localhost:9/take'",
        "form.action = 'http://'",
        "go.formAction = 'http://collector.localhost:9/take'",
        "document.head.innerHTML = '<base href=http://collector.localhost:9/>'; form.action = 'take'",
    ],
)
def test_a_secret_is_not_typed_if_what_was_typed_before_it_sends_the_form_elsewhere(
    change: str, tab: Page
) -> None:
    tab.set_content(
        f"""<form method=post><input id=code oninput="{change}"><input id=other type=password>
        <button id=go>Go</button></form><script>const form = document.forms[0];</script>"""
    )
    inputs = [
        FieldInput(find_field(tab), "after"),
        FieldInput(locate(tab, "#other", "other field"), Secret("secret")),
    ]
    typed = type_into(get_document(tab), inputs, [], SITE)
    assert typed == (1, "is in a document that sends it to another origin")
    assert tab.locator("#other").input_value() == ""


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("this.form.action = 'http://collector.localhost:9/'", "document that sends it to another origin"),
        ("this.form.method = 'get'", "form that sends it in the address of a request (method GET)"),
    ],
)
def test_a_secret_is_not_typed_if_the_focus_of_its_field_has_the_form_sent_otherwise(
    change: str, fault: str, tab: Page
) -> None:
    tab.set_content(f'<form method=post><input id=code onfocus="{change}"></form>')
    found = type_once(tab, FieldInput(find_field(tab), Secret("secret")))
    assert (found, read(tab)) == (f"is in a {fault}", "")
