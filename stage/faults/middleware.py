"""Applies the stage's faults to requests, before they are handled or to their answers."""

from collections.abc import Callable, Mapping

from flask import Flask, Response, g, make_response, redirect, request
from flask.typing import ResponseReturnValue

from stage import clock, events
from stage.courts import BY_ID, COURTS, StagedCourt
from stage.ecf import page
from stage.ecf.access import require_login
from stage.ecf.sessions import User
from stage.faults import connection
from stage.faults.active import ActiveFault, current_faults
from stage.faults.model import HostKind
from stage.settings import PACER_ACCOUNT_HOST, PACER_HOST, current_settings

HOST_KINDS: Mapping[str, HostKind] = {
    PACER_HOST: "pacer",
    PACER_ACCOUNT_HOST: "pacer_account",
    "www": "website",
    "ecf": "ecf",
}


def apply_faults(app: Flask) -> None:
    """Apply the faults to every request of the application and to every answer."""
    app.before_request(_before_handling)
    app.after_request(_after_handling)


def _before_handling() -> ResponseReturnValue | None:
    kind, _ = _find_host()
    if kind is None:
        return None
    g.faults = current_faults().match_request(
        kind, request.method, request.path, request.query_string.decode("latin-1")
    )
    for active in g.faults:
        if not active.fault.is_late and (answer := ACTIONS[active.fault.action](active)) is not None:
            return answer
    return None


def _after_handling(response: Response) -> Response:
    for active in g.get("faults", ()):
        if not active.fault.is_late:
            continue
        if change := _find_change(active):
            change(response, active)
        elif (answer := ACTIONS[active.fault.action](active)) is not None:
            response = make_response(answer)
    return response


def _find_host() -> tuple[HostKind | None, StagedCourt]:
    """Return the kind of the requested host (None if it has no faults) and its court."""
    name = request.host.partition(":")[0]
    first, _, rest = name.partition(".")
    return HOST_KINDS.get(name) or HOST_KINDS.get(first), BY_ID.get(rest.partition(".")[0], COURTS[0])


def _fill_origins(text: str) -> str:
    """Return the text with its placeholders replaced by the stage's own origins."""
    settings, (_, court) = current_settings(), _find_host()
    origins = {
        "{website}": settings.website(court),
        "{ecf}": settings.ecf(court),
        "{pacer}": settings.pacer,
        "{pacer_account}": settings.pacer_account,
    }
    for name, origin in origins.items():
        text = text.replace(name, origin)
    return text


def _wait(active: ActiveFault) -> None:
    active.removed.wait(active.fault.delay)  # None waits until the faults are removed


def _record_event(active: ActiveFault) -> None:
    events.record(active.fault.event or "", "", request.path)


def _answer_status(active: ActiveFault) -> Response:
    return Response(f"HTTP status {active.fault.status}\n", active.fault.status, mimetype="text/plain")


def _show_error_page(active: ActiveFault) -> ResponseReturnValue:
    g.setdefault("court", _find_host()[1])

    @require_login
    def show(user: User) -> str:
        return page.render_error(user, active.fault.error_page or "")

    return show()


def _redirect(active: ActiveFault) -> ResponseReturnValue:
    return redirect(_fill_origins(active.fault.redirect or ""))


def _show_page(active: ActiveFault) -> Response:
    return Response(_fill_origins(active.fault.page or ""), mimetype="text/html")


def _drop(_active: ActiveFault) -> Response:
    return connection.drop()


def _reset(_active: ActiveFault) -> Response:
    return connection.reset()


def _lose_cookies(_active: ActiveFault) -> None:
    request.environ.pop("HTTP_COOKIE", None)


def _advance_clock(active: ActiveFault) -> None:
    clock.set_time(clock.now() + (active.fault.advance or 0))


ACTIONS: Mapping[str, Callable[[ActiveFault], ResponseReturnValue | None]] = {
    "delay": _wait,
    "hold": _wait,
    "event": _record_event,
    "status": _answer_status,
    "error_page": _show_error_page,
    "redirect": _redirect,
    "drop": _drop,
    "reset": _reset,
    "page": _show_page,
    "no_cookies": _lose_cookies,
    "advance": _advance_clock,
}


def _change_type(response: Response, active: ActiveFault) -> None:
    response.headers["Content-Type"] = active.fault.content_type or ""


def _replace_text(response: Response, active: ActiveFault) -> None:
    old, new = (_fill_origins(text).encode() for text in active.fault.change or ("", ""))
    body = connection.read_body(response)
    if old in body:
        response.set_data(body.replace(old, new))
    else:
        current_faults().report_unmatched(active)


def _drip(response: Response, active: ActiveFault) -> None:
    connection.drip(response, active.fault.drip or 0, active.removed)


def _find_change(active: ActiveFault) -> Callable[[Response, ActiveFault], None] | None:
    """Return what changes an answer by the fault; None for a fault that takes the answer's place."""
    fault = active.fault
    if fault.drop == "during":
        return lambda response, _: connection.cut_short(response)
    if fault.reset == "during":
        return lambda response, _: connection.reset_during(response)
    return CHANGES.get(fault.action)


CHANGES: Mapping[str, Callable[[Response, ActiveFault], None]] = {
    "replace": _replace_text,
    "remove": _replace_text,
    "drip": _drip,
    "content_type": _change_type,
}
