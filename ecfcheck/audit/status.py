"""Defines the status of an account at a court; `classify_steps` derives it from standings in records."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import StepRecord


class Status(StrEnum):
    """The status of an account at a court; results and reports show the value."""

    LINKED = "linked"
    NOT_LINKED = "not linked"
    NOT_ENTITLED = "not entitled"
    NOT_UPGRADED = "not upgraded"
    PASSCODE_NEEDED = "passcode needed"
    UPDATE_REQUIRED = "update required"
    CLIENT_CODE_NEEDED = "client code needed"
    REFUSED = "refused"
    LOCKED = "locked"
    COURT_UNAVAILABLE = "court unavailable"
    NOT_KNOWN = "not known"
    NOT_TRIED = "not tried"

    @property
    def meaning(self) -> str:
        """What the status means, in one line."""
        return _DESCRIPTIONS[self].meaning

    @property
    def outcome(self) -> Outcome:
        """The matching outcome of a run; an audit exits with the status of the worst one."""
        return _OUTCOMES.get(self, Outcome.ACCOUNT)

    @property
    def next(self) -> str:
        """What to do next, in one sentence."""
        return _DESCRIPTIONS[self].next


_BY_STANDING: Mapping[str, Status] = {
    "not linked": Status.NOT_LINKED,
    "not entitled": Status.NOT_ENTITLED,
    "not upgraded": Status.NOT_UPGRADED,
    "passcode needed": Status.PASSCODE_NEEDED,
    "update required": Status.UPDATE_REQUIRED,
    "client code needed": Status.CLIENT_CODE_NEEDED,
    "refused": Status.REFUSED,
    "locked": Status.LOCKED,
}
"""The status that follows from the standing with which a step stopped, unless the outcome says it."""

_SIGNS = {
    "may file": "the menu bar has the entries for filing",
    Status.NOT_LINKED: "Utilities still offers the link",
    Status.NOT_ENTITLED: "Utilities does not offer the link, and the menu bar has no entries for filing",
    "upgraded": "PACER's account page shows an upgraded account",
    Status.NOT_UPGRADED: "PACER's account page shows a legacy account",
}
"""By what a check of a page object tells the standing that it returns."""

_REFUSAL = re.compile(r'\w+: (\w+) (says ".*"); documented: \w+', re.DOTALL)

ACCOUNT_WIDE = frozenset({Status.REFUSED, Status.LOCKED, Status.UPDATE_REQUIRED, Status.PASSCODE_NEEDED})
"""Statuses that PACER gives for all courts at once."""

RETRIED = frozenset({Status.NOT_TRIED, Status.COURT_UNAVAILABLE})
"""Statuses that a resumed audit checks again, as they may have changed."""


@dataclass(frozen=True)
class AccountStatus:
    """A status with its evidence, and the path of the picture if one was taken."""

    status: Status
    evidence: str
    picture: str | None = None


def classify_steps(steps: Sequence[StepRecord]) -> AccountStatus:
    """Return the status that the steps of a run of `verify_linked` lead to."""
    stopped = next((step for step in steps if step.outcome is not Outcome.OK), None)
    last = stopped or steps[-1]
    picture = next((part.picture for part in reversed(last.parts) if part.picture), None)
    if stopped is None:
        return AccountStatus(Status.LINKED, _find_sign(last) or _describe_checks(last), picture)
    status = _BY_STANDING.get(stopped.standing or "") or _BY_OUTCOME.get(stopped.outcome, Status.NOT_KNOWN)
    return AccountStatus(status, _find_sign(stopped) or _shorten(stopped.message) or stopped.outcome, picture)


def _find_sign(step: StepRecord) -> str | None:
    """Return by what a check read the account's standing, None if none decided the step."""
    decisive = {(step.standing,)} if step.outcome is not Outcome.OK else {("may file",), ("upgraded",)}
    seen = (check.seen for part in step.parts for check in part.checks)
    return next((_SIGNS.get(one[0]) for one in seen if isinstance(one, tuple) and one in decisive), None)


def _shorten(message: str | None) -> str | None:
    """Return a message, of a refusal only where it was and its words: not what was documented instead."""
    refusal = _REFUSAL.fullmatch(message or "")
    return f"{refusal[1].replace('_', ' ')} {refusal[2]}" if refusal else message


def _describe_checks(step: StepRecord) -> str:
    """Return what the checks of a step saw, without the check of the screen itself."""
    return "; ".join(
        f"{part.screen} {check.check}: {_join(check.seen)}"
        for part in step.parts
        for check in part.checks
        if check.check != "screen"
    )


def _join(seen: object) -> str:
    return ", ".join(seen) if isinstance(seen, tuple) else str(seen)


@dataclass(frozen=True)
class _Description:
    meaning: str
    next: str


_DESCRIPTIONS = {
    Status.LINKED: _Description("linked, and may file in this court", "Nothing to do."),
    Status.NOT_LINKED: _Description(
        "the login works, and the court still offers to link it",
        "Log in to the court's CM/ECF with this PACER account, choose Utilities, then the link to a CM/ECF"
        " account, enter the old CM/ECF login and password, and submit if both names shown are right.",
    ),
    Status.NOT_ENTITLED: _Description(
        "linked, but without the right to file in this court",
        "Ask the court's Clerk's Office for filing rights of the linked CM/ECF account.",
    ),
    Status.NOT_UPGRADED: _Description(
        "a legacy PACER account, which cannot be linked",
        "Upgrade the account at PACER under Manage My Account, then link it.",
    ),
    Status.PASSCODE_NEEDED: _Description(
        "PACER asks for a one-time passcode, and the roster names no TOTP secret that gives the right one",
        "If the roster names no setting with the TOTP secret, enroll an authenticator at PACER for the audit,"
        " and write the setting's name into the roster; if it names one already, check the secret and the"
        " clock of this machine, wait half a minute, because a code that was just used is refused too, and"
        " start a new audit.",
    ),
    Status.UPDATE_REQUIRED: _Description(
        "PACER restricts the account until it is updated",
        "Have the account's holder log in to PACER and update the account.",
    ),
    Status.CLIENT_CODE_NEEDED: _Description(
        "the account must give a client code, and the roster has none",
        "Enter the client code that this account is billed under in the roster's column 'client code'.",
    ),
    Status.REFUSED: _Description(
        "PACER does not accept this user name and password",
        "Ask the account's holder for the current password; a refused password is not tried again.",
    ),
    Status.LOCKED: _Description(
        "PACER has disabled the account",
        "Have the account's holder call the PACER Service Center.",
    ),
    Status.COURT_UNAVAILABLE: _Description(
        "the court could not be reached, or its system failed", "Run the audit again later with --resume."
    ),
    Status.NOT_KNOWN: _Description(
        "the screens do not show the status",
        "Look at the evidence and log in by hand, or run the audit again with --resume --try-unknown.",
    ),
    Status.NOT_TRIED: _Description("no login was made for this answer", "Run the audit again with --resume."),
}

_OUTCOMES = {
    Status.LINKED: Outcome.OK,
    Status.COURT_UNAVAILABLE: Outcome.UNAVAILABLE,
    Status.NOT_KNOWN: Outcome.DRIFT,
    Status.NOT_TRIED: Outcome.HARNESS,
}

_BY_OUTCOME = {
    Outcome.UNAVAILABLE: Status.COURT_UNAVAILABLE,
    Outcome.COURT_ERROR: Status.COURT_UNAVAILABLE,
    Outcome.NOT_RUN: Status.NOT_TRIED,
}
