"""The control interface: mint, clock, log and faults, for the holder of the stage's token alone."""

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
    """The moment to set the clock to: the body of POST /control/clock."""

    at: Annotated[float, BeforeValidator(clock.read_iso)]


@site.before_request
def require_token() -> ResponseReturnValue | None:
    """Only the holder of the stage's token gets through; the comparison gives nothing of it away."""
    expected = f"Bearer {current_settings().token}"
    given = request.headers.get("Authorization", "")
    if hmac.compare_digest(given.encode(), expected.encode()):
        return None
    return jsonify(problems=["a bearer token is required"]), 401, {"WWW-Authenticate": "Bearer"}


@site.errorhandler(InvalidRequestError)
def refuse(error: InvalidRequestError) -> ResponseReturnValue:
    """Answer an invalid request with all of its problems; nothing was changed."""
    return jsonify(problems=error.problems), 422


@site.post("/control/accounts")
def accounts() -> ResponseReturnValue:
    """Mint fresh accounts; a request that is wrong anywhere mints nothing."""
    return jsonify(mint(parse_body(request.get_data() or b"{}", MintRequest))), 201


@site.get("/control/clock")
def read_clock() -> Response:
    """Tell the stage's time."""
    return jsonify(at=clock.iso(clock.now()))


@site.post("/control/clock")
def set_clock() -> ResponseReturnValue:
    """Set the stage's clock; it runs on from there."""
    clock.run_from(parse_body(request.get_data(), ClockRequest).at)
    return read_clock()


@site.get("/control/events")
def log() -> Response:
    """Show the stage's log, oldest first."""
    return jsonify(events.all_events())


@site.post("/control/faults")
def set_faults() -> ResponseReturnValue:
    """Fail in these ways from now on, and in no other; a list that is wrong anywhere changes nothing."""
    current_faults().replace(read_faults(request.get_data()))
    return show_faults()


@site.get("/control/faults")
def show_faults() -> Response:
    """Show the faults, and how often each was met and applied."""
    return jsonify(current_faults().describe())


@site.delete("/control/faults")
def remove_faults() -> Response:
    """Remove all faults."""
    current_faults().replace([])
    return show_faults()
