"""Serving the stage: a socket on loopback, worker threads, and a clean end."""

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

from stage.problems import StageRequestError
from stage.settings import CONTROL_HOST

END_SIGNALS = (signal.SIGINT, signal.SIGTERM)
THREADS = 8  # four browsers, and what each of them asks for at once


def listen(port: int) -> socket.socket:
    """Take the port, or any free one for 0; raises StageProblem when another program has it.

    Connections wait from now on.
    """
    listener = socket.socket()
    if sys.platform == "win32":  # there, SO_REUSEADDR would share the port with whoever has it
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((CONTROL_HOST, port))
        listener.listen()  # a port that is only bound could be bound once more
    except OSError as error:
        listener.close()
        raise StageRequestError(
            f"cannot listen on port {port} ({error.strerror}): give --port another, or none"
        ) from error
    return listener


def make_server(app: Flask, listener: socket.socket) -> BaseWSGIServer:
    """Make the server; connections wait already, and are answered once it runs."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a short queue is no news
    server = create_server(app, sockets=[listener], threads=THREADS, ident=None)
    return cast("BaseWSGIServer", server)  # one socket makes one server


def end_on_signals() -> None:
    """Let SIGINT and SIGTERM end the process by SystemExit, with code 0; only the first one counts."""
    ending = False

    def end(_signal: int, _frame: FrameType | None) -> None:
        nonlocal ending
        if not ending:  # a signal set to be ignored here might be under way already: Python would complain
            ending = True
            sys.exit(0)

    for number in END_SIGNALS:
        signal.signal(number, end)


def ignore_signals() -> None:
    """Have SIGINT and SIGTERM change nothing any more, while the interpreter ends."""
    for number in END_SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def end_with_input(server: BaseWSGIServer) -> None:
    """End, as a signal would, as soon as the standard input ends: when whoever started the stage is gone."""

    def wait() -> None:
        # The bare descriptor: a buffered reader's lock would be held while the interpreter ends.
        while os.read(0, 4096):
            pass
        _thread.interrupt_main(signal.SIGTERM)
        with suppress(OSError):  # a signal may have ended the server already
            server.pull_trigger()  # wakes the main thread, which waits for the network

    threading.Thread(target=wait, daemon=True).start()
