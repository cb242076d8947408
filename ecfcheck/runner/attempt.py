"""Runs one attempt at a flow in its own windows: arrive on a screen, check it, act on it."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial

from ecfcheck.browser.contexts import BrowserWindows
from ecfcheck.browser.recording import TraceGroup
from ecfcheck.browser.window import Window
from ecfcheck.flowfile.flow import ActionCall, Part, Step
from ecfcheck.flowfile.page_object_errors import page_object_errors_reported
from ecfcheck.runner.accessibility import AccessibilityTester
from ecfcheck.runner.checks import check_drawing, read_checks, require_documented, wait_for_checks
from ecfcheck.runner.context import RunContext
from ecfcheck.runner.drafts import PartDraft, StepResult
from ecfcheck.runner.failure import Failure
from ecfcheck.runner.failures import classify, describe_interruption
from ecfcheck.runner.logins import Logins
from ecfcheck.runner.navigator import Navigator, list_observers
from ecfcheck.runner.normalize import Normalizer
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.screen_evidence import ScreenEvidence
from ecfcheck.runner.session_reuse import SessionReuse
from ecfcheck.runner.step_errors import (
    DialogShownError,
    EffectUnansweredError,
    LeavingScreenError,
    ScreenDiffersError,
    ScriptFailedError,
    TabOpenedError,
    WrongScreenError,
)
from ecfcheck.runner.transition import Transition
from pages.base import PageObject
from pages.errors import (
    BrowserLostError,
    NotReadableError,
    NotUsableError,
    PageObjectError,
    StepError,
    translate_browser_errors,
)
from pages.screen_signs import describe_refresh

_DIALOGS = PageObject.dialogs.__name__

BeforeEffect = Callable[[Step, StepResult], None]
"""Called right before an effect is sent, with the result that counts if the step's end is never seen."""


