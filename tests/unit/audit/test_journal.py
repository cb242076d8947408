"""Tests what a resumed audit knows from its journal, and which journals it refuses."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.yaml_file import ProblemsError
from ecfcheck.audit.journal import load_state
from ecfcheck.audit.result import (
    JOURNAL,
    Accepted,
    AuditedCourt,
    AuditEnd,
    AuditHead,
    AuditRecord,
    Result,
    Typed,
)
from ecfcheck.audit.status import Status

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
COURT = AuditedCourt(id="ctd", name="A Court", address="http://ecf.ctd.localhost")
HEAD = AuditHead(
    started=NOW,
    version="1",
    roster="roster.csv",
    plan="a" * 64,
    people={"a": ("ctd",)},
    courts=(COURT,),
    browser="",
)


def create_result(alias: str, status: Status) -> Result:
    return Result(alias=alias, court="ctd", status=status, evidence="seen", when=NOW)


def write_journal(folder: Path, *records: AuditRecord, torn: str = "") -> None:
    lines = "".join(record.model_dump_json() + "\n" for record in records)
    (folder / JOURNAL).write_text(lines + torn, encoding="utf-8")


def test_final_results_are_not_checked_again(tmp_path: Path) -> None:
    write_journal(tmp_path, HEAD, create_result("a", Status.LINKED), create_result("b", Status.REFUSED))
    assert set(load_state(tmp_path, HEAD, resume=True).results) == {("a", "ctd"), ("b", "ctd")}


@pytest.mark.parametrize("status", [Status.NOT_TRIED, Status.COURT_UNAVAILABLE])
def test_results_that_may_have_changed_are_checked_again(status: Status, tmp_path: Path) -> None:
    write_journal(tmp_path, HEAD, create_result("a", status))
    assert load_state(tmp_path, HEAD, resume=True).results == {}


def test_a_password_without_an_answer_is_unanswered(tmp_path: Path) -> None:
    accepted = Accepted(alias="b", when=NOW)
    write_journal(tmp_path, HEAD, Typed(alias="a", when=NOW), Typed(alias="b", when=NOW), accepted)
    assert load_state(tmp_path, HEAD, resume=True).unanswered == {"a"}


def test_a_password_that_was_once_accepted_is_not_unanswered(tmp_path: Path) -> None:
    write_journal(
        tmp_path, HEAD, Typed(alias="a", when=NOW), Accepted(alias="a", when=NOW), Typed(alias="a", when=NOW)
    )
    assert load_state(tmp_path, HEAD, resume=True).unanswered == set()


def test_an_audit_has_ended_unless_it_was_started_again(tmp_path: Path) -> None:
    write_journal(tmp_path, HEAD, AuditEnd(finished=NOW))
    assert load_state(tmp_path, HEAD, resume=True).has_ended
    write_journal(tmp_path, HEAD, AuditEnd(finished=NOW), HEAD)
    assert not load_state(tmp_path, HEAD, resume=True).has_ended


def test_a_torn_last_line_is_cut_off(tmp_path: Path) -> None:
    write_journal(tmp_path, HEAD, create_result("a", Status.LINKED), torn='{"record":"resu')
    assert set(load_state(tmp_path, HEAD, resume=True).results) == {("a", "ctd")}
    assert (tmp_path / JOURNAL).read_text(encoding="utf-8").endswith('"milliseconds":0}\n')


@pytest.mark.parametrize(
    ("planned", "difference"),
    [
        ({"plan": "b" * 64}, "the people or courts of the roster have changed"),
        (
            {"plan": "b" * 64, "people": {"a": ("ctd", "ctb"), "c": ("ctd",)}},
            "the people or courts of the roster have changed (new: c; other courts: a)",
        ),
        (
            {"plan": "b" * 64, "people": {f"p{number}": ("ctd",) for number in range(1, 8)}},
            "the people or courts of the roster have changed (new: p1, p2, p3, p4, p5 and 2 more; gone: a)",
        ),
        (
            {"plan": "b" * 64, "shard": (1, 2), "people": {}},
            "the people or courts of the roster have changed; the shard: none before, 1/2 now",
        ),
        ({"shard": (1, 2)}, "the shard: none before, 1/2 now"),
        (
            {"courts": (COURT.model_copy(update={"address": "http://ecf.ctd.localhost:1"}),)},
            "the courts' addresses: ctd http://ecf.ctd.localhost before, ctd http://ecf.ctd.localhost:1 now",
        ),
    ],
)
def test_an_audit_of_something_else_is_not_resumed(
    planned: dict[str, object], difference: str, tmp_path: Path
) -> None:
    write_journal(tmp_path, HEAD)
    with pytest.raises(ProblemsError) as error:
        load_state(tmp_path, HEAD.model_copy(update=planned), resume=True)
    assert str(error.value) == f"{tmp_path}: has a different audit: {difference}; name another --out"


def test_an_existing_audit_is_continued_only_with_resume(tmp_path: Path) -> None:
    write_journal(tmp_path, HEAD)
    with pytest.raises(ProblemsError, match="already has an audit; add --resume to continue it"):
        load_state(tmp_path, HEAD, resume=False)


def test_resume_needs_an_existing_audit(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="has no audit to resume; leave out --resume to start one"):
        load_state(tmp_path, HEAD, resume=True)


def test_an_edited_journal_is_refused(tmp_path: Path) -> None:
    write_journal(tmp_path, HEAD, torn='{"record":"nothing"}\n')
    with pytest.raises(ProblemsError, match=r"audit\.jsonl:2: is not a record of an audit"):
        load_state(tmp_path, HEAD, resume=True)
