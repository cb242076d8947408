"""Classifies failures: a step's outcome, a message, and what the reader should do next."""

from dataclasses import replace

from config.court import Court
from ecfcheck.courts.network_errors import explain_network_error
from ecfcheck.flowfile.placeholder import PASSCODE
from ecfcheck.runner import step_errors
from ecfcheck.runner.failure import Classifier, Failure, FailureTemplate
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.transition import Transition
from ecfcheck.runner.wrong_screens import (
    NEXT_UNAVAILABLE,
    NEXT_WRONG_SCREEN,
    classify_bad_status,
    classify_error_response,
    classify_wrong_screen,
    describe_unasked,
    is_refused,
)
from pages import errors

_NEXT_AWAY = "check whether this is the court you mean: correct its file or --base-url, or tell the court"

CORRECT_PAGE_OBJECT = "correct the page object; what was done is on record"

_NEXT_BY_ITSELF = "look at the picture: does the court's page send its form by itself now?"

_NEXT_UNKNOWN = "do not repeat it; look at the court's screens to see whether it took effect"

_NEXT_MAY_FILE = (
    "if this account is linked already, there is nothing to do; if not, the court offers filing too early"
)

_NEXT_DIFFERS = {
    Outcome.DRIFT: "compare the picture with the document: has the court's screen changed, or is it wrong?",
    Outcome.ACCOUNT: "ask the account's holder, or the court: the screen is right, but the account is not",
    Outcome.HARNESS: "correct the name in the settings; if the court shows someone else, correct the login",
}

_WRONG_NAME = "{} is not the name the court shows; "
_BOTH_HIDDEN, _BOTH_SHOWN = "run with --show-names to see both", "both are in the lines that follow"


def classify(error: errors.StepError, transition: Transition, court: Court) -> Failure:
    """Return the failure that an error means. Raises LookupError for an unknown kind of error.

    It alone decides whether an error leaves the result of an effect unknown; a classifier's outcome is the
    one that counts if nothing was sent.
    """
    kind = next((kind for kind in type(error).__mro__ if kind in CLASSIFIERS), None)
    if kind is None:
        raise LookupError(f"{type(error).__name__} is not in the table CLASSIFIERS in {__name__}")
    failure = CLASSIFIERS[kind](error, transition, court)
    if _may_have_been_sent(error, transition) and not _is_state_known(error, transition):
        return replace(
            failure,
            outcome=Outcome.UNKNOWN_STATE,
            next=_NEXT_UNKNOWN,
            standing=None,
            outcome_without_effect=failure.outcome,
        )
    return failure


def _may_have_been_sent(error: errors.StepError, transition: Transition) -> bool:
    """Return whether an effect may have been sent: its action is done, or failed while it was sent."""
    if isinstance(error, errors.PageObjectError | step_errors.SentByItselfError) and error.may_have_sent:
        return transition.has_effect
    return transition.has_effect and (transition.is_done or isinstance(error, _RAISED_AFTER_ACTING))


def _is_state_known(error: errors.StepError, transition: Transition) -> bool:
    """Return whether the screen that came says what became of the action's effect."""
    if not isinstance(error, step_errors.WrongScreenError):
        return False
    arrival = error.arrival
    return is_refused(arrival, transition) or transition.effect in arrival.shows_result_of


def describe_interruption(effect: Transition) -> Failure:
    """Return the failure of a step that was interrupted after its effect may have been sent."""
    return Failure(
        Outcome.UNKNOWN_STATE,
        f"{effect.screen}: the run ended before the answer to {effect.action}, which may have been sent",
        _NEXT_UNKNOWN,
    )


def _classify_screen_differs(error: step_errors.ScreenDiffersError, _: Transition, __: Court) -> Failure:
    part = error.part
    wrong = [check for check in error.checks if not check.holds]
    settings = dict.fromkeys(name for check in wrong for name in check.settings)
    if all(check.settings for check in wrong):
        outcome = Outcome.HARNESS
    else:
        outcome = Outcome.ACCOUNT if error.is_of_account else Outcome.DRIFT
    next_ = _NEXT_DIFFERS[outcome]
    # Only if the standing itself differs: a screen can also differ elsewhere, for an account that may file.
    if outcome is Outcome.DRIFT and any(check.seen == ("may file",) for check in wrong):
        next_ = _NEXT_MAY_FILE
    if part.act and part.act.action.effect != "read":
        next_ = f"{part.act.action.name} was not done, so nothing was changed at the court; {next_}"
    where = _BOTH_SHOWN if error.shows_names else _BOTH_HIDDEN
    lines = [_WRONG_NAME.format(name) + where for name in settings]
    lines += [f"{part.screen.name} {check.difference}" for check in wrong]
    return Failure(outcome, "\n".join(lines), next_, error.standing)


