"""The control interface: mints accounts and shows the log, for the holder of the stage's token alone."""

import hmac
import json

from flask import Response, jsonify, request
from flask.typing import ResponseReturnValue

from stage import events
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
    """Mint one fresh pair of accounts; an order that is wrong anywhere mints nothing."""
    try:
        body = json.loads(request.get_data() or b"{}")
    except (ValueError, RecursionError):
        return jsonify(problems=["the body: must be JSON"]), 422
    order, problems = read_order(body)
    if order is None:
        return jsonify(problems=problems), 422
    return jsonify(mint(order)), 201


@site.get("/control/events")
def log() -> Response:
    """Show the stage's log, oldest first."""
    return jsonify(events.all_events())
