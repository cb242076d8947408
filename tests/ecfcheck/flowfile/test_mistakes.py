"""Every mistake an author can make in a flow, one folder each, with the exact words it is answered with."""

from pathlib import Path

import pytest

from config.yaml_file import ProblemsError
from ecfcheck.flowfile.loader import load_flow

MISTAKES = sorted((Path(__file__).parent / "mistakes").iterdir())


@pytest.mark.parametrize("folder", MISTAKES, ids=lambda folder: folder.name)
def test_a_mistake_is_told_with_its_place_and_what_was_meant(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Messages name a file as its author sees it: from the folder the author is in.
    monkeypatch.chdir(folder)
    with pytest.raises(ProblemsError) as told:
        load_flow(Path("flow.yaml"))
    assert f"{told.value}\n" == (folder / "error.txt").read_text(encoding="utf-8")


def test_a_flow_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ProblemsError, match=r"^nowhere\.yaml: cannot be read: No such file or directory$"):
        load_flow(Path("nowhere.yaml"))


def test_a_flow_in_another_encoding_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("flow.yaml").write_bytes(b"title: caf\xe9\n")
    with pytest.raises(ProblemsError, match=r"^flow\.yaml: is not UTF-8 text \(byte 11\)$"):
        load_flow(Path("flow.yaml"))
