"""The report opens in a browser as a file, without a server, and without a script too."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ecfcheck.report.html import write_report
from tests.helpers.run_samples import (
    create_run,
    failed_steps,
    good_steps,
    rename_flow,
    steps_of_many_flows,
    write_records,
)

TAB_STOPS = """() => [...document.querySelectorAll("a[href], button, input, select, summary")]
  .filter((element) => element.checkVisibility({contentVisibilityAuto: true}))
  .findIndex((element) => element.matches("summary"))"""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of 30 flows."""
    folder = tmp_path_factory.mktemp("many")
    write_report(write_records(folder, *create_run(*steps_of_many_flows())), folder / "report.html")
    return folder / "report.html"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that must not write to the console nor request anything but the file."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    requests, messages = [], []
    tab.on("request", lambda request: requests.append(request.url))
    tab.on("console", lambda message: messages.append(message.text))
    tab.on("pageerror", lambda error: messages.append(str(error)))
    yield tab
    context.close()
    assert [url for url in requests if not url.startswith(("file:", "data:"))] == []
    assert messages == []


@pytest.fixture
def without_script(browser: Browser) -> Iterator[Page]:
    """A page in a browser that runs no script."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def list_visible(page: Page) -> list[str]:
    return [str(row.get_attribute("id")) for row in page.locator(".flow:visible").all()]


def count_printed_pages(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="Letter")))


def test_the_report_opens_as_a_file_without_requests_or_console_messages(tmp_path: Path, page: Page) -> None:
    write_report(write_records(tmp_path, *create_run(*good_steps())), tmp_path / "report.html")
    page.goto((tmp_path / "report.html").as_uri())
    assert page.get_by_role("heading").all_inner_texts()[0] == "District of Connecticut (staged)"
    expect(page.get_by_role("heading", name="Ensure that the accounts listed are accurate.")).to_be_visible()


def test_flows_are_a_line_each_until_they_are_opened(many: Path, page: Page) -> None:
    page.goto(many.as_uri())
    expect(page.locator(".flow:visible")).to_have_count(30)
    expect(page.locator(".step:visible")).to_have_count(0)
    page.locator("#flow_02 > summary").press("Enter")
    expect(page.locator(".step:visible")).to_have_count(6)


def test_the_first_flow_is_a_few_tab_stops_away_and_the_page_a_few_screens_high(
    many: Path, page: Page
) -> None:
    page.goto(many.as_uri())
    assert page.evaluate(TAB_STOPS) < 20
    assert page.evaluate("document.documentElement.scrollHeight") < 3000
    assert count_printed_pages(page) <= 8


def test_a_link_to_a_step_opens_its_flow(many: Path, page: Page) -> None:
    page.goto(many.as_uri())
    page.get_by_role("link", name="(flow 03), step 5").first.click()
    expect(page.locator("#flow_03-5")).to_be_in_viewport()
    page.goto(f"{many.as_uri()}#flow_20-6")
    expect(page.locator("#flow_20-6")).to_be_in_viewport()


def test_an_address_that_is_no_link_to_a_step_is_no_error(many: Path, page: Page) -> None:
    page.goto(f"{many.as_uri()}#50%")  # not valid: a % must be followed by two digits
    page.get_by_role("checkbox", name="DRIFT").check()
    assert list_visible(page) == ["flow_03"]


def test_flows_are_filtered_by_outcome_and_words(many: Path, page: Page) -> None:
    page.goto(many.as_uri())
    page.get_by_role("checkbox", name="DRIFT").check()
    assert list_visible(page) == ["flow_03"]
    expect(page.locator("#shown")).to_have_text("1 of 30 flows shown.")
    page.get_by_role("checkbox", name="rehearsed").check()
    assert list_visible(page) == ["flow_03", "flow_05"]
    page.get_by_role("button", name="Clear filters").click()
    expect(page.locator("#shown")).to_have_text("All flows are shown.")
    page.get_by_label("Flow, or words in it").fill("jon attorney")
    assert list_visible(page) == ["flow_03"]


def test_a_link_shows_a_flow_that_is_filtered_out(many: Path, page: Page) -> None:
    page.goto(many.as_uri())
    page.get_by_role("checkbox", name="retried").check()
    assert list_visible(page) == ["flow_07"]
    page.get_by_role("link", name="(flow 03), step 5").first.click()
    expect(page.locator("#flow_03-5")).to_be_in_viewport()


def test_all_details_are_shown_on_request(many: Path, page: Page) -> None:
    page.goto(many.as_uri())
    page.get_by_label("Show all details, also in print").check()
    expect(page.locator(".step:visible")).to_have_count(180)


def test_without_a_script_everything_is_there(many: Path, without_script: Page) -> None:
    without_script.goto(many.as_uri())
    expect(without_script.locator(".flow:visible")).to_have_count(30)
    expect(without_script.locator("#filters")).to_be_hidden()
    without_script.get_by_role("link", name="(flow 03), step 5").first.click()
    expect(without_script.locator("#flow_03-5")).to_be_in_viewport()
    without_script.get_by_label("Show all details, also in print").check()
    expect(without_script.locator(".step:visible").last).to_be_visible()


def test_a_failure_is_printed_in_full_and_the_rest_in_a_line_each(tmp_path: Path, page: Page) -> None:
    steps = (*failed_steps(), *rename_flow("other", good_steps()))
    write_report(write_records(tmp_path, *create_run(*steps)), tmp_path / "report.html")
    page.goto((tmp_path / "report.html").as_uri())
    page.emulate_media(media="print")
    expect(page.locator("#link_account .failure")).to_be_visible()
    expect(page.locator("#other .step").first).not_to_be_visible()
    expect(page.locator("#other > summary")).to_be_visible()


def test_a_failure_shows_what_differs_word_by_word(tmp_path: Path, page: Page) -> None:
    write_report(write_records(tmp_path, *create_run(*failed_steps())), tmp_path / "report.html")
    page.goto((tmp_path / "report.html").as_uri())
    failed = page.locator("#link_account-5")
    expect(failed.locator("del")).to_have_text("John")
    expect(failed.locator("ins")).to_have_text("Jon")
    expect(failed.locator(".failure")).to_contain_text("The notice says")
    expect(failed.locator(".failure")).to_contain_text("names differ: do not submit; nothing was linked")
    expect(failed.get_by_role("link", name="4", exact=True)).to_have_attribute("href", "#link_account-4")


def test_a_picture_is_shown_whole_on_a_click(tmp_path: Path, without_script: Page) -> None:
    write_report(write_records(tmp_path, *create_run(*good_steps())), tmp_path / "report.html")
    without_script.goto((tmp_path / "report.html").as_uri())
    without_script.locator(".picture summary").first.click()
    expect(without_script.get_by_role("img", name="The whole picture of court website")).to_be_visible()
