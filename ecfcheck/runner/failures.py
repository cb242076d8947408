"""Classifies failures: a step's outcome, what is wrong in words, and what the reader does next."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from config.court import Court
from ecfcheck.browser.arrival import Arrival, ScreenRefusal
from ecfcheck.courts.network_errors import explain_network_error
from ecfcheck.flowfile.placeholder import PASSCODE
from ecfcheck.runner import step_errors
from ecfcheck.runner.outcome import Outcome
from pages import errors
from pages.decorators import Effect, RefusalOutcome, RefusalRule, Standing


@dataclass(frozen=True)
class Failure:
    """Why a step ended before its time: the outcome, what is wrong in words, what the reader does next."""

    outcome: Outcome
    message: str
    next: str | None
    standing: Standing | None = None
    """How the account stands by the court's words, if they say so."""


@dataclass(frozen=True)
class Transition:
    """A way to a screen: which is wanted, by what, from which screen, with what effect.

    `refused` says what a refusal means where the screen that refuses cannot tell.
    """

    wanted: str
    by: str
    leaving: str = ""
    effect: Effect = "read"
    refused: RefusalOutcome | None = None
    is_reloaded: bool = False
    """Whether the address of a login that came once more was loaded again already."""

    @property
    def has_effect(self) -> bool:
        """Whether something at the court may have changed if the answer is not as it must be."""
        return self.effect != "read"


def classify(error: errors.StepError, transition: Transition, court: Court) -> Failure:
    """Return what an error means for the transition under way. Raises LookupError for an unknown kind."""
    kind = next((kind for kind in type(error).__mro__ if kind in CLASSIFIERS), None)
    if kind is None:
        raise LookupError(f"{type(error).__name__} is in no row of the table in {__name__}")
    return CLASSIFIERS[kind](error, transition, court)


def describe_interruption(effect: Transition) -> Failure:
    """Return the failure of a step whose effect was sent, and whose end is not seen any more."""
    return Failure(
        Outcome.UNKNOWN_STATE,
        f"{effect.leaving}: the run ended before the answer to {effect.by}, which may have been sent",
        _LOOK_AT_SCREENS,
    )


def refusal_outcome(
    refusal: ScreenRefusal, action_refused: RefusalOutcome | None
) -> tuple[Outcome, RefusalRule | None]:
    """Return the outcome of a refusal, and the rule that its words fit, if they are known."""
    rule = refusal.rule
    return Outcome[rule.outcome if rule else action_refused or refusal.default_outcome], rule


def _screen_differs(error: step_errors.ScreenDiffersError, _: Transition, __: Court) -> Failure:
    part = error.part
    wrong = [f"{part.screen.name} {check.difference}" for check in error.checks if not check.holds]
    outcome = Outcome.ACCOUNT if error.is_of_account else Outcome.DRIFT
    next_ = _NEXT_DIFFERS[outcome]
    if part.act and part.act.action.effect != "read":
        next_ = f"{part.act.action.name} was not done, so nothing was changed at the court; {next_}"
    return Failure(outcome, "\n".join(wrong), next_, error.standing)


def _wrong_screen(error: step_errors.WrongScreenError, transition: Transition, _: Court) -> Failure:
    arrival = error.arrival
    # An action that foresees a refusal has done nothing when it is refused.
    if arrival.refusal and (not transition.has_effect or transition.refused):
        return _refused(arrival, arrival.refusal, transition)
    message, outcome = _what_came(arrival, transition)
    return _after(transition, outcome, message)


def _refused(arrival: Arrival, refusal: ScreenRefusal, transition: Transition) -> Failure:
    outcome, rule = refusal_outcome(refusal, transition.refused)
    next_ = rule.next if rule and rule.next else _NEXT_REFUSED[outcome]
    message = _refusal_words(arrival, refusal, transition)
    return Failure(outcome, message, next_, rule.standing if rule else None)


def _refusal_words(arrival: Arrival, refusal: ScreenRefusal, transition: Transition) -> str:
    return f'{transition.by}: {refusal.screen} says "{refusal.words}"; documented: {arrival.wanted}'


def _what_came(arrival: Arrival, transition: Transition) -> tuple[str, Outcome]:
    """Return what is there instead of the wanted screen, and whose fault it looks like."""
    if arrival.refusal:
        return _refusal_words(arrival, arrival.refusal, transition), Outcome.UNKNOWN_STATE
    if failed := arrival.failed_navigation:
        why = explain_network_error(failed.reason)
        return f"{transition.by}: no answer from {failed.address}: {why}", Outcome.UNAVAILABLE
    status = arrival.http_status
    if status in _NOT_AVAILABLE:
        why = f"{_NOT_AVAILABLE[status]} (HTTP status {status})"
        return f"{transition.by}: {arrival.url} is not available: {why}", Outcome.UNAVAILABLE
    known = [name for name in arrival.screens if name not in arrival.fallbacks]
    seen = " and ".join(known) or f"no screen that is known, {arrival.description}"
    seen += "".join(f'; the browser showed a dialog: "{words}"' for words in arrival.dialogs)
    seen += "".join(f"; another tab was opened: {address}" for address in arrival.other_tabs)
    message = f"{transition.by} should lead to {arrival.wanted}, known by {arrival.known_by}; shown: {seen}"
    if status >= errors.SERVER_ERROR:
        return f"{message} (HTTP status {status})", Outcome.COURT_ERROR
    return message, Outcome.DRIFT


