"""The audit's report shows people and courts at a glance and each person on a page, offline."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ecfcheck.audit.read import read_audit
from ecfcheck.audit.result import AuditRecord
from ecfcheck.audit.status import Status
from ecfcheck.audit.write import write_results
from tests.ecfcheck.audit.samples import CTD, NYSD, end, firm, head, result, write_journal
from tests.ecfcheck.report.samples import SMALLEST_JPEG

ODD = "o'brien & söhne #1 <b>%41</b>"


def report_of(folder: Path, *records: AuditRecord, previous: tuple[AuditRecord, ...] = ()) -> Path:
    """Return the report of an audit with these records."""
    audit = read_audit(write_journal(folder / "now", *records))
    before = read_audit(write_journal(folder / "before", *previous)) if previous else None
    return write_results(folder / "now", audit, before)


def text_of(report: Path) -> str:
    return report.read_text(encoding="utf-8")


@pytest.fixture
def offline(browser: Browser) -> Iterator[Page]:
    """A page without network that complains of nothing and asks for nothing but the file."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert said == []


def shown(page: Page) -> list[str]:
    """Return the aliases of the rows that are shown."""
    return page.locator("#matrix tbody tr:visible a").all_inner_texts()


def test_everybody_and_every_court_is_in_one_table(tmp_path: Path, offline: Page) -> None:
    offline.goto(report_of(tmp_path, *firm(300, CTD, NYSD)).as_uri())
    table = offline.get_by_role("table")
    expect(table.get_by_role("rowheader")).to_have_count(300)
    expect(table.get_by_role("columnheader")).to_have_text(
        [re.compile("Person"), re.compile("ctd"), re.compile("nysd")]
    )
    expect(table.get_by_role("row").nth(3)).to_contain_text("filer-003")
    expect(offline.locator("#shown")).to_have_text("Everybody is shown.")


def test_filters_by_status_court_and_text_hide_rows(tmp_path: Path, offline: Page) -> None:
    people = (
        result("ann", Status.LINKED),
        result("ann", Status.NOT_LINKED, NYSD),
        result("ben", Status.NOT_LINKED),
        result("ben", Status.LINKED, NYSD),
        result("eve", Status.LINKED, name="Eve Invented"),
        result("eve", Status.LINKED, NYSD),
    )
    offline.goto(report_of(tmp_path, head(["ann", "ben", "eve"], CTD, NYSD), *people, end()).as_uri())
    offline.get_by_role("checkbox", name="not linked 2").check()
    assert shown(offline) == ["ann", "ben"]
    offline.get_by_role("combobox", name="Court").select_option("nysd")
    assert shown(offline) == ["ann"]
    expect(offline.get_by_role("columnheader")).to_have_count(2)
    expect(offline.locator("#shown")).to_have_text("1 of 3 people shown.")
    offline.get_by_role("button", name="Clear filters").click()
    expect(offline.locator("#shown")).to_have_text("Everybody is shown.")
    offline.get_by_role("checkbox", name="anything but linked").check()
    assert shown(offline) == ["ann", "ben"]
    offline.get_by_role("checkbox", name="anything but linked").uncheck()
    for words in ("invented", "EVE", "eve civil"):  # by name, by alias, by alias and what was seen
        offline.get_by_role("searchbox").fill(words)
        assert shown(offline) == ["eve"]


def test_a_person_has_a_page_with_what_was_seen_and_what_to_do_next(tmp_path: Path, offline: Page) -> None:
    records = (head(["ann", ODD], CTD), result("ann", Status.LINKED), result(ODD, Status.LOCKED), end())
    offline.goto(report_of(tmp_path, *records).as_uri())
    offline.get_by_role("rowheader").get_by_role("link", name=ODD).click()
    person = offline.get_by_role("region", name=ODD)
    expect(person).to_contain_text("PACER says: Your account has been disabled.")
    expect(person).to_contain_text("Have the account's holder call the PACER Service Center.")
    expect(person).to_contain_text("July 13, 2026, 09:31:00 UTC")
    expect(offline.get_by_role("table")).to_be_hidden()
    person.get_by_role("link", name="All people").click()
    expect(offline.get_by_role("table")).to_be_visible()
    expect(person).to_be_hidden()


