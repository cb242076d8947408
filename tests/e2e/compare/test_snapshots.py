"""A snapshot has what a reader sees, and nothing that is personal, hidden or typed."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from ecfcheck.browser.snapshot import build_structure_script, read_structure
from ecfcheck.browser.window import Window
from ecfcheck.compare.read import read_run
from ecfcheck.courts.accounts import ObservedAccounts
from ecfcheck.courts.court_session import CourtSession
from tests.helpers.compared_runs import ComparedRuns
from tests.helpers.flow_runs import RecordedAccounts
from tests.helpers.windows import ShowPage

PAGE = """<title>Test</title><nav><a href="/one">One</a></nav>
<div id="cmecfMainContent">
<font size="+1"><b>Heading</b></font>
<p>Some <i>slanted</i> text, <a href="/two" target="_blank">a link</a> and more.</p>
<p style="display: none">hidden</p><p style="visibility: hidden">invisible</p>
<form action="/send.pl" method="post"><input type="hidden" name="token" value="secret-token">
<label for="who">Who</label><input id="who" name="who" value="typed-name" maxlength="9">
<textarea name="why">typed-reason</textarea>
<select name="office"><option>New Haven</option><option>Hartford</option></select>
<input type="checkbox" name="agree" checked><input type="submit" value="Send">
<button type="button" disabled>Later</button><img src="/logo.svg" alt="Logo"></form></div>"""


@pytest.fixture
def home(show: ShowPage) -> Window:
    return show(PAGE)


def test_items_are_read_in_the_order_of_the_screen(home: Window) -> None:
    structure = home.read_structure("query")
    assert structure is not None
    items = [(item["kind"], item.get("words", "")) for item in structure["items"]]
    assert items == [
        ("link", "One"),
        ("heading", "Heading"),
        ("text", "Some slanted text,"),
        ("link", "a link"),
        ("text", "and more."),
        ("text", "Who"),
        ("field", ""),
        ("field", ""),
        ("field", ""),
        ("field", ""),
        ("button", "Send"),
        ("button", "Later"),
        ("image", ""),
    ]


def test_what_was_typed_and_what_is_hidden_is_not_read(home: Window) -> None:
    text = str(home.read_structure("query"))
    for hidden in ("typed-name", "typed-reason", "secret-token", "hidden text", "invisible"):
        assert hidden not in text


def test_the_technical_side_of_an_item_is_read(home: Window) -> None:
    structure = home.read_structure("query")
    assert structure is not None
    fields = {item["name"]: item for item in structure["items"] if item["kind"] == "field"}
    assert (fields["who"]["labels"], fields["who"]["length"]) == ("Who", 9)
    assert fields["office"]["options"] == ["New Haven", "Hartford"]
    assert fields["agree"]["state"] == "checked"
    (form,) = structure["forms"]
    assert (form["method"], form["hidden"]) == ("post", ["token"])


def test_what_limits_or_presets_a_field_is_read_and_not_what_it_contains(show: ShowPage) -> None:
    window = show(
        '<input name="a" value="typed-name" required><input name="b" type="password">'
        '<textarea name="c" readonly></textarea>'
        '<select name="d"><option>New Haven<option selected>Hartford</select>'
        '<select name="e"><option>New Haven</select>'
    )
    structure = window.read_structure("query")
    assert structure is not None
    states = {item["name"]: item.get("state", "") for item in structure["items"]}
    expected = {"a": "required, preset", "b": "", "c": "read-only", "d": "preset to Hartford", "e": ""}
    assert states == expected
    real = build_structure_script(window.page_objects["query"], hide_private=True, masked="none")
    hidden = read_structure(window.page, real)
    assert hidden is not None
    assert [item.get("state") for item in hidden["items"] if item["name"] == "d"] == ["preset"]


def test_the_look_of_each_part_of_a_text_is_read(show: ShowPage) -> None:
    structure = show("<p>Do <b>not</b> file. <i></i></p><p>One <span>look</span>.</p>").read_structure(
        "query"
    )
    assert structure is not None
    parts = [item.get("parts", []) for item in structure["items"]]
    assert [[look.split("|")[3] for look in looks] for looks in parts] == [["400", "700", "400"], []]
    assert [item.get("part_words", []) for item in structure["items"]] == [["Do", "not", "file."], []]


def test_a_text_that_is_cut_off_or_in_closed_details_is_not_read(show: ShowPage) -> None:
    page = (
        '<p>Read.</p><p style="clip-path: inset(100%)">one</p>'
        '<div style="height: 0; overflow: hidden">two</div>'
        '<p style="content-visibility: hidden">three</p><details><summary>More</summary>four</details>'
        '<details open><summary>Less</summary>five</details><div style="overflow: auto">six</div>'
    )
    structure = show(page).read_structure("query")
    assert structure is not None
    assert [item["words"] for item in structure["items"]] == ["Read.", "More", "Less", "five", "six"]


def test_what_is_positioned_out_of_a_box_without_a_size_is_read(show: ShowPage) -> None:
    page = (
        '<div style="overflow: hidden; height: 0">'
        '<p style="position: fixed; bottom: 0">Down on Sunday.</p></div>'
        '<p style="clip-path: circle(0)">one</p><p style="clip-path: inset(0 0 100% 0)">two</p>'
        '<p style="clip-path: inset(5px)">Read.</p>'
        '<div style="position: absolute; overflow: hidden; width: 1px; height: 1px">three</div>'
    )
    structure = show(page).read_structure("query")
    assert structure is not None
    assert [item["words"] for item in structure["items"]] == ["Down on Sunday.", "Read."]


def test_the_look_of_each_part_of_a_link_is_read(show: ShowPage) -> None:
    structure = show('<a href="/x">Log <b>in</b> here</a>').read_structure("query")
    assert structure is not None
    assert [item.get("part_words") for item in structure["items"]] == [["Log", "in", "here"]]


def test_an_image_in_a_link_and_a_frame_are_read(show: ShowPage) -> None:
    page = (
        '<a href="/home"><img src="/seal.svg" alt="Home"></a>'
        '<iframe title="Hours" srcdoc="closed" width="90" height="20"></iframe>'
    )
    structure = show(page).read_structure("query")
    assert structure is not None
    (seal, hours) = structure["items"]
    assert (seal["words"], seal["images"].rpartition("/")[2]) == ("Home", "seal.svg")
    assert (hours["kind"], hours["label"]) == ("frame", "Hours")


def test_an_item_looks_as_what_is_around_it_makes_it_look(show: ShowPage) -> None:
    table = (
        '<table style="border: 6px solid red; opacity: 0.5; background: #fdb; text-decoration: line-through;'
        ' transform: scale(0.8)"><tr><td style="border-left: 2px dashed blue; opacity: 0.5;'
        ' text-transform: uppercase">One</td></tr></table>'
    )
    structure = show(f"<body>{table}</body>").read_structure("query")
    assert structure is not None
    (item,) = structure["items"]
    _, ground, *_, line, _, border, case, opacity, _, scale = item["look"].split("|")
    sides = "none, none, none, 2px dashed rgb(0, 0, 255)"
    assert border == f"{sides} in 6px solid rgb(255, 0, 0)"
    assert (case, opacity, ground, line) == ("uppercase", "0.25", "rgb(255, 221, 187)", "line-through")
    assert scale == "matrix(0.8, 0, 0, 0.8, 0, 0)"


def test_the_private_part_of_a_real_courts_screen_is_one_item_without_words(home: Window) -> None:
    script = build_structure_script(home.page_objects["docket"], hide_private=True, masked="textarea")
    private = read_structure(home.page, script)
    assert private is not None
    kinds = [(item["kind"], item.get("words", "")) for item in private["items"]]
    assert kinds == [("link", "One"), ("private", "")]


def test_no_personal_value_is_in_any_snapshot(browser: Browser, court: CourtSession, tmp_path: Path) -> None:
    assert isinstance(court.accounts, ObservedAccounts)
    recorded = RecordedAccounts(court.accounts)
    observed = CourtSession(court.court, recorded, court.allowed)
    folder = ComparedRuns(browser, (observed,), tmp_path).run("run", "link_account")
    (account,) = recorded.provided
    assert account.ecf is not None
    steps = read_run(folder).report.steps
    paths = {part.snapshot for step in steps for part in step.parts if part.snapshot}
    assert len(paths) >= 12
    texts = "".join((folder / path).read_text(encoding="utf-8") for path in paths)
    personal = (account.pacer.name, account.pacer.user_name, account.ecf.name, account.ecf.login)
    assert [value for value in personal if value in texts] == []
    assert "{name}" in texts


def test_a_screen_on_which_nothing_was_done_is_not_read_again(
    browser: Browser, court: CourtSession, tmp_path: Path
) -> None:
    folder = ComparedRuns(browser, (court,), tmp_path).run("run", "link_account")
    steps = {step.step: step for step in read_run(folder).report.steps}
    assert steps["restricted"].parts[0].snapshot == steps["2"].parts[0].snapshot
    again = [part.snapshot for part in steps["one-login"].parts if part.screen == "pacer_login"]
    assert len(set(again)) == 2, "a login was sent in between"
