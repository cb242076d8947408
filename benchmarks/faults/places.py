"""The places at which a fault can occur: the requests of a run, and the screens that they lead to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Role = Literal["page", "login", "form", "effect", "later"]
"""What the request does: it reads a page, sends a password, submits a form, or sends an effect.

`later` reads a page after the effect was answered.
"""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A request of a flow, and the screen that it leads to."""

    name: str
    role: Role
    on: Mapping[str, Any]
    """The request, in the form of the stage's faults."""
    flow: str = "link_account"
    step: str = ""
    """The step that sends a password here for the first time."""
    answer: Mapping[str, Any] | None = None
    """The request that is answered with the screen, if `on` is answered with a redirect to it."""
    anchor: str | None = None
    """A text that only this screen has, before which a script can be inserted."""

    @property
    def screen_request(self) -> Mapping[str, Any]:
        """The request that is answered with the screen itself."""
        return self.answer or self.on


def _match(host: str, method: str, path: str, query: str = "") -> Mapping[str, Any]:
    return {"host": host, "method": method, "path": path, "query": query}


_BODY_END = "</body>"
_MENU = '<div id="topmenu"'

WEBSITE = Place(name="court_website", role="page", on=_match("website", "GET", "/"), anchor=_BODY_END)
PACER_LOGIN = Place(
    name="pacer_login", role="page", on=_match("pacer", "GET", "/csologin/login.jsf"), anchor=_BODY_END
)
PASSWORD = Place(
    name="pacer_login, password sent",
    role="login",
    on=_match("pacer", "POST", "/csologin/login.jsf"),
    step="2",
)
HOME = Place(
    name="cmecf_home",
    role="page",
    on=_match("ecf", "GET", "/cgi-bin/login.pl", "ticket="),
    answer=_match("ecf", "GET", "/cgi-bin/login.pl"),
    anchor=_MENU,
)
UTILITIES = Place(
    name="utilities", role="page", on=_match("ecf", "GET", "/cgi-bin/DisplayMenu.pl"), anchor=_MENU
)
LINK_FORM = Place(
    name="link_account", role="page", on=_match("ecf", "GET", "/cgi-bin/LinkAccount.pl"), anchor=_MENU
)
CONFIRMATION = Place(
    name="link_confirmation", role="form", on=_match("ecf", "POST", "/cgi-bin/LinkAccount.pl"), anchor=_MENU
)
SUCCESS = Place(
    name="link_success, link sent",
    role="effect",
    on=_match("ecf", "POST", "/cgi-bin/LinkAccountConfirm.pl"),
    anchor=_MENU,
)
QUERY = Place(name="query", role="later", on=_match("ecf", "GET", "/cgi-bin/iquery.pl"), anchor=_MENU)
ACCOUNT_PAGE = Place(
    name="pacer_account_login",
    role="later",
    on=_match("pacer_account", "GET", "/pscof/login.xhtml"),
    anchor=_BODY_END,
)
LEGACY_LOGIN = Place(
    name="legacy login, password sent",
    role="login",
    on=_match("ecf", "POST", "/cgi-bin/login.pl"),
    flow="change_password",
    step="a",
)
NEW_PASSWORD = Place(
    name="maintain_login, new password sent",
    role="effect",
    on=_match("ecf", "POST", "/cgi-bin/MaintainLogin.pl"),
    flow="change_password",
    anchor=_MENU,
)

LINK_PLACES = (
    WEBSITE,
    PACER_LOGIN,
    PASSWORD,
    HOME,
    UTILITIES,
    LINK_FORM,
    CONFIRMATION,
    SUCCESS,
    QUERY,
    ACCOUNT_PAGE,
)
PLACES = (*LINK_PLACES, LEGACY_LOGIN, NEW_PASSWORD)
