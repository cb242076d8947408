"""The control interface: mint, clock, log and faults, for the holder of the stage's token alone."""

import hmac
import json
from typing import Any

from flask import Response, jsonify, request
from flask.typing import ResponseReturnValue

from stage import clock, events
from stage.faults.active import current_faults
from stage.faults.model import FaultsInvalidError, read_faults
from stage.minting import mint
from stage.order import read_order
from stage.settings import CONTROL_HOST, current_settings
from stage.site import Site

site = Site("control", CONTROL_HOST)


@site.before_request
def require_token() -> ResponseReturnValue | None:
    """Only the holder of the stage's token gets through; the comparison gives nothing of it away."""
    expected = f"Bearer {current_settings().token}"
    given = request.headers.get("Authorization", "")
    if hmac.compare_digest(given.encode(), expected.encode()):
        return None
    return jsonify(problems=["a bearer token is required"]), 401, {"WWW-Authenticate": "Bearer"}


@site.post("/control/accounts")
def accounts() -> ResponseReturnValue:
    """Mint fresh accounts; an order that is wrong anywhere mints nothing."""
    try:
        order, problems = read_order(_body())
    except ValueError as problem:
        order, problems = None, [str(problem)]
    if order is None:
        return jsonify(problems=problems), 422
    return jsonify(mint(order)), 201


@site.get("/control/clock")
def read_clock() -> Response:
    """Tell the stage's time."""
    return jsonify(at=clock.iso(clock.now()))


@site.post("/control/clock")
def set_clock() -> ResponseReturnValue:
    """Set the stage's clock; it runs on from there."""
    try:
        clock.run_from(_read_moment(_body()))
    except ValueError as problem:
        return jsonify(problems=[str(problem)]), 422
    return read_clock()


@site.get("/control/events")
def log() -> Response:
    """Show the stage's log, oldest first."""
    return jsonify(events.all_events())


@site.post("/control/faults")
def set_faults() -> ResponseReturnValue:
    """Fail in these ways from now on, and in no other; a list that is wrong anywhere changes nothing."""
    try:
        current_faults().replace(read_faults(request.get_data()))
    except FaultsInvalidError as error:
        return jsonify(problems=error.problems), 422
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


def _body() -> Any:
    """Return what the request says; none is an empty object. Raises ValueError when it is not JSON."""
    try:
        return json.loads(request.get_data() or b"{}")
    except (ValueError, RecursionError):
        raise ValueError("the body: must be JSON") from None


def _read_moment(body: Any) -> float:
    if not isinstance(body, dict) or body.keys() != {"at"}:
        raise ValueError('the body: must be an object with the one key "at"')
    try:
        return clock.read_iso(body["at"])
    except ValueError as problem:
        raise ValueError(f"at: {problem}") from None
