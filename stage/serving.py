"""Serves the stage: a socket on loopback, worker threads, and a clean shutdown."""

import _thread
import logging
import os
import signal
import socket
import sys
import threading
from contextlib import suppress
from types import FrameType
from typing import cast

from flask import Flask
from waitress.server import BaseWSGIServer, create_server

from stage.settings import CONTROL_HOST, StageStartError

END_SIGNALS = (signal.SIGINT, signal.SIGTERM)
THREADS = 8  # enough for four browsers with parallel requests


def listen(port: int) -> socket.socket:
    """Listen on the port, or on a free one for 0; raises StageStartError if it is in use.

    Connections wait from now on, until the server runs.
    """
    listener = socket.socket()
    if sys.platform == "win32":  # there, SO_REUSEADDR would share the port with another program
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((CONTROL_HOST, port))
        listener.listen()  # a port that is only bound could be bound again
    except OSError as error:
        listener.close()
        raise StageStartError(
            f"cannot listen on port {port}: {error.strerror}. Give --port another number, or leave it out."
        ) from error
    return listener


def make_server(app: Flask, listener: socket.socket) -> BaseWSGIServer:
    """Create the server; it answers waiting connections once it runs."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a short queue is normal
    server = create_server(app, sockets=[listener], threads=THREADS, ident=None)
    return cast("BaseWSGIServer", server)  # one socket makes one server


def end_on_signals() -> None:
    """End the process by SystemExit, with code 0, on the first SIGINT or SIGTERM."""
    ending = False

    def end(_signal: int, _frame: FrameType | None) -> None:
        nonlocal ending
        if not ending:  # a signal ignored from here on may be pending already: Python would complain
            ending = True
            sys.exit(0)

    for number in END_SIGNALS:
        signal.signal(number, end)


def ignore_signals() -> None:
    """Ignore SIGINT and SIGTERM while the interpreter exits."""
    for number in END_SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def end_with_input(server: BaseWSGIServer) -> None:
    """End as on SIGTERM when the standard input ends: the stage's parent is gone."""

    def wait() -> None:
        # The bare descriptor: a buffered reader's lock would be held while the interpreter exits.
        while os.read(0, 4096):
            pass
        _thread.interrupt_main(signal.SIGTERM)
        with suppress(OSError):  # a signal may have ended the server already
            server.pull_trigger()  # wakes the main thread, which waits for the network

    threading.Thread(target=wait, daemon=True).start()
