"""Every mistake in a flow has a folder with the exact error message."""

from pathlib import Path

import pytest

from config.yaml_file import ProblemsError
from ecfcheck.flowfile.loader import load_flow

MISTAKES = sorted((Path(__file__).parent / "mistakes").iterdir())


@pytest.mark.parametrize("folder", MISTAKES, ids=lambda folder: folder.name)
def test_a_mistake_is_reported_with_its_position_and_remedy(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Messages contain paths relative to the current folder.
    monkeypatch.chdir(folder)
    with pytest.raises(ProblemsError) as error:
        load_flow(Path("flow.yaml"))
    assert f"{error.value}\n" == (folder / "error.txt").read_text(encoding="utf-8")


def test_a_missing_flow_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ProblemsError, match=r"^nowhere\.yaml: cannot be read: No such file or directory$"):
        load_flow(Path("nowhere.yaml"))


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04\x14", b"{\\rtf1\\ansi}", b"flow: a\0b\n"], ids=["Word", "RTF", "zero byte"]
)
def test_a_file_of_a_word_processor_is_rejected(
    content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("flow.yaml").write_bytes(content)
    with pytest.raises(ProblemsError) as error:
        load_flow(Path("flow.yaml"))
    assert str(error.value) == (
        "flow.yaml: is not a text file, but perhaps a word processor's; save it as plain text in UTF-8"
    )


def test_a_flow_in_another_encoding_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("flow.yaml").write_bytes(b"title: caf\xe9\n")
    with pytest.raises(ProblemsError, match=r"^flow\.yaml: is not UTF-8 text \(byte 11\); save it as UTF-8$"):
        load_flow(Path("flow.yaml"))
