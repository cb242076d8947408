"""Serving the stage: a socket on loopback, worker threads, and a clean end."""

import _thread
import logging
import os
import signal
import socket
import sys
import threading
from types import FrameType
from typing import cast

from flask import Flask
from waitress.server import BaseWSGIServer, create_server

from stage.problems import StageProblem
from stage.settings import CONTROL_HOST

THREADS = 8  # four browsers, and what each of them asks for at once


def listen(port: int) -> socket.socket:
    """Take the port, or any free one for 0; raises StageProblem when another program has it."""
    listener = socket.socket()
    if sys.platform == "win32":  # there, SO_REUSEADDR would share the port with whoever has it
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((CONTROL_HOST, port))
    except OSError as error:
        listener.close()
        raise StageProblem(
            f"cannot listen on port {port} ({error.strerror}): give --port another, or none"
        ) from error
    return listener


def make_server(app: Flask, listener: socket.socket) -> BaseWSGIServer:
    """Make the server; connections wait from now on, and are answered once it runs."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a short queue is no news
    server = create_server(app, sockets=[listener], threads=THREADS, ident=None)
    return cast("BaseWSGIServer", server)  # one socket makes one server


def end_on_signals() -> None:
    """Let SIGINT and SIGTERM end the process by SystemExit, with code 0; only the first one counts."""

    def end(_signal: int, _frame: FrameType | None) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
        sys.exit(0)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)


def end_with_input(server: BaseWSGIServer) -> None:
    """End, as a signal would, as soon as the standard input ends: when whoever started the stage is gone."""

    def wait() -> None:
        # The bare descriptor: a buffered reader's lock would be held while the interpreter ends.
        while os.read(0, 4096):
            pass
        _thread.interrupt_main(signal.SIGTERM)
        server.pull_trigger()  # wakes the main thread, which waits for the network

    threading.Thread(target=wait, daemon=True).start()
