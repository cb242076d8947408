"""The report follows the document, needs no other file, and is written at once or not at all."""

import re
from pathlib import Path

import pytest

from ecfcheck.report.html import write_report
from ecfcheck.report.json_lines import RecordsError
from ecfcheck.report.read import read_folder
from tests.helpers.run_samples import (
    END,
    HEAD,
    SAYS,
    create_run,
    failed_steps,
    good_steps,
    interrupted_run,
    step,
    write_records,
)


def write_and_read_report(folder: Path) -> str:
    write_report(folder, folder / "report.html")
    return (folder / "report.html").read_text(encoding="utf-8")


def test_all_documented_steps_are_shown_in_order(tmp_path: Path) -> None:
    page = write_and_read_report(write_records(tmp_path, *create_run(*good_steps())))
    steps = page.partition('class="steps"')[2]
    positions = [steps.index(says.replace("'", "&#39;")) for says in SAYS.values()]
    assert positions == sorted(positions)
    assert "6 of 6 steps OK · 1 flow" in page


def test_the_verdict_names_the_failed_step(tmp_path: Path) -> None:
    page = write_and_read_report(write_records(tmp_path, *create_run(*failed_steps())))
    assert "1 of 6 steps failed, 1 not run · 1 flow" in page
    assert "names differ: do not submit; nothing was linked" in page
    assert "flows/link_account.yaml:41" in page


def test_a_courts_words_are_escaped(tmp_path: Path) -> None:
    evil = step("1").model_copy(update={"says": "<script>alert(1)</script>", "message": "<img src=x>"})
    page = write_and_read_report(write_records(tmp_path, *create_run(evil)))
    assert page.count("<script") == 1
    assert "alert(1)&lt;/script&gt;" in page
    assert "<img src=x>" not in page


def test_the_report_does_not_load_other_files(tmp_path: Path) -> None:
    page = write_and_read_report(write_records(tmp_path, *create_run(*good_steps())))
    assert re.findall(r"(?:src|href)=[\"'](?!data:|#)[^\"']*", page) == []
    assert "url(" not in page


def test_a_missing_picture_is_named(tmp_path: Path) -> None:
    write_records(tmp_path, *create_run(*good_steps()))
    (tmp_path / "evidence/01-5-link_confirmation.jpg").unlink()
    assert "01-5-link_confirmation.jpg" in write_and_read_report(tmp_path)


def test_a_run_that_was_cut_short_says_so(tmp_path: Path) -> None:
    page = write_and_read_report(write_records(tmp_path, *create_run(*good_steps()[:2], ended=False)))
    assert "The run was cut short" in page


def test_a_run_that_was_interrupted_says_that_the_report_is_complete_up_to_there(tmp_path: Path) -> None:
    page = write_and_read_report(write_records(tmp_path, *interrupted_run("verify_linked, run 2")))
    assert "The run was interrupted by Ctrl-C. This report is complete up to there" in page
    assert "Not run, or not to the end: link_account; verify_linked, run 2." in page
    assert "4 of 6 steps OK, 2 not run, interrupted" in page
    assert "cut short" not in page


def test_many_flows_that_were_not_run_are_behind_one_line(tmp_path: Path) -> None:
    end = END.model_copy(update={"interrupted": True, "not_run": tuple("abcd")})
    page = write_and_read_report(write_records(tmp_path, HEAD, *good_steps()[:2], end))
    assert "<summary>4 flows were not run, or not to the end</summary><p>a; b; c; d</p>" in page


def test_a_flow_that_was_interrupted_does_not_look_complete(tmp_path: Path) -> None:
    page = write_and_read_report(write_records(tmp_path, *interrupted_run()))
    assert '<details class="flow partial" id="link_account"' in page
    assert '<span class="result">4 steps OK, 2 not run</span>' in page
    assert page.count("- not run: the run was interrupted") == 2


def test_a_run_that_was_cut_short_before_its_first_step_has_a_report(tmp_path: Path) -> None:
    assert "no step was run, cut short" in write_and_read_report(write_records(tmp_path, HEAD))


def test_flows_that_were_left_out_are_named_with_what_they_need(tmp_path: Path) -> None:
    head = HEAD.model_copy(update={"left_out": ("pacer_only needs A, B",)})
    report = write_and_read_report(write_records(tmp_path, head, step("1"), END))
    assert report.count("Left out, because it has no account: pacer_only needs A, B") == 1


def test_a_torn_last_line_is_left_out_and_named(tmp_path: Path) -> None:
    write_records(tmp_path, *create_run(*good_steps()[:1], ended=False))
    with (tmp_path / "records.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"record": "step", "flow": "li')
    assert [Path(where).name for where in read_folder(tmp_path).torn] == ["records.jsonl:3"]
    assert "records.jsonl:3" in write_and_read_report(tmp_path)


def test_a_line_that_is_not_a_record_is_an_error_with_its_position(tmp_path: Path) -> None:
    (tmp_path / "records.jsonl").write_text('{"record": "step"}\n{"record": "end"}\n', encoding="utf-8")
    with pytest.raises(RecordsError, match=r"records\.jsonl:1"):
        read_folder(tmp_path)


def test_a_report_that_cannot_be_written_does_not_change_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    target.write_text("the old one", encoding="utf-8")
    (tmp_path / "records.jsonl").write_text("nonsense\n", encoding="utf-8")
    with pytest.raises(RecordsError):
        write_report(tmp_path, target)
    assert target.read_text(encoding="utf-8") == "the old one"
    assert {file.name for file in tmp_path.iterdir()} == {"report.html", "records.jsonl"}


def test_records_of_several_workers_make_one_report(tmp_path: Path) -> None:
    write_records(tmp_path, *create_run(*good_steps(run=1)), name="records-gw0.jsonl")
    write_records(tmp_path, *create_run(*good_steps(run=2)), name="records-gw1.jsonl")
    assert "12 of 12 steps OK · 1 flow · 2 runs" in write_and_read_report(tmp_path)


def test_of_twenty_good_runs_one_is_shown_with_pictures(tmp_path: Path) -> None:
    steps = [one for run in range(1, 21) for one in good_steps(run=run)]
    page = write_and_read_report(write_records(tmp_path, *create_run(*steps)))
    pictures = [part.picture for one in good_steps() for part in one.parts]
    assert page.count('<details class="picture">') == len(pictures)


def test_equal_pictures_are_embedded_once(tmp_path: Path) -> None:
    page = write_and_read_report(write_records(tmp_path, *create_run(*good_steps())))
    assert page.count("data:image/jpeg") == 1


def test_links_name_the_flow_and_the_step(tmp_path: Path) -> None:
    page = write_and_read_report(write_records(tmp_path, *create_run(*failed_steps())))
    assert 'First failure: <a href="#link_account-5">' in page
    assert 'id="link_account-5"' in page


def test_runs_in_two_browsers_are_two_runs(tmp_path: Path) -> None:
    other = tuple(one.model_copy(update={"browser": "firefox"}) for one in failed_steps())
    page = write_and_read_report(write_records(tmp_path, *create_run(*good_steps(), *other)))
    assert "1 of 12 steps failed, 1 not run · 1 flow · 2 runs" in page
    assert 'id="link_account-run1-chromium-5"' in page
    assert 'href="#link_account-run1-firefox-5"' in page
