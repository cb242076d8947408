"""Runs a flow step by step: on which screen, what must it show, do, what must hold now."""

from dataclasses import replace
from datetime import UTC, datetime
from time import monotonic

from config.account import Account
from config.court import Court
from ecfcheck.language.flow import Flow, Part, Step
from ecfcheck.language.placeholder import fill
from ecfcheck.run.compare import difference, told
from ecfcheck.run.evidence import Evidence
from ecfcheck.run.note import PartNote
from ecfcheck.run.outcome import Outcome
from ecfcheck.run.record import CheckRecord, StepRecord
from ecfcheck.run.stopped import (
    Stopped,
    Way,
    asked,
    browser_lost,
    court_failed,
    differs,
    effect_closed,
    no_answer,
    not_at_home,
    not_readable,
    not_there,
    not_usable,
    script_failed,
    unreachable,
)
from pages.failing import BrowserLost, CourtFailed, NotUsable, Unreachable, losing_told
from pages.verbs import Effect
from pages.window import Window


class FlowRun:
    """One run of one flow in one window. Its steps run in order; after one that failed, none is run."""

    def __init__(
        self, flow: Flow, account: Account, window: Window, evidence: Evidence, allowed: frozenset[Effect]
    ) -> None:
        self.flow = flow
        self._account = account
        self._window = window
        self._court: Court = window.court
        self._evidence = evidence
        self._allowed = allowed
        self._parts = list(flow.parts())
        self._at = 0
        self._failed: str | None = None

    def run(self, step: Step) -> StepRecord:
        """Run one step and return its record; the caller keeps to the flow's order."""
        started, clock = datetime.now(UTC), monotonic()
        notes: list[PartNote] = []
        stopped = None
        if self._failed is None:
            # Until it is known how the step ended, none may follow: an effect is never sent twice.
            self._failed = step.number
            try:
                with losing_told():
                    self._run_parts(step, notes)
            except BrowserLost as error:
                stopped = browser_lost(notes[-1], str(error))
            except Stopped as stop:
                stopped = stop
            if stopped:
                self._picture_of_failure(step, notes)
            else:
                self._failed = None
        else:
            stopped = Stopped(Outcome.NOT_RUN, f"step {self._failed} failed", None)
        return StepRecord(
            flow=self.flow.name,
            title=self.flow.title,
            document=self.flow.document,
            persona=self.flow.persona,
            browser=self._window.browser,
            run=self._evidence.run,
            step=step.number,
            says=step.says,
            path=self.flow.path.as_posix(),
            line=step.line,
            outcome=stopped.outcome if stopped else Outcome.OK,
            message=stopped.message if stopped else None,
            next=stopped.next if stopped else None,
            started=started,
            milliseconds=round((monotonic() - clock) * 1000),
            parts=tuple(note.record() for note in notes),
        )

    def _run_parts(self, step: Step, notes: list[PartNote]) -> None:
        for part in step.parts:
            note = PartNote(part.screen.name)
            notes.append(note)
            following = self._parts[self._at + 1] if self._at + 1 < len(self._parts) else None
            self._at += 1
            if part.opens:
                self._open(part)
            note.url = self._window.url
            note.checks = self._look(part)
            if part.checks:
                note.picture = self._evidence.of_screen(self._window, step, len(notes), part.screen.name)
            if not all(check.holds for check in note.checks):
                raise differs(part, note.checks)
            self._heed(part)
            if part.act and following:
                self._do(part, following, note)
            note.end(self._window)

    def _heed(self, part: Part) -> None:
        """Stop at what the court throws at a user beside what is documented."""
        if self._window.dialogs:
            raise asked(part.screen.name, self._window.dialogs)
        if self._window.script_errors:
            raise script_failed(part.screen.name, self._window.script_errors)

    def _open(self, part: Part) -> None:
        name = part.screen.name
        try:
            self._window.open(name, self._court.limits.arrive)
        except Unreachable as error:
            raise unreachable(self._window.pages[name].address or "", str(error)) from None
        self._arrive(Way(name, "opening its address"))

    def _look(self, part: Part) -> tuple[CheckRecord, ...]:
        """Read what the screen shows until all is as documented or it has had its time to settle."""
        deadline = monotonic() + self._court.limits.settle
        seen = self._read(part)
        while not all(check.holds for check in seen) and (left := deadline - monotonic()) > 0:
            self._window.changed(left)
            seen = self._read(part)
        return seen

    def _read(self, part: Part) -> tuple[CheckRecord, ...]:
        name = part.screen.name
        read = [CheckRecord(check="screen", documented=name, seen=name)]
        for check, documented in part.checks:
            expected = fill(documented, self._account)
            try:
                seen = self._window.read(name, check.name)
            except NotUsable as error:
                raise not_readable(name, check.name, str(error)) from None
            wrong = difference(check.name, expected, seen)
            shown = told(expected, seen)
            read.append(CheckRecord(check=check.name, documented=expected, seen=shown, difference=wrong))
        return tuple(read)

    def _do(self, part: Part, following: Part, note: PartNote) -> None:
        if part.act is None:
            return
        action = part.act.action
        note.action, note.effect = action.name, action.effect
        if action.effect not in self._allowed:
            raise effect_closed(part.screen.name, action, self._court)
        if action.effect != "read":
            # What is submitted now must be what was checked: the picture took a moment.
            note.checks = self._read(part)
            if not all(check.holds for check in note.checks):
                raise differs(part, note.checks)
        arguments = {name: fill(value, self._account) for name, value in part.act.arguments.items()}
        self._window.lost = None
        try:
            answered = self._window.act(part.screen.name, action.name, arguments)
        except NotUsable as error:
            raise not_usable(part.screen.name, action, str(error)) from None
        except CourtFailed as error:
            raise court_failed(action, str(error)) from None
        note.done = True
        way = Way(following.screen.name, action.name, part.screen.name, action.effect)
        if not answered:
            raise no_answer(way, self._court)
        self._arrive(way)

    def _arrive(self, way: Way) -> None:
        """Wait for the screen that must come now, passing through one that may interrupt on the way."""
        if self._window.arrives(way.wanted, self._court.limits.arrive, leaving=way.leaving):
            if not self._window.is_at_home(way.wanted):
                raise not_at_home(self._window, way)
            return
        shown = self._window.shown()
        if len(shown) == 1 and self._window.pages[shown[0]].interrupts and shown[0] != way.leaving:
            self._pass_through(shown[0])
            self._window.notes.append(f"{shown[0]} came in between and was passed through")
            self._arrive(replace(way, leaving=shown[0]))
            return
        raise not_there(self._window, way)

    def _pass_through(self, screen: str) -> None:
        try:
            self._window.act(screen, "pass_through", {})
        except NotUsable as error:
            raise not_readable(screen, "as a notice to pass through", str(error)) from None

    def _picture_of_failure(self, step: Step, notes: list[PartNote]) -> None:
        note = notes[-1]
        note.url = self._window.url
        if note.done or note.picture is None:
            note.picture = self._evidence.of_failure(self._window, step, len(notes)) or note.picture
        note.end(self._window)
