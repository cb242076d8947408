"""Why a step stopped: the outcome, what is wrong in words, and what the reader should do next."""

from collections.abc import Iterable
from typing import get_args

from config.court import Court
from ecfcheck.court.network_errors import explain_network_error
from ecfcheck.language.flow import Part
from ecfcheck.language.placeholder import PASSCODE
from ecfcheck.run.note import PartNote
from ecfcheck.run.outcome import Outcome
from ecfcheck.run.record import CheckRecord
from pages.verbs import Effect, Standing


class Stopped(Exception):  # noqa: N818 - it is named for what is so
    """A step ends here."""

    def __init__(
        self, outcome: Outcome, message: str, next_: str | None, standing: Standing | None = None
    ) -> None:
        super().__init__(message)
        self.outcome = outcome
        self.message = message
        self.next = next_
        self.standing = standing


def differs(part: Part, checks: Iterable[CheckRecord]) -> Stopped:
    """Return the stop for a screen that does not show what is documented."""
    wrong = [f"{part.screen.name} {check.difference}" for check in checks if not check.holds]
    outcome = Outcome.ACCOUNT if is_of_account(part, checks) else Outcome.DRIFT
    next_ = _NEXT_DIFFERS[outcome]
    if part.act and part.act.action.effect != "read":
        next_ = f"{part.act.action.name} was not done, so nothing was changed at the court; {next_}"
    return Stopped(outcome, "\n".join(wrong), next_, standing(part, checks))


def standing(part: Part, checks: Iterable[CheckRecord]) -> Standing | None:
    """Return how the account stands by what the screen says of it, None if it says nothing of it."""
    means = {check.name: check.means for check, _ in part.checks}
    told = [check.seen for check in checks if means.get(check.check) == "ACCOUNT"]
    known = get_args(Standing)
    return next((word for seen in told for word in known if seen == (word,)), None)


def is_of_account(part: Part, checks: Iterable[CheckRecord]) -> bool:
    """Whether all that differs is what the screen says of the account, the screen itself being in order."""
    means = {check.name: check.means for check, _ in part.checks}
    wrong = [check for check in checks if not check.holds]
    return all(means.get(check.check) == "ACCOUNT" and check.seen != ("unknown",) for check in wrong)


def asks_for(screen: str, what: str) -> Stopped:
    """Return the stop for a screen that asks for what the account does not have."""
    return Stopped(
        Outcome.ACCOUNT,
        f"{screen} asks for {what}, and the account that was given has none",
        "add it to the settings of this account (.env.example), or use one that is not asked for it",
        "passcode needed" if PASSCODE in what else None,
    )


def unreachable(address: str, reason: str) -> Stopped:
    """Return the stop for a court that does not answer."""
    return Stopped(
        Outcome.UNAVAILABLE,
        f"{address} did not answer: {explain_network_error(reason)}",
        "see whether the address opens in a browser of this machine; if it does not, try again later",
    )


def rehearsed(screen: str, action: str, effect: Effect, court: Court) -> Stopped:
    """Return the end of a rehearsal: all is as documented up to an action that is proven and not done."""
    return Stopped(
        Outcome.OK,
        f"rehearsed: {screen}.{action} is there and could be done; it is {effect},"
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


def cut_short(note: PartNote) -> Stopped:
    """Return the stop for a step whose effect was sent, and whose end is not seen any more."""
    return Stopped(
        Outcome.UNKNOWN_STATE,
        f"{note.screen}: the run ended before the answer to {note.action}, which may have been sent",
        "do not repeat it; look at the court's screens to see how things stand",
    )


def not_usable(screen: str, action: str, account: str) -> Stopped:
    """Return the stop for an action that the screen did not let be carried out: nothing was sent."""
    return Stopped(
        Outcome.DRIFT,
        f"{screen} does not let {action} be done, and nothing was sent: {account}",
        "look at the picture: is the field or button there, as documented, and enabled?",
    )


def no_way_in(screen: str, action: str, reason: str) -> Stopped:
    """Return the stop for a page on which no link is certain to be the one to click."""
    return Stopped(
        Outcome.DRIFT,
        f"{screen} {action}: {reason}",
        "if the page is right, put the court's own words or addresses into its file; if not, tell the court",
    )


def asked(screen: str, dialogs: Iterable[str]) -> Stopped:
    """Return the stop for a native dialog that no document speaks of."""
    words = " and ".join(f'"{words}"' for words in dialogs)
    return Stopped(
        Outcome.DRIFT,
        f"{screen}: the browser showed a dialog that is not documented: {words}",
        "read its words: the court tells its users something new, or refuses what was entered",
    )


def opened_tab(screen: str, addresses: Iterable[str]) -> Stopped:
    """Return the stop for a tab or window that the court opened and no step asked for."""
    return Stopped(
        Outcome.DRIFT,
        f"{screen}: the court opened another tab or window, which is not documented: {', '.join(addresses)}",
        "look at what it shows: the court tells its users something new, or a link leads elsewhere",
    )


def script_failed(screen: str, errors: Iterable[str]) -> Stopped:
    """Return the stop for a script of the court's that failed."""
    words = "; ".join(errors)
    return Stopped(
        Outcome.COURT_ERROR,
        f"{screen}: a script of the page failed: {words}",
        "tell the court's web staff; the screen may be incomplete without it",
    )


_NEXT_DIFFERS = {
    Outcome.DRIFT: "compare the picture with the document: has the court's screen changed, or is it wrong?",
    Outcome.ACCOUNT: "ask the account's holder, or the court: the screen is in order, the account is not",
}
