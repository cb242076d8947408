"""A file is replaced atomically or left unchanged, and a failed write leaves no unfinished file."""

import subprocess
import sys
from pathlib import Path

import pytest

from ecfcheck.atomic_write import HALF_WRITTEN, open_atomically, write_atomically

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")


def get_permissions(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_file_is_replaced_and_no_other_file_is_left(tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    target.write_bytes(b"the old one, which is longer")
    write_atomically(target, b"the new one\n")
    assert target.read_bytes() == b"the new one\n"
    assert list(tmp_path.iterdir()) == [target]


def test_a_missing_folder_is_created(tmp_path: Path) -> None:
    target = tmp_path / "new" / "folder" / "report.html"
    write_atomically(target, b"x")
    assert target.read_bytes() == b"x"


def test_readers_see_the_old_file_until_the_block_ends(tmp_path: Path) -> None:
    target = tmp_path / "records.jsonl"
    target.write_bytes(b"old")
    with open_atomically(target) as file:
        file.write(b"new")
        file.flush()
        assert target.read_bytes() == b"old"
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_the_old_file_is_unchanged_if_the_block_raises(tmp_path: Path, error: type[BaseException]) -> None:
    target = tmp_path / "records.jsonl"
    target.write_bytes(b"old")

    def fail_while_writing() -> None:
        with open_atomically(target) as file:
            file.write(b"half of the n")
            raise error

    with pytest.raises(error):
        fail_while_writing()
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_no_unfinished_file_is_left_if_the_target_cannot_be_replaced(tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    target.mkdir()
    with pytest.raises(OSError, match=r"report\.html"):
        write_atomically(target, b"x")
    assert list(tmp_path.iterdir()) == [target]


KILLED_WHILE_WRITING = """
import os, sys
from pathlib import Path
from ecfcheck.atomic_write import open_atomically
with open_atomically(Path(sys.argv[1])) as file:
    file.write(b"half of the n")
    file.flush()
    os._exit(9)
"""


def test_a_killed_process_leaves_the_old_file_and_a_file_with_the_unfinished_prefix(tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    target.write_bytes(b"old")
    child = subprocess.run([sys.executable, "-c", KILLED_WHILE_WRITING, str(target)], check=False)
    assert child.returncode == 9
    assert target.read_bytes() == b"old"
    (unfinished,) = (path for path in tmp_path.iterdir() if path != target)
    assert unfinished.name.startswith(HALF_WRITTEN)


@posix_only
@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_what_a_symbolic_link_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "target")
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_bytes() == b"new"


def test_a_file_has_default_permissions(tmp_path: Path) -> None:
    (tmp_path / "any").write_bytes(b"x")
    write_atomically(tmp_path / "report.html", b"x")
    assert get_permissions(tmp_path / "report.html") == get_permissions(tmp_path / "any")


@posix_only
def test_a_private_file_is_private_from_the_start(tmp_path: Path) -> None:
    target = tmp_path / "refusals.json"
    target.touch(mode=0o666)
    with open_atomically(target, mode=0o600) as file:
        assert get_permissions(Path(file.name)) == 0o600
    assert get_permissions(target) == 0o600


def test_a_name_of_maximum_length_is_supported(tmp_path: Path) -> None:
    target = tmp_path / ("x" * 255)
    write_atomically(target, b"x")
    assert list(tmp_path.iterdir()) == [target]
