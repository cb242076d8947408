"""The command line of the stage: `python -m stage`."""

import argparse
import json
import os
import secrets
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import NoReturn

from stage import clock, database
from stage.app import create_app
from stage.courts import COURTS
from stage.serving import end_on_signals, end_with_input, ignore_signals, listen, make_server
from stage.settings import StageSettings, StageStartError

TOKEN_VARIABLE = "ECFCHECK_STAGE_TOKEN"  # noqa: S105 - a name
CANNOT_START = 4
MAX_PORT = 65535


class Parser(argparse.ArgumentParser):
    """Reports a wrong argument like every other error that keeps the stage from starting."""

    def error(self, message: str) -> NoReturn:
        """Raise StageStartError."""
        raise StageStartError(f"{message}. See python -m stage --help.")


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line; raises StageStartError."""
    parser = Parser(prog="python -m stage", description="Serve the staged court on loopback.")
    parser.add_argument("--port", type=int, default=0, help="the port to listen on (default: a free one)")
    parser.add_argument(
        "--database", type=Path, help="the SQLite file to keep (default: a private one, removed)"
    )
    parser.add_argument(
        "--session-minutes", type=float, default=30.0, help="life of an idle session (default: 30)"
    )
    parser.add_argument("--at", help="the time, in ISO 8601, at which the clock starts (default: now)")
    parser.add_argument("--tied", action="store_true", help="end when the standard input ends")
    options = parser.parse_args(arguments)
    if not 0 <= options.port <= MAX_PORT:
        parser.error(f"argument --port: must be from 0 to {MAX_PORT}")
    if not options.session_minutes > 0:
        parser.error("argument --session-minutes: must be more than 0")
    try:
        options.at = None if options.at is None else clock.parse_iso(options.at)
    except ValueError as error:
        parser.error(f"argument --at: {error}")
    return options


def format_ready_line(settings: StageSettings) -> str:
    """Return all addresses as one line of JSON; those of courts are the first court's."""
    return json.dumps(
        {
            "port": settings.port,
            "website": settings.website(COURTS[0]),
            "pacer": settings.pacer,
            "pacer_account": settings.pacer_account,
            "ecf": settings.ecf(COURTS[0]),
            "control": settings.control,
            "token": settings.token,
        }
    )


def serve(options: argparse.Namespace, stack: ExitStack) -> None:
    """Serve until a signal or the end of input; raises StageStartError if it cannot start."""
    if options.at is not None:
        clock.set_time(options.at)
    listener = stack.enter_context(closing(listen(options.port)))
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="ecfcheck-stage-"))
    settings = StageSettings(
        port=listener.getsockname()[1],
        database=options.database or Path(folder) / "stage.sqlite",
        token=os.environ.get(TOKEN_VARIABLE) or secrets.token_urlsafe(32),
        session_minutes=options.session_minutes,
    )
    app = create_app(settings)
    # While this connection is open, a request's connection does not checkpoint the log when it closes.
    stack.enter_context(closing(database.connect(settings.database)))
    server = stack.enter_context(closing(make_server(app, listener)))
    if options.tied:
        end_with_input(server)
    print(format_ready_line(settings), flush=True)  # noqa: T201 - the output that callers parse
    server.run()


def main() -> int:
    """Run the command; return 0 for a stage that was ended, 4 for one that could not start."""
    end_on_signals()
    try:
        with ExitStack() as stack:
            serve(read_arguments(sys.argv[1:]), stack)
    except StageStartError as error:
        sys.stderr.write(f"stage: {error}\n")
        return CANNOT_START
    finally:
        ignore_signals()
    return 0


if __name__ == "__main__":
    sys.exit(main())
