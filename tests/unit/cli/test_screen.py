"""Mistakes in the arguments of `ecfcheck screen` are reported before a browser starts."""

from pathlib import Path

import pytest

from tests.helpers.projects import read_errors


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Change to a folder without settings and flows."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["utilites"], "screen: unknown screen 'utilites'; did you mean 'utilities'?"),
        (
            ["utilities", "--persona", "linked_filr"],
            "--persona: unknown persona 'linked_filr'; did you mean 'linked_filer'?",
        ),
        (
            ["utilities", "--flow", "verify_linkd"],
            "verify_linkd: not the name of a flow, nor a file; did you mean 'verify_linked'?",
        ),
        (
            ["docket", "--flow", "verify_linked"],
            "--flow: verify_linked does not name docket, for this court and persona",
        ),
        (
            ["utilities", "--step", "99"],
            "--step: step 99 does not name utilities, for this court and persona",
        ),
        (
            ["docket", "--court", "staged"],
            (
                "screen: no flow for nextgen leads to docket, and it has no address; write a flow that names"
                " it after the action that leads there, without 'sees', or add --headed to navigate yourself"
            ),
        ),
        (
            ["utilities", "--court", "ctd", "--live"],
            "--court: District of Connecticut is a live court, where you navigate yourself; add --headed",
        ),
    ],
)
def test_a_mistake_is_reported(arguments: list[str], message: str) -> None:
    assert read_errors("screen", *arguments) == [message]


def test_a_real_court_is_not_contacted_without_live() -> None:
    (line,) = read_errors("screen", "utilities", "--court", "ctd", "--headed")
    assert line.startswith("--live: ecfcheck would contact live courts: ctd (")
