"""The control interface: mint, clock, log and faults, for holders of the stage's token."""

import hmac
from typing import Annotated

from flask import Response, jsonify, request
from flask.typing import ResponseReturnValue
from pydantic import BeforeValidator

from stage import clock, events
from stage.faults.active import current_faults
from stage.faults.model import read_faults
from stage.mint_request import MintRequest
from stage.minting import mint
from stage.request_body import InvalidRequestError, RequestModel, parse_body
from stage.settings import CONTROL_HOST, current_settings
from stage.site import Site

site = Site("control", CONTROL_HOST)


class ClockRequest(RequestModel):
    """The time to set the clock to: the body of POST /control/clock."""

    at: Annotated[float, BeforeValidator(clock.parse_iso)]


@site.before_request
def require_token() -> ResponseReturnValue | None:
    """Refuse a request without the stage's token; compare it in constant time."""
    expected = f"Bearer {current_settings().token}"
    given = request.headers.get("Authorization", "")
    if hmac.compare_digest(given.encode(), expected.encode()):
        return None
    return jsonify(problems=["a bearer token is required"]), 401, {"WWW-Authenticate": "Bearer"}


@site.errorhandler(InvalidRequestError)
def report_problems(error: InvalidRequestError) -> ResponseReturnValue:
    """Return all problems of an invalid request; nothing was changed."""
    return jsonify(problems=error.problems), 422


@site.post("/control/accounts")
def mint_accounts() -> ResponseReturnValue:
    """Mint new accounts; an invalid request mints nothing."""
    return jsonify(mint(parse_body(request.get_data() or b"{}", MintRequest))), 201


@site.get("/control/clock")
def read_clock() -> Response:
    """Return the stage's time."""
    return jsonify(at=clock.format_iso(clock.now()))


@site.post("/control/clock")
def set_clock() -> ResponseReturnValue:
    """Set the stage's clock; it continues from there."""
    clock.set_time(parse_body(request.get_data(), ClockRequest).at)
    return read_clock()


@site.get("/control/events")
def list_events() -> Response:
    """Return the stage's log, oldest event first."""
    return jsonify(events.list_all())


@site.post("/control/faults")
def set_faults() -> ResponseReturnValue:
    """Replace all faults by these; an invalid list changes nothing."""
    current_faults().replace(read_faults(request.get_data()))
    return list_faults()


@site.get("/control/faults")
def list_faults() -> Response:
    """Return the faults with their counts."""
    return jsonify(current_faults().describe())


@site.delete("/control/faults")
def remove_faults() -> Response:
    """Remove all faults."""
    current_faults().replace([])
    return list_faults()
