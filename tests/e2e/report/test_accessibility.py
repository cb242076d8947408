"""axe-core finds nothing on any page that ecfcheck writes, narrow or wide, light or dark."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from ecfcheck.audit.read import read_audit
from ecfcheck.audit.write import write_results
from ecfcheck.report.html import write_report
from ecfcheck.report.runs import write_index
from ecfcheck.runner.records import Record
from tests.helpers.accessibility import Scheme, find_violations, opened_file
from tests.helpers.accessibility_samples import create_tested_run
from tests.helpers.audit_samples import CTD, NYSD, firm, write_journal
from tests.helpers.run_samples import (
    HEAD,
    create_run,
    failed_steps,
    good_steps,
    rehearsed_steps,
    rename_flow,
    steps_of_many_flows,
    write_records,
)

PAGES = ("run", "opened", "shards", "audit", "person", "runs", "violations")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """A file for each page."""
    runs = tmp_path_factory.mktemp("accessible") / "runs"
    shards = [HEAD.model_copy(update={"shard": (index, 3)}) for index in (1, 3)]
    records: dict[str, tuple[Record, ...]] = {
        "run": create_run(*steps_of_many_flows()),
        "opened": create_run(*failed_steps(), *good_steps(run=2), *rename_flow("other", rehearsed_steps())),
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
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(
    name: str, width: int, scheme: Scheme, files: Mapping[str, Path], browser: Browser
) -> None:
    fragment = "#p-filer-003" if name == "person" else ""
    with opened_file(browser, files[name], width, scheme, fragment) as page:
        if name == "opened":
            page.get_by_label("Show all details, also in print").check()
        assert find_violations(page) == []


@pytest.mark.parametrize("name", ["opened", "audit", "person", "runs"])
def test_nothing_is_wider_than_a_phone(name: str, files: Mapping[str, Path], browser: Browser) -> None:
    fragment = "#p-filer-003" if name == "person" else ""
    with opened_file(browser, files[name], 390, "light", fragment) as page:
        if name == "opened":
            page.get_by_label("Show all details, also in print").check()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
