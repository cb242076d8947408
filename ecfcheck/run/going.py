"""Goes from screen to screen: opens, acts, arrives; what is closed is rehearsed and not sent."""

from collections.abc import Callable
from dataclasses import replace

from config.court import Court
from ecfcheck.language.flow import Act, Part
from ecfcheck.language.vocabulary import screens
from ecfcheck.run.astray import Way, court_failed, in_doubt, no_answer, not_at_home, not_there
from ecfcheck.run.logins import Logins
from ecfcheck.run.look import read
from ecfcheck.run.note import PartNote
from ecfcheck.run.setting import Setting
from ecfcheck.run.stopped import blocked, differs, no_way_in, not_readable, not_usable, rehearsed, unreachable
from pages.failing import CourtFailed, NotUsable, NoWayInError, Unreachable
from pages.window import Window


class Going:
    """The ways of one try at a flow, and what was sent on them."""

    def __init__(self, setting: Setting, court: Court) -> None:
        self.effect_sent = False
        """Whether anything but reading was begun: its answer may have been lost."""
        self.before_effect: Callable[[], None] = lambda: None
        """Called right before an effect is sent."""
        self.logins = Logins(setting)
        self._setting = setting
        self._court = court

    def open(self, part: Part, window: Window) -> None:
        """Go to the part's screen by its address. Raises Stopped."""
        name = part.screen.name
        try:
            window.open(name, self._court.limits.arrive)
        except Unreachable as error:
            raise unreachable(window.pages[name].address or "", str(error)) from None
        self.arrive(Way(name, "opening its address"), window)

    def do(self, part: Part, act: Act, wanted: str, note: PartNote, window: Window) -> None:
        """Do what the part says and arrive on the wanted screen. Raises Stopped."""
        action = act.action
        note.action, note.effect = action.name, action.effect
        if action.effect != "read":
            # What is submitted now must be what was checked: the picture took a moment.
            note.checks = read(part, window, self._setting)
            if not all(check.holds for check in note.checks):
                raise differs(part, note.checks)
        arguments = self._setting.filled(dict(act.arguments), part.screen.name)
        way = Way(wanted, action.name, part.screen.name, action.effect, action.refused)
        effect = self._setting.flow.effect_of(act)
        if effect not in self._setting.allowed:
            self._rehearse(way, arguments, window)
            raise rehearsed(part.screen.name, action.name, effect, self._court)
        if action.effect != "read":
            self._about_to_send(way)
        if self.logins.begin(way, arguments, window):
            self._act(way, arguments, note, window)
        else:
            note.done = note.carried_on = True
        self.arrive(way, window)

    def _about_to_send(self, way: Way) -> None:
        """Have on record that an effect is about to be sent. Raises Stopped where one is in doubt already."""
        if self._setting.doubts.of_effect(self._court, self._setting.account):
            raise in_doubt(way)
        self.before_effect()

    def _rehearse(self, way: Way, arguments: dict[str, object], window: Window) -> None:
        try:
            window.rehearse(way.leaving, way.by, arguments)
        except NotUsable as error:
            raise not_usable(way.leaving, way.by, str(error)) from None
        self._heed_lock(way, window)

    def _act(self, way: Way, arguments: dict[str, object], note: PartNote, window: Window) -> None:
        window.events.lost = None
        # Known only when the answer is: until then it may have been sent.
        self.effect_sent = self.effect_sent or way.effect != "read"
        try:
            answered = window.act(way.leaving, way.by, arguments)
        except NoWayInError as error:
            raise no_way_in(way.leaving, way.by, str(error)) from None
        except NotUsable as error:
            raise not_usable(way.leaving, way.by, str(error)) from None
        except CourtFailed as error:
            raise court_failed(way, str(error)) from None
        note.done = True
        self._heed_lock(way, window)
        if not answered:
            raise no_answer(way, self._court)

    def arrive(self, way: Way, window: Window) -> None:
        """Wait for the screen that must come now, passing through one that may interrupt. Raises Stopped."""
        if window.arrives(way.wanted, self._court.limits.arrive, leaving=way.leaving):
            if not window.is_at_home(way.wanted):
                raise not_at_home(window, way)
            window.lock.learn(window.pages[way.wanted])
            self._learn_release(window, way.wanted)
            self.logins.arrived(way.wanted, window)
            return
        self._heed_lock(way, window)
        shown = window.shown()
        if self._comes_again(way, shown, window):
            self._load_again(way, window)
            return
        if len(shown) == 1 and window.pages[shown[0]].interrupts and shown[0] != way.leaving:
            # What comes in between is asked of those alone whose login was accepted.
            self.logins.accepted()
            self._learn_release(window, shown[0])
            onward = replace(way, leaving=shown[0])
            self._pass_through(onward, window)
            window.notes.append(f"{shown[0]} came in between and was passed through")
            self.arrive(onward, window)
            return
        raise not_there(window, way)

    def _comes_again(self, way: Way, shown: tuple[str, ...], window: Window) -> bool:
        """Return whether a login came once more, in a new document and without a refusal (facts F4)."""
        if len(shown) != 1 or not window.is_new_document or not way.leaving or way.loaded_again:
            return False
        came, left = window.pages[shown[0]], window.pages[way.leaving]
        return came.comes_again and came.site == left.site and window.refusal() is None

    def _load_again(self, way: Way, window: Window) -> None:
        """Load the address of a screen that came again, which is to read, and arrive. Raises Stopped."""
        window.notes.append("the login came once more; its address was loaded again")
        try:
            window.load(window.url, self._court.limits.arrive)
        except Unreachable as error:
            raise unreachable(window.url, str(error)) from None
        self.arrive(replace(way, loaded_again=True), window)

    def _learn_release(self, window: Window, screen: str) -> None:
        if line := window.pages[screen].release_line():
            self._setting.on_release(self._court, line)

    def _pass_through(self, way: Way, window: Window) -> None:
        screen = way.leaving
        action = screens()[screen].actions[window.pages[screen].interrupts]
        arguments = {name: parameter.default for name, parameter in action.takes.items()}
        try:
            answered = window.act(screen, action.name, self._setting.filled(arguments, screen))
        except NoWayInError as error:
            raise no_way_in(screen, action.name, str(error)) from None
        except NotUsable as error:
            raise not_readable(screen, "as a notice to pass through", str(error)) from None
        except CourtFailed as error:
            raise court_failed(way, str(error)) from None
        if not answered:
            raise no_answer(replace(way, by=action.name), self._court)

    def _heed_lock(self, way: Way, window: Window) -> None:
        """Stop where the network lock had to refuse what should never have been sent."""
        if window.lock.refused:
            raise blocked(way.by, window.lock.refused, self._court)