def _wrong_address(error: step_errors.WrongAddressError, transition: Transition, _: Court) -> Failure:
    arrival = error.arrival
    message = (
        f"{transition.by} leads to {arrival.wanted} at {arrival.url};"
        f" the court's file says {arrival.expected_origin}"
    )
    return Failure(Outcome.DRIFT, message, _NEXT_AWAY)


def _wrong_origin(error: errors.WrongOriginError, _: Transition, __: Court) -> Failure:
    return Failure(Outcome.DRIFT, str(error), _NEXT_AWAY)


def _unreachable(error: errors.CourtUnreachableError, _: Transition, __: Court) -> Failure:
    return Failure(
        Outcome.UNAVAILABLE,
        f"{error.address} did not answer: {explain_network_error(error.reason)}",
        "see whether the address opens in a browser of this machine; if it does not, try again later",
    )


def _server_error(error: errors.CourtServerError, transition: Transition, _: Court) -> Failure:
    return _after(transition, Outcome.COURT_ERROR, str(error))


def _no_answer(error: step_errors.NoAnswerError, transition: Transition, court: Court) -> Failure:
    message = f"{error.action} was done, and the court did not answer within {court.limits.arrive:g} s"
    return _after(transition, Outcome.COURT_ERROR, message)


def _not_usable(error: errors.NotUsableError, _: Transition, __: Court) -> Failure:
    return Failure(
        Outcome.DRIFT,
        f"{error.screen} does not let {error.action} be done, and nothing was sent: {error.reason}",
        "look at the picture: is the field or button there, as documented, and enabled?",
    )


def _not_readable(error: errors.NotReadableError, _: Transition, __: Court) -> Failure:
    return Failure(
        Outcome.DRIFT,
        f"{error.screen} {error.what} cannot be read: {error.reason}",
        "look at the picture: is that part of the screen there at all?",
    )


def _no_way_in(error: errors.NoWayInError, _: Transition, __: Court) -> Failure:
    return Failure(
        Outcome.DRIFT,
        f"{error.screen} {error.action}: {error.reason}",
        "if the page is right, put the court's own words or addresses into its file; if not, tell the court",
    )


def _browser_lost(error: errors.BrowserLostError, transition: Transition, _: Court) -> Failure:
    if not transition.has_effect:
        message = f"the browser failed: {error}"
        return Failure(Outcome.HARNESS, message, "run it again; nothing was changed")
    return Failure(
        Outcome.UNKNOWN_STATE,
        f"{transition.leaving}.{transition.by} may have been sent before the browser failed: {error}",
        _LOOK_AT_SCREENS,
    )


def _blocked(error: step_errors.RequestBlockedError, transition: Transition, court: Court) -> Failure:
    return Failure(
        Outcome.BLOCKED,
        f"{transition.by} sent what is closed on {court.name}, and the browser refused it: {error}",
        "nothing reached the court; this flow, or a locator of its pages, presses what it must not: mend it",
    )


def _dialog_shown(error: step_errors.DialogShownError, _: Transition, __: Court) -> Failure:
    words = " and ".join(f'"{words}"' for words in error.dialogs)
    return Failure(
        Outcome.DRIFT,
        f"{error.screen}: the browser showed a dialog that is not documented: {words}",
        "read its words: the court tells its users something new, or refuses what was entered",
    )


def _tab_opened(error: step_errors.TabOpenedError, _: Transition, __: Court) -> Failure:
    addresses = ", ".join(error.addresses)
    return Failure(
        Outcome.DRIFT,
        f"{error.screen}: the court opened another tab or window, which is not documented: {addresses}",
        "look at what it shows: the court tells its users something new, or a link leads elsewhere",
    )


def _script_failed(error: step_errors.ScriptFailedError, _: Transition, __: Court) -> Failure:
    return Failure(
        Outcome.COURT_ERROR,
        f"{error.screen}: a script of the page failed: {'; '.join(error.errors)}",
        "tell the court's web staff; the screen may be incomplete without it",
    )


def _missing_in_account(error: step_errors.MissingInAccountError, _: Transition, __: Court) -> Failure:
    return Failure(
        Outcome.ACCOUNT,
        f"{error.screen} asks for {error.what}, and the account that was given has none",
        "add it to the settings of this account (.env.example), or use one that is not asked for it",
        "passcode needed" if PASSCODE in error.what else None,
    )


