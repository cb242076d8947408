"""The report shows which entries of the documents its run asserted."""

import re
from pathlib import Path

from ecfcheck.report.html import write_report
from tests.helpers.run_samples import create_run, failed_steps, good_steps, step, write_records

FLOWS = Path(__file__).parents[3] / "flows"


def read_coverage(folder: Path) -> str:
    return write_and_read_report(folder).partition('id="coverage"')[2]


def write_and_read_report(folder: Path) -> str:
    write_report(folder, folder / "report.html")
    return (folder / "report.html").read_text(encoding="utf-8")


def find_row(section: str, entry: str) -> str:
    (found,) = re.findall(rf'<tr class="\w+">\n<th scope="row">{entry}</th>.*?</tr>', section, re.DOTALL)
    return str(found)


def test_the_headings_count_asserted_and_untouched_entries(tmp_path: Path) -> None:
    section = read_coverage(write_records(tmp_path, *create_run(*good_steps())))
    assert "6 of 30 entries of 2 documents" in section
    assert re.findall(r"\d+ of 15 entries asserted \(\d+ %\)|\d+ not touched<", section) == [
        "6 of 15 entries asserted (40 %)",
        "9 not touched<",
        "0 of 15 entries asserted (0 %)",
        "15 not touched<",
    ]


def test_an_entry_shows_its_place_and_checks_and_links_to_its_steps(tmp_path: Path) -> None:
    login = find_row(read_coverage(write_records(tmp_path, *create_run(*good_steps()))), "2")
    assert 'class="ok"' in login
    assert "<td>step 2 and its picture</td>" in login
    assert 'href="#link_account-2">link account <span aria-hidden="true">✓</span>' in login
    assert '<td class="time">4</td>' in login


def test_all_links_of_the_report_have_a_target_in_it(tmp_path: Path) -> None:
    page = write_and_read_report(write_records(tmp_path, *create_run(*failed_steps(), *good_steps(run=2))))
    assert set(re.findall(r'href="#([^"]*)"', page)) <= set(re.findall(r' id="([^"]*)"', page))


def test_an_untouched_entry_is_marked(tmp_path: Path) -> None:
    names = find_row(read_coverage(write_records(tmp_path, *create_run(*good_steps()))), "names")
    assert 'class="untouched"' in names
    assert "not touched" in names


def test_of_several_runs_the_one_that_failed_is_shown(tmp_path: Path) -> None:
    section = read_coverage(write_records(tmp_path, *create_run(*good_steps(), *failed_steps(run=2))))
    confirmation = find_row(section, "5")
    assert 'class="failed"' in confirmation
    assert (
        'href="#link_account-run2-5">link account · 2 runs <span aria-hidden="true">✗</span>' in confirmation
    )
    assert 'class="ok"' in find_row(section, "6")


def test_a_run_of_an_unknown_document_is_shown(tmp_path: Path) -> None:
    unknown = step("1").model_copy(update={"document": "elsewhere", "path": "gone/flows/unknown.yaml"})
    section = read_coverage(write_records(tmp_path, *create_run(unknown)))
    last = section.rpartition("<h3>elsewhere</h3>")[2]
    assert "0 of 0 entries asserted (0 %)" in last
    assert "<td>not in the document</td>" in find_row(last, "1")
