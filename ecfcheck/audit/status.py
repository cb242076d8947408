"""What an audit can say of an account at a court, and what its reader should do about it."""

from dataclasses import dataclass
from enum import StrEnum

from ecfcheck.runner.outcome import Outcome


class Status(StrEnum):
    """How an account stands at a court; its value is what results and reports show."""

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
        """What it means, in one line."""
        return _TOLD[self].meaning

    @property
    def outcome(self) -> Outcome:
        """The outcome of a run that finds this out; an audit ends with the exit status of the worst."""
        return _OUTCOMES.get(self, Outcome.ACCOUNT)

    @property
    def next(self) -> str:
        """What to do next, in one sentence."""
        return _TOLD[self].next


@dataclass(frozen=True)
class _Told:
    meaning: str
    next: str


_TOLD = {
    Status.LINKED: _Told("linked, and may file in this court", "Nothing is to be done."),
    Status.NOT_LINKED: _Told(
        "the login works, and the court still offers to link it",
        "Log in to the court's CM/ECF with this PACER account, choose Utilities, then the link to a CM/ECF"
        " account, enter the old CM/ECF login and password, and submit if both names shown are right.",
    ),
    Status.NOT_ENTITLED: _Told(
        "linked, but without the right to file in this court",
        "Ask the court's Clerk's Office for filing rights of the linked CM/ECF account.",
    ),
    Status.NOT_UPGRADED: _Told(
        "a legacy PACER account, which cannot be linked",
        "Upgrade the account at PACER under Manage My Account, then link it.",
    ),
    Status.PASSCODE_NEEDED: _Told(
        "PACER asks for a one-time passcode, and the roster has no secret that makes the right one",
        "Enroll an authenticator at PACER for the audit, and name in the roster where its secret is kept.",
    ),
    Status.UPDATE_REQUIRED: _Told(
        "PACER restricts the account until it is updated",
        "Have the account's holder log in to PACER and update the account.",
    ),
    Status.CLIENT_CODE_NEEDED: _Told(
        "the account must give a client code, and the roster has none",
        "Write the client code that this account is billed under into the roster's column 'client code'.",
    ),
    Status.REFUSED: _Told(
        "PACER does not accept this user name and password",
        "Ask the account's holder for the current password; what was refused is not tried again.",
    ),
    Status.LOCKED: _Told(
        "PACER has disabled the account",
        "Have the account's holder call the PACER Service Center.",
    ),
    Status.COURT_UNAVAILABLE: _Told(
        "the court could not be reached, or its system failed", "Run the audit again later with --resume."
    ),
    Status.NOT_KNOWN: _Told(
        "what was seen does not tell",
        "Look at the evidence, and log in by hand, or let --resume --try-unknown ask again.",
    ),
    Status.NOT_TRIED: _Told("nobody logged in for this", "Run the audit again with --resume."),
}

_OUTCOMES = {
    Status.LINKED: Outcome.OK,
    Status.COURT_UNAVAILABLE: Outcome.UNAVAILABLE,
    Status.NOT_KNOWN: Outcome.DRIFT,
    Status.NOT_TRIED: Outcome.HARNESS,
}
