"""`ecfcheck fit`: its output, its exit status, and the mistakes it reports."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ecfcheck.cli import main

WEBSITE = '<a href="https://ecf.ctd.uscourts.gov/">{}</a>'
Fit = Callable[..., Result]


def run_fit(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["fit", *map(str, arguments)])


@pytest.fixture
def fit(lend_browser: Callable[[str], None]) -> Fit:
    """Return a function that runs the command in the tests' browser."""
    lend_browser("fit")
    return run_fit


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    for court, words in (("ctd", "E-Filing (CM/ECF)"), ("nysd", "Opinions")):
        (tmp_path / court).mkdir()
        (tmp_path / court / "website.html").write_text(WEBSITE.format(words), encoding="utf-8")
    return tmp_path


@pytest.mark.slow
def test_the_command_starts_its_own_browser(pages: Path) -> None:
    command = [sys.executable, "-m", "ecfcheck", "fit", "--pages", str(pages), "ctd"]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_the_exit_status_is_1_if_a_court_does_not_fit(fit: Fit, pages: Path) -> None:
    assert fit("--pages", pages, "ctd").exit_code == 0
    result = fit("--pages", pages)
    assert result.exit_code == 1
    assert "1 of 2 courts fit; way in found on 1 of 2 websites" in result.stdout
    assert "nysd: way in: no link of the page leads to the login of CM/ECF at" in " ".join(
        result.stdout.split()
    )
    assert "front page not judged: cmecf.html was not saved: all courts" in result.stdout


def test_markup_in_a_courts_words_is_printed_as_it_is(fit: Fit, tmp_path: Path) -> None:
    (tmp_path / "ctd").mkdir()
    html = WEBSITE.format("E-Filing [/x] [bold]")
    (tmp_path / "ctd" / "website.html").write_text(html, encoding="utf-8")
    printed = fit("--pages", tmp_path, "ctd").stdout
    assert "E-Filing [/x]" in printed
    assert "[bold]" in printed


def test_a_line_of_json_is_printed_for_each_court(fit: Fit, pages: Path) -> None:
    lines = fit("--pages", pages, "--json").stdout.splitlines()
    found = {line["court"]: line for line in map(json.loads, lines)}
    assert found["ctd"]["way_in"]["address"] == "https://ecf.ctd.uscourts.gov/"
    assert (found["ctd"]["fits"], found["nysd"]["fits"]) == (True, False)


def test_a_single_page_is_printed_with_the_results_of_its_checks(fit: Fit, pages: Path) -> None:
    result = fit("--pages", pages / "ctd" / "website.html", "--as", "court_website")
    assert result.exit_code == 0
    assert "website.html: court_website" in result.stdout
    assert "text: E-Filing (CM/ECF)" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "fit: name a court (`ecfcheck fit ctd --live`), or saved pages (`ecfcheck fit --pages FOLDER`)"),
        (["cdt", "--live"], "--court: unknown court 'cdt'; did you mean 'ctd'?"),
        (["ctd"], "--live: ecfcheck would contact live courts: ctd (www.ctd.uscourts.gov, "),
        (
            ["staged"],
            "staged: has no running stage: its file names no port; start one, which writes a file",
        ),
        (["--pages", "nowhere"], "nowhere: is not a folder; name one that holds <court id>/website.html"),
        (["--as", "docket"], "--as: name the saved page: --pages FILE"),
        (["--pages", "no.html", "--as", "dockett"], "--as: unknown screen 'dockett'; did you mean 'docket'?"),
        (["--at", "/x"], "--at: goes with --as: it is the address of a single saved page"),
    ],
)
def test_mistakes_are_reported_before_a_browser_starts(
    arguments: list[str], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ECFCHECK_BROWSER", "/no/such/browser")
    result = run_fit(*arguments)
    assert result.exit_code == 4
    assert message in result.stderr
    assert "/no/such/browser" not in result.stderr
