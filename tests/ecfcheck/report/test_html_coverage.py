"""The report holds every entry of the documents against what its run asserted."""

import re
from pathlib import Path

from ecfcheck.flowfile.documents import load_documents
from ecfcheck.report.html import write_report
from tests.ecfcheck.report.samples import failed_steps, good_steps, run_of, step, write_records

FLOWS = Path(__file__).parents[3] / "flows"


def build_coverage(folder: Path) -> str:
    return report_of(folder).partition('id="coverage"')[2]


def report_of(folder: Path) -> str:
    write_report(folder, folder / "report.html")
    return (folder / "report.html").read_text(encoding="utf-8")


def row(section: str, entry: str) -> str:
    (found,) = re.findall(rf'<tr class="\w+">\n<th scope="row">{entry}</th>.*?</tr>', section, re.DOTALL)
    return str(found)


def test_the_headings_count_what_was_asserted_and_what_was_not_touched(tmp_path: Path) -> None:
    section = build_coverage(write_records(tmp_path, *run_of(*good_steps())))
    documents = load_documents(FLOWS / "any.yaml")
    total = sum(len(document.entries) for document in documents.values())
    assert f"6 of {total} entries of {len(documents)} documents" in section
    counts = re.findall(r"\d+ of 15 entries asserted \(\d+ %\)|\d+ not touched<", section)
    linked = counts.index("6 of 15 entries asserted (40 %)")
    assert counts[linked + 1] == "9 not touched<"
    password = counts.index("0 of 15 entries asserted (0 %)")
    assert counts[password + 1] == "15 not touched<"


def test_an_entry_shows_its_place_its_checks_and_leads_to_the_steps_that_ran_for_it(tmp_path: Path) -> None:
    login = row(build_coverage(write_records(tmp_path, *run_of(*good_steps()))), "2")
    assert 'class="ok"' in login
    assert "<td>step 2 and its picture</td>" in login
    assert 'href="#link_account-1-2">link account <span aria-hidden="true">✓</span>' in login
    assert '<td class="time">4</td>' in login


def test_every_link_of_the_report_leads_somewhere_in_it(tmp_path: Path) -> None:
    page = report_of(write_records(tmp_path, *run_of(*failed_steps(), *good_steps(run=2))))
    assert set(re.findall(r'href="#([^"]*)"', page)) <= set(re.findall(r' id="([^"]*)"', page))


def test_an_entry_that_was_not_touched_is_grey(tmp_path: Path) -> None:
    names = row(build_coverage(write_records(tmp_path, *run_of(*good_steps()))), "names")
    assert 'class="untouched"' in names
    assert "not touched" in names


def test_of_several_runs_the_one_that_failed_is_shown(tmp_path: Path) -> None:
    section = build_coverage(write_records(tmp_path, *run_of(*good_steps(), *failed_steps(run=2))))
    confirmation = row(section, "5")
    assert 'class="failed"' in confirmation
    assert 'href="#link_account-2-5">link account · 2 runs <span aria-hidden="true">✗</span>' in confirmation
    assert 'class="ok"' in row(section, "6")


def test_a_run_of_a_document_that_is_not_at_hand_is_shown_all_the_same(tmp_path: Path) -> None:
    strange = step("1").model_copy(update={"document": "elsewhere", "path": "gone/flows/strange.yaml"})
    section = build_coverage(write_records(tmp_path, *run_of(strange)))
    last = section.rpartition("<h3>elsewhere</h3>")[2]
    assert "0 of 0 entries asserted (0 %)" in last
    assert "<td>not in the document</td>" in row(last, "1")
