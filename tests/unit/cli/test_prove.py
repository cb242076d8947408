"""`ecfcheck prove` reports every mistake before it starts a browser, and never proves at a real court."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from ecfcheck.cli import main
from ecfcheck.cli.prove import find_proof_status
from ecfcheck.prove.verdict import MutantVerdict
from tests.helpers.mutants import build_record


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty working folder; no browser can be found."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ECFCHECK_BROWSER", str(tmp_path / "none"))
    return tmp_path


def prove(*arguments: str) -> list[str]:
    """Run the command, which must end with status 4, and return its messages."""
    result = CliRunner().invoke(main, ["prove", *arguments])
    assert result.exit_code == 4, result.output
    assert result.stdout == ""
    return result.stderr.splitlines()


def test_a_real_court_is_refused_whatever_the_environment_allows(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ECFCHECK_LIVE", "1")
    (message,) = prove("link_account", "--court", "ctd")
    assert message == (
        "--court: ctd is not a staged court; prove runs each flow hundreds of times, with every effect:"
        " leave out --court to use the staged court"
    )
    assert list(folder.iterdir()) == []


def test_all_mistakes_in_names_are_reported_at_once() -> None:
    messages = prove("link_acount", "--operator", "remov", "--court", "stagd")
    assert [message.partition(": ")[0] for message in messages] == ["--court", "--operator", "link_acount"]


def test_an_unknown_step_is_reported_with_the_closest_one() -> None:
    assert prove("link_account", "--step", "permanant") == [
        "--step: unknown step 'permanant'; did you mean 'permanent'?"
    ]


def test_a_missing_browser_is_reported() -> None:
    assert "ECFCHECK_BROWSER" in prove("link_account")[0]


@pytest.mark.parametrize(
    ("verdicts", "status", "message"),
    [
        ("killed, argued", 0, ""),
        ("killed, survived, not judged", 1, "1 mutant was not judged"),
        ("not judged, not judged", 4, "2 mutants were not judged"),
    ],
)
def test_a_lost_browser_is_no_mutant_that_survived(
    verdicts: str, status: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    judged = [build_record(verdict=MutantVerdict(one)) for one in verdicts.split(", ")]
    assert find_proof_status(judged) == status
    ending = ", because the browser was lost; prove these steps again\n" if message else ""
    assert capsys.readouterr().err == message + ending
