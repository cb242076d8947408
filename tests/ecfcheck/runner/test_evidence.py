"""Which pictures and recordings a run keeps, and what their files are called."""

from pathlib import Path

import pytest

from ecfcheck.browser.window import Window
from ecfcheck.flowfile.flow import Step
from ecfcheck.runner.evidence import KEEP, Evidence, Keep

STEP = Step("5", "Make sure that the accounts are the right ones.", (), 40)


class FakeWindow(Window):
    """A window that remembers where its pictures go, if there are any to be had."""

    def __init__(self, *, has_picture: bool = True) -> None:
        self.pictures: list[Path] = []
        self._has_picture = has_picture

    def take_picture(self, path: Path) -> bool:
        """Remember where the picture would be saved."""
        self.pictures.append(path)
        return self._has_picture


def evidence(keep: Keep, folder: Path = Path("out")) -> Evidence:
    return Evidence(folder, "link_account-chromium", 2, keep, frozenset({"trace", "video"}))


def pictures(keep: Keep) -> tuple[str, ...]:
    """Return of what a picture is taken."""
    screen, failure = FakeWindow(), FakeWindow()
    evidence(keep).take_screen_picture(screen, STEP, 1, "menu")
    evidence(keep).take_failure_picture(failure, STEP, 1)
    taken = {"screen": screen.pictures, "failure": failure.pictures}
    return tuple(kind for kind, paths in taken.items() if paths)


def test_pictures_are_taken_of_nothing_of_failures_or_of_every_screen() -> None:
    assert {keep: pictures(keep) for keep in KEEP} == {
        "none": (),
        "failure": ("failure",),
        "all": ("screen", "failure"),
    }


def test_a_picture_is_named_for_its_flow_run_step_and_screen(tmp_path: Path) -> None:
    window = FakeWindow()
    name = evidence("all", tmp_path).take_screen_picture(window, STEP, 3, "menu")
    assert name == "evidence/link_account-chromium-2-5-3-menu.jpg"
    assert window.pictures == [tmp_path / name]


def test_a_picture_of_a_failure_is_named_as_one(tmp_path: Path) -> None:
    window = FakeWindow()
    name = evidence("failure", tmp_path).take_failure_picture(window, STEP, 3)
    assert name == "evidence/link_account-chromium-2-5-3-failed.jpg"
    assert window.pictures == [tmp_path / name]


def test_no_picture_is_named_where_none_was_to_be_had() -> None:
    window = FakeWindow(has_picture=False)
    assert evidence("all").take_screen_picture(window, STEP, 1, "menu") is None
    assert evidence("all").take_failure_picture(window, STEP, 1) is None


def test_recordings_are_kept_of_no_try_of_failed_ones_or_of_all() -> None:
    assert {
        keep: (evidence(keep).keeps(failed=False), evidence(keep).keeps(failed=True)) for keep in KEEP
    } == {
        "none": (False, False),
        "failure": (False, True),
        "all": (True, True),
    }


def test_nothing_is_recorded_that_is_never_kept() -> None:
    assert not evidence("none").recorder(1).create_recording("first", alone=True).paths


@pytest.mark.parametrize(("number", "suffix"), [(1, ""), (2, "-try2")])
def test_each_try_has_recordings_of_its_own(number: int, suffix: str) -> None:
    assert evidence("failure").recorder(number).create_recording("first", alone=True).paths == {
        "trace": f"evidence/link_account-chromium-2{suffix}-trace.zip",
        "video": f"evidence/link_account-chromium-2{suffix}-video.webm",
    }
