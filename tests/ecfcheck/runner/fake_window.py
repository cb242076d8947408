"""A window without a browser: what comes, and what is shown there, is said by the test."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from playwright.sync_api import Page

from config.account import Account
from config.court import Court, load_court
from config.court_selection import STAGED
from config.secret import Secret
from ecfcheck.browser.arrival import Arrival
from ecfcheck.browser.contexts import BrowserWindows
from ecfcheck.browser.window import Window
from ecfcheck.courts.ledger import Credential
from ecfcheck.flowfile.flow import FIRST_WINDOW, ActionCall, Flow, Part, Step
from ecfcheck.flowfile.placeholder import decline_passcode
from ecfcheck.flowfile.registry import screens
from ecfcheck.redaction import Redactor
from ecfcheck.runner.context import RunContext
from ecfcheck.runner.evidence import Evidence
from ecfcheck.runner.failures import Transition
from ecfcheck.runner.logins import LoginAttempt, LoginObserver
from pages.decorators import Effect
from pages.login_events import NO_LOGIN, LoginEvents

COURT: Court = load_court(STAGED["nextgen"])

CREDENTIAL = Credential("https://pacer.example:443", "somebody", Secret("not-a-password"))

LOGGING_IN = Transition("cmecf_home", "log_in", "pacer_login")
"""The way that a login leads."""

ACCOUNT = Account.model_validate(
    {
        "pacer": {"user_name": "somebody", "password": Secret("not-a-password"), "name": "John Attorney"},
        "ecf": {"login": "jattorney", "password": Secret("neither-this"), "name": "John Attorney"},
    }
)

EVERYTHING: frozenset[Effect] = frozenset({"read", "reversible", "billable", "permanent"})
READING: frozenset[Effect] = frozenset({"read"})

Behavior = Callable[[], bool | None] | BaseException
"""What comes of an action: an error, or whether the court answered it."""


@dataclass(eq=False)
class FakeWindow:
    """What the runner asks of a window when nothing is looked at in a browser."""

    arrivals: list[Arrival] = field(default_factory=list)
    """What comes, one after the other; then always the wanted screen. What is there now is the first."""
    shown: dict[str, Any] = field(default_factory=dict)
    """What a check sees, by its name: a value, an error, or a list of which each reading takes one."""
    behaviors: dict[str, Behavior] = field(default_factory=dict)
    """What comes of an action, by its name; every other one works."""
    court: Court = COURT
    submits: bool = True
    """Whether a login's page sends what it typed by `submit_credentials`, as it must."""
    changes: bool = True
    log: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    other_tabs: tuple[str, ...] = ()
    script_errors: list[str] = field(default_factory=list)
    blocked: list[str] = field(default_factory=list)
    cookies: list[dict[str, Any]] = field(default_factory=list)
    url: str = "http://ecf.ctd.localhost/"

    def __post_init__(self) -> None:
        """Put what a window has by other objects where the runner looks for it."""
        self.events = SimpleNamespace(
            failed_navigation=None,
            script_errors=self.script_errors,
            excuse_script_errors=lambda _tab: self.log.append("excuse script errors"),
        )
        self.network_guard = SimpleNamespace(
            blocked=self.blocked,
            block_effects=lambda page_object: self.log.append(f"lock {type(page_object).__name__}"),
        )
        context = SimpleNamespace(
            cookies=lambda: self.cookies,
            add_cookies=lambda cookies: self.log.append(f"add {len(cookies)} cookies"),
            clear_cookies=lambda **which: self.log.append(f"clear cookie {which['name']}"),
        )
        self.page = SimpleNamespace(context=context)
        self.page_objects = {
            name: screen.page_class(cast(Page, self.page), COURT) for name, screen in screens().items()
        }
        self.release_lines: dict[str, str] = {}
        for name, page_object in self.page_objects.items():
            vars(page_object)["read_release_line"] = partial(self.release_lines.get, name, "")

    def look(self, wanted: str = "") -> Arrival:
        """Return what is there now."""
        self.log.append("look")
        return replace(self.arrivals[0], wanted=wanted) if self.arrivals else Arrival(wanted)

    def wait_for_screen(self, wanted: str, _seconds: float, *, leaving: str = "") -> Arrival:
        """Return what comes next."""
        self.log.append(f"wait for {wanted}" + (f", leaving {leaving}" if leaving else ""))
        if not self.arrivals:
            return Arrival(wanted, (wanted,))
        return replace(self.arrivals.pop(0), wanted=wanted)

    def open(self, name: str, _seconds: float) -> None:
        """Go to a screen's address."""
        self._do(f"open {name}", "open")

    def load(self, address: str, _seconds: float) -> None:
        """Go to an address."""
        self._do(f"load {address}", "load")

    def act(
        self, name: str, action: str, arguments: Mapping[str, object], login: LoginEvents = NO_LOGIN
    ) -> bool:
        """Carry out an action; a login's page types and submits it."""
        login.mark_typed()
        if self.submits:
            login.mark_sent()
        said = ", ".join(str(value) for value in arguments.values() if value)
        return self._do(f"{name}.{action}({said})", action)

    def rehearse(self, name: str, action: str, _arguments: Mapping[str, object]) -> None:
        """Do all of an action but its last click."""
        self._do(f"rehearse {name}.{action}", action)

    def _do(self, said: str, action: str) -> bool:
        self.log.append(said)
        behavior = self.behaviors.get(action, lambda: True)
        if isinstance(behavior, BaseException):
            raise behavior
        return behavior() is not False

    def read(self, name: str, check: str) -> Any:
        """Return what a check sees."""
        self.log.append(f"read {name}.{check}")
        found = self.shown[check]
        if isinstance(found, list):
            found = found.pop(0) if len(found) > 1 else found[0]
        if isinstance(found, BaseException):
            raise found
        return found

    def read_names(self, _name: str) -> tuple[str, ...]:
        """Return no names: all may be seen."""
        return ()

    def wait_for_change(self, _seconds: float) -> bool:
        """Return whether anything changes."""
        self.log.append("wait for a change")
        return self.changes

    def take_picture(self, _path: Path) -> bool:
        """Take no picture."""
        self.log.append("picture")
        return False

    def get_site_address(self, name: str) -> str:
        """Return the court's address that a screen belongs to."""
        return str(getattr(self.court, self.page_objects[name].site))

    def as_window(self) -> Window:
        """Return it as what the runner takes."""
        return cast(Window, self)