def _classify_unreachable(error: errors.CourtUnreachableError, _: Transition, __: Court) -> Failure:
    return Failure(
        Outcome.UNAVAILABLE,
        f"{error.address} did not answer: {explain_network_error(error.reason)}",
        NEXT_UNAVAILABLE,
    )


def _classify_browser_lost(error: errors.BrowserLostError, transition: Transition, _: Court) -> Failure:
    message = f"the browser failed: {error}"
    if transition.has_effect:
        message = f"{transition.screen}.{transition.action} may have been sent before {message}"
    return Failure(Outcome.HARNESS, message, "run it again; nothing was changed")


def _classify_missing_in_account(
    error: step_errors.MissingInAccountError, _: Transition, __: Court
) -> Failure:
    return Failure(
        Outcome.ACCOUNT,
        f"{error.screen} asks for {error.what}, and the account has none",
        "add it to the settings of this account (.env.example), or use an account that is not asked for it",
        "passcode needed" if PASSCODE in error.what else None,
    )


def _classify_leaving(error: step_errors.LeavingScreenError, _: Transition, __: Court) -> Failure:
    message = f"{error.screen}: the page leaves by itself, which is not documented: {error}"
    if error.arrival and error.arrival.shows_result_of:
        return describe_unasked(Outcome.DRIFT, f"{message}; shown: {error.arrival.only_screen}")
    return Failure(
        Outcome.DRIFT,
        message,
        "look at where it leads: the court announces something new, or the page is not the right one",
    )


_RAISED_AFTER_ACTING = (
    step_errors.WrongScreenError,
    step_errors.BadStatusError,
    step_errors.NoAnswerError,
    step_errors.SentBeforeClickError,
    errors.NothingSentError,
    errors.ErrorResponseError,
    errors.BrowserLostError,
    step_errors.SecretHeldBackError,
)
"""The errors that are raised only after an action, or while it is carried out.

Where nothing was seen to be sent, a click may still have been.
"""

