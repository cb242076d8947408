"""`ecfcheck fit`: reports whether ecfcheck knows a court's pages; it needs no account."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import click
from playwright.sync_api import Browser, sync_playwright
from rich.console import Console

from config.court import Court, load_court
from config.environ import read_environment
from config.problem_collector import ProblemCollector
from config.yaml_file import ProblemsError, display_path
from ecfcheck.browser.launch import open_browser, require_browser
from ecfcheck.cli.browser_option import browser_option
from ecfcheck.cli.exits import exit_on_user_error
from ecfcheck.courts.live import describe_courts, require_live, require_running
from ecfcheck.fit.examine import examine_file, examine_live, examine_saved
from ecfcheck.fit.report import print_courts, print_file
from ecfcheck.fit.result import CourtFit, FileFit
from ecfcheck.fit.saved_pages import find_saved_courts, load_court_of_pages
from ecfcheck.flowfile.registry import load_screens
from ecfcheck.flowfile.unknown_screen import describe_unknown_screen
from ecfcheck.provision import Engine
from pages.errors import translate_browser_errors

DOES_NOT_FIT = 1


@click.command()
@click.argument("courts", nargs=-1)
@click.option("--pages", type=click.Path(path_type=Path), help="Saved pages: a folder, or a file with --as.")
@click.option("--as", "screen", metavar="SCREEN", help="The screen that the file of --pages shows.")
@click.option("--at", "path", metavar="PATH", help="With --as: the path and query of the page's address.")
@click.option("--live", is_flag=True, help="Open the public pages of the courts named, each once.")
@click.option("--json", "as_json", is_flag=True, help="Print a line of JSON for each court or file.")
@browser_option
def fit(  # noqa: PLR0913 - one argument for each option a user has
    *,
    courts: tuple[str, ...],
    pages: Path | None,
    screen: str | None,
    path: str | None,
    live: bool,
    as_json: bool,
    engine: Engine,
) -> None:
    """Report whether ecfcheck knows the public pages of COURTS: website, front page, login.

    \b
    ecfcheck fit --pages FOLDER          saved pages, <court id>/website.html and cmecf.html
    ecfcheck fit --pages FILE --as cmecf_home    one saved page, and what its checks return
    ecfcheck fit ctd --live              the pages of today; nothing is typed

    Saved pages are served under the court's own address; nothing leaves this machine.

    Example: ecfcheck fit ctd --live
    """  # noqa: D301 - click keeps the lines after it as they are
    with exit_on_user_error():
        environ = read_environment()
        jobs = _create_jobs(courts, pages, screen, path, live=live)
        require_browser(engine, headed=False, connect=None, environ=environ)
        results: list[CourtFit | FileFit] = []
        with translate_browser_errors(), sync_playwright() as playwright:
            browser = open_browser(playwright, engine, connect=None, environ=environ)
            for job in jobs:
                results.append(job(browser))
                if as_json:
                    click.echo(results[-1].model_dump_json())
    if not as_json:
        _print_results(results)
    if any(result.fits is False for result in results):
        raise SystemExit(DOES_NOT_FIT)


Job = Callable[[Browser], CourtFit | FileFit]
"""Examines one court, or one file, in a browser."""


def _create_jobs(
    courts: Sequence[str], pages: Path | None, screen: str | None, path: str | None, *, live: bool
) -> list[Job]:
    """Return a job for each court or file to examine. Raises ProblemsError with all mistakes."""
    if screen is not None:
        return [_create_file_job(courts, pages, screen, path)]
    if path is not None:
        raise ProblemsError.single("--at", "goes with --as: it is the address of a single saved page")
    if pages is not None:
        return [partial(examine_saved, saved) for saved in find_saved_courts(pages, courts)]
    if not courts:
        text = "name a court (`ecfcheck fit ctd --live`), or saved pages (`ecfcheck fit --pages FOLDER`)"
        raise ProblemsError.single("fit", text)
    chosen = _load_courts(courts)
    problems = ProblemCollector()
    with problems.collect():
        require_live(chosen.values(), live=live, otherwise="name saved pages: --pages FOLDER")
    with problems.collect():
        require_running(chosen.values())
    problems.raise_any()
    for line in describe_courts(chosen.values()):
        click.echo(line, err=True)
    return [partial(examine_live, id_, court) for id_, court in chosen.items()]


def _create_file_job(courts: Sequence[str], file: Path | None, screen: str, path: str | None) -> Job:
    problems = ProblemCollector()
    with problems.collect():
        page = _require_file(file)
    if screen not in load_screens():
        problems.add("--as", describe_unknown_screen(screen, load_screens()))
    if len(courts) > 1:
        problems.add("--as", "a page is of one court; name at most one")
    if path is not None and not path.startswith("/"):
        problems.add("--at", f"{path!r} is not a path: it begins with /")
    problems.raise_any()
    court = load_court_of_pages(courts[0]) if courts else load_court("ctd")
    return partial(examine_file, page, screen, court, path)


def _require_file(file: Path | None) -> Path:
    if file is None:
        raise ProblemsError.single("--as", "name the saved page: --pages FILE")
    if not file.is_file():
        raise ProblemsError.single("--as", f"{display_path(file)} is not a file")
    return file


def _load_courts(names: Sequence[str]) -> dict[str, Court]:
    courts: dict[str, Court] = {}
    problems = ProblemCollector()
    for name in names:
        with problems.collect():
            courts[name] = load_court(name)
    problems.raise_any()
    return courts


def _print_results(results: Sequence[CourtFit | FileFit]) -> None:
    # A court's words may look like markup.
    console = Console(markup=False, highlight=False, emoji=False)
    for result in results:
        if isinstance(result, FileFit):
            print_file(result, console)
    if courts := [result for result in results if isinstance(result, CourtFit)]:
        print_courts(courts, console)
