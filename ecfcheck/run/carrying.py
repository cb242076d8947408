"""Carries on at a login with the session of before, so that a password is typed once (docs/adr/0018)."""

from dataclasses import dataclass, field

from ecfcheck.artefacts.session import session_keys
from ecfcheck.court.ledger import Credential
from ecfcheck.run.astray import Way, not_there
from ecfcheck.run.setting import Setting
from ecfcheck.run.stopped import unreachable
from pages.failing import Unreachable
from pages.session import Session, carry_on, give_up, session_at
from pages.window import Window

CARRIED_ON = "the login of before was carried on with; the password was not typed again"
_ENDED = "the session of before did not lead on, so the password is typed again"


@dataclass
class _Visitor:
    """Who is logged in in a window, by the origin of the login, and whose login is under way there."""

    there: dict[str, Credential] = field(default_factory=dict)
    under_way: tuple[Credential, Way] | None = None
    mixed: set[str] = field(default_factory=set)
    """Origins where several have logged in, one after the other: a session there may be both's."""


class Carrying:
    """What becomes of sessions in one try at a flow. Without a registry nothing is ever carried on."""

    def __init__(self, setting: Setting) -> None:
        self._sign_ons = setting.sign_ons
        self._learn = setting.redactor.learn
        self._visitors: dict[Window, _Visitor] = {}

    def carry_on(self, credential: Credential, way: Way, window: Window) -> bool:
        """Go the way with the session of before; False when the credential must be typed. Raises Stopped."""
        if self._sign_ons is None or not _leads_in(way, window):
            return False
        session = self._sign_ons.find(credential)
        # Who is logged in and is asked again has a session that ended, or needs another's beside it.
        if session is None or credential.origin in self._visitor(window).there:
            return False
        if self._went(session, way, window):
            self._visitor(window).under_way = (credential, way)
            window.notes.append(CARRIED_ON)
            return True
        self._sign_ons.forget(credential)
        window.notes.append(_ENDED)
        return False

    def typing(self, credential: Credential, way: Way, window: Window) -> None:
        """Heed that a credential is about to be typed: a session that it takes the place of is no more."""
        if not window.pages[way.leaving].begins_session:
            return
        visitor = self._visitor(window)
        earlier = visitor.there.get(credential.origin)
        if earlier:
            self.forget(earlier)
            if earlier != credential:
                visitor.mixed.add(credential.origin)
        visitor.under_way = (credential, way)

    def arrived(self, screen: str, window: Window) -> None:
        """Heed which screen is there: a login is over when none of its own is, and so is what it began."""
        visitor, page = self._visitor(window), window.pages[screen]
        if page.ends_session:
            for credential in visitor.there.values():
                self.forget(credential)
            self._visitors.pop(window)
        elif visitor.under_way and not page.interrupts:
            credential, way = visitor.under_way
            visitor.under_way = None
            if screen != way.leaving:
                visitor.there[credential.origin] = credential
                self._keep(credential, way, window)

    def forget(self, credential: Credential) -> None:
        """Forget the session that a credential began."""
        if self._sign_ons:
            self._sign_ons.forget(credential)

    def _keep(self, credential: Credential, way: Way, window: Window) -> None:
        if self._sign_ons and credential.origin not in self._visitor(window).mixed:
            session = session_at(window, window.home(way.leaving))
            self._learn(session_keys(session.values))
            self._sign_ons.keep(credential, session)

    def _went(self, session: Session, way: Way, window: Window) -> bool:
        """Try to go the way; what it does not lead to is left to who types, at the login as it was."""
        login, seconds = window.url, window.court.limits.arrive
        try:
            carry_on(window, session, seconds)
            if window.arrives(way.wanted, seconds):
                return True
            give_up(window, session, login, seconds)
        except Unreachable as error:
            raise unreachable(login, str(error)) from None
        if not window.arrives(way.leaving, seconds):
            raise not_there(window, Way(way.leaving, "loading the login again"))
        return False

    def _visitor(self, window: Window) -> _Visitor:
        return self._visitors.setdefault(window, _Visitor())


def _leads_in(way: Way, window: Window) -> bool:
    """Whether the way leads past a login: a flow about what the login asks, or says, must see it do so."""
    passes = way.wanted != way.leaving and not window.pages[way.wanted].interrupts
    return passes and window.pages[way.leaving].begins_session
