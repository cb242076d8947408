"""Faults of the connection itself: answers that are cut off, reset, or sent a piece at a time."""

import socket
import struct
from collections.abc import Iterator
from threading import Event
from typing import Any, cast

from flask import Response, request
from waitress.channel import ClientDisconnected

PIECES = 20
"""The number of pieces of an answer that drips."""

_LINGER_ZERO = struct.pack("ii", 1, 0)
"""Close at once and discard what is not sent: TCP then resets the connection."""


def drop() -> Response:
    """Close the request's connection without an answer; waitress has no API for this."""
    _find_socket().shutdown(socket.SHUT_RDWR)
    return Response()


def cut_short(response: Response) -> None:
    """Announce the whole answer but send half of it: waitress then closes the connection."""
    body = read_body(response)
    response.set_data(body[: len(body) // 2])
    response.headers["Content-Length"] = str(len(body))


def reset() -> Response:
    """Reset the request's connection without an answer."""
    return Response(_reset_after(b"", _find_socket()), headers={"Content-Length": "1"})


def reset_during(response: Response) -> None:
    """Announce the whole answer, send half of it, and reset the connection."""
    body = read_body(response)
    response.response = _reset_after(body[: len(body) // 2], _find_socket())
    response.headers["Content-Length"] = str(len(body))


def drip(response: Response, seconds: float, removed: Event) -> None:
    """Send the answer in pieces, one every so many seconds, until the faults are removed."""
    body = read_body(response)
    response.response = _drip(body, seconds, removed)
    response.headers["Content-Length"] = str(len(body))


def read_body(response: Response) -> bytes:
    """Return the body of an answer, even of one that would be streamed from a file."""
    response.direct_passthrough = False
    body: Any = response.get_data()
    return bytes(body)


def _drip(body: bytes, seconds: float, removed: Event) -> Iterator[bytes]:
    size = max(1, len(body) // PIECES)
    for start in range(0, len(body), size):
        yield body[start : start + size]
        removed.wait(seconds)


def _reset_after(start: bytes, connection: socket.socket) -> Iterator[bytes]:
    if start:
        yield start
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_ZERO)
    raise ClientDisconnected  # waitress then closes the connection, whatever was announced


def _find_socket() -> socket.socket:
    return cast("socket.socket", request.environ["waitress.client_disconnected"].__self__.socket)
