"""What all tries at one run of a flow share."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import sleep
from typing import Any

from config.account import Account
from config.court import Court
from config.secret import Secret
from ecfcheck.artefacts.names import Names
from ecfcheck.artefacts.redactor import Redactor
from ecfcheck.court.ledger import Ledger
from ecfcheck.language.flow import Flow
from ecfcheck.language.placeholder import NotInAccount, fill
from ecfcheck.run.at_login import NOBODY, AtLogin
from ecfcheck.run.doubts import Doubts
from ecfcheck.run.evidence import Evidence
from ecfcheck.run.record import StepRecord
from ecfcheck.run.sign_ons import SignOns
from ecfcheck.run.stopped import asks_for
from pages.verbs import Effect


@dataclass(frozen=True)
class Setting:
    """A flow, who it acts for, what may be done and what is kept."""

    flow: Flow
    account: Account
    evidence: Evidence
    allowed: frozenset[Effect]
    ledger: Ledger | None
    redactor: Redactor
    ask: Callable[[], Secret | None]
    at_login: AtLogin = NOBODY
    names: Names = field(default_factory=Names)
    """What is told of whose account it is only in a flow's own words."""
    sign_ons: SignOns | None = None
    """The sessions of before, to carry on with; None where each login is typed, as on a staged court."""
    doubts: Doubts = field(default_factory=Doubts)
    put_on_record: Callable[[StepRecord], object] = lambda _: None
    """Called with what is to be on record of a step before its effect is sent: the end may never come."""
    on_release: Callable[[Court, str], None] = lambda _court, _line: None
    """Called with the release line of a court's front page, when a flow comes by it."""
    pause: Callable[[float], None] = sleep
    """Lets so many seconds pass before a court that could not be reached is tried again."""

    def filled(self, value: Any, screen: str) -> Any:
        """Return a documented value, or the arguments of an action, with the placeholders filled.

        Raises Stopped when the account has nothing for one of them.
        """
        try:
            filled = fill(value, self.account, self.ask)
        except NotInAccount as error:
            raise asks_for(screen, str(error)) from None
        if isinstance(filled, dict):
            # Before it is typed: a passcode is known only now.
            self.redactor.learn(one for one in filled.values() if isinstance(one, Secret))
        return filled
