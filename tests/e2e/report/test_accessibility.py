"""axe-core finds nothing on any page that ecfcheck writes, narrow or wide, light or dark."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ecfcheck.audit.read import read_audit
from ecfcheck.audit.write import write_results
from ecfcheck.compare.comparison import compare_runs
from ecfcheck.compare.html import render_page
from ecfcheck.compare.read import read_run
from ecfcheck.report.html import write_report
from ecfcheck.report.runs import write_index
from ecfcheck.runner.records import Record
from tests.helpers.accessibility import Scheme, find_violations, opened_file
from tests.helpers.accessibility_samples import create_tested_run
from tests.helpers.audit_samples import CTD, NYSD, firm, write_journal
from tests.helpers.compared_runs import SECONDS
from tests.helpers.run_samples import (
    HEAD,
    create_run,
    failed_steps,
    good_steps,
    steps_of_many_flows,
    write_records,
)
from tests.helpers.snapshot_samples import part, snapshot, step, text, write_run

PAGES = ("run", "opened", "shards", "audit", "person", "runs", "violations", "comparison")
OPENED = ("opened", "violations", "comparison")
"""The pages on which everything is opened, enlarged pictures and lists of coverage too."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """A file for each page."""
    runs = tmp_path_factory.mktemp("accessible") / "runs"
    shards = [HEAD.model_copy(update={"shard": (index, 3)}) for index in (1, 3)]
    records: dict[str, tuple[Record, ...]] = {
        "run": create_run(*steps_of_many_flows()),
        "opened": create_run(*failed_steps(), *good_steps(run=2), *steps_of_many_flows(12)),
        "violations": create_tested_run("fail"),
        "shards": (*shards, *good_steps()),
    }
    for name, lines in records.items():
        write_report(
            write_records(runs / name, *lines, name="records-main.jsonl"), runs / name / "report.html"
        )
    audit = read_audit(write_journal(runs.parent / "audit", *firm(12, CTD, NYSD)))
    before = read_audit(write_journal(runs.parent / "before", *firm(12, CTD, later=1)))
    report = write_results(runs.parent / "audit", audit, before)
    return {
        **{name: runs / name / "report.html" for name in records},
        "audit": report,
        "person": report,
        "runs": write_index(runs),
        "comparison": write_comparison_page(runs.parent / "compared"),
    }


def write_comparison_page(folder: Path) -> Path:
    """Write the page of two runs in which one screen differs at two steps."""
    parts = [
        part(snapshot=f"evidence/{name}.json", picture=f"evidence/{name}.jpg") for name in ("home", "menu")
    ]
    steps = [step(one, step=number) for one, number in zip(parts, "34", strict=True)]
    before = write_run(
        folder / "before", *steps, home=snapshot(text("Welcome")), menu=snapshot(text("Reports"))
    )
    after = write_run(folder / "after", *steps, home=snapshot(text("Hello")), menu=snapshot(text("Lists")))
    comparison = compare_runs(read_run(before), read_run(after), SECONDS)
    page = folder / "comparison.html"
    page.write_text(render_page(comparison, before, after), encoding="utf-8")
    return page


def open_everything(page: Page) -> None:
    """Open all that a reader can open: flows, runs, pictures, coverage, other places of a difference."""
    page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(
    name: str, width: int, scheme: Scheme, files: Mapping[str, Path], browser: Browser
) -> None:
    fragment = "#p-filer-003" if name == "person" else ""
    with opened_file(browser, files[name], width, scheme, fragment) as page:
        if name in OPENED:
            open_everything(page)
        assert find_violations(page) == []


def test_what_axe_sees_has_enlarged_pictures_long_lists_of_coverage_and_a_screen_that_differs_twice(
    files: Mapping[str, Path], browser: Browser
) -> None:
    with opened_file(browser, files["opened"], 1280, "light") as page:
        open_everything(page)
        expect(page.locator(".whole:visible").first).to_be_visible()
        assert max(row.get_by_role("link").count() for row in page.locator(".coverage tbody tr").all()) >= 12
    with opened_file(browser, files["comparison"], 1280, "light") as page:
        regions = page.locator("section.screen")
        assert [regions.nth(index).get_by_role("heading", level=2).inner_text() for index in range(2)] == [
            "cmecf_home link_account, step 3",
            "cmecf_home link_account, step 4",
        ]


def test_a_picture_says_in_its_own_words_what_a_click_does(
    files: Mapping[str, Path], browser: Browser
) -> None:
    with opened_file(browser, files["opened"], 1280, "light", "#flow_01-1") as page:
        picture = page.locator(".picture").first
        expect(picture.locator("summary")).to_have_accessible_name("Picture of court website Show all of it")
        picture.locator("summary").click()
        expect(picture.locator("summary")).to_have_accessible_name("Make small")


@pytest.mark.parametrize("name", ["opened", "audit", "person", "runs"])
def test_nothing_is_wider_than_a_phone(name: str, files: Mapping[str, Path], browser: Browser) -> None:
    fragment = "#p-filer-003" if name == "person" else ""
    with opened_file(browser, files[name], 390, "light", fragment) as page:
        if name == "opened":
            page.get_by_label("Show all details, also in print").check()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
