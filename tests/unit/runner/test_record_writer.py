"""Each record is in the file as soon as it is written, without secrets and personal details."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from config.secret import Secret
from ecfcheck.audit.result import Result
from ecfcheck.audit.status import Status
from ecfcheck.redaction import Redactor
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.records import (
    RECORD,
    CheckRecord,
    CourtRecord,
    PartRecord,
    Record,
    RunRecord,
    StepRecord,
)
from tests.helpers.fakes import LEGACY, PASSWORD, STAGED
from tests.helpers.run_samples import END, HEAD, STARTED, step

FSYNC = "ecfcheck.runner.record_writer.fsync"
NAME = "Jane Q. Attorney"
LINE = "CM/ECF NextGen 1.8.3"


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    """Records that know one secret and one name."""
    with Records(tmp_path, Redactor()) as records:
        records.redactor.learn([Secret(PASSWORD)])
        records.names.learn({"pacer.name": NAME})
        yield records


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return tmp_path / "records-main.jsonl"


def lines_of(file: Path) -> list[Record]:
    return [RECORD.validate_json(line) for line in file.read_text(encoding="utf-8").splitlines()]


def step_with(part: PartRecord) -> StepRecord:
    return step("5").model_copy(update={"parts": (part,)})


def head_of(*courts: CourtRecord) -> RunRecord:
    return HEAD.model_copy(update={"courts": courts})


def test_a_line_is_in_the_file_before_the_next_is_written(records: Records, written: Path) -> None:
    records.write(HEAD)
    assert lines_of(written) == [HEAD]
    records.write(END)
    assert lines_of(written) == [HEAD, END]


def test_a_run_in_an_old_folder_keeps_the_records_there(tmp_path: Path, written: Path) -> None:
    for record in (HEAD, END):
        with Records(tmp_path, Redactor()) as records:
            records.write(record)
    assert lines_of(written) == [HEAD, END]


def test_each_process_has_its_own_file_in_a_folder_that_is_created(tmp_path: Path) -> None:
    for name in ("records-gw0.jsonl", "records-gw1.jsonl"):
        with Records(tmp_path / "runs" / "one", Redactor(), name) as records:
            records.write(HEAD)
    assert len(list(tmp_path.glob("runs/one/records-gw?.jsonl"))) == 2


def test_only_durable_records_are_synced_to_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.setattr(FSYNC, synced.append)
    with Records(tmp_path, Redactor()) as records:
        records.write(HEAD)
    assert not synced
    with Records(tmp_path, Redactor(), durable=True) as records:
        records.write(HEAD)
        records.write(END)
    assert len(synced) == 2


def test_nothing_is_written_after_the_block(tmp_path: Path) -> None:
    with Records(tmp_path, Redactor()) as records:
        pass
    with pytest.raises(ValueError, match="closed file"):
        records.write(HEAD)


def test_a_secret_is_redacted_in_every_field(records: Records, written: Path) -> None:
    value = f"typed {PASSWORD}"
    check = CheckRecord(check="text", documented=(value,), seen={value: value}, difference=value)
    part = PartRecord(screen="menu", url=f"http://a/?p={quote(PASSWORD)}", checks=(check,), notes=(value,))
    records.write(step_with(part).model_copy(update={"says": value, "message": value}))
    assert "horse" not in written.read_text(encoding="utf-8")


@pytest.mark.parametrize("word", ["nextgen", "step", "DRIFT", "e", "chromium", "link_account"])
def test_fixed_words_of_a_record_are_never_masked(word: str, records: Records, written: Path) -> None:
    records.redactor.learn([Secret(word)])
    failed = step("5").model_copy(update={"outcome": Outcome.DRIFT, "message": f"typed {word}"})
    clean = records.write(failed)
    assert clean.message is not None
    assert word not in clean.message
    fixed = ("record", "flow", "release", "browser", "outcome", "persona", "step")
    assert [getattr(clean, name) for name in fixed] == [getattr(failed, name) for name in fixed]
    assert lines_of(written) == [clean]


def test_write_returns_the_redacted_record(records: Records, written: Path) -> None:
    message = f"typed {PASSWORD}"
    clean = records.write(step("5").model_copy(update={"message": message}))
    assert clean.message == "typed ***"
    assert lines_of(written) == [clean]


def test_a_name_becomes_a_placeholder_in_every_field_about_a_screen(records: Records, written: Path) -> None:
    check = CheckRecord(check="rows", documented={"PACER": NAME}, seen=(NAME,), difference=NAME)
    part = PartRecord(screen="menu", url=f"http://a/?who={quote(NAME)}", checks=(check,), notes=(NAME,))
    texts = {"message": NAME, "reconciliation": NAME, "next": NAME, "earlier_tries": (NAME,)}
    records.write(step_with(part).model_copy(update=texts))
    text = written.read_text(encoding="utf-8")
    assert "Attorney" not in text
    assert text.count("{pacer.name}") == 9


@pytest.mark.parametrize("value", ["rows", ("of", "a section")], ids=["rows", "sections"])
def test_a_name_in_place_of_a_label_becomes_a_placeholder(
    value: str | tuple[str, ...], records: Records
) -> None:
    check = CheckRecord.model_validate({"check": "it", "documented": {NAME: value}, "seen": {NAME: value}})
    part = PartRecord(screen="menu", url=STAGED.ecf, checks=(check,))
    clean = records.write(step_with(part)).parts[0].checks[0]
    assert clean.documented == clean.seen == {"{pacer.name}": value}


def test_a_records_identifiers_stay_even_if_they_equal_a_name(records: Records) -> None:
    records.names.learn({"pacer.user_name": "link_account", "ecf.login": "unlinked_filer"})
    clean = records.write(step("5"))
    assert (clean.flow, clean.persona) == ("link_account", "unlinked_filer")


def test_an_audits_evidence_has_no_names_and_its_alias_stays(records: Records) -> None:
    result = Result(
        alias="jane", court="ctd", status=Status.LINKED, evidence=f"the menu of {NAME}", when=STARTED
    )
    records.names.learn({"pacer.user_name": "jane"})
    clean = records.write(result)
    assert (clean.alias, clean.evidence) == ("jane", "the menu of {pacer.name}")


def test_a_release_is_recorded_by_writing_the_head_again(records: Records, written: Path) -> None:
    staged = CourtRecord(name=STAGED.name, address=STAGED.ecf)
    records.write(head_of(staged))
    records.write_release(STAGED, LINE)
    assert lines_of(written)[1:] == [head_of(staged.model_copy(update={"release_line": LINE}))]


def test_a_recorded_release_is_not_written_again(records: Records, written: Path) -> None:
    records.write(head_of(CourtRecord(name=STAGED.name, address=STAGED.ecf)))
    for _ in range(2):
        records.write_release(STAGED, LINE)
    assert len(lines_of(written)) == 2


def test_each_court_keeps_its_own_release(records: Records, written: Path) -> None:
    legacy = LEGACY.model_copy(update={"ecf": "http://ecf.old.localhost"})
    records.write(head_of(*(CourtRecord(name=court.name, address=court.ecf) for court in (STAGED, legacy))))
    records.write_release(STAGED, LINE)
    records.write_release(legacy, "CM/ECF LIVE 6.2.1")
    head = lines_of(written)[-1]
    assert isinstance(head, RunRecord)
    assert [court.release_line for court in head.courts] == [LINE, "CM/ECF LIVE 6.2.1"]


def test_a_release_is_not_recorded_before_the_head(records: Records, written: Path) -> None:
    records.write_release(STAGED, LINE)
    assert lines_of(written) == []