class Attempt:
    """An attempt at a flow, from its first step; each step runs once, in order."""

    def __init__(self, context: RunContext, windows: BrowserWindows, before_effect: BeforeEffect) -> None:
        self.windows = windows
        self.steps_run = 0
        self.last_effect: Transition | None = None
        """The last effect that may have been sent, even if it is unanswered."""
        self.has_unanswered_effect = False
        """Whether the expected screen has not come after it yet, so that it may stay unanswered."""
        self._effect_step: Step | None = None
        """The step that sent it: its record is provisional until it ends."""
        self._context = context
        self._before_effect = before_effect
        self._sessions = SessionReuse(context.session_cache, context.redactor.learn)
        self._logins = Logins(list_observers(context, self._sessions))
        clean, clean_names = context.redactor.clean, context.names.clean
        self.normalizer = Normalizer(context.account, windows.court, clean, clean_names)
        self._screen_evidence = ScreenEvidence(context.evidence, self.normalizer)
        self._accessibility = AccessibilityTester(context.axe, self.normalizer.clean) if context.axe else None
        self._navigators: dict[str, Navigator] = {}
        self._navigator: Navigator | None = None
        """The navigator of the window that is in use."""
        self._parts = list(context.flow.parts())
        self._index = 0
        self._has_arrived = False
        self._is_page_gone = False
        """Whether the last page went elsewhere by itself, so that there is nothing to go back from."""

    @property
    def can_be_repeated(self) -> bool:
        """Whether a retry sends nothing twice: no effect, no failed login, no one-time passcode."""
        has_typed_passcode = any(one.has_typed_passcode for one in self._navigators.values())
        return self.last_effect is None and not self._logins.may_have_failed and not has_typed_passcode

    def run_step(self, step: Step) -> StepResult:
        """Run one step and return its result. This is the one place that turns errors into outcomes.

        Raises KeyboardInterrupt, unless the step may have sent an effect: then the result says so.
        """
        self.steps_run += 1
        result = StepResult()
        place = TraceGroup(f"{step.number} {step.says}", self._context.flow.path.as_posix(), step.line)
        try:
            with self.windows.step(place), translate_browser_errors():
                for part in step.parts:
                    self._run_part(part, step, result)
                    if result.rehearsed:
                        break
        except StepError as error:
            transition = self._navigator.transition if self._navigator else Transition("", "looking")
            failure = classify(error, transition, self.windows.court)
            is_cited = isinstance(error, WrongScreenError) and not error.arrival.is_ambiguous
            result.failure = _cite_rule(failure, step) if is_cited else failure
        except KeyboardInterrupt:
            if self.last_effect is None or not (self.has_unanswered_effect or self._effect_step is step):
                raise
            result.failure, result.is_interrupted = describe_interruption(self.last_effect), True
        return result

    def _run_part(self, part: Part, step: Step, result: StepResult) -> None:
        note = PartDraft(screen=part.screen.name, window=part.window)
        result.notes.append(note)
        self._navigator = None  # opening the window may fail, and then no transition is under way
        self._navigator = navigator = self._navigate(part.window)
        navigator.transition = Transition(note.screen, "looking")
        try:
            with page_object_errors_reported():
                self._look_and_act(part, note, step, result, navigator)
        except BrowserLostError:
            raise
        except (ScreenDiffersError, NotReadableError) as error:
            self._logins.settle(navigator.window)
            screen = error.screen if isinstance(error, NotReadableError) else note.screen
            self._stop_if_page_acted(screen, navigator)
            raise
        except StepError as error:
            arrival = error.arrival if isinstance(error, WrongScreenError) else None
            self._logins.settle(navigator.window, arrival)
            raise
        finally:
            if self._accessibility:
                note.accessibility = self._accessibility.take()
        self._has_arrived = note.done
        note.end(navigator.window)
        self._name_recordings([note], failed=False)
        self._index += 1

    def _look_and_act(
        self, part: Part, note: PartDraft, step: Step, result: StepResult, navigator: Navigator
    ) -> None:
        self._check(part, note, navigator)
        self._screen_evidence.keep(part, step, result.notes, navigator.window)
        self._test_accessibility(navigator.window, note.screen)
        if not all(check.holds for check in note.checks):
            navigator.window.note_unseen(note.screen)
        require_documented(part, note.checks, shows_names=self._context.shows_names)
        _stop_at_surprises(part, navigator.window)
        self._stop_if_page_acted(note.screen, navigator)
        if part.act:
            self._act(part, part.act, step, result, navigator)

    def _stop_if_page_acted(self, screen: str, navigator: Navigator) -> None:
        """Make sure that the page sent nothing and went nowhere since it arrived: nothing was done there.

        Raises SentByItselfError or LeavingScreenError.
        """
        navigator.stop_if_sent_by_itself()
        window = navigator.window
        if address := window.find_departure():
            self._is_page_gone = True
            arrival = window.wait_for_screen("", window.court.limits.settle)
            raise LeavingScreenError(screen, f"it went to {address}", arrival)

    def _navigate(self, window: str) -> Navigator:
        """Return a window's navigator. Raises BrowserLostError when the window cannot be opened."""
        if window not in self._navigators:
            opened = self.windows.window(window)
            navigator = Navigator(self._context, opened, self._logins, self._sessions)
            navigator.on_interstitial = partial(self._test_accessibility, opened)
            self._navigators[window] = navigator
        return self._navigators[window]

    def _check(self, part: Part, note: PartDraft, navigator: Navigator) -> None:
        """Go to the part's screen, unless the last part led there or was there, and read what it shows."""
        if part.opens or not (self._has_arrived or navigator.window.has_reading(note.screen)):
            self._screen_evidence.plan_reading(self._list_parts_on_screen(self._index), navigator.window)
            if part.opens:
                navigator.open_screen(note.screen)
            else:
                navigator.expect_screen(note.screen)
        note.url = navigator.window.url
        if self._pauses_at(part):
            navigator.window.pause()
        note.checks = wait_for_checks(part, navigator.window, self._context)
        self._logins.settle(navigator.window)

    def _list_parts_on_screen(self, index: int) -> list[Part]:
        """Return a part and those that follow it on the same screen without an action between them."""
        first, *others = self._parts[index:]
        parts, place = [first], (first.window, first.screen.name)
        for part in others:
            if parts[-1].act or part.opens or (part.window, part.screen.name) != place:
                break
            parts.append(part)
        return parts

    def _pauses_at(self, part: Part) -> bool:
        """Return whether a part is the first one of the step at which the user wants to look around."""
        number = self._context.pause_at
        return any(step.parts[0] is part for step in self._context.flow.steps if step.number == number)

    def _test_accessibility(self, window: Window, screen: str) -> None:
        if self._accessibility:
            self._accessibility.test(window, screen)

    def _act(self, part: Part, act: ActionCall, step: Step, result: StepResult, navigator: Navigator) -> None:
        """Perform the part's action and arrive on the next screen; rehearse a closed effect."""
        note, action = result.notes[-1], act.action
        note.action, note.effect = action.name, action.effect
        # The loader makes sure that a part with an action has a next part, which names the screen.
        expected_screen = self._parts[self._index + 1].screen.name
        transition = Transition(
            expected_screen, action.name, note.screen, action.effect, action.refusal_outcome
        )
        navigator.transition = transition
        if transition.has_effect:
            # Check again right before submitting: the screen may have changed while the picture was taken.
            note.checks = read_checks(part, navigator.window, self._context)
            require_documented(part, note.checks, shows_names=self._context.shows_names)
            note.checks = check_drawing(part, navigator.window, self._context, note.checks)
            require_documented(part, note.checks, shows_names=self._context.shows_names)
            self._stop_if_page_acted(note.screen, navigator)
        arguments = self._context.fill(dict(act.arguments), note.screen)
        effect = self._context.flow.find_effect(act)
        if effect not in self._context.allowed:
            navigator.rehearse(arguments)
            result.rehearsed = (
                f"rehearsed: {note.screen}.{action.name} is ready and was not done: its effect, {effect},"
                f" is closed on {self.windows.court.name}"
            )
            return
        if transition.has_effect:
            self._prepare_effect(transition, step, result)
        self._screen_evidence.plan_reading(self._list_parts_on_screen(self._index + 1), navigator.window)
        navigator.perform(act, arguments, note)
        self.has_unanswered_effect = False

    def _prepare_effect(self, transition: Transition, step: Step, result: StepResult) -> None:
        """Record that an effect is about to be sent. Raises EffectUnansweredError."""
        if self._context.unanswered.has_effect_of(self.windows.court, self._context.account):
            raise EffectUnansweredError
        provisional = StepResult(result.notes, describe_interruption(transition), is_interrupted=True)
        self._before_effect(step, provisional)
        self.last_effect, self._effect_step = transition, step
        self.has_unanswered_effect = True

    def look_at_failure(self, step: Step, result: StepResult) -> None:
        """Take a picture of a failure, unless the part's picture shows it; then leave the screen."""
        note = result.notes[-1]
        window = self.windows.window(note.window)
        note.url = window.url
        if note.done or note.picture is None:
            self._take_failure_picture(step, result, window)
        try:
            with page_object_errors_reported():
                self._go_back(note, window)
        except PageObjectError as error:  # the step has failed before, and that is what counts
            window.notes.append(str(error))
        note.end(window)
        self._name_recordings(result.notes, failed=True)

    def _take_failure_picture(self, step: Step, result: StepResult, window: Window) -> None:
        note = result.notes[-1]
        try:
            with page_object_errors_reported():
                picture = self._context.evidence.take_failure_picture(window, step, len(result.notes))
        except PageObjectError as error:  # without the names that it reads, nothing can be masked
            window.notes.append(f"no picture was taken: {error}")
            return
        note.picture = picture or note.picture
        note.find_areas(window, result.failure.words if result.failure else ())

    def _name_recordings(self, notes: list[PartDraft], *, failed: bool) -> None:
        """Add the paths of the recordings to the notes, if they will be kept."""
        if self._context.evidence.is_kept(failed=failed):
            for note in notes:
                paths = self.windows.recordings(note.window)
                note.trace, note.video = paths.get("trace"), paths.get("video")

    def _go_back(self, note: PartDraft, window: Window) -> None:
        """Leave a screen without submitting it, if it differs and its action has an effect."""
        act, leave_action = self._parts[self._index].act, window.page_objects[note.screen].leave_action
        is_as_documented = all(check.holds for check in note.checks)
        if not leave_action or is_as_documented or note.done or act is None or act.action.effect == "read":
            return
        if self._is_page_gone:
            return
        with suppress(NotUsableError):
            window.act(note.screen, leave_action, {})
            window.notes.append(f"went back from {note.screen} without submitting it")


def _cite_rule(failure: Failure, step: Step) -> Failure:
    """Return a failure with the rule of the document that the court does not keep, if that is what failed."""
    if failure.outcome is not Outcome.DRIFT or not step.rule:
        return failure
    return replace(failure, rule=step.rule)


def _stop_at_surprises(part: Part, window: Window) -> None:
    """Raise a StepError at a dialog, a script error or a tab that no document mentions."""
    if any(check.name == _DIALOGS for check, _ in part.checks):
        window.dialogs.clear()
    if window.dialogs:
        raise DialogShownError(part.screen.name, window.dialogs)
    if window.events.script_errors:
        window.events.excuse_script_errors(window.page)
    if window.events.script_errors:
        raise ScriptFailedError(part.screen.name, window.events.script_errors)
    refreshes = (window.page_objects[part.screen.name].signs.refresh, window.events.get_refresh(window.page))
    if refresh := next(filter(None, map(describe_refresh, refreshes)), ""):
        raise LeavingScreenError(part.screen.name, refresh)
    if window.other_tabs:
        raise TabOpenedError(part.screen.name, window.other_tabs)
