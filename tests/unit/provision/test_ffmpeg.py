"""An installed ffmpeg is used where Playwright's own is missing, which is never replaced."""

import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from ecfcheck.provision import link_installed_ffmpeg
from ecfcheck.provision.ffmpeg import _PROGRAMS
from ecfcheck.provision.find import SYSTEM, read_revisions

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a link needs an administrator there")


@pytest.fixture
def environ(tmp_path: Path) -> Mapping[str, str]:
    """A machine with an ffmpeg on its PATH, and an empty folder of Playwright's."""
    program = tmp_path / "bin" / "ffmpeg"
    program.parent.mkdir()
    program.touch(mode=0o755)
    return {"PATH": str(program.parent), "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path / "browsers")}


def find_place(environ: Mapping[str, str]) -> Path:
    folder = Path(environ["PLAYWRIGHT_BROWSERS_PATH"])
    return folder / f"ffmpeg-{read_revisions()['ffmpeg']}" / _PROGRAMS[SYSTEM]


def test_an_installed_ffmpeg_is_linked_once(environ: Mapping[str, str], tmp_path: Path) -> None:
    link_installed_ffmpeg(environ)
    link_installed_ffmpeg(environ)
    assert find_place(environ).resolve() == tmp_path / "bin" / "ffmpeg"


def test_playwrights_own_is_left_alone(environ: Mapping[str, str]) -> None:
    place = find_place(environ)
    place.parent.mkdir(parents=True)
    place.write_text("own", encoding="utf-8")
    link_installed_ffmpeg(environ)
    assert place.read_text(encoding="utf-8") == "own"


def test_a_link_to_a_removed_program_is_renewed(environ: Mapping[str, str], tmp_path: Path) -> None:
    place = find_place(environ)
    place.parent.mkdir(parents=True)
    place.symlink_to(tmp_path / "removed")
    link_installed_ffmpeg(environ)
    assert place.resolve() == tmp_path / "bin" / "ffmpeg"


def test_nothing_is_linked_where_none_is_installed(environ: Mapping[str, str], tmp_path: Path) -> None:
    link_installed_ffmpeg({**environ, "PATH": str(tmp_path)})
    assert not find_place(environ).parent.exists()
