"""Writes a whole command line from the options that the current command was given."""

from collections.abc import Iterator, Mapping
from shlex import quote
from typing import Any

import click
from click.core import ParameterSource


def format_command(context: click.Context, changes: Mapping[str, object]) -> str:
    """Return the command as it was given, except for these options: one that is None is left out.

    The arguments come first, then the options in the order of the help; those in `changes` are at the end.
    """
    params = {param.name or "": param for param in context.command.params}
    kept = [param for name, param in params.items() if _is_given(context, name) and name not in changes]
    kept.sort(key=lambda param: isinstance(param, click.Option))
    words = [word for param in kept for word in _format(param, context.params[param.name or ""])]
    words += [word for name, value in changes.items() for word in _format(params[name], value)]
    return " ".join(map(quote, ["ecfcheck", context.info_name or "", *words]))


def _is_given(context: click.Context, name: str) -> bool:
    return context.get_parameter_source(name) is ParameterSource.COMMANDLINE


def _format(param: click.Parameter, value: Any) -> Iterator[str]:
    option = max(param.opts, key=len)
    if not isinstance(param, click.Option):
        yield str(value)
    elif param.is_flag:
        if value:
            yield option
    else:
        for one in value if param.multiple else () if value is None else (value,):
            yield from (option, str(one))
