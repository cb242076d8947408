"""Tests the audit's report: the overview, the filters and the pages of people, offline."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ecfcheck.audit.read import read_audit
from ecfcheck.audit.result import AuditRecord
from ecfcheck.audit.status import Status
from ecfcheck.audit.write import write_results
from tests.helpers.audit_samples import CTD, NYSD, end, firm, head, result, write_journal
from tests.helpers.run_samples import SMALLEST_JPEG

ODD = "o'brien & söhne #1 <b>%41</b>"


def write_report(folder: Path, *records: AuditRecord, previous: tuple[AuditRecord, ...] = ()) -> Path:
    """Write the report of an audit with these records; return its path."""
    audit = read_audit(write_journal(folder / "now", *records))
    before = read_audit(write_journal(folder / "before", *previous)) if previous else None
    return write_results(folder / "now", audit, before)


def read_text(report: Path) -> str:
    return report.read_text(encoding="utf-8")


@pytest.fixture
def offline(browser: Browser) -> Iterator[Page]:
    """Yield a page without network; fail on console messages and on other requests."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    requests: list[str] = []
    messages: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    yield page
    context.close()
    assert [url for url in requests if not url.startswith(("file:", "data:"))] == []
    assert messages == []


def list_visible(page: Page) -> list[str]:
    """Return the aliases of the visible rows."""
    return page.locator("#matrix tbody tr:visible a").all_inner_texts()


def test_all_people_and_courts_are_in_one_table(tmp_path: Path, offline: Page) -> None:
    offline.goto(write_report(tmp_path, *firm(300, CTD, NYSD)).as_uri())
    table = offline.get_by_role("table")
    expect(table.get_by_role("rowheader")).to_have_count(300)
    expect(table.get_by_role("columnheader")).to_have_text(
        [re.compile("Person"), re.compile("ctd"), re.compile("nysd")]
    )
    expect(table.get_by_role("row").nth(3)).to_contain_text("filer-003")
    expect(offline.locator("#shown")).to_have_text("All people are shown.")


def test_filters_by_status_court_and_text_hide_rows(tmp_path: Path, offline: Page) -> None:
    people = (
        result("ann", Status.LINKED),
        result("ann", Status.NOT_LINKED, NYSD),
        result("ben", Status.NOT_LINKED),
        result("ben", Status.LINKED, NYSD),
        result("eve", Status.LINKED, name="Eve Invented"),
        result("eve", Status.LINKED, NYSD),
    )
    offline.goto(write_report(tmp_path, head(["ann", "ben", "eve"], CTD, NYSD), *people, end()).as_uri())
    offline.get_by_role("checkbox", name="not linked 2").check()
    assert list_visible(offline) == ["ann", "ben"]
    offline.get_by_role("combobox", name="Court").select_option("nysd")
    assert list_visible(offline) == ["ann"]
    expect(offline.get_by_role("columnheader")).to_have_count(2)
    expect(offline.locator("#shown")).to_have_text("1 of 3 people shown.")
    offline.get_by_role("button", name="Clear filters").click()
    expect(offline.locator("#shown")).to_have_text("All people are shown.")
    offline.get_by_role("checkbox", name="anything but linked").check()
    assert list_visible(offline) == ["ann", "ben"]
    offline.get_by_role("checkbox", name="anything but linked").uncheck()
    offline.get_by_role("searchbox").fill("expected")  # it is in every answer
    assert list_visible(offline) == []
    for words in ("invented", "EVE", "eve civil"):  # by name, by alias, by alias and evidence
        offline.get_by_role("searchbox").fill(words)
        assert list_visible(offline) == ["eve"]


def test_a_persons_page_shows_the_evidence_and_what_to_do_next(tmp_path: Path, offline: Page) -> None:
    records = (head(["ann", ODD], CTD), result("ann", Status.LINKED), result(ODD, Status.LOCKED), end())
    offline.goto(write_report(tmp_path, *records).as_uri())
    offline.get_by_role("rowheader").get_by_role("link", name=ODD).click()
    person = offline.get_by_role("region", name=ODD)
    expect(person).to_contain_text(
        "Expected: may file. Found: locked (PACER says: Your account has been disabled.)"
    )
    expect(person).to_contain_text("Have the account's holder call the PACER Service Center.")
    expect(person).to_contain_text("July 13, 2026, 09:31:00 UTC")
    expect(offline.get_by_role("table")).to_be_hidden()
    person.get_by_role("link", name="All people").click()
    expect(offline.get_by_role("table")).to_be_visible()
    expect(person).to_be_hidden()


