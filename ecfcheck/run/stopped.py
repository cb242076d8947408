"""Why a step stopped: the outcome, what is wrong in words, and what the reader should do next."""

from collections.abc import Iterable

from config.court import Court
from ecfcheck.language.flow import Part
from ecfcheck.language.vocabulary import Action
from ecfcheck.run.note import PartNote
from ecfcheck.run.outcome import Outcome
from ecfcheck.run.record import CheckRecord
from pages.verbs import Effect
from pages.window import Window

_SERVER_ERROR = 500


class Stopped(Exception):  # noqa: N818 - it is named for what is so
    """A step ends here."""

    def __init__(self, outcome: Outcome, message: str, next_: str | None) -> None:
        super().__init__(message)
        self.outcome = outcome
        self.message = message
        self.next = next_


def differs(part: Part, checks: Iterable[CheckRecord]) -> Stopped:
    """Return the stop for a screen that does not show what is documented."""
    wrong = [f"{part.screen.name} {check.difference}" for check in checks if not check.holds]
    next_ = "compare the picture with the document: either the court's screen has changed or it is wrong"
    if part.act and part.act.action.effect != "read":
        next_ = f"{part.act.action.name} was not done, so nothing was changed at the court; {next_}"
    return Stopped(Outcome.DRIFT, "\n".join(wrong), next_)


def unreachable(address: str, reason: str) -> Stopped:
    """Return the stop for a court that does not answer."""
    return Stopped(
        Outcome.UNAVAILABLE,
        f"{address} did not answer: {reason}",
        "see whether the address opens in a browser of this machine; if it does not, try again later",
    )


def effect_closed(screen: str, action: Action, court: Court) -> Stopped:
    """Return the stop for an action whose effect is not allowed on this court."""
    return Stopped(
        Outcome.BLOCKED,
        f"{screen}.{action.name} is {action.effect}, and on {court.name} only reading is allowed; not done",
        "run it on the staged court; all that comes before this action was checked here",
    )


def not_readable(screen: str, check: str, account: str) -> Stopped:
    """Return the stop for a part of a screen that is not there to be looked at."""
    message = f"{screen} {check} cannot be read: {account}"
    return Stopped(Outcome.DRIFT, message, "look at the picture: is that part of the screen there at all?")


def browser_lost(note: PartNote, reason: str) -> Stopped:
    """Return the stop for a browser that ended, or failed, while a step was carried out in it."""
    if note.effect in {None, "read"}:
        return Stopped(Outcome.HARNESS, f"the browser failed: {reason}", "run it again; nothing was changed")
    return Stopped(
        Outcome.UNKNOWN_STATE,
        f"{note.screen}.{note.action} may have been sent before the browser failed: {reason}",
        "do not repeat it; look at the court's screens to see how things stand",
    )


def not_usable(screen: str, action: Action, account: str) -> Stopped:
    """Return the stop for an action that the screen does not let a user carry out."""
    if action.effect != "read":
        return Stopped(
            Outcome.UNKNOWN_STATE,
            f"{screen}.{action.name} did not end, and may have been sent: {account}",
            "do not repeat it; look at the court's screens to see how things stand",
        )
    return Stopped(
        Outcome.DRIFT,
        f"{screen} does not let {action.name} be done: {account}",
        "look at the picture: is the field or button there, as documented, and enabled?",
    )


def lacks(what: str) -> Stopped:
    """Return the stop for an account that has not what the flow needs."""
    return Stopped(Outcome.HARNESS, what, "give the flow another persona, or configure it for this account")


def not_there(window: Window, wanted: str, by: str, effect: Effect) -> Stopped:
    """Return the stop for a screen that did not come, told by what came instead."""
    refused = window.refusal()
    if refused:
        screen, words = refused
        outcome = Outcome[window.pages[screen].refusal_means]
        return Stopped(
            outcome, f'{by}: {screen} says "{words}"; documented: {wanted}', _NEXT_REFUSED[outcome]
        )
    status, shown = window.status(), window.shown()
    seen = " and ".join(shown) or f"no screen that is known, {window.describe()}"
    sign = window.pages[wanted].landmark
    message = f"{by} should lead to {wanted}, known by {sign}; shown: {seen}"
    if effect != "read":
        return Stopped(
            Outcome.UNKNOWN_STATE,
            message,
            "do not repeat it; look at the court to see whether it took effect",
        )
    if window.tab.url.startswith("chrome-error:"):
        return unreachable(wanted, message)
    if status >= _SERVER_ERROR:
        return Stopped(
            Outcome.COURT_ERROR, f"{message} (HTTP status {status})", _NEXT_REFUSED[Outcome.COURT_ERROR]
        )
    return Stopped(Outcome.DRIFT, message, "look at the picture: has the way to this screen changed?")


_NEXT_REFUSED = {
    Outcome.ACCOUNT: "do not try again with the same password: accounts get locked; ask the account's holder",
    Outcome.COURT_ERROR: "the court's system failed or refused what was entered: read its words",
}
