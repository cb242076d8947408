"""The logins of one try at a flow: what is typed at them, whether it was refused, now or ever before."""

from collections.abc import Mapping
from dataclasses import dataclass

from config.secret import Secret
from ecfcheck.court.ledger import Credential, LedgerFailed, Refusal
from ecfcheck.run.astray import Way, refusal_meaning
from ecfcheck.run.carrying import Carrying
from ecfcheck.run.outcome import Outcome
from ecfcheck.run.setting import Setting
from ecfcheck.run.stopped import Stopped
from pages.home import site_of
from pages.window import Window

_NAMES = ("user_name", "login")
_PASSWORD = "password"  # noqa: S105 - the name of an argument
"""What pages call that by which somebody logs in; another secret, such as a passcode, is no credential."""


@dataclass(frozen=True)
class _Typed:
    way: Way
    credential: Credential
    window: Window


class Logins:
    """Notices what is typed at a login and whether it is refused; keeps a refused one from being typed again.

    Without a ledger, as on the staged court, where flows try wrong passwords on purpose, it only notices.
    """

    def __init__(self, setting: Setting) -> None:
        self.refused = False
        """Whether a login was refused."""
        self._setting = setting
        self._carrying = Carrying(setting)
        self._typed: _Typed | None = None
        self._led_on = False
        """Whether the screen came that the login should lead to."""
        self._doubted = False

    @property
    def in_doubt(self) -> bool:
        """Whether a password was typed and the court has not said yet whether it is right."""
        return self._doubted

    def begin(self, way: Way, arguments: Mapping[str, object], window: Window) -> bool:
        """Heed what is about to be typed; False when it need not be, for the session of before led on.

        Raises Stopped when it was refused before.
        """
        self.heed(window)
        window.pages[way.leaving].about_to_send = _nothing
        credential = _credential(way, arguments, window)
        if credential is None:
            return True
        if self._carrying.carry_on(credential, way, window):
            return False
        if refusal := self._look_up(credential, window):
            raise _refused_before(way, refusal)
        if self._setting.doubts.of_login(credential):
            raise _never_answered(way)
        self._setting.at_login.before(credential)
        self._typed, self._led_on, self._doubted = _Typed(way, credential, window), False, True
        window.pages[way.leaving].about_to_send = lambda: self._sending(credential)
        self._carrying.typing(credential, way, window)
        return True

    def _sending(self, credential: Credential) -> None:
        self._setting.doubts.login_sent(credential)
        self._setting.at_login.sending(credential)

    def arrived(self, screen: str, window: Window) -> None:
        """Heed which screen a window has come to."""
        self._carrying.arrived(screen, window)
        if self._typed and self._typed.window is window:
            self._led_on = True

    def accepted(self) -> None:
        """Heed that the court went on to ask for something else: what it says no to now is not the login."""
        if self._typed:
            self._accept(self._typed)
        self._typed = None

    def _accept(self, typed: _Typed) -> None:
        self._setting.doubts.login_answered(typed.credential)
        self._setting.at_login.accepted(typed.credential)
        self._doubted = False

    def heed(self, window: Window) -> None:
        """Heed what the window shows now, if it is the answer to a login."""
        typed = self._typed
        if typed is None or typed.window is not window:
            return
        refusal = window.refusal()
        if refusal is None and self._led_on:
            self.accepted()
        self._typed = None
        if refusal is None:
            return
        screen, words = refusal
        outcome, rule = refusal_meaning(window, typed.way, screen, words)
        if outcome is not Outcome.ACCOUNT:
            return
        login = window.pages[typed.way.leaving]
        if rule and not rule.credential_refused and window.pages[screen].site != login.site:
            # Who is refused behind the login has got past it.
            self._accept(typed)
            return
        self.refused, self._doubted = True, False
        self._setting.doubts.login_answered(typed.credential)
        self._carrying.forget(typed.credential)
        right = rule is not None and not rule.credential_refused
        standing = rule.standing if rule else None
        self._setting.at_login.refused(typed.credential, standing or ("unknown" if right else None))
        if self._setting.ledger and not right:
            try:
                self._setting.ledger.add(typed.credential, self._setting.redactor.clean(words))
            except LedgerFailed as error:
                window.notes.append(str(error))

    def _look_up(self, credential: Credential, window: Window) -> Refusal | None:
        try:
            return self._setting.ledger.find(credential) if self._setting.ledger else None
        except LedgerFailed as error:
            window.notes.append(str(error))
            return None


def _nothing() -> None:
    """Tell nobody: what is sent is no credential, or one that is meant to be wrong."""


def _credential(way: Way, arguments: Mapping[str, object], window: Window) -> Credential | None:
    """Return what an action types at a login; None when it is none, or is meant to change something."""
    name = next((arguments[name] for name in _NAMES if name in arguments), None)
    password = arguments.get(_PASSWORD)
    if way.effect != "read" or name is None or not isinstance(password, Secret):
        return None
    return Credential(site_of(window.home(way.leaving)), str(name), password)


def _never_answered(way: Way) -> Stopped:
    return Stopped(
        Outcome.ACCOUNT,
        f"{way.leaving} {way.by}: nothing was typed; this user name and password were sent before in this"
        " run, and the court's answer was never seen",
        "accounts get locked: see in a browser whether they are right, and then begin a new run",
    )


def _refused_before(way: Way, refusal: Refusal) -> Stopped:
    return Stopped(
        Outcome.ACCOUNT,
        f"{way.leaving} {way.by}: nothing was typed; this user name and password were refused on"
        f' {refusal.when:%Y-%m-%d}: "{refusal.words}"',
        "accounts get locked: put the password of now into the settings; if this one is right by now,"
        " `ecfcheck forget-refusals` lets it be tried again",
        "refused",
    )