CLASSIFIERS: dict[type[Exception], Classifier] = {
    step_errors.ScreenDiffersError: _classify_screen_differs,
    step_errors.WrongScreenError: classify_wrong_screen,
    step_errors.BadStatusError: classify_bad_status,
    step_errors.NoAnswerError: FailureTemplate(
        Outcome.COURT_ERROR,
        "{error.action} was done, and the court did not answer within {court.limits.arrive:g} s",
        NEXT_WRONG_SCREEN[Outcome.COURT_ERROR],
    ),
    errors.NothingSentError: FailureTemplate(
        Outcome.DRIFT,
        "{transition.screen}.{transition.action}: the click did nothing: within {court.limits.settle:g} s the"
        " browser sent nothing to the court{error}",
        NEXT_WRONG_SCREEN[Outcome.DRIFT],
    ),
    step_errors.MissingInAccountError: _classify_missing_in_account,
    errors.BrowserLostError: _classify_browser_lost,
    errors.CourtUnreachableError: _classify_unreachable,
    errors.ErrorResponseError: classify_error_response,
    step_errors.WrongAddressError: FailureTemplate(
        Outcome.DRIFT,
        "{transition.action} leads to {error.arrival.expected_screen} at {error.arrival.url};"
        " the court's file says {error.arrival.expected_origin}",
        _NEXT_AWAY,
    ),
    errors.WrongOriginError: FailureTemplate(Outcome.DRIFT, "{error}", _NEXT_AWAY),
    errors.NotUsableError: FailureTemplate(
        Outcome.DRIFT,
        "{error.screen}.{error.action} cannot be done, and nothing was sent: {error.reason}",
        "look at the picture: is the field or button there, as documented, and enabled?",
    ),
    errors.MissingControlError: FailureTemplate(
        Outcome.DRIFT,
        "{error.screen}.{error.action} was not done, and nothing was sent: {error.reason}",
        "look at the picture: is it there, as documented? If not, tell the court; if it has other words now,"
        " correct the flow or the court's file",
    ),
    errors.NotReadableError: FailureTemplate(
        Outcome.DRIFT,
        "{error.screen} {error.what} cannot be read: {error.reason}",
        "look at the picture: is that part of the screen there?",
    ),
    errors.NoWayInError: FailureTemplate(
        Outcome.DRIFT,
        "{error.screen} {error.action}: {error.reason}",
        "if the page is right, add the court's own words or addresses to its file; if not, tell the court",
    ),
    errors.PageObjectError: FailureTemplate(Outcome.HARNESS, "{error}", CORRECT_PAGE_OBJECT),
    step_errors.RequestBlockedError: FailureTemplate(
        Outcome.BLOCKED,
        "{transition.action} sent an effect that is closed on {court.name}, and the browser blocked it:"
        " {error}",
        "nothing reached the court; correct this flow, or the page object's locator: it presses the wrong"
        " button",
    ),
    step_errors.SecretHeldBackError: FailureTemplate(
        Outcome.DRIFT,
        "{transition.screen}.{transition.action}: after a secret was typed, the page would have sent {error},"
        " which is not the court's; the browser blocked it",
        "nothing secret left the browser; do not log in by hand, and tell the court's web staff at once",
    ),
    errors.UnsafeFormError: FailureTemplate(
        Outcome.DRIFT,
        "{error}",
        "tell the court: what is sent in an address is kept in logs; what comes as text/plain is not read",
    ),
    step_errors.DialogShownError: FailureTemplate(
        Outcome.DRIFT,
        "{error.screen}: the browser showed a dialog that is not documented: {error}",
        "read its words: the court announces something new, or refuses what was entered",
    ),
    step_errors.LeavingScreenError: _classify_leaving,
    step_errors.SentBeforeClickError: FailureTemplate(
        Outcome.DRIFT,
        "{transition.screen}.{transition.action} was not done: {error}; but the page may have sent what was"
        " filled in by itself",
        _NEXT_BY_ITSELF,
    ),
    step_errors.SentByItselfError: FailureTemplate(
        Outcome.DRIFT,
        "the court's page would have sent its form to {error} by itself; the browser blocked it",
        _NEXT_BY_ITSELF,
    ),
    step_errors.WrongCourtError: FailureTemplate(
        Outcome.DRIFT,
        "{transition.action} leads to {error.arrival.expected_screen} of another court, and nothing was"
        " typed: it goes on to {error}; the court's file says {court.ecf}",
        _NEXT_AWAY,
    ),
    step_errors.TabOpenedError: FailureTemplate(
        Outcome.DRIFT,
        "{error.screen}: the court opened another tab or window, which is not documented: {error}",
        "look at what it shows: the court announces something new, or a link leads elsewhere",
    ),
    step_errors.ScriptFailedError: FailureTemplate(
        Outcome.COURT_ERROR,
        "{error.screen}: a script of the page failed: {error}",
        "tell the court's web staff; the screen may be incomplete without it",
    ),
    step_errors.EffectUnansweredError: FailureTemplate(
        Outcome.UNKNOWN_STATE,
        "{transition.screen}.{transition.action} was not sent: it is not known whether an earlier effect of"
        " this account took effect",
        "look at the court's screens to see whether it did; then begin a new run, if you still want this one",
    ),
    step_errors.LoginUnansweredError: FailureTemplate(
        Outcome.ACCOUNT,
        "{transition.screen} {transition.action}: nothing was typed; this user name and password were sent"
        " earlier in this run, and the court's answer was never seen",
        "accounts get locked: check in a browser whether they are right, and then begin a new run",
    ),
    step_errors.LoginRefusedBeforeError: FailureTemplate(
        Outcome.ACCOUNT,
        "{transition.screen} {transition.action}: nothing was typed; this user name and password were refused"
        ' on {error.refusal.when:%Y-%m-%d}: "{error}"',
        "accounts get locked: update the password in your settings; if this password is right now, run"
        " `ecfcheck forget-refusals` to try it again",
        "refused",
    ),
    step_errors.LoginHeldBackError: FailureTemplate(Outcome.NOT_RUN, "{error}", None),
    step_errors.LoginNotSubmittedError: FailureTemplate(
        Outcome.HARNESS,
        "{error.screen}.{error.action} is declared a login and did not end with submit_credentials; the"
        " password may have been sent, so it is not typed again in this run",
        "have its page object submit only with self.submit_credentials(button)",
    ),
    step_errors.LoginContractError: FailureTemplate(
        Outcome.HARNESS,
        "{error.screen}.{error.action} breaks the contract of a login: {error}",
        "have its page object type the password and submit once with"
        " self.submit_credentials(button, FieldInput(...), ...)",
    ),
}
"""The classifier of each kind of error: a template, or a function where the outcome depends on more."""
