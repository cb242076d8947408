"""A run's output is redacted at its end, and the user's own files stay unchanged."""

import signal
from pathlib import Path

import pytest

from config.secret import Secret
from ecfcheck.redaction import Redactor
from ecfcheck.runner.output import find_exit_status, redact_output
from tests.helpers.fakes import PASSWORD


@pytest.fixture
def redactor() -> Redactor:
    redactor = Redactor()
    redactor.learn([Secret(PASSWORD)])
    return redactor


def write(folder: Path, name: str, content: bytes = PASSWORD.encode()) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file


def test_records_and_evidence_are_redacted(tmp_path: Path, redactor: Redactor) -> None:
    names = ("records-main.jsonl", "records-gw1.jsonl", "evidence/a.txt", "evidence/deep/a.txt")
    files = [write(tmp_path, name) for name in names]
    assert redact_output(tmp_path, [], redactor) == ()
    assert {file.read_text(encoding="utf-8") for file in files} == {"***"}


def test_the_users_own_files_stay_unchanged(tmp_path: Path, redactor: Redactor) -> None:
    files = [write(tmp_path, name) for name in ("notes.txt", "report.html", "mine/records-main.jsonl")]
    assert redact_output(tmp_path, [], redactor) == ()
    assert {file.read_text(encoding="utf-8") for file in files} == {PASSWORD}


def test_an_empty_folder_passes(tmp_path: Path, redactor: Redactor) -> None:
    assert redact_output(tmp_path / "never made", [tmp_path / "report.html"], redactor) == ()


def test_an_additional_file_is_redacted_in_any_folder(tmp_path: Path, redactor: Redactor) -> None:
    report = write(tmp_path, "elsewhere/report.html")
    assert redact_output(tmp_path / "run", [report], redactor) == ()
    assert report.read_text(encoding="utf-8") == "***"


def test_a_file_that_was_deleted_is_named_with_the_reason(tmp_path: Path, redactor: Redactor) -> None:
    picture = write(tmp_path, "evidence/a.png", b"\x89PNG\r\n\x1a\n\0" + PASSWORD.encode())
    (line,) = redact_output(tmp_path, [], redactor)
    assert line == (
        f"{picture.as_posix()} was deleted: it is a binary file that contains a secret."
        " The rest is complete; run again if you need it."
    )
    assert not picture.exists()


def test_a_file_that_could_not_be_deleted_is_named_first(
    tmp_path: Path, redactor: Redactor, monkeypatch: pytest.MonkeyPatch
) -> None:
    deleted, kept = (write(tmp_path, f"evidence/{name}.png", b"\0" + PASSWORD.encode()) for name in "ab")
    unlink = Path.unlink

    def refuse_one(path: Path, *, missing_ok: bool = False) -> None:
        if path == kept:
            raise PermissionError(13, "Permission denied")
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse_one)
    first, second = redact_output(tmp_path, [], redactor)
    assert first.startswith(f"{kept.as_posix()} may contain a secret and could not be deleted")
    assert second.startswith(f"{deleted.as_posix()} was deleted")


class InterruptedRedactor(Redactor):
    """A redactor that is interrupted by Ctrl-C."""

    def clean_bytes(self, data: bytes) -> bytes:
        """Clean the data after a Ctrl-C."""
        signal.raise_signal(signal.SIGINT)
        return super().clean_bytes(data)


@pytest.mark.usefixtures("signal_handlers")
def test_ctrl_c_does_not_prevent_redaction(tmp_path: Path) -> None:
    redactor = InterruptedRedactor()
    redactor.learn([Secret(PASSWORD)])
    file = write(tmp_path, "records-main.jsonl")
    redact_output(tmp_path, [], redactor)
    assert file.read_text(encoding="utf-8") == "***"


@pytest.mark.parametrize(("status", "after"), [(0, 4), (1, 4), (5, 5)])
def test_a_deleted_file_raises_the_exit_status_but_never_lowers_it(status: int, after: int) -> None:
    assert find_exit_status(status, ["evidence/a.png was deleted"]) == after


def test_the_exit_status_stays_when_no_file_was_deleted() -> None:
    assert find_exit_status(1, []) == 1
