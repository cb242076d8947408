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
from stage.problems import StageRequestError
from stage.serving import end_on_signals, end_with_input, ignore_signals, listen, make_server
from stage.settings import StageSettings

TOKEN_VARIABLE = "ECFCHECK_STAGE_TOKEN"  # noqa: S105 - a name
CANNOT_START = 4
MAX_PORT = 65535


class Parser(argparse.ArgumentParser):
    """Reports a wrong argument as any other thing that keeps the stage from starting."""

    def error(self, message: str) -> NoReturn:
        """Raise StageProblem."""
        raise StageRequestError(f"{message}; see python -m stage --help")


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line; raises StageProblem."""
    parser = Parser(prog="python -m stage", description="Serve the staged court on loopback.")
    parser.add_argument("--port", type=int, default=0, help="the port to listen on (default: a free one)")
    parser.add_argument(
        "--database", type=Path, help="the SQLite file to keep (default: a private one, removed)"
    )
    parser.add_argument(
        "--session-minutes", type=float, default=30.0, help="life of an idle session (default: 30)"
    )
    parser.add_argument("--at", help="the moment, in ISO 8601, that the clock starts at (default: now)")
    parser.add_argument("--tied", action="store_true", help="end when the standard input ends")
    options = parser.parse_args(arguments)
    if not 0 <= options.port <= MAX_PORT:
        parser.error(f"argument --port: must be from 0 to {MAX_PORT}")
    if not options.session_minutes > 0:
        parser.error("argument --session-minutes: must be more than 0")
    try:
        options.at = None if options.at is None else clock.read_iso(options.at)
    except ValueError as problem:
        parser.error(f"argument --at: {problem}")
    return options


def ready_line(settings: StageSettings) -> str:
    """Say where everything is, in one line of JSON, with the addresses of the first court."""
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
    """Serve until told to end; raises StageProblem when the stage cannot start."""
    if options.at is not None:
        clock.run_from(options.at)
    listener = stack.enter_context(closing(listen(options.port)))
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="ecfcheck-stage-"))
    settings = StageSettings(
        port=listener.getsockname()[1],
        database=options.database or Path(folder) / "stage.sqlite",
        token=os.environ.get(TOKEN_VARIABLE) or secrets.token_urlsafe(32),
        session_minutes=options.session_minutes,
    )
    app = create_app(settings)
    # While this connection is open, those of the requests need not tidy up the write-ahead log as they close.
    stack.enter_context(closing(database.connect(settings.database)))
    server = stack.enter_context(closing(make_server(app, listener)))
    if options.tied:
        end_with_input(server)
    print(ready_line(settings), flush=True)  # noqa: T201 - what the command is read by
    server.run()


def main() -> int:
    """Run the command; the exit code is 0 for a stage that was ended, 4 for one that could not start."""
    end_on_signals()
    try:
        with ExitStack() as stack:
            serve(read_arguments(sys.argv[1:]), stack)
    except StageRequestError as problem:
        sys.stderr.write(f"stage: {problem}\n")
        return CANNOT_START
    finally:
        ignore_signals()
    return 0


if __name__ == "__main__":
    sys.exit(main())
