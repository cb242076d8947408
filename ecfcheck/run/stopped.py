"""Why a step stopped: the outcome, what is wrong in words, and what the reader should do next."""

from collections.abc import Iterable
from dataclasses import dataclass

from config.court import Court
from ecfcheck.language.flow import Part
from ecfcheck.language.vocabulary import Action
from ecfcheck.run.note import PartNote
from ecfcheck.run.outcome import Outcome
from ecfcheck.run.record import CheckRecord
from pages.failing import SERVER_ERROR
from pages.verbs import Effect, Refusal
from pages.window import Window


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
    means = {check.name: check.means for check, _ in part.checks}
    of_account = all(means.get(check.check) == "ACCOUNT" for check in checks if not check.holds)
    outcome = Outcome.ACCOUNT if of_account else Outcome.DRIFT
    next_ = _NEXT_DIFFERS[outcome]
    if part.act and part.act.action.effect != "read":
        next_ = f"{part.act.action.name} was not done, so nothing was changed at the court; {next_}"
    return Stopped(outcome, "\n".join(wrong), next_)


def asks_for(screen: str, what: str) -> Stopped:
    """Return the stop for a screen that asks for what the account does not have."""
    return Stopped(
        Outcome.ACCOUNT,
        f"{screen} asks for {what}, and the account that was given has none",
        "add it to the settings of this account (.env.example), or use one that is not asked for it",
    )


def unreachable(address: str, reason: str) -> Stopped:
    """Return the stop for a court that does not answer."""
    return Stopped(
        Outcome.UNAVAILABLE,
        f"{address} did not answer: {reason}",
        "see whether the address opens in a browser of this machine; if it does not, try again later",
    )


def rehearsed(screen: str, action: Action, court: Court) -> Stopped:
    """Return the end of a rehearsal: all is as documented up to an action that is proven and not done."""
    return Stopped(
        Outcome.OK,
        f"rehearsed: {screen}.{action.name} is there and could be done; it is {action.effect},"
        f" which is closed on {court.name}, so it was not",
        None,
    )


