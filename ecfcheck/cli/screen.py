"""`ecfcheck screen`: prints what a screen shows now as YAML, for `sees` in a flow."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from playwright.sync_api import sync_playwright

from config.account import Account, list_personal_details, list_secrets
from config.court import Court
from config.court_selection import Courts, load_courts
from config.environ import read_environment
from config.errors import UserError
from config.persona import load_personas
from config.problem_collector import ProblemCollector
from config.project import INCLUDED_FLOWS, current_project
from config.settings import Settings
from config.suggest import did_you_mean
from config.yaml_file import ProblemsError
from ecfcheck.browser.contexts import BrowserWindows, WindowOptions
from ecfcheck.browser.launch import BrowserFactory, open_browser, require_browser
from ecfcheck.cli.exits import exit_on_user_error, interruptible
from ecfcheck.cli.flow_selection import find_flow_files
from ecfcheck.courts.court_session import CourtSession, open_court
from ecfcheck.courts.live import LIVE_HELP, describe_courts, require_live
from ecfcheck.courts.permissions import EVERYTHING, parse_permissions
from ecfcheck.flowfile.flow import FIRST_WINDOW, Flow
from ecfcheck.flowfile.loader import load_flows
from ecfcheck.flowfile.registry import Screen, load_screens
from ecfcheck.flowfile.unknown_screen import describe_unknown_screen
from ecfcheck.redaction import Redactor
from ecfcheck.runner.interrupt import Interrupt
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.setup import RunEnvironment, prepare_environment
from ecfcheck.screen.reading import CheckReading
from ecfcheck.screen.render import render_sees
from ecfcheck.screen.route import ScreenRoute, find_route, open_address
from ecfcheck.screen.walk import walk_and_read
from ecfcheck.screen.watch import watch_and_read
from pages.errors import CourtUnreachableError, NotReadableError, translate_browser_errors

_ADVICE = "compare it with the notice: a flow documents what the notice says, not all that a screen shows"

_INVITATION = (
    "a browser has opened: go to {screen} there, then press Enter here; ecfcheck types and clicks nothing"
)


class ScreenNotReadError(UserError):
    """The court did not answer, or a check of the screen failed; the text says what to do."""


@dataclass(frozen=True, kw_only=True)
class ScreenOptions:
    """The arguments and options of the command, as click has read them."""

    name: str
    flow: str | None
    step: str | None
    court: str | None
    persona: str | None
    live: bool
    allow: tuple[str, ...]
    headed: bool
    show_names: bool


@dataclass(frozen=True, kw_only=True)
class ScreenPlan:
    """What to read, where, and how to get there."""

    screen: Screen
    court: Court
    route: ScreenRoute
    settings: Settings
    options: ScreenOptions

    @property
    def courts(self) -> Courts:
        """The court by its release, as runs take it."""
        return {self.court.release: self.court}


@click.command()
@click.argument("name")
@click.option("--flow", help="The flow that leads to the screen [the shortest one].")
@click.option("--step", help="The step of the flow that names the screen.")
@click.option("--court", help="A court's id or file.")
@click.option("--persona", help="Walk there as another persona than the flow names.")
@click.option(
    "--headed", is_flag=True, help="Show a browser, navigate yourself, and press Enter on the screen."
)
@click.option("--live", is_flag=True, help=LIVE_HELP)
@click.option(
    "--allow",
    multiple=True,
    metavar="EFFECT@HOST",
    help="Let an effect through on the host of a court's CM/ECF.",
)
@click.option("--show-names", is_flag=True, help="Show names, at real courts too.")
def screen(**options: Any) -> None:
    """Print what the screen NAME shows now, as YAML for `sees` in a flow.

    On a staged court, a flow that names the screen leads there; what it checks is left out. At a real court,
    and with --headed, you navigate yourself.

    Example: ecfcheck screen utilities --persona linked_filer
    """
    with exit_on_user_error(), interruptible() as interrupt:
        plan = _plan(ScreenOptions(**options))
        click.echo("\n".join(describe_courts([plan.court])), err=True)
        if not plan.options.headed:
            click.echo(f"by {plan.route.description}, as {plan.route.flow.persona}", err=True)
        with _step_errors_reported(plan.screen.name):
            readings = _read(plan, interrupt)
    usable = any(reading.documented and not reading.fault for reading in readings)
    click.echo(render_sees(plan.screen.name, readings, plan.route.indent), nl=False)
    click.echo(_ADVICE if usable else f"{plan.screen.name} shows nothing that its checks read", err=True)


def _plan(options: ScreenOptions) -> ScreenPlan:
    """Check the options. Raises ProblemsError, with as many problems as possible at once."""
    problems = ProblemCollector()
    with problems.collect():
        screen = _find_screen(options.name)
    with problems.collect():
        courts = load_courts([options.court] if options.court else [])
    with problems.collect():
        _require_persona(options.persona)
    with problems.collect():
        groups = _load_flow_groups(options.flow)
    with problems.collect():
        environ = read_environment()
    problems.raise_any()
    with problems.collect():
        require_live(courts.values(), live=options.live)
    with problems.collect():
        route = _find_route(screen, groups, courts, options)
    problems.raise_any()
    court = courts[route.flow.release]
    if not court.staged and not options.headed:
        text = f"{court.name} is a live court, where you navigate yourself; add --headed"
        raise ProblemsError.single("--court", text)
    return ScreenPlan(screen=screen, court=court, route=route, settings=Settings(environ), options=options)


def _find_screen(name: str) -> Screen:
    if name not in load_screens():
        raise ProblemsError.single("screen", describe_unknown_screen(name, load_screens()))
    return load_screens()[name]


def _require_persona(name: str | None) -> None:
    if name and name not in load_personas():
        text = f"unknown persona {name!r}{did_you_mean(name, load_personas())}"
        raise ProblemsError.single("--persona", text)


def _load_flow_groups(name: str | None) -> list[list[Flow]]:
    """Return the flows to look for a way in: a project's own come before those that come with ecfcheck."""
    if name:
        return [load_flows(find_flow_files([name]))]
    included = [] if current_project() is None else sorted(INCLUDED_FLOWS.glob("*.yaml"))
    return [load_flows(find_flow_files(())), load_flows(included)]