def _effect_unanswered(_: step_errors.EffectUnansweredError, transition: Transition, __: Court) -> Failure:
    return Failure(
        Outcome.UNKNOWN_STATE,
        f"{transition.leaving}.{transition.by} was not sent: how an earlier effect of this account ended is"
        " not known",
        "look at the court's screens to see how things stand; then begin a new run, if it is still wanted",
    )


def _login_unanswered(_: step_errors.LoginUnansweredError, transition: Transition, __: Court) -> Failure:
    return Failure(
        Outcome.ACCOUNT,
        f"{transition.leaving} {transition.by}: nothing was typed; this user name and password were sent"
        " before in this run, and the court's answer was never seen",
        "accounts get locked: see in a browser whether they are right, and then begin a new run",
    )


def _login_refused_before(
    error: step_errors.LoginRefusedBeforeError, transition: Transition, _: Court
) -> Failure:
    refusal = error.refusal
    return Failure(
        Outcome.ACCOUNT,
        f"{transition.leaving} {transition.by}: nothing was typed; this user name and password were refused"
        f' on {refusal.when:%Y-%m-%d}: "{refusal.words}"',
        "accounts get locked: put the current password into the settings; if this one is right by now,"
        " `ecfcheck forget-refusals` lets it be tried again",
        "refused",
    )


def _login_held_back(error: step_errors.LoginHeldBackError, _: Transition, __: Court) -> Failure:
    return Failure(Outcome.NOT_RUN, str(error), None)


def _login_not_submitted(error: step_errors.LoginNotSubmittedError, _: Transition, __: Court) -> Failure:
    return Failure(
        Outcome.HARNESS,
        f"{error.screen}.{error.action} is declared a login and did not end with submit_credentials; the"
        " password may have been sent, so it is not typed again in this run",
        "let its page object send what it typed by self.submit_credentials(button) and by nothing else",
    )


def _after(transition: Transition, outcome: Outcome, message: str) -> Failure:
    """Return a failure; after an effect it is not known how that ended."""
    if transition.has_effect:
        return Failure(Outcome.UNKNOWN_STATE, message, _LOOK_WHETHER)
    return Failure(outcome, message, _NEXT_WRONG_SCREEN[outcome])


CLASSIFIERS: dict[type[Exception], Callable[[Any, Transition, Court], Failure]] = {
    step_errors.ScreenDiffersError: _screen_differs,
    step_errors.WrongScreenError: _wrong_screen,
    step_errors.WrongAddressError: _wrong_address,
    step_errors.NoAnswerError: _no_answer,
    step_errors.RequestBlockedError: _blocked,
    step_errors.DialogShownError: _dialog_shown,
    step_errors.TabOpenedError: _tab_opened,
    step_errors.ScriptFailedError: _script_failed,
    step_errors.MissingInAccountError: _missing_in_account,
    step_errors.EffectUnansweredError: _effect_unanswered,
    step_errors.LoginUnansweredError: _login_unanswered,
    step_errors.LoginRefusedBeforeError: _login_refused_before,
    step_errors.LoginHeldBackError: _login_held_back,
    step_errors.LoginNotSubmittedError: _login_not_submitted,
    errors.BrowserLostError: _browser_lost,
    errors.CourtUnreachableError: _unreachable,
    errors.CourtServerError: _server_error,
    errors.NotUsableError: _not_usable,
    errors.NotReadableError: _not_readable,
    errors.NoWayInError: _no_way_in,
    errors.WrongOriginError: _wrong_origin,
}
"""What each kind of error means."""

_NOT_AVAILABLE = {
    408: "the request timed out",
    429: "too many requests",
    503: "the service is unavailable",
    504: "a server behind it timed out",
}
"""The HTTP statuses by which a server, or what is before it, says that it has no time now (facts F4)."""

_NEXT_AWAY = "see whether this is the court you mean: mend its file or --base-url, or tell the court"

_LOOK_WHETHER = "do not repeat it; look at the court to see whether it took effect"

_LOOK_AT_SCREENS = "do not repeat it; look at the court's screens to see how things stand"

_NEXT_WRONG_SCREEN = {
    Outcome.DRIFT: "look at the picture: has the way to this screen changed?",
    Outcome.COURT_ERROR: "the court's system failed or is slow: try again later, and tell the court",
    Outcome.UNAVAILABLE: "see whether the address opens in a browser here; if not, try again later",
}

_NEXT_REFUSED = {
    Outcome.ACCOUNT: "do not try again, for accounts get locked: ask this account's holder, or the court",
    Outcome.COURT_ERROR: "the court's system failed or refused what was entered: read its words",
    Outcome.UNAVAILABLE: "the court does not answer such requests now: read its words, and try again later",
}

_NEXT_DIFFERS = {
    Outcome.DRIFT: "compare the picture with the document: has the court's screen changed, or is it wrong?",
    Outcome.ACCOUNT: "ask the account's holder, or the court: the screen is in order, the account is not",
}
