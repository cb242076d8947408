"""One try at a flow, in windows of its own: on which screen, what must it show, do, what must hold now."""

from contextlib import suppress

from ecfcheck.language.flow import Part, Step
from ecfcheck.run.astray import Way, not_typed
from ecfcheck.run.going import Going
from ecfcheck.run.look import look
from ecfcheck.run.note import PartNote
from ecfcheck.run.setting import Setting
from ecfcheck.run.stopped import Stopped, asked, differs, opened_tab, script_failed
from pages.failing import NotAtHome, NotUsable
from pages.opening import Windows
from pages.page import Page
from pages.recording import Place
from pages.window import Window

_DIALOGS = Page.dialogs.__name__


class Attempt:
    """A try at a flow from its first step on; its steps run in order, each once."""

    def __init__(self, setting: Setting, windows: Windows) -> None:
        self.windows = windows
        self.steps_run = 0
        self.going = Going(setting, windows.court)
        self._setting = setting
        self._parts = list(setting.flow.parts())
        self._at = 0
        self._arrived = False

    def run(self, step: Step, notes: list[PartNote]) -> None:
        """Run one step, noting each of its screens. Raises Stopped where it ends before its time."""
        self.steps_run += 1
        place = Place(f"{step.number} {step.says}", self._setting.flow.path.as_posix(), step.line)
        with self.windows.step(place):
            self._run(step, notes)

    def _run(self, step: Step, notes: list[PartNote]) -> None:
        for part in step.parts:
            note = PartNote(part.screen.name, part.window)
            notes.append(note)
            window = self.windows.window(part.window)
            try:
                self._run_part(part, step, notes, window)
            except NotAtHome as error:
                raise not_typed(str(error)) from None
            except Stopped:
                self.going.logins.heed(window)
                raise
            note.end(window)
            self._name_recordings([note], failed=False)
            self._at += 1

    def _run_part(self, part: Part, step: Step, notes: list[PartNote], window: Window) -> None:
        note = notes[-1]
        if part.opens:
            self.going.open(part, window)
        elif not self._arrived:
            self.going.arrive(Way(part.screen.name, "looking"), window)
        note.url = window.url
        note.checks = look(part, window, self._setting)
        self.going.logins.heed(window)
        if part.checks:
            note.picture = self._setting.evidence.of_screen(window, step, len(notes), part.screen.name)
        if not all(check.holds for check in note.checks):
            raise differs(part, note.checks)
        self._heed(part, window)
        if part.act:
            # A flow is loaded only if a part follows that names the screen an action leads to.
            wanted = self._parts[self._at + 1].screen.name
            self.going.do(part, part.act, wanted, note, window)
        self._arrived = note.done

    def _heed(self, part: Part, window: Window) -> None:
        """Stop at what the court throws at a user beside what is documented."""
        if any(check.name == _DIALOGS for check, _ in part.checks):
            window.dialogs.clear()
        if window.dialogs:
            raise asked(part.screen.name, window.dialogs)
        if window.events.script_errors:
            window.events.excuse_script_errors(window.tab)
        if window.events.script_errors:
            raise script_failed(part.screen.name, window.events.script_errors)
        if window.other_tabs:
            raise opened_tab(part.screen.name, window.other_tabs)

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
        self._name_recordings(notes, failed=True)

    def _name_recordings(self, notes: list[PartNote], *, failed: bool) -> None:
        """Note where the recordings will be, if it is certain that they are kept."""
        if self._setting.evidence.keeps(failed=failed):
            for note in notes:
                note.recordings = self.windows.recordings(note.window)

    def _go_back(self, note: PartNote, window: Window) -> None:
        """Leave a screen that does not show what it must, and whose effect was therefore not sent."""
        act, retreat = self._parts[self._at].act, window.pages[note.screen].retreat
        holds = all(check.holds for check in note.checks)
        if not retreat or holds or note.done or act is None or act.action.effect == "read":
            return
        with suppress(NotUsable):
            window.act(note.screen, retreat, {})
            window.notes.append(f"went back from {note.screen} without submitting it")
