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


def test_a_flow_in_another_encoding_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("flow.yaml").write_bytes(b"title: caf\xe9\n")
    with pytest.raises(ProblemsError, match=r"^flow\.yaml: is not UTF-8 text \(byte 11\); save it as UTF-8$"):
        load_flow(Path("flow.yaml"))
