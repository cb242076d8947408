"""Faults of HTTP and of the pages: each at every place where it can occur."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from benchmarks.faults.case import Case, StageFault, build_case
from benchmarks.faults.places import (
    HOME,
    LEGACY_LOGIN,
    NEW_PASSWORD,
    PACER_LOGIN,
    PASSWORD,
    PLACES,
    Place,
    Role,
)
from ecfcheck.runner.outcome import Outcome

Build = Callable[[Place], StageFault]

_UNAVAILABLE, _ERROR, _DRIFT = Outcome.UNAVAILABLE, Outcome.COURT_ERROR, Outcome.DRIFT
_UNKNOWN, _ACCOUNT = Outcome.UNKNOWN_STATE, Outcome.ACCOUNT

_HAS_SESSION = (
    "cmecf_home",
    "utilities",
    "link_account",
    "link_confirmation",
    "link_success, link sent",
    "query",
)
_MENU_IS_NOT_CHECKED: Mapping[str, Outcome | None] = {
    "link_account": None,
    "link_confirmation": None,
    "effect": _DRIFT,  # and the next step needs it
}
"""The flows check the menu on other screens; a hidden menu hides no link that they click."""
_OPENED_BY_ADDRESS: Mapping[str, Outcome | None] = {
    "court_website": _UNAVAILABLE,
    "pacer_account_login": _UNAVAILABLE,
}
"""Screens that a flow opens by their address: without an answer there, the court cannot be reached."""
_POSTS: tuple[Role, ...] = ("login", "form", "effect")
_MAINTENANCE = (
    "<html><head><title>Maintenance</title></head><body><h1>System Maintenance</h1>"
    "<p>CM/ECF is unavailable because of scheduled maintenance.</p></body></html>"
)


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of fault, the places where it can occur, and the outcome at each."""

    name: str
    build: Build
    outcome: Outcome | None
    """The outcome before the effect; at the effect it is UNKNOWN_STATE unless `at` says otherwise."""
    at: Mapping[str, Outcome | None] = field(default_factory=dict)
    """The outcome by role or by the name of a place, where it is another one."""
    occurs: Callable[[Place], bool] = lambda _: True

    def find_outcome(self, place: Place) -> Outcome | None:
        """Return the outcome that the fault must have at a place."""
        by_role = {"effect": _UNKNOWN, **self.at}
        return by_role.get(place.name, by_role.get(place.role, self.outcome))


def list_http_cases() -> Iterator[Case]:
    """Yield every kind of fault at every place where it can occur."""
    for kind in KINDS:
        for place in filter(kind.occurs, PLACES):
            yield build_case(place, kind.name, kind.find_outcome(place), stage_faults=(kind.build(place),))


def _fail(**values: object) -> Build:
    return lambda place: {"on": place.on, **values}


def _insert(script: str) -> Build:
    def build(place: Place) -> StageFault:
        anchor = place.anchor or ""
        return {"on": place.screen_request, "replace": [anchor, f"<script>{script}</script>{anchor}"]}

    return build


def _has_anchor(place: Place) -> bool:
    return place.anchor is not None


def _has_menu(place: Place) -> bool:
    return place.anchor is not None and "topmenu" in place.anchor


def _has_session(place: Place) -> bool:
    return place.name in _HAS_SESSION


def _has_body(place: Place) -> bool:
    """Return whether the request is answered with a page, not with a redirect to one."""
    return place not in (HOME, LEGACY_LOGIN)


def _is_post(place: Place) -> bool:
    return place.role in _POSTS


def _is_cmecf(place: Place) -> bool:
    return _has_session(place)


def _status(status: int, outcome: Outcome) -> Kind:
    return Kind(name=f"HTTP status {status}", build=_fail(status=status), outcome=outcome)