@dataclass(eq=False)
class FakeWindows:
    """The windows of a try: of each name one that the test has prepared, or a new one."""

    by_name: dict[str, FakeWindow] = field(default_factory=dict)
    court: Court = COURT
    browser: str = "chromium"
    closed: list[bool] = field(default_factory=list)

    def window(self, name: str) -> FakeWindow:
        """Return the window of a name."""
        return self.by_name.setdefault(name, FakeWindow())

    @contextmanager
    def step(self, _place: object) -> Iterator[None]:
        """Record nothing."""
        yield

    def recordings(self, _name: str) -> Mapping[str, str]:
        """Return no recordings."""
        return {}

    def close(self, *, keep: bool = False) -> None:
        """Note that they were closed, and whether recordings were to be kept."""
        self.closed.append(keep)

    def as_windows(self) -> BrowserWindows:
        """Return them as what the runner takes."""
        return cast(BrowserWindows, self)


def create_login(
    *observers: LoginObserver,
    credential: Credential = CREDENTIAL,
    transition: Transition = LOGGING_IN,
    window: FakeWindow | None = None,
) -> LoginAttempt:
    """Return a login that nothing was done with yet."""
    return LoginAttempt(credential, transition, (window or FakeWindow()).as_window(), observers)


def create_part(
    screen: str,
    action: str | None = None,
    sees: Mapping[str, Any] | None = None,
    *,
    opens: bool = False,
    window: str = FIRST_WINDOW,
) -> Part:
    """Return a part of a step, its action with the arguments that a flow gets that names none."""
    named = screens()[screen]
    act = None
    if action:
        takes = named.actions[action].parameters
        act = ActionCall(
            named.actions[action], {name: parameter.default for name, parameter in takes.items()}
        )
    checks = tuple((named.checks[name], value) for name, value in (sees or {}).items())
    return Part(named, opens, checks, act, window)


def create_flow(*steps: Iterable[Part], reconcile: Flow | None = None) -> Flow:
    """Return a flow whose steps have these parts."""
    return Flow(
        name="a_flow",
        title="A flow",
        document="notice",
        release="nextgen",
        persona="unlinked_filer",
        steps=tuple(
            Step(str(number), f"Do {number}.", tuple(parts), number)
            for number, parts in enumerate(steps, start=1)
        ),
        path=Path("flows/a_flow.yaml"),
        reconcile=reconcile,
    )


def create_context(flow: Flow, **values: Any) -> RunContext:
    """Return a context in which everything is allowed and nothing is kept, but for these values."""
    usual: dict[str, Any] = {
        "account": ACCOUNT,
        "evidence": Evidence(Path("nowhere"), flow.name, 1, "none"),
        "allowed": EVERYTHING,
        "ledger": None,
        "redactor": Redactor(),
        "ask": decline_passcode,
        "pause": lambda _: None,
    }
    return RunContext(flow=flow, **{**usual, **values})
