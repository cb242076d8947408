"""`python -m ecfcheck.provision [ENGINE]` provides a browser and prints its path."""

import sys
from typing import get_args

import click

from ecfcheck.provision.find import BrowserMissingError, Engine
from ecfcheck.provision.install import provide_browser

HARNESS = 4  # the exit status for a problem on our own side, not the court's


def main(arguments: list[str]) -> int:
    """Provide the browser of an engine, Chromium by default; return the exit status."""
    engines: dict[str, Engine] = {engine: engine for engine in get_args(Engine)}
    name = arguments[0] if arguments else "chromium"
    if name not in engines:
        click.echo(f"unknown browser {name!r}; use one of {', '.join(engines)}", err=True)
        return HARNESS
    try:
        browser = provide_browser(engines[name])
    except BrowserMissingError as error:
        click.echo(str(error), err=True)
        return HARNESS
    click.echo(f"browser: {browser.executable} ({browser.origin})", err=True)
    click.echo(browser.executable)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
