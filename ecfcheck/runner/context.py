"""The context that all attempts at one run of a flow share."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import sleep
from typing import Any

from config.account import Account
from config.court import Court
from config.secret import Secret
from ecfcheck.browser.axe import AxeCore
from ecfcheck.courts.ledger import Ledger
from ecfcheck.flowfile.flow import Flow
from ecfcheck.flowfile.placeholder import MissingFieldError, fill_placeholders
from ecfcheck.redaction import Pseudonymizer, Redactor
from ecfcheck.runner.evidence import Evidence
from ecfcheck.runner.logins import LoginObserver
from ecfcheck.runner.records import StepRecord
from ecfcheck.runner.session_cache import SessionCache
from ecfcheck.runner.step_errors import MissingInAccountError
from ecfcheck.runner.unanswered import UnansweredRequests
from pages.decorators import Effect


@dataclass(frozen=True, kw_only=True)
class RunContext:
    """A flow, its account, the effects that are allowed, and what is kept."""

    flow: Flow
    account: Account
    evidence: Evidence
    allowed: frozenset[Effect]
    ledger: Ledger | None
    redactor: Redactor
    ask: Callable[[], Secret | None]
    login_observer: LoginObserver | None = None
    """Observes each login, after the runner's own observers."""
    names: Pseudonymizer = field(default_factory=Pseudonymizer)
    """Replaces personal details by the flow's placeholders."""
    shows_names: bool = False
    """Whether names are shown as they are, so that there is nothing to replace."""
    session_cache: SessionCache | None = None
    """The sessions of earlier logins; None where each login is typed, as on a staged court."""
    unanswered: UnansweredRequests = field(default_factory=UnansweredRequests)
    """The effects and logins of the run that were sent and never answered."""
    write_record: Callable[[StepRecord], object] = lambda _: None
    """Writes a step's provisional record before its effect is sent: the step's end may never be seen."""
    write_release: Callable[[Court, str], None] = lambda _court, _line: None
    """Writes the release line of a court's front page, if a flow reads it."""
    pause: Callable[[float], None] = sleep
    """Waits for some seconds before a retry."""
    axe: AxeCore | None = None
    """Tests each screen for accessibility; None not to."""
    pause_at: str | None = None
    """The number of the step at which the browser pauses for the user, on its first screen."""

    def fill(self, value: Any, screen: str) -> Any:
        """Return a documented value, or an action's arguments, with the placeholders filled.

        Raises MissingInAccountError when the account lacks the value of a placeholder.
        """
        try:
            filled = fill_placeholders(value, self.account, self.ask)
        except MissingFieldError as error:
            raise MissingInAccountError(screen, str(error)) from None
        if isinstance(filled, dict):
            # A passcode is known only now, and must be learned before it is typed.
            self.redactor.learn(one for one in filled.values() if isinstance(one, Secret))
        return filled
