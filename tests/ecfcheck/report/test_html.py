"""The report mirrors the document, stands alone, and is written whole or not at all."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from ecfcheck.report.html import write_report
from ecfcheck.report.json_lines import RecordsError
from ecfcheck.report.read import read_folder
from tests.ecfcheck.report.samples import HEAD, SAYS, failed_steps, good_steps, run_of, step, write_records


def report_of(folder: Path) -> str:
    write_report(folder, folder / "report.html")
    return (folder / "report.html").read_text(encoding="utf-8")


def test_every_documented_step_is_there_in_its_order(tmp_path: Path) -> None:
    page = report_of(write_records(tmp_path, *run_of(*good_steps())))
    places = [page.index(says.replace("'", "&#39;")) for says in SAYS.values()]
    assert places == sorted(places)
    assert "All 6 documented steps of 1 flow hold." in page


def test_a_failure_is_told_with_its_step_in_the_first_sentence(tmp_path: Path) -> None:
    page = report_of(write_records(tmp_path, *run_of(*failed_steps())))
    assert "1 of 6 documented steps failed" in page
    assert "names differ: do not submit; nothing was linked" in page
    assert "flows/link_account.yaml:41" in page


def test_what_the_court_says_cannot_change_the_page(tmp_path: Path) -> None:
    evil = step("1").model_copy(update={"says": "<script>alert(1)</script>", "message": "<img src=x>"})
    page = report_of(write_records(tmp_path, *run_of(evil)))
    assert "<script" not in page
    assert "<img src=x>" not in page


def test_nothing_is_loaded_from_anywhere(tmp_path: Path) -> None:
    page = report_of(write_records(tmp_path, *run_of(*good_steps())))
    assert re.findall(r"(?:src|href)=[\"'](?!data:|#)[^\"']*", page) == []
    assert "url(" not in page


def test_it_opens_from_the_file_system_without_a_request_or_a_complaint(
    tmp_path: Path, browser: Browser
) -> None:
    write_report(write_records(tmp_path, *run_of(*good_steps())), tmp_path / "report.html")
    page = browser.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto((tmp_path / "report.html").as_uri())
    headings = page.get_by_role("heading").all_inner_texts()
    page.close()
    assert headings[0] == "District of Connecticut (staged)"
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert said == []


def test_a_picture_that_is_missing_is_said_in_words(tmp_path: Path) -> None:
    write_records(tmp_path, *run_of(*good_steps()))
    (tmp_path / "evidence/01-5-link_confirmation.jpg").unlink()
    assert "01-5-link_confirmation.jpg" in report_of(tmp_path)


def test_a_run_that_was_cut_short_says_so(tmp_path: Path) -> None:
    page = report_of(write_records(tmp_path, *run_of(*good_steps()[:2], ended=False)))
    assert "The run was cut short" in page


def test_a_run_that_was_cut_short_before_its_first_step_has_a_report_too(tmp_path: Path) -> None:
    assert "No documented step was run." in report_of(write_records(tmp_path, HEAD))


def test_a_line_that_a_crash_left_torn_is_left_out_and_named(tmp_path: Path) -> None:
    write_records(tmp_path, *run_of(*good_steps()[:1], ended=False))
    with (tmp_path / "records.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"record": "step", "flow": "li')
    assert [Path(where).name for where in read_folder(tmp_path).torn] == ["records.jsonl:3"]
    assert "records.jsonl:3" in report_of(tmp_path)


def test_a_line_that_is_no_record_is_an_error_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "records.jsonl").write_text('{"record": "step"}\n{"record": "end"}\n', encoding="utf-8")
    with pytest.raises(RecordsError, match=r"records\.jsonl:1"):
        read_folder(tmp_path)


def test_a_report_that_cannot_be_made_leaves_the_old_one_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    target.write_text("the old one", encoding="utf-8")
    (tmp_path / "records.jsonl").write_text("nonsense\n", encoding="utf-8")
    with pytest.raises(RecordsError):
        write_report(tmp_path, target)
    assert target.read_text(encoding="utf-8") == "the old one"
    assert {file.name for file in tmp_path.iterdir()} == {"report.html", "records.jsonl"}


def test_records_of_several_workers_make_one_report(tmp_path: Path) -> None:
    write_records(tmp_path, *run_of(*good_steps(run=1)), name="records-gw0.jsonl")
    write_records(tmp_path, *run_of(*good_steps(run=2)), name="records-gw1.jsonl")
    assert "All 12 documented steps" in report_of(tmp_path)


def test_pictures_of_one_good_run_stand_for_twenty(tmp_path: Path) -> None:
    steps = [one for run in range(1, 21) for one in good_steps(run=run)]
    page = report_of(write_records(tmp_path, *run_of(*steps)))
    pictures = [part.picture for one in good_steps() for part in one.parts]
    assert page.count("data:image/jpeg") == len(pictures)
