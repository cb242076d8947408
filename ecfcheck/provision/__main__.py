"""`python -m ecfcheck.provision [chromium|firefox|webkit]`: provides a browser, prints its program's path."""

import sys
from typing import get_args

import click

from ecfcheck.provision.errors import BrowserMissingError
from ecfcheck.provision.install import install_browser
from ecfcheck.provision.locations import Engine

HARNESS = 4  # the exit code for what is wrong on our own side


def say(line: str) -> None:
    """Tell the person what goes on, apart from the answer on standard output."""
    click.echo(line, err=True)


def main(arguments: list[str]) -> int:
    """Provide the browser that is asked for, by default Chromium."""
    engines: dict[str, Engine] = {engine: engine for engine in get_args(Engine)}
    engine = engines.get(arguments[0] if arguments else "chromium")
    if engine is None:
        say(f"unknown browser {arguments[0]!r}; there are {', '.join(engines)}")
        return HARNESS
    try:
        browser = install_browser(engine, say)
    except BrowserMissingError as missing:
        say(str(missing))
        return HARNESS
    say(f"browser: {browser.origin}")
    click.echo(browser.executable)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
