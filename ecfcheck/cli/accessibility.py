"""Adds --accessibility to a command: an option that can, but need not, have a mode."""

from collections.abc import Callable
from typing import Any

import click

from ecfcheck.browser.axe import OPTION
from ecfcheck.runner.violations import ACCESSIBILITY_STATUS, MODES

ACCESSIBILITY_HELP = (
    f"Test each screen with axe-core (WCAG 2.2 AA); {MODES[0]} its violations, or also end with exit status"
    f" {ACCESSIBILITY_STATUS}."
)


class OptionalModeCommand(click.Command):
    """A command in which what follows a bare --accessibility is not its mode, unless it is one."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Give a bare option its first mode: click takes the next argument, a flow, for it."""
        return super().parse_args(ctx, _add_mode(args))


def _add_mode(args: list[str]) -> list[str]:
    added: list[str] = []
    for argument in args:
        if added and added[-1] == OPTION:
            added[-1:] = [f"{OPTION}={argument}"] if argument in MODES else [f"{OPTION}={MODES[0]}", argument]
        else:
            added.append(argument)
    return [*added[:-1], f"{OPTION}={MODES[0]}"] if added and added[-1] == OPTION else added


def add_accessibility_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option to a command of the class OptionalModeCommand."""
    metavar = f"[={'|'.join(MODES)}]"
    option = click.option(OPTION, type=click.Choice(MODES), metavar=metavar, help=ACCESSIBILITY_HELP)
    return option(command)