def blocked(by: str, addresses: Iterable[str], court: Court) -> Stopped:
    """Return the stop for what the network lock had to refuse."""
    return Stopped(
        Outcome.BLOCKED,
        f"{by} sent what is closed on {court.name}, and the browser refused it: {', '.join(addresses)}",
        "nothing reached the court; this flow, or a locator of its pages, presses what it must not: mend it",
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


def not_usable(screen: str, action: str, account: str) -> Stopped:
    """Return the stop for an action that the screen did not let be carried out: nothing was sent."""
    return Stopped(
        Outcome.DRIFT,
        f"{screen} does not let {action} be done, and nothing was sent: {account}",
        "look at the picture: is the field or button there, as documented, and enabled?",
    )


def court_failed(way: "Way", words: str) -> Stopped:
    """Return the stop for an action that the court's server answered with an error."""
    if way.effect == "read":
        return Stopped(Outcome.COURT_ERROR, words, _NEXT_ASTRAY[Outcome.COURT_ERROR])
    return Stopped(Outcome.UNKNOWN_STATE, words, _LOOK_WHETHER)


def asked(screen: str, dialogs: Iterable[str]) -> Stopped:
    """Return the stop for a native dialog that no document speaks of."""
    words = " and ".join(f'"{words}"' for words in dialogs)
    return Stopped(
        Outcome.DRIFT,
        f"{screen}: the browser showed a dialog that is not documented: {words}",
        "read its words: the court tells its users something new, or refuses what was entered",
    )


def script_failed(screen: str, errors: Iterable[str]) -> Stopped:
    """Return the stop for a script of the court's that failed."""
    words = "; ".join(errors)
    return Stopped(
        Outcome.COURT_ERROR,
        f"{screen}: a script of the page failed: {words}",
        "tell the court's web staff; the screen may be incomplete without it",
    )


@dataclass(frozen=True)
class Way:
    """A way to a screen: which is wanted, by what, from which screen, what it leaves behind.

    `refused` says whose affair a refusal is, where the screen that says no cannot tell.
    """

    wanted: str
    by: str
    leaving: str = ""
    effect: Effect = "read"
    refused: Refusal | None = None


def no_answer(way: Way, court: Court) -> Stopped:
    """Return the stop for an action that was done and that the court did not answer in its time."""
    message = f"{way.by} was done, and the court did not answer within {court.limits.arrive:g} s"
    if way.effect == "read":
        return Stopped(Outcome.COURT_ERROR, message, _NEXT_ASTRAY[Outcome.COURT_ERROR])
    return Stopped(Outcome.UNKNOWN_STATE, message, _LOOK_WHETHER)


def not_at_home(window: Window, way: Way) -> Stopped:
    """Return the stop for a screen at an address that is not the court's: nothing is typed there."""
    home = window.home(way.wanted)
    message = f"{way.by} leads to {way.wanted} at {window.url}; the court's file says {home}"
    return Stopped(Outcome.DRIFT, message, _NEXT_AWAY)


def not_typed(message: str) -> Stopped:
    """Return the stop for a secret that would have been typed elsewhere than at the court."""
    return Stopped(Outcome.DRIFT, message, _NEXT_AWAY)


def not_there(window: Window, way: Way) -> Stopped:
    """Return the stop for a screen that did not come, told by what came instead."""
    refused = window.refusal()
    if refused:
        screen, words = refused
        message = f'{way.by}: {screen} says "{words}"; documented: {way.wanted}'
        outcome = Outcome[way.refused or window.pages[screen].refusal_means]
        # An action that foresees a refusal has done nothing when it is refused.
        if way.effect == "read" or way.refused:
            return Stopped(outcome, message, _NEXT_REFUSED[outcome])
    else:
        message, outcome = _what_came(window, way)
    if way.effect != "read":
        return Stopped(Outcome.UNKNOWN_STATE, message, _LOOK_WHETHER)
    return Stopped(outcome, message, _NEXT_ASTRAY[outcome])


def _what_came(window: Window, way: Way) -> tuple[str, Outcome]:
    """Tell what is there instead of the wanted screen, and whose fault it looks like."""
    if window.lost:
        return f"{way.by}: no answer from {window.lost}", Outcome.UNAVAILABLE
    shown, status = window.shown(), window.status()
    seen = " and ".join(shown) or f"no screen that is known, {window.describe()}"
    seen += "".join(f'; the browser showed a dialog: "{words}"' for words in window.dialogs)
    others = len(window.tab.context.pages) - 1
    seen += f"; {others} other tab was opened" if others else ""
    sign = window.pages[way.wanted].landmark
    message = f"{way.by} should lead to {way.wanted}, known by {sign}; shown: {seen}"
    if status >= SERVER_ERROR:
        return f"{message} (HTTP status {status})", Outcome.COURT_ERROR
    return message, Outcome.DRIFT


_NEXT_AWAY = "see whether this is the court you mean: mend its file or --base-url, or tell the court"

_NEXT_DIFFERS = {
    Outcome.DRIFT: "compare the picture with the document: has the court's screen changed, or is it wrong?",
    Outcome.ACCOUNT: "ask the account's holder, or the court: the screen is in order, the account is not",
}

_LOOK_WHETHER = "do not repeat it; look at the court to see whether it took effect"

_NEXT_ASTRAY = {
    Outcome.DRIFT: "look at the picture: has the way to this screen changed?",
    Outcome.COURT_ERROR: "the court's system failed or is slow: try again later, and tell the court",
    Outcome.UNAVAILABLE: "see whether the address opens in a browser here; if not, try again later",
}

_NEXT_REFUSED = {
    Outcome.ACCOUNT: "do not try again, for accounts get locked: ask this account's holder, or the court",
    Outcome.COURT_ERROR: "the court's system failed or refused what was entered: read its words",
}
