"""Tests how an audit is read from its journal, however it ended."""

from datetime import timedelta
from pathlib import Path

import pytest

from ecfcheck.audit.read import read_audit
from ecfcheck.audit.result import JOURNAL, Accepted, Typed
from ecfcheck.audit.status import Status
from ecfcheck.report.json_lines import RecordsError
from tests.helpers.audit_samples import CTD, NYSD, STARTED, end, head, result, write_journal


def test_results_are_in_the_rosters_order_and_then_in_the_courts_order(tmp_path: Path) -> None:
    written = [
        result("ben", Status.LINKED, NYSD),
        result("ann", Status.LINKED, NYSD),
        result("ben", Status.LINKED, CTD),
        result("ann", Status.LINKED, CTD),
    ]
    audit = read_audit(write_journal(tmp_path, head(["ann", "ben"], CTD, NYSD), *written, end()))
    pairs = [(one.alias, one.court) for one in audit.results]
    assert pairs == [("ann", "ctd"), ("ann", "nysd"), ("ben", "ctd"), ("ben", "nysd")]
    assert audit.finished == STARTED + timedelta(minutes=12)


def test_the_last_result_of_a_pair_counts(tmp_path: Path) -> None:
    tries = [result("ann", Status.COURT_UNAVAILABLE), result("ann", Status.LINKED)]
    audit = read_audit(write_journal(tmp_path, head(["ann"], CTD), *tries, end()))
    assert [one.status for one in audit.results] == [Status.LINKED]


def test_a_resumed_audit_has_its_latest_head_and_its_first_start(
    tmp_path: Path,
) -> None:
    first = head(["ann"], CTD)
    again = head(["ann", "ben"], CTD, started=STARTED + timedelta(days=1))
    records = (first, result("ann", Status.LINKED), again, result("ben", Status.LINKED), end())
    audit = read_audit(write_journal(tmp_path, *records))
    assert audit.head.started == STARTED
    assert list(audit.head.people) == ["ann", "ben"]
    assert len(audit.results) == 2


def test_a_missing_result_is_not_tried(tmp_path: Path) -> None:
    typed = Typed(alias="ann", when=STARTED)
    accepted = Accepted(alias="ann", when=STARTED + timedelta(seconds=2))
    records = (head(["ann", "ben"], CTD), typed, accepted, result("ann", Status.LINKED, name="Ann Invented"))
    audit = read_audit(write_journal(tmp_path, *records))
    assert audit.finished is None
    missing = audit.results[1]
    assert (missing.alias, missing.status, missing.name) == ("ben", Status.NOT_TRIED, None)
    assert missing.evidence == "the audit ended before this was checked"
    assert missing.when == STARTED + timedelta(minutes=1)  # the time of the last record


def test_an_audit_resumed_after_its_end_is_not_finished(tmp_path: Path) -> None:
    again = head(["ann"], CTD, started=STARTED + timedelta(days=1))
    assert read_audit(write_journal(tmp_path, head(["ann"], CTD), end(), again)).finished is None


def test_a_torn_line_is_skipped_and_reported(tmp_path: Path) -> None:
    write_journal(tmp_path, head(["ann"], CTD), result("ann", Status.LINKED))
    with (tmp_path / JOURNAL).open("ab") as file:
        file.write(b'{"record": "res\0\0')
    audit = read_audit(tmp_path)
    assert audit.torn == (f"{tmp_path / JOURNAL}:3",)
    assert [one.status for one in audit.results] == [Status.LINKED]


def test_a_folder_without_a_journal_is_reported(tmp_path: Path) -> None:
    with pytest.raises(RecordsError) as error:
        read_audit(tmp_path)
    assert str(error.value) == f"{tmp_path}: is not an audit's folder; it has no audit.jsonl"


def test_a_journal_without_a_head_is_reported(tmp_path: Path) -> None:
    write_journal(tmp_path, end())
    with pytest.raises(RecordsError) as error:
        read_audit(tmp_path)
    assert str(error.value) == (
        f"{tmp_path / JOURNAL}: this audit was interrupted before it began; start it again"
    )


def test_an_invalid_line_is_reported_with_its_position(tmp_path: Path) -> None:
    write_journal(tmp_path, head(["ann"], CTD))
    with (tmp_path / JOURNAL).open("a", encoding="utf-8") as file:
        file.write('{"record": "result", "alias": "ann"}\n')
    with pytest.raises(RecordsError, match=r"audit\.jsonl:2: not a record: result\.court: Field required"):
        read_audit(tmp_path)