def test_all_can_be_read_without_script(tmp_path: Path, browser: Browser) -> None:
    report = report_of(tmp_path, *firm(3, CTD))
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(report.as_uri())
    expect(page.get_by_role("rowheader")).to_have_count(3)
    expect(page.locator("#filters")).to_be_hidden()
    page.get_by_role("rowheader").get_by_role("link", name="filer-002").click()
    expect(page.get_by_role("region", name="filer-002")).to_be_visible()
    context.close()


def test_what_a_court_says_cannot_change_the_page(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script><img src=x>\"'"
    records = (head([evil], CTD), result(evil, Status.NOT_KNOWN, evidence=evil, name=evil), end())
    page = text_of(report_of(tmp_path, *records))
    assert page.count("<script") == 1  # the report's own
    assert "<img" not in page


def test_it_is_one_file_that_names_nothing_to_be_loaded(tmp_path: Path) -> None:
    page = text_of(report_of(tmp_path, *firm(10, CTD, NYSD), previous=firm(9, CTD, NYSD)))
    assert re.findall(r"(?:src|href)=[\"'](?!data:|#)[^\"']*", page) == []
    assert "url(" not in page


def test_names_are_shown_only_where_the_audit_was_to_show_them(tmp_path: Path) -> None:
    assert "Jonas Vellum" in text_of(report_of(tmp_path / "1", *firm(1, CTD)))
    assert "Jonas Vellum" not in text_of(report_of(tmp_path / "2", *firm(1, CTD, names=False)))


def test_an_audit_that_is_not_finished_says_so_on_top(tmp_path: Path, offline: Page) -> None:
    offline.goto(report_of(tmp_path, head(["ann", "ben"], CTD), result("ann", Status.LINKED)).as_uri())
    first = offline.get_by_role("status").first
    expect(first).to_contain_text("This audit is not finished: 1 of 2 answers is missing.")
    expect(first).to_contain_text("Run it again with --resume: it goes on with what is left.")
    expect(offline.get_by_text("1 of 2 people is linked in every court of theirs.")).to_be_visible()


def test_what_changed_since_the_previous_audit_is_told(tmp_path: Path, offline: Page) -> None:
    aliases = ("ann", "ben", "eve")
    before = (
        result("ann", Status.NOT_LINKED),
        result("ben", Status.LINKED),
        result("eve", Status.LINKED),
    )
    now = (result("ann", Status.LINKED), result("ben", Status.LOCKED))
    previous = (head(aliases, CTD), *before, end())
    offline.goto(report_of(tmp_path, head(aliases[:2], CTD), *now, end(), previous=previous).as_uri())
    since = offline.get_by_role("region", name="Since the previous audit")
    expect(since.get_by_role("listitem")).to_have_text(
        ["ann · ctd: was not linked", "ben · ctd: was linked, is locked", "eve · ctd: was linked"]
    )
    expect(since.get_by_role("link")).to_have_count(2)  # who is gone has no page
    expect(offline.get_by_role("row", name="ben")).to_contain_text("newly broken")


def test_nothing_is_said_of_a_previous_audit_where_there_is_none(tmp_path: Path) -> None:
    assert "previous audit" not in text_of(report_of(tmp_path, *firm(2, CTD)))


def test_small_pictures_stand_in_the_file_large_ones_are_linked_and_missing_ones_are_named(
    tmp_path: Path,
) -> None:
    evidence = tmp_path / "now/evidence"
    evidence.mkdir(parents=True)
    (evidence / "small.jpg").write_bytes(SMALLEST_JPEG)
    (evidence / "large one.jpg").write_bytes(SMALLEST_JPEG.ljust(200_000, b"\0"))
    pictures = ("small", "large one", "missing")
    people = (result(name, Status.NOT_LINKED, picture=f"evidence/{name}.jpg") for name in pictures)
    page = text_of(report_of(tmp_path, head(pictures, CTD), *people, end()))
    assert page.count('src="data:image/jpeg;base64,') == 1
    assert '<a href="evidence/large%20one.jpg">evidence/large one.jpg</a>' in page
    assert "Picture missing: evidence/missing.jpg" in page


def test_a_person_who_is_not_to_be_asked_about_at_a_court_has_no_answer_there(tmp_path: Path) -> None:
    people = head(["ann"], CTD, NYSD).model_copy(update={"people": {"ann": ("nysd",)}})
    page = text_of(report_of(tmp_path, people, result("ann", Status.LINKED, NYSD), end()))
    assert "not asked about" in page
    assert "1 of 1 person is linked in every court of theirs." in page