KINDS: tuple[Kind, ...] = (
    Kind(
        name="connection reset before the answer",
        build=_fail(reset="before"),
        outcome=_UNAVAILABLE,
        at={PASSWORD.name: _ERROR},
    ),
    Kind(
        name="connection reset during the answer",
        build=_fail(reset="during"),
        outcome=_UNAVAILABLE,
        at={PASSWORD.name: _ERROR},
        occurs=_has_body,
    ),
    Kind(
        name="connection closed without an answer",
        build=_fail(drop="before"),
        outcome=_UNAVAILABLE,
        at={PASSWORD.name: _ERROR},
    ),
    Kind(
        name="request handled, and the answer lost",
        build=_fail(drop="after"),
        outcome=_UNAVAILABLE,
        occurs=_is_post,
        at={PASSWORD.name: _ERROR},
    ),
    Kind(
        name="half an answer",
        build=_fail(drop="during"),
        outcome=_UNAVAILABLE,
        at={PASSWORD.name: _ERROR},
        occurs=_has_body,
    ),
    Kind(
        name="answer dripping for 10 s",
        build=_fail(drip=0.5),
        outcome=_ERROR,  # PACER's script waits for the rest, while the login is still shown.
        at={**_OPENED_BY_ADDRESS, PASSWORD.name: _DRIFT},
        occurs=_has_body,
    ),
    Kind(
        name="30 s of silence",
        build=_fail(delay=30),
        outcome=_ERROR,
        at=_OPENED_BY_ADDRESS,
    ),
    Kind(
        name="answer 2 s late",
        build=_fail(delay=2, times=1),
        outcome=None,
        at={"effect": None},
    ),
    _status(404, _DRIFT),
    _status(408, _UNAVAILABLE),
    _status(429, _UNAVAILABLE),
    _status(500, _ERROR),
    _status(502, _ERROR),
    _status(503, _UNAVAILABLE),
    _status(504, _UNAVAILABLE),
    Kind(
        name="HTTP status 503, once",
        build=_fail(status=503, times=1),
        outcome=None,
        at={"later": _UNAVAILABLE, "login": _UNAVAILABLE, "cmecf_home": _UNAVAILABLE, "form": _UNAVAILABLE},
    ),
    Kind(name="maintenance page with HTTP status 200", build=_fail(page=_MAINTENANCE), outcome=_DRIFT),
    Kind(name="blank page", build=_fail(page="<html><body></body></html>"), outcome=_DRIFT),
    Kind(
        name="redirect loop",
        build=lambda place: {
            "on": {**place.on, "method": None, "query": ""},
            "redirect": _own_address(place),
        },
        outcome=_UNAVAILABLE,
        at={NEW_PASSWORD.name: _UNAVAILABLE},  # the form has the same address, so that it never opens
    ),
    Kind(
        name="redirect to another origin",
        build=_fail(redirect="http://elsewhere.localhost:{port}/csologin/login.jsf"),
        outcome=_DRIFT,
        at={PASSWORD.name: _ERROR},  # the browser does not follow it, and PACER's script says "timeout error"
    ),
    Kind(
        name="wrong content type, a download",
        build=lambda place: {"on": place.screen_request, "content_type": "application/octet-stream"},
        outcome=_DRIFT,
        at={**_OPENED_BY_ADDRESS, PASSWORD.name: None},
    ),
    Kind(
        name="wrong content type, plain text",
        build=lambda place: {"on": place.screen_request, "content_type": "text/plain"},
        outcome=_DRIFT,
        at={PASSWORD.name: None},
    ),
    Kind(
        name="PACER's login in place of the page",
        build=_fail(redirect="{pacer}/csologin/login.jsf"),
        outcome=_DRIFT,
        occurs=_is_cmecf,
    ),
    Kind(name="expired session", build=_fail(advance=1900, times=1), outcome=_DRIFT, occurs=_has_session),
    Kind(
        name="lost cookie",
        build=_fail(no_cookies=True, times=1),
        outcome=_DRIFT,
        at={"cmecf_home": None},  # the login comes again, and its address is reloaded (facts F4)
        occurs=_has_session,
    ),
    Kind(
        name="CM/ECF's error page",
        build=_fail(error_page="The database is not available."),
        outcome=_ERROR,
        at={"form": _DRIFT},  # no rule knows these words, and the document does not mention a refusal
        occurs=_is_cmecf,
    ),
    Kind(
        name="stale ViewState",
        build=lambda place: {
            "on": place.on,
            "replace": ['name="javax.faces.ViewState" value="', 'name="javax.faces.ViewState" value="0'],
        },
        outcome=_ERROR,
        occurs=lambda place: place == PACER_LOGIN,
    ),
    Kind(
        name="script that throws",
        build=_insert("nowhere()"),
        outcome=_ERROR,
        occurs=_has_anchor,
        at={"effect": _ERROR},
    ),
    Kind(
        name="native dialog",
        build=_insert("alert('The court closes at noon.')"),
        outcome=_DRIFT,
        occurs=_has_anchor,
        at={"effect": _DRIFT},
    ),
    Kind(
        name="popup",
        build=_insert("window.open('/static/seal.svg')"),
        outcome=_DRIFT,
        occurs=_has_anchor,
        at={"effect": _DRIFT},
    ),
    Kind(
        name="menu not rendered",
        build=lambda place: {
            "on": place.screen_request,
            "replace": ['<ul class="first-of-type">', '<ul class="first-of-type" style="display: none">'],
        },
        outcome=_DRIFT,
        occurs=_has_menu,
        at=_MENU_IS_NOT_CHECKED,
    ),
    Kind(
        name="screen that never ends loading",
        build=_insert("for (;;) ;"),
        outcome=_ERROR,
        occurs=_has_anchor,
        at=_OPENED_BY_ADDRESS,
    ),
)


def _own_address(place: Place) -> str:
    host = {"website": "{website}", "ecf": "{ecf}", "pacer": "{pacer}", "pacer_account": "{pacer_account}"}
    return f"{host[place.on['host']]}{place.on['path']}"
