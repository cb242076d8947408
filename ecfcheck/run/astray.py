"""Why a way did not lead where it should: what came instead, and whose fault it looks like."""

from dataclasses import dataclass

from config.court import Court
from ecfcheck.court.network_errors import explain_network_error
from ecfcheck.run.outcome import Outcome
from ecfcheck.run.stopped import Stopped
from pages.document import described, http_status
from pages.failing import SERVER_ERROR
from pages.verbs import Effect, Refusal, RefusalRule
from pages.window import Window


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
    loaded_again: bool = False
    """Whether the address of a login that came once more was loaded again already."""

    @property
    def leaves_doubt(self) -> bool:
        """Whether something at the court may have changed if the answer is not as it must be."""
        return self.effect != "read"


def court_failed(way: Way, words: str) -> Stopped:
    """Return the stop for an action that the court's server answered with an error."""
    if not way.leaves_doubt:
        return Stopped(Outcome.COURT_ERROR, words, _NEXT_ASTRAY[Outcome.COURT_ERROR])
    return Stopped(Outcome.UNKNOWN_STATE, words, _LOOK_WHETHER)


def no_answer(way: Way, court: Court) -> Stopped:
    """Return the stop for an action that was done and that the court did not answer in its time."""
    message = f"{way.by} was done, and the court did not answer within {court.limits.arrive:g} s"
    if not way.leaves_doubt:
        return Stopped(Outcome.COURT_ERROR, message, _NEXT_ASTRAY[Outcome.COURT_ERROR])
    return Stopped(Outcome.UNKNOWN_STATE, message, _LOOK_WHETHER)


def in_doubt(way: Way) -> Stopped:
    """Return the stop for an effect that is not sent, since it is not known how an earlier one ended."""
    return Stopped(
        Outcome.UNKNOWN_STATE,
        f"{way.leaving}.{way.by} was not sent: how an earlier effect of this account ended is not known",
        "look at the court's screens to see how things stand; then begin a new run, if it is still wanted",
    )


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
        outcome, rule = refusal_meaning(window, way, screen, words)
        # An action that foresees a refusal has done nothing when it is refused.
        if not way.leaves_doubt or way.refused:
            next_ = rule.next if rule and rule.next else _NEXT_REFUSED[outcome]
            return Stopped(outcome, message, next_, rule.standing if rule else None)
    else:
        message, outcome = _what_came(window, way)
    if way.leaves_doubt:
        return Stopped(Outcome.UNKNOWN_STATE, message, _LOOK_WHETHER)
    return Stopped(outcome, message, _NEXT_ASTRAY[outcome])


def refusal_meaning(window: Window, way: Way, screen: str, words: str) -> tuple[Outcome, RefusalRule | None]:
    """Return the outcome of a refusal, and the rule that its words fit, if they are known."""
    page = window.pages[screen]
    rule = page.rule_for(words)
    return Outcome[rule.outcome if rule else way.refused or page.refusal_means], rule


def _what_came(window: Window, way: Way) -> tuple[str, Outcome]:
    """Tell what is there instead of the wanted screen, and whose fault it looks like."""
    if lost := window.events.lost:
        why = explain_network_error(lost.failure)
        return f"{way.by}: no answer from {lost.address}: {why}", Outcome.UNAVAILABLE
    shown, status = window.shown(), http_status(window.tab)
    what = described(window.tab, with_words=not window.camera.covers_names)
    known = [name for name in shown if not window.pages[name].landmark.fallback]
    seen = " and ".join(known) or f"no screen that is known, {what}"
    seen += "".join(f'; the browser showed a dialog: "{words}"' for words in window.dialogs)
    seen += "".join(f"; another tab was opened: {address}" for address in window.other_tabs)
    sign = window.pages[way.wanted].sign
    message = f"{way.by} should lead to {way.wanted}, known by {sign}; shown: {seen}"
    if status in _NOT_AVAILABLE:
        why = f"{_NOT_AVAILABLE[status]} (HTTP status {status})"
        return f"{way.by}: {window.url} is not available: {why}", Outcome.UNAVAILABLE
    if status >= SERVER_ERROR:
        return f"{message} (HTTP status {status})", Outcome.COURT_ERROR
    return message, Outcome.DRIFT


_NOT_AVAILABLE = {
    408: "the request timed out",
    429: "too many requests",
    503: "the service is unavailable",
    504: "a server behind it timed out",
}
"""The HTTP statuses by which a server, or what is before it, says that it has no time now (facts F4)."""

_NEXT_AWAY = "see whether this is the court you mean: mend its file or --base-url, or tell the court"

_LOOK_WHETHER = "do not repeat it; look at the court to see whether it took effect"

_NEXT_ASTRAY = {
    Outcome.DRIFT: "look at the picture: has the way to this screen changed?",
    Outcome.COURT_ERROR: "the court's system failed or is slow: try again later, and tell the court",
    Outcome.UNAVAILABLE: "see whether the address opens in a browser here; if not, try again later",
}

_NEXT_REFUSED = {
    Outcome.ACCOUNT: "do not try again, for accounts get locked: ask this account's holder, or the court",
    Outcome.COURT_ERROR: "the court's system failed or refused what was entered: read its words",
    Outcome.UNAVAILABLE: "the court does not answer such requests now: read its words, and try again later",
}
