"""The command `ecfcheck`, for people who do not know pytest."""

from importlib import import_module
from pathlib import Path
from typing import Any

import click

from config.suggest import did_you_mean
from ecfcheck import __version__
from ecfcheck.runner.outcome import Outcome

_MODULES = {
    "init": "init",
    "run": "run",
    "screen": "screen",
    "audit": "audit",
    "fit": "fit",
    "merge": "merge",
    "runs": "runs",
    "compare": "compare",
    "show": "show",
    "summary": "summary",
    "changes": "summary",
    "flows": "flows",
    "courts": "courts",
    "settings": "settings",
    "lint": "flows",
    "coverage": "coverage",
    "prove": "prove",
    "doctor": "doctor",
    "stage": "stage",
    "passcode": "passcode",
    "verbs": "flows",
    "schema": "flows",
    "forget-refusals": "courts",
}
"""The module of ecfcheck.cli that defines each command."""


_INTERRUPTED = 130
"""As INTERRUPTED of exits.py, which is not loaded yet."""

_PROJECT_HELP = (
    "A folder with a project of your own [ECFCHECK_PROJECT, or the nearest folder with ecfcheck.yaml]."
)


class _LazyGroup(click.Group):
    """Imports a command's module when the command is used: all of them together take half a second."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(_MODULES)

    def invoke(self, ctx: click.Context) -> Any:
        """Invoke the command; Ctrl-C while it loads ends it with 130, not with DRIFT's 1."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo(err=True)
            raise SystemExit(_INTERRUPTED) from None

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
@click.option("--project", metavar="DIR", help=_PROJECT_HELP)
@click.pass_context
def main(context: click.Context, project: str | None) -> None:
    """Check a court's documented e-filing procedures, step by step, in a real browser."""
    # Imported late, as the commands are: `--version` and a misspelled command need neither.
    from config.project import find_project, use_project  # noqa: PLC0415
    from ecfcheck.cli.exits import exit_on_user_error  # noqa: PLC0415
    from ecfcheck.cli.streams import protect_streams  # noqa: PLC0415

    protect_streams()

    with exit_on_user_error():
        # A new project may lie anywhere, even in another one.
        use_project(None if context.invoked_subcommand == "init" else find_project(project, Path()))


# A usage error that click finds is of the same kind as one that ecfcheck finds; click's own 2 means ACCOUNT.
click.UsageError.exit_code = Outcome.HARNESS.exit_status
