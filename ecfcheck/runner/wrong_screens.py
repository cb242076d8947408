"""Classifies what came instead of the expected screen: another screen, a refusal, or an error's status."""

from config.court import Court
from ecfcheck.browser.arrival import Arrival, ScreenRefusal
from ecfcheck.courts.network_errors import explain_network_error
from ecfcheck.flowfile.overlap import suggest_narrower_landmarks
from ecfcheck.runner import step_errors
from ecfcheck.runner.failure import Failure
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.transition import Transition
from pages import errors
from pages.decorators import RefusalOutcome, RefusalRule

_NOT_AVAILABLE = {
    408: "the request timed out",
    429: "too many requests",
    503: "the service is unavailable",
    504: "a server behind it timed out",
}
"""The HTTP statuses by which a server, or a proxy before it, says that it is too busy (facts F4)."""

_NEXT_TOOK_EFFECT = "do not repeat it; tell the court: by the document, this should not have been possible"

_NEXT_UNASKED = "do not run it again: the court did it by itself; look at the account, and tell the court"

NEXT_UNAVAILABLE = "check whether the address opens in a browser on this machine; if not, try again later"

NEXT_WRONG_SCREEN = {
    Outcome.DRIFT: "look at the picture: has the way to this screen changed?",
    Outcome.COURT_ERROR: "the court's system failed or is slow: try again later, and tell the court",
    Outcome.UNAVAILABLE: NEXT_UNAVAILABLE,
}

_NEXT_REFUSED = {
    Outcome.ACCOUNT: "do not try again, because accounts get locked: ask the account's holder, or the court",
    Outcome.DRIFT: "the document does not mention this refusal: read its words, and compare the rules",
    Outcome.COURT_ERROR: "the court's system failed or refused what was entered: read its words",
    Outcome.UNAVAILABLE: "the court does not answer such requests now: read its words, and try again later",
}


def is_refused(arrival: Arrival, transition: Transition) -> bool:
    """Return whether the court refused an action, and so did nothing.

    After an effect that does not foresee a refusal, only words that refuse the account are certain.
    """
    if arrival.refusal is None:
        return False
    rule = arrival.refusal.rule
    is_certain = rule is not None and rule.outcome == Outcome.ACCOUNT
    return not transition.has_effect or transition.refusal_outcome is not None or is_certain


def find_refusal_outcome(
    refusal: ScreenRefusal, action_refused: RefusalOutcome | None
) -> tuple[Outcome, RefusalRule | None]:
    """Return the outcome of a refusal, and the rule that matches its words, if there is one."""
    rule = refusal.rule
    return Outcome[rule.outcome if rule else action_refused or refusal.default_outcome], rule


def classify_wrong_screen(error: step_errors.WrongScreenError, transition: Transition, _: Court) -> Failure:
    """Return the failure if another screen came, by what it says of the action and its effect."""
    arrival = error.arrival
    if arrival.refusal:
        failure = _classify_refusal(arrival, arrival.refusal, transition)
    else:
        message, outcome = _describe_wrong_screen(arrival, transition)
        failure = Failure(outcome, message, _choose_next(arrival, outcome))
    if not arrival.shows_result_of or is_refused(arrival, transition):
        return failure
    if transition.has_effect and transition.effect in arrival.shows_result_of:
        return Failure(Outcome.DRIFT, f"{failure.message}; so it took effect", _NEXT_TOOK_EFFECT)
    return describe_unasked(failure.outcome, failure.message)


def describe_unasked(outcome: Outcome, message: str) -> Failure:
    """Return the failure if a screen shows the result of an effect that no step has asked for."""
    return Failure(outcome, f"{message}; so an effect took place that was not asked for", _NEXT_UNASKED)


def _choose_next(arrival: Arrival, outcome: Outcome) -> str:
    if outcome is Outcome.DRIFT and arrival.is_ambiguous:
        return suggest_narrower_landmarks(arrival.screens)
    return NEXT_WRONG_SCREEN[outcome]


def _classify_refusal(arrival: Arrival, refusal: ScreenRefusal, transition: Transition) -> Failure:
    outcome, rule = find_refusal_outcome(refusal, transition.refusal_outcome)
    next_ = rule.next if rule and rule.next else _NEXT_REFUSED[outcome]
    message = (
        f'{transition.action}: {refusal.screen} says "{refusal.words}"; documented: {arrival.expected_screen}'
    )
    return Failure(outcome, message, next_, rule.standing if rule else None, (refusal.words,))


def _describe_wrong_screen(arrival: Arrival, transition: Transition) -> tuple[str, Outcome]:
    """Return a message on what came instead of the expected screen, and its outcome if nothing was sent."""
    if failed := arrival.failed_navigation:
        why = explain_network_error(failed.reason)
        return f"{transition.action}: no answer from {failed.address}: {why}", Outcome.UNAVAILABLE
    status = arrival.http_status
    if status in _NOT_AVAILABLE:
        return _describe_unavailable(arrival.url, status, transition), Outcome.UNAVAILABLE
    known = [name for name in arrival.screens if name not in arrival.fallbacks]
    seen = " and ".join(known) or f"an unknown screen, {arrival.description}"
    seen += step_errors.describe_dialogs(arrival.dialogs)
    seen += "".join(f"; another tab was opened: {address}" for address in arrival.other_tabs)
    if arrival.is_ambiguous:
        message = f"{transition.action} leads to a page that the landmarks of {seen} match; only one may"
    else:
        documented = f"{arrival.expected_screen}, known by {arrival.known_by}"
        message = f"{transition.action} should lead to {documented}; shown: {seen}"
    if status >= errors.SERVER_ERROR:
        return f"{message} (HTTP status {status})", Outcome.COURT_ERROR
    return message, Outcome.DRIFT


def _describe_unavailable(address: str, status: int, transition: Transition) -> str:
    expected = f"{transition.action} should lead to {transition.expected_screen}"
    return f"{expected}, but {address} is not available: {_NOT_AVAILABLE[status]} (HTTP status {status})"


def classify_error_response(error: errors.ErrorResponseError, transition: Transition, _: Court) -> Failure:
    """Return the failure if the response to what an action sent has the HTTP status of an error."""
    if error.status in _NOT_AVAILABLE:
        message = _describe_unavailable(error.address, error.status, transition)
        return Failure(Outcome.UNAVAILABLE, message, NEXT_UNAVAILABLE)
    outcome = _classify_status(error.status)
    return Failure(outcome, f"{transition.action}: {error}", NEXT_WRONG_SCREEN[outcome])


def classify_bad_status(error: step_errors.BadStatusError, transition: Transition, _: Court) -> Failure:
    """Return the failure if the expected screen came with the HTTP status of an error."""
    arrival = error.arrival
    status = arrival.http_status
    if status in _NOT_AVAILABLE:
        message = _describe_unavailable(arrival.url, status, transition)
        return Failure(Outcome.UNAVAILABLE, message, NEXT_UNAVAILABLE)
    outcome = _classify_status(status)
    message = (
        f"{transition.action} leads to {arrival.expected_screen} at {arrival.url}, which has the right words;"
        f" but the court sent it with HTTP status {status}, as an error"
    )
    return Failure(outcome, message, NEXT_WRONG_SCREEN[outcome])


def _classify_status(status: int) -> Outcome:
    return Outcome.COURT_ERROR if status >= errors.SERVER_ERROR else Outcome.DRIFT
