"""The pictures and recordings that a run keeps, and the names of their files."""

from pathlib import Path

import pytest

from ecfcheck.browser.window import Window
from ecfcheck.flowfile.flow import Step
from ecfcheck.runner.evidence import KEEP, Evidence, Keep

STEP = Step("5", "Make sure that the accounts are the right ones.", (), 40)


class FakeWindow(Window):
    """A window that remembers the paths of its pictures."""

    def __init__(self, *, has_picture: bool = True) -> None:
        self.pictures: list[Path] = []
        self.has_masked: list[bool] = []
        self._has_picture = has_picture

    def take_picture(self, path: Path, *, has_masked: bool = True) -> bool:
        """Remember the path and return whether a picture could be taken."""
        self.pictures.append(path)
        self.has_masked.append(has_masked)
        return self._has_picture


def create_evidence(keep: Keep, folder: Path = Path("out")) -> Evidence:
    return Evidence(folder, "link_account-chromium", 2, keep, frozenset({"trace", "video"}))


def list_pictures(keep: Keep) -> tuple[str, ...]:
    """Return the events of which a picture is taken."""
    screen, failure = FakeWindow(), FakeWindow()
    create_evidence(keep).take_screen_picture(screen, STEP, 1, "menu")
    create_evidence(keep).take_failure_picture(failure, STEP, 1)
    taken = {"screen": screen.pictures, "failure": failure.pictures}
    return tuple(kind for kind, paths in taken.items() if paths)


def test_pictures_are_taken_of_no_screen_of_failures_or_of_every_screen() -> None:
    assert {keep: list_pictures(keep) for keep in KEEP} == {
        "none": (),
        "failure": ("failure",),
        "all": ("screen", "failure"),
    }


def test_a_picture_is_named_by_its_flow_run_step_and_screen(tmp_path: Path) -> None:
    window = FakeWindow()
    name = create_evidence("all", tmp_path).take_screen_picture(window, STEP, 3, "menu")
    assert name == "evidence/link_account-chromium-2-5-3-menu.jpg"
    assert window.pictures == [tmp_path / name]


def test_only_a_picture_of_a_screen_can_do_without_a_look_for_what_to_mask() -> None:
    window, evidence = FakeWindow(), create_evidence("all")
    evidence.take_screen_picture(window, STEP, 1, "menu", has_masked=False)
    evidence.take_failure_picture(window, STEP, 1)
    assert window.has_masked == [False, True]


def test_a_picture_of_a_failure_has_failed_in_its_name(tmp_path: Path) -> None:
    window = FakeWindow()
    name = create_evidence("failure", tmp_path).take_failure_picture(window, STEP, 3)
    assert name == "evidence/link_account-chromium-2-5-3-failed.jpg"
    assert window.pictures == [tmp_path / name]


def test_no_path_is_returned_when_no_picture_could_be_taken() -> None:
    window = FakeWindow(has_picture=False)
    assert create_evidence("all").take_screen_picture(window, STEP, 1, "menu") is None
    assert create_evidence("all").take_failure_picture(window, STEP, 1) is None


def test_recordings_are_kept_of_no_attempt_of_failed_ones_or_of_all() -> None:
    assert {
        keep: (create_evidence(keep).is_kept(failed=False), create_evidence(keep).is_kept(failed=True))
        for keep in KEEP
    } == {
        "none": (False, False),
        "failure": (False, True),
        "all": (True, True),
    }


def test_nothing_is_recorded_when_nothing_is_kept() -> None:
    assert not create_evidence("none").create_recorder(1).create_recording("first", is_only=True).paths


@pytest.mark.parametrize(("number", "suffix"), [(1, ""), (2, "-try2")])
def test_each_attempt_has_its_own_recordings(number: int, suffix: str) -> None:
    assert create_evidence("failure").create_recorder(number).create_recording(
        "first", is_only=True
    ).paths == {
        "trace": f"evidence/link_account-chromium-2{suffix}-trace.zip",
        "video": f"evidence/link_account-chromium-2{suffix}-video.webm",
    }
