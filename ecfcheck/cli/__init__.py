"""The command `ecfcheck`, for people who do not know pytest."""

from importlib import import_module

import click

from config.suggest import did_you_mean
from ecfcheck import __version__
from ecfcheck.runner.outcome import Outcome

_MODULES = {
    "run": "run",
    "audit": "audit",
    "fit": "fit",
    "merge": "merge",
    "show": "show",
    "flows": "flows",
    "courts": "courts",
    "lint": "flows",
    "coverage": "coverage",
    "doctor": "doctor",
    "stage": "stage",
    "passcode": "passcode",
    "verbs": "flows",
    "schema": "flows",
    "forget-refusals": "courts",
}
"""The module of ecfcheck.cli that defines each command."""


class _LazyGroup(click.Group):
    """Imports a command's module when the command is used: all of them together take half a second."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _MODULES:
            if cmd_name.startswith("-"):
                return None  # click says that an option is not known
            text = f"no such command {cmd_name!r}{did_you_mean(cmd_name, _MODULES)}"
            raise click.UsageError(f"{text}; `ecfcheck --help` lists all", ctx)
        module = import_module(f"ecfcheck.cli.{_MODULES[cmd_name]}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command


@click.group(
    cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="ecfcheck")
def main() -> None:
    """Check a court's documented e-filing procedures, step by step, in a real browser."""


# A usage error that click finds is of the same kind as one that ecfcheck finds; click's own 2 means ACCOUNT.
click.UsageError.exit_code = Outcome.HARNESS.exit_status