def _find_route(
    screen: Screen, groups: Sequence[Sequence[Flow]], courts: Courts, options: ScreenOptions
) -> ScreenRoute:
    """Return the way to the screen. Raises ProblemsError if there is none."""
    at_courts = [[flow for flow in group if flow.release in courts] for group in groups]
    route = find_route(screen, at_courts, options.persona, options.step)
    if route:
        return route
    if options.flow or options.step:
        where = " ".join(filter(None, [options.flow, f"step {options.step}" if options.step else ""]))
        text = f"{where} does not name {screen.name}, for this court and persona"
        raise ProblemsError.single("--flow" if options.flow else "--step", text)
    if screen.has_address or options.headed:
        release = next(iter(courts))
        return open_address(screen, release, options.persona or "linked_filer")
    text = (
        f"no flow for {' or '.join(courts)} leads to {screen.name}, and it has no address; write a flow that"
        " names it after the action that leads there, without 'sees', or add --headed to navigate yourself"
    )
    raise ProblemsError.single("screen", text)


def _read(plan: ScreenPlan, interrupt: Interrupt) -> list[CheckReading]:
    """Open the court and a browser, and read the screen."""
    options, environ, redactor = plan.options, plan.settings.environ, Redactor()
    allowed = parse_permissions(options.allow, plan.courts)[plan.court.release]
    require_browser("chromium", headed=options.headed, connect=None, environ=environ)
    with (
        TemporaryDirectory() as folder,
        open_court(plan.court, environ, allowed) as session,
        sync_playwright() as playwright,
        Records(Path(folder), redactor) as records,
    ):
        open_another = partial(
            open_browser, playwright, "chromium", headed=options.headed, connect=None, environ=environ
        )
        environment = prepare_environment(
            RunEnvironment(
                browser=open_another(),
                courts={plan.court.release: session},
                folder=Path(folder),
                keep="none",
                records=records,
                show_names=options.show_names,
                pause=interrupt.pause,
                reopen_browser=BrowserFactory(open_another),
            )
        )
        if options.headed:
            return _watch(plan, session, environment)
        return walk_and_read(plan.screen, plan.route, environment)


@contextmanager
def _step_errors_reported(screen: str) -> Iterator[None]:
    """Report a court that does not answer, or a screen that cannot be read. Raises ScreenNotReadError."""
    try:
        with translate_browser_errors():
            yield
    except CourtUnreachableError as error:
        text = f"{error.address} cannot be reached: {error.reason}"
        raise ScreenNotReadError(f"{text}\nnext  try again later, or from another network") from None
    except NotReadableError as error:
        text = (
            f"{error.what} of {screen} cannot be read: {error.reason}\nnext  correct the page object's check"
        )
        raise ScreenNotReadError(text) from None


def _watch(plan: ScreenPlan, session: CourtSession, environment: RunEnvironment) -> list[CheckReading]:
    """Let the user navigate to the screen, and read it."""
    account = _provide_account(plan, session)
    environment.records.redactor.learn(list_secrets(account) if account else ())
    shows_names = plan.court.staged or plan.options.show_names
    personal = list_personal_details(account).values() if account else ()
    windows = BrowserWindows(
        environment.browser,
        session.court,
        {name: known.page_class for name, known in load_screens().items()},
        WindowOptions(
            closed_effects=EVERYTHING - session.allowed,
            words_to_mask=None if shows_names else tuple(personal),
        ),
    )
    click.echo(_INVITATION.format(screen=plan.screen.name), err=True)
    with windows:
        return watch_and_read(
            plan.screen, windows.window(FIRST_WINDOW), account, environment.records.redactor
        )


def _provide_account(plan: ScreenPlan, session: CourtSession) -> Account | None:
    """Return a new account of a staged court, or the configured one of --persona, if it is given."""
    if plan.court.staged:
        account = session.accounts.provide(plan.options.persona or plan.route.flow.persona)
        password = account.pacer.password.get_secret_value()
        click.echo(f"log in with  {account.pacer.user_name}  {password}", err=True)
        return account
    return session.accounts.provide(plan.options.persona) if plan.options.persona else None
