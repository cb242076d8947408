"""One try at a flow, in windows of its own: on which screen, what must it show, do, what must hold now."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any

from config.account import Account
from config.secret import Secret
from ecfcheck.artefacts.redactor import Redactor
from ecfcheck.court.ledger import Ledger
from ecfcheck.language.flow import Flow, Part, Step
from ecfcheck.language.placeholder import NotInAccount, fill
from ecfcheck.language.vocabulary import screens
from ecfcheck.run.compare import difference, told
from ecfcheck.run.evidence import Evidence
from ecfcheck.run.logins import Logins
from ecfcheck.run.note import PartNote
from ecfcheck.run.record import CheckRecord
from ecfcheck.run.stopped import (
    Stopped,
    Way,
    asked,
    asks_for,
    blocked,
    court_failed,
    differs,
    no_answer,
    not_at_home,
    not_readable,
    not_there,
    not_typed,
    not_usable,
    rehearsed,
    script_failed,
    unreachable,
)
from pages.failing import CourtFailed, NotAtHome, NotUsable, Unreachable
from pages.opening import Windows
from pages.page import Page
from pages.verbs import Effect
from pages.window import Window

_DIALOGS = Page.dialogs.__name__


@dataclass(frozen=True)
class Setting:
    """What all tries at one run of a flow share."""

    flow: Flow
    account: Account
    evidence: Evidence
    allowed: frozenset[Effect]
    ledger: Ledger | None
    redactor: Redactor
    ask: Callable[[], Secret | None]


class Attempt:
    """A try at a flow from its first step on; its steps run in order, each once."""

    def __init__(self, setting: Setting, windows: Windows) -> None:
        self.windows = windows
        self.effect_sent = False
        self.steps_run = 0
        self.logins = Logins(setting.ledger, setting.redactor.clean)
        self._setting = setting
        self._court = windows.court
        self._parts = list(setting.flow.parts())
        self._at = 0
        self._arrived = False
        self._part: Part | None = None

    def run(self, step: Step, notes: list[PartNote]) -> None:
        """Run one step, noting each of its screens. Raises Stopped where it ends before its time."""
        self.steps_run += 1
        for part in step.parts:
            note = PartNote(part.screen.name, part.window)
            notes.append(note)
            self._part = part
            following = self._parts[self._at + 1] if self._at + 1 < len(self._parts) else None
            self._at += 1
            window = self.windows.window(part.window)
            try:
                self._run_part(part, following, step, notes)
            except NotAtHome as error:
                raise not_typed(str(error)) from None
            except Stopped:
                self.logins.heed(window)
                raise
            note.end(window)

    def _run_part(self, part: Part, following: Part | None, step: Step, notes: list[PartNote]) -> None:
        note, window = notes[-1], self.windows.window(part.window)
        if part.opens:
            self._open(part, window)
        elif not self._arrived:
            self._arrive(Way(part.screen.name, "looking"), window)
        note.url = window.url
        note.checks = self._look(part, window)
        self.logins.heed(window)
        if part.checks:
            note.picture = self._setting.evidence.of_screen(window, step, len(notes), part.screen.name)
        if not all(check.holds for check in note.checks):
            raise differs(part, note.checks)
        self._heed(part, window)
        if part.act and following:
            self._do(part, following, note, window)
        self._arrived = note.done

    def _heed(self, part: Part, window: Window) -> None:
        """Stop at what the court throws at a user beside what is documented."""
        if any(check.name == _DIALOGS for check, _ in part.checks):
            window.dialogs.clear()
        if window.dialogs:
            raise asked(part.screen.name, window.dialogs)
        if window.script_errors:
            raise script_failed(part.screen.name, window.script_errors)

    def _open(self, part: Part, window: Window) -> None:
        name = part.screen.name
        try:
            window.open(name, self._court.limits.arrive)
        except Unreachable as error:
            raise unreachable(window.pages[name].address or "", str(error)) from None
        self._arrive(Way(name, "opening its address"), window)

    def _look(self, part: Part, window: Window) -> tuple[CheckRecord, ...]:
        """Read what the screen shows until all is as documented or it has had its time to settle."""
        deadline = monotonic() + self._court.limits.settle
        seen = self._read(part, window)
        while not all(check.holds for check in seen) and (left := deadline - monotonic()) > 0:
            window.changed(left)
            seen = self._read(part, window)
        return seen

    def _read(self, part: Part, window: Window) -> tuple[CheckRecord, ...]:
        name = part.screen.name
        read = [CheckRecord(check="screen", documented=name, seen=name)]
        for check, documented in part.checks:
            expected = self._filled(documented, name)
            try:
                seen = window.read(name, check.name)
            except NotUsable as error:
                raise not_readable(name, check.name, str(error)) from None
            wrong = difference(check.name, expected, seen)
            shown = told(expected, seen)
            read.append(CheckRecord(check=check.name, documented=expected, seen=shown, difference=wrong))
        return tuple(read)

    def _do(self, part: Part, following: Part, note: PartNote, window: Window) -> None:
        if part.act is None:
            return
        action = part.act.action
        note.action, note.effect = action.name, action.effect
        if action.effect != "read":
            # What is submitted now must be what was checked: the picture took a moment.
            note.checks = self._read(part, window)
            if not all(check.holds for check in note.checks):
                raise differs(part, note.checks)
        arguments = self._filled(dict(part.act.arguments), part.screen.name)
        if action.effect not in self._setting.allowed:
            self._rehearse(part, arguments, window)
            raise rehearsed(part.screen.name, action, self._court)
        way = Way(following.screen.name, action.name, part.screen.name, action.effect, action.refused)
        self.logins.begin(way, arguments, window)
        self._act(way, arguments, note, window)
        self._arrive(way, window)

    def _rehearse(self, part: Part, arguments: dict[str, object], window: Window) -> None:
        action = part.act.action.name if part.act else ""
        try:
            window.rehearse(part.screen.name, action, arguments)
        except NotUsable as error:
            raise not_usable(part.screen.name, action, str(error)) from None
        self._heed_lock(action, window)

    def _heed_lock(self, by: str, window: Window) -> None:
        """Stop where the network lock had to refuse what should never have been sent."""
        if window.lock.refused:
            raise blocked(by, window.lock.refused, self._court)

    def _act(self, way: Way, arguments: dict[str, object], note: PartNote, window: Window) -> None:
        window.lost = None
        # Known only when the answer is: until then it may have been sent.
        self.effect_sent = self.effect_sent or way.effect != "read"
        try:
            answered = window.act(way.leaving, way.by, arguments)
        except NotUsable as error:
            raise not_usable(way.leaving, way.by, str(error)) from None
        except CourtFailed as error:
            raise court_failed(way, str(error)) from None
        note.done = True
        self._heed_lock(way.by, window)
        if not answered:
            raise no_answer(way, self._court)

    def _arrive(self, way: Way, window: Window) -> None:
        """Wait for the screen that must come now, passing through one that may interrupt on the way."""
        if window.arrives(way.wanted, self._court.limits.arrive, leaving=way.leaving):
            if not window.is_at_home(way.wanted):
                raise not_at_home(window, way)
            window.lock.learn(window.pages[way.wanted])
            return
        self._heed_lock(way.by, window)
        shown = window.shown()
        if len(shown) == 1 and window.pages[shown[0]].interrupts and shown[0] != way.leaving:
            self._pass_through(replace(way, leaving=shown[0]), window)
            window.notes.append(f"{shown[0]} came in between and was passed through")
            self._arrive(replace(way, leaving=shown[0]), window)
            return
        raise not_there(window, way)

    def _pass_through(self, way: Way, window: Window) -> None:
        screen = way.leaving
        action = screens()[screen].actions[window.pages[screen].interrupts]
        arguments = {name: parameter.default for name, parameter in action.takes.items()}
        try:
            answered = window.act(screen, action.name, self._filled(arguments, screen))
        except NotUsable as error:
            raise not_readable(screen, "as a notice to pass through", str(error)) from None
        except CourtFailed as error:
            raise court_failed(way, str(error)) from None
        if not answered:
            raise no_answer(replace(way, by=action.name), self._court)
        self.logins.accepted()

    def _filled(self, value: Any, screen: str) -> Any:
        try:
            filled = fill(value, self._setting.account, self._setting.ask)
        except NotInAccount as error:
            raise asks_for(screen, str(error)) from None
        if isinstance(filled, dict):
            # Before it is typed: a passcode is known only now.
            self._setting.redactor.learn(one for one in filled.values() if isinstance(one, Secret))
        return filled

    def look_at_failure(self, step: Step, notes: list[PartNote]) -> None:
        """Take a picture of what stands there after a failure, unless the screen's own shows it."""
        note = notes[-1]
        window = self.windows.window(note.window)
        note.url = window.url
        if note.done or note.picture is None:
            picture = self._setting.evidence.of_failure(window, step, len(notes))
            note.picture = picture or note.picture
        self._go_back(note, window)
        note.end(window)

    def _go_back(self, note: PartNote, window: Window) -> None:
        """Leave a screen that does not show what it must, and whose effect was therefore not sent."""
        act = self._part.act if self._part else None
        retreat = window.pages[note.screen].retreat
        if (
            not retreat
            or note.done
            or act is None
            or act.action.effect == "read"
            or all(c.holds for c in note.checks)
        ):
            return
        with suppress(NotUsable):
            window.act(note.screen, retreat, {})
            window.notes.append(f"went back from {note.screen} without submitting it")
