"""A fake window without a browser: the test sets what arrives and what checks read."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
from ecfcheck.browser.axe import AxeCore
from ecfcheck.browser.contexts import BrowserWindows
from ecfcheck.browser.picture_areas import PictureAreas
from ecfcheck.browser.window import Window
from ecfcheck.courts.ledger import Credential
from ecfcheck.flowfile.flow import FIRST_WINDOW, ActionCall, Flow, Part, Step
from ecfcheck.flowfile.placeholder import decline_passcode
from ecfcheck.flowfile.registry import load_screens
from ecfcheck.redaction import Redactor
from ecfcheck.runner.context import RunContext
from ecfcheck.runner.evidence import Evidence
from ecfcheck.runner.logins import LoginAttempt, LoginObserver
from ecfcheck.runner.transition import Transition
from pages.current_action import NO_ACTION, CurrentAction
from pages.decorators import Effect

COURT: Court = load_court(STAGED["nextgen"])

CREDENTIAL = Credential("https://pacer.example:443", "somebody", Secret("not-a-password"))

LOGGING_IN = Transition("cmecf_home", "log_in", "pacer_login")
"""The transition of a login."""

ACCOUNT = Account.model_validate(
    {
        "pacer": {"user_name": "somebody", "password": Secret("not-a-password"), "name": "John Attorney"},
        "ecf": {"login": "jattorney", "password": Secret("neither-this"), "name": "John Attorney"},
    }
)

EVERYTHING: frozenset[Effect] = frozenset({"read", "reversible", "billable", "permanent"})
READING: frozenset[Effect] = frozenset({"read"})

Behavior = Callable[[], bool | None] | BaseException
"""What an action does: raises an error, or returns whether the court answered."""


@dataclass(eq=False)
class FakeWindow:
    """The part of a window's interface that the runner uses, without a browser."""

    arrivals: list[Arrival] = field(default_factory=list)
    """The next arrivals, in order; after them always the expected screen. `look` returns the first."""
    values: dict[str, Any] = field(default_factory=dict)
    """What a check reads, by its name: a value, an error, or a list with one value per reading."""
    behaviors: dict[str, Behavior] = field(default_factory=dict)
    """The behavior of an action, by its name; every other action works."""
    court: Court = COURT
    submits: bool = True
    """Whether a login's page uses `submit_credentials`, as it must."""
    changes: bool = True
    may_have_sent: bool = False
    """Whether an action that fails may have sent something."""
    log: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    other_tabs: tuple[str, ...] = ()
    script_errors: list[str] = field(default_factory=list)
    blocked: list[str] = field(default_factory=list)
    clicked_at_once: list[str] = field(default_factory=list)
    """The actions that need not wait for their clicks."""
    cookies: list[dict[str, Any]] = field(default_factory=list)
    undrawn: list[tuple[str, ...]] = field(default_factory=lambda: [()])
    """The words that each picture does not show."""
    refresh: str = ""
    """The header `Refresh` of the document."""
    requests: int = 1
    """How many requests the last action has made."""
    has_awaited_answer: bool = False
    """Whether the last wait needed another document than the one of the action."""
    departure: str = ""
    """Where the page has gone by itself."""
    url: str = "http://ecf.ctd.localhost/"

    def __post_init__(self) -> None:
        """Create the objects of a window that the runner uses."""
        self.events = SimpleNamespace(
            failed_navigation=None,
            get_refresh=lambda _tab: self.refresh,
            script_errors=self.script_errors,
            excuse_script_errors=lambda _tab: self.log.append("excuse script errors"),
        )
        self.secret_guard = SimpleNamespace(escapes=[], gate=SimpleNamespace(unasked=[], has_passed=False))
        self.network_guard = SimpleNamespace(
            blocked=self.blocked,
            gate=SimpleNamespace(unasked=[], has_passed=False),
        )
        context = SimpleNamespace(
            cookies=lambda: self.cookies,
            add_cookies=lambda cookies: self.log.append(f"add {len(cookies)} cookies"),
            clear_cookies=lambda **which: self.log.append(f"clear cookie {which['name']}"),
        )
        self.page = SimpleNamespace(context=context)
        self.page_objects = {
            name: screen.page_class(cast(Page, self.page), COURT) for name, screen in load_screens().items()
        }
        self.release_lines: dict[str, str] = {}
        for name, page_object in self.page_objects.items():
            vars(page_object)["read_release_line"] = partial(self.release_lines.get, name, "")

    def look(self, expected_screen: str = "") -> Arrival:
        """Return the next arrival without taking it."""
        self.log.append("look")
        return (
            replace(self.arrivals[0], expected_screen=expected_screen)
            if self.arrivals
            else Arrival(expected_screen)
        )

    def find_departure(self) -> str:
        """Return where the page has gone."""
        return self.departure

    def count_requests(self) -> int:
        """Return how many requests the last action has made."""
        return self.requests

    def has_sent_anything(self) -> bool:
        """Return whether the last action has made a request."""
        return self.requests > 0

    def plan_reading(self, _name: str, _parts: Sequence[Sequence[str]], *, with_structure: bool) -> None:
        """Do nothing: a fake reads each check when it is asked for."""

    def wait_for_screen(
        self, expected_screen: str, _seconds: float, *, previous_screen: str = "", needs_answer: bool = False
    ) -> Arrival:
        """Return the next arrival."""
        self.has_awaited_answer = needs_answer
        self.log.append(
            f"wait for {expected_screen}" + (f", leaving {previous_screen}" if previous_screen else "")
        )
        if not self.arrivals:
            return Arrival(expected_screen, (expected_screen,))
        return replace(self.arrivals.pop(0), expected_screen=expected_screen)

    def open(self, name: str, _seconds: float) -> None:
        """Open a screen by its address."""
        self._do(f"open {name}", "open")

    def load(self, address: str, _seconds: float) -> None:
        """Load an address."""
        self._do(f"load {address}", "load")

    def act(
        self,
        name: str,
        action: str,
        arguments: Mapping[str, object],
        current_action: CurrentAction = NO_ACTION,
    ) -> bool:
        """Perform an action; a login is typed and submitted."""
        if current_action.can_click_at_once():
            self.clicked_at_once.append(action)
        current_action.login.mark_typed()
        if self.submits:
            current_action.login.mark_sent()
        values = ", ".join(str(value) for value in arguments.values() if value)
        return self._do(f"{name}.{action}({values})", action)

    def rehearse(self, name: str, action: str, _arguments: Mapping[str, object]) -> None:
        """Do an action without its last click."""
        self._do(f"rehearse {name}.{action}", action)

    def guard_effects(self, name: str, *, has_effect: bool) -> None:  # noqa: ARG002 - the browser's matter
        """Note that what the screen would send is blocked."""
        self.log.append(f"lock {type(self.page_objects[name]).__name__}")

    def stop_sending(self) -> bool:
        """Return whether the last action may have sent anything."""
        self.log.append("stop sending")
        return self.may_have_sent

    def _do(self, line: str, action: str) -> bool:
        self.log.append(line)
        behavior = self.behaviors.get(action, lambda: True)
        if isinstance(behavior, BaseException):
            raise behavior
        return behavior() is not False

    def read(self, name: str, check: str) -> Any:
        """Return what a check reads."""
        self.log.append(f"read {name}.{check}")
        found = self.values[check]
        if isinstance(found, list):
            found = found.pop(0) if len(found) > 1 else found[0]
        if isinstance(found, BaseException):
            raise found
        return found

    @contextmanager
    def reading(self, _name: str, _checks: Sequence[str]) -> Iterator[None]:
        """Read nothing in advance."""
        yield

    def note_unseen(self, _name: str) -> None:
        """Note nothing."""

    def find_undrawn(self, _name: str, _checks: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """Return what the next picture does not show; the last one counts from then on."""
        found = self.undrawn.pop(0) if len(self.undrawn) > 1 else self.undrawn[0]
        return tuple((words, "not drawn") for words in found)

    def read_names(self, _name: str) -> tuple[str, ...]:
        """Return no names."""
        return ()

    def pause(self) -> None:
        """Note that the user could look around."""
        self.log.append("pause")

    def wait_for_change(self, _seconds: float) -> bool:
        """Return whether the screen changes."""
        self.log.append("wait for a change")
        return self.changes

    def take_picture(self, _path: Path, **_options: bool) -> bool:
        """Take no picture."""
        self.log.append("picture")
        return False

    def find_areas(self, _words: Sequence[str] = ()) -> PictureAreas:
        """Return no areas."""
        return PictureAreas()

    def read_document(self) -> str:
        """Return the HTML, which is the same for each screen."""
        return "<html></html>"

    def read_violations(self, _axe: AxeCore) -> dict[str, Any]:
        """Find nothing wrong."""
        self.log.append("test accessibility")
        return {"rules": 1, "violations": [], "undecided": []}

    def get_site_address(self, name: str) -> str:
        """Return the address of the court's site that a screen belongs to."""
        return str(getattr(self.court, self.page_objects[name].site))

    def as_window(self) -> Window:
        """Return the fake with the type that the runner takes."""
        return cast(Window, self)


@dataclass(eq=False)
class FakeWindows:
    """The windows of an attempt, by name: prepared by the test, or new."""

    by_name: dict[str, FakeWindow] = field(default_factory=dict)
    court: Court = COURT
    browser: str = "chromium"
    closed: list[bool] = field(default_factory=list)

    def window(self, name: str) -> FakeWindow:
        """Return a window by its name."""
        return self.by_name.setdefault(name, FakeWindow())

    @contextmanager
    def step(self, _place: object) -> Iterator[None]:
        """Record nothing."""
        yield

    def recordings(self, _name: str) -> Mapping[str, str]:
        """Return no recordings."""
        return {}

    def close(self, *, keep: bool = False) -> None:
        """Note that the windows were closed, and whether their recordings are kept."""
        self.closed.append(keep)

    def as_windows(self) -> BrowserWindows:
        """Return the fake with the type that the runner takes."""
        return cast(BrowserWindows, self)


def create_login(
    *observers: LoginObserver,
    credential: Credential = CREDENTIAL,
    transition: Transition = LOGGING_IN,
    window: FakeWindow | None = None,
) -> LoginAttempt:
    """Return a login that is not prepared yet."""
    return LoginAttempt(credential, transition, (window or FakeWindow()).as_window(), observers)


def create_part(
    screen: str,
    action: str | None = None,
    sees: Mapping[str, Any] | None = None,
    *,
    opens: bool = False,
    window: str = FIRST_WINDOW,
) -> Part:
    """Return a part of a step; its action has the default arguments."""
    known = load_screens()[screen]
    act = None
    if action:
        takes = known.actions[action].parameters
        act = ActionCall(
            known.actions[action], {name: parameter.default for name, parameter in takes.items()}
        )
    checks = tuple((known.checks[name], value) for name, value in (sees or {}).items())
    return Part(known, opens, checks, act, window)


def create_flow(*steps: Iterable[Part], reconcile: Flow | None = None) -> Flow:
    """Return a flow with these parts for each step."""
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
    """Return a context with these values; by default everything is allowed and nothing is kept."""
    defaults: dict[str, Any] = {
        "account": ACCOUNT,
        "evidence": Evidence(Path("nowhere"), flow.name, 1, "none"),
        "allowed": EVERYTHING,
        "ledger": None,
        "redactor": Redactor(),
        "ask": decline_passcode,
        "pause": lambda _: None,
    }
    return RunContext(flow=flow, **{**defaults, **values})
