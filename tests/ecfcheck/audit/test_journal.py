"""What an audit remembers in its folder, and what it refuses to go on with."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.yaml_file import ProblemsError
from ecfcheck.audit.journal import load_state
from ecfcheck.audit.result import JOURNAL, Accepted, AuditedCourt, AuditHead, AuditRecord, Result, Typed
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


def result(alias: str, status: Status) -> Result:
    return Result(alias=alias, court="ctd", status=status, evidence="seen", when=NOW)


def write(folder: Path, *records: AuditRecord, torn: str = "") -> None:
    lines = "".join(record.model_dump_json() + "\n" for record in records)
    (folder / JOURNAL).write_text(lines + torn, encoding="utf-8")


def test_what_was_found_out_is_not_to_be_found_out_again(tmp_path: Path) -> None:
    write(tmp_path, HEAD, result("a", Status.LINKED), result("b", Status.REFUSED))
    assert set(load_state(tmp_path, HEAD, resume=True).results) == {("a", "ctd"), ("b", "ctd")}


@pytest.mark.parametrize("status", [Status.NOT_TRIED, Status.COURT_UNAVAILABLE])
def test_what_may_be_different_by_now_is_asked_again(status: Status, tmp_path: Path) -> None:
    write(tmp_path, HEAD, result("a", status))
    assert load_state(tmp_path, HEAD, resume=True).results == {}


def test_a_password_that_was_typed_and_never_answered_is_known_as_such(tmp_path: Path) -> None:
    accepted = Accepted(alias="b", when=NOW)
    write(tmp_path, HEAD, Typed(alias="a", when=NOW), Typed(alias="b", when=NOW), accepted)
    assert load_state(tmp_path, HEAD, resume=True).unanswered == {"a"}


def test_a_password_that_was_accepted_once_is_not_in_doubt(tmp_path: Path) -> None:
    write(
        tmp_path, HEAD, Typed(alias="a", when=NOW), Accepted(alias="a", when=NOW), Typed(alias="a", when=NOW)
    )
    assert load_state(tmp_path, HEAD, resume=True).unanswered == set()


def test_a_line_that_a_crash_tore_is_taken_off(tmp_path: Path) -> None:
    write(tmp_path, HEAD, result("a", Status.LINKED), torn='{"record":"resu')
    assert set(load_state(tmp_path, HEAD, resume=True).results) == {("a", "ctd")}
    assert (tmp_path / JOURNAL).read_text(encoding="utf-8").endswith('"milliseconds":0}\n')


@pytest.mark.parametrize(
    ("planned", "told"),
    [
        ({"plan": "b" * 64}, "the roster's people and courts: aaaaaaaaaaaa, and now bbbbbbbbbbbb"),
        ({"shard": (1, 2)}, "the shard: none, and now 1/2"),
        (
            {"courts": (COURT.model_copy(update={"address": "http://ecf.ctd.localhost:1"}),)},
            "the courts' addresses: ctd http://ecf.ctd.localhost, and now ctd http://ecf.ctd.localhost:1",
        ),
    ],
)
def test_an_audit_of_something_else_is_not_gone_on_with(
    planned: dict[str, object], told: str, tmp_path: Path
) -> None:
    write(tmp_path, HEAD)
    with pytest.raises(ProblemsError) as error:
        load_state(tmp_path, HEAD.model_copy(update=planned), resume=True)
    assert str(error.value) == f"{tmp_path}: holds an audit of something else: {told}; name another --out"


def test_a_folder_with_an_audit_needs_to_be_told_to_go_on(tmp_path: Path) -> None:
    write(tmp_path, HEAD)
    with pytest.raises(ProblemsError, match="holds an audit already; add --resume to go on with it"):
        load_state(tmp_path, HEAD, resume=False)


def test_there_must_be_something_to_go_on_with(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="holds no audit to be resumed; leave out --resume to begin one"):
        load_state(tmp_path, HEAD, resume=True)


def test_a_journal_that_somebody_changed_is_not_trusted(tmp_path: Path) -> None:
    write(tmp_path, HEAD, torn='{"record":"nothing"}\n')
    with pytest.raises(ProblemsError, match=r"audit\.jsonl:2: is no record of an audit"):
        load_state(tmp_path, HEAD, resume=True)