def test_the_side_box_is_scrolled_by_keyboard(tmp_path: Path, browser: Browser) -> None:
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 300})
    page = context.new_page()
    page.goto(write_report(tmp_path, *firm(300, CTD)).as_uri())
    box = page.get_by_role("region", name="Next steps, changes and facts")
    box.focus()
    box.press("End")
    page.wait_for_function("box => box.scrollTop > 0", arg=box.element_handle())
    context.close()


def test_the_report_works_without_javascript(tmp_path: Path, browser: Browser) -> None:
    report = write_report(tmp_path, *firm(3, CTD))
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(report.as_uri())
    expect(page.get_by_role("rowheader")).to_have_count(3)
    expect(page.locator("#filters")).to_be_hidden()
    page.get_by_role("rowheader").get_by_role("link", name="filer-002").click()
    expect(page.get_by_role("region", name="filer-002")).to_be_visible()
    context.close()


def test_a_courts_words_are_escaped(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script><img src=x>\"'"
    records = (head([evil], CTD), result(evil, Status.NOT_KNOWN, evidence=evil, name=evil), end())
    page = read_text(write_report(tmp_path, *records))
    assert page.count("<script") == 1  # the report's own
    assert "<img" not in page


def test_the_report_loads_no_other_file(tmp_path: Path) -> None:
    page = read_text(write_report(tmp_path, *firm(10, CTD, NYSD), previous=firm(9, CTD, NYSD)))
    assert re.findall(r"(?:src|href)=[\"'](?!data:|#)[^\"']*", page) == []
    assert "url(" not in page


def test_names_are_shown_only_if_the_results_have_them(tmp_path: Path) -> None:
    assert "Jonas Vellum" in read_text(write_report(tmp_path / "1", *firm(1, CTD)))
    assert "Jonas Vellum" not in read_text(write_report(tmp_path / "2", *firm(1, CTD, names=False)))


def test_an_unfinished_audit_says_so_on_top(tmp_path: Path, offline: Page) -> None:
    offline.goto(write_report(tmp_path, head(["ann", "ben"], CTD), result("ann", Status.LINKED)).as_uri())
    first = offline.get_by_role("status").first
    expect(first).to_contain_text("This audit is not finished: 1 of 2 answers is missing.")
    expect(first).to_contain_text("Run it again with --resume to check the rest.")
    expect(offline.get_by_text("1 of 2 people is linked in all their courts.")).to_be_visible()


def test_changes_since_the_previous_audit_are_listed(tmp_path: Path, offline: Page) -> None:
    aliases = ("ann", "ben", "eve")
    before = (
        result("ann", Status.NOT_LINKED),
        result("ben", Status.LINKED),
        result("eve", Status.LINKED),
    )
    now = (result("ann", Status.LINKED), result("ben", Status.LOCKED))
    previous = (head(aliases, CTD), *before, end())
    offline.goto(write_report(tmp_path, head(aliases[:2], CTD), *now, end(), previous=previous).as_uri())
    since = offline.get_by_role("region", name="Since the previous audit")
    expect(since.get_by_role("listitem")).to_have_text(
        ["ann · ctd: was not linked", "ben · ctd: was linked, is locked", "eve · ctd: was linked"]
    )
    expect(since.get_by_role("link")).to_have_count(2)  # a person who is gone has no page
    expect(offline.get_by_role("row", name="ben")).to_contain_text("newly broken")


def test_the_report_mentions_no_previous_audit_if_there_is_none(tmp_path: Path) -> None:
    assert "previous audit" not in read_text(write_report(tmp_path, *firm(2, CTD)))


def test_small_pictures_are_embedded_large_ones_linked_and_missing_ones_named(
    tmp_path: Path,
) -> None:
    evidence = tmp_path / "now/evidence"
    evidence.mkdir(parents=True)
    (evidence / "small.jpg").write_bytes(SMALLEST_JPEG)
    (evidence / "large one.jpg").write_bytes(SMALLEST_JPEG.ljust(200_000, b"\0"))
    pictures = ("small", "large one", "missing")
    people = (result(name, Status.NOT_LINKED, picture=f"evidence/{name}.jpg") for name in pictures)
    page = read_text(write_report(tmp_path, head(pictures, CTD), *people, end()))
    assert page.count('src="data:image/jpeg;base64,') == 1
    assert '<a href="evidence/large%20one.jpg">evidence/large one.jpg</a>' in page
    assert "Picture missing: evidence/missing.jpg" in page


def test_a_person_has_no_answer_at_a_court_where_they_are_not_audited(tmp_path: Path) -> None:
    people = head(["ann"], CTD, NYSD).model_copy(update={"people": {"ann": ("nysd",)}})
    page = read_text(write_report(tmp_path, people, result("ann", Status.LINKED, NYSD), end()))
    assert "not checked" in page
    assert "1 of 1 person is linked in all their courts." in page
