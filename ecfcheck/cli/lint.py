"""`ecfcheck lint`, `schema` and `verbs`: what can be said of flows without a browser."""

import click

from ecfcheck.cli.errors import exit_on_user_error
from ecfcheck.cli.flow_selection import flow_paths
from ecfcheck.flowfile.loader import load_flows
from ecfcheck.flowfile.schema import render_schema
from ecfcheck.flowfile.verb_table import render_verb_table


@click.command()
@click.argument("flows", nargs=-1)
def lint(flows: tuple[str, ...]) -> None:
    """Check FLOWS (all of them if none is named) without a browser; tell every mistake at once."""
    with exit_on_user_error():
        loaded = load_flows(flow_paths(flows))
        for flow in loaded:
            click.echo(f"{flow.path.as_posix()}: {len(flow.steps)} documented steps, nothing wrong")


@click.command()
def schema() -> None:
    """Print the JSON Schema of flows, for editors (flows/flow.schema.json)."""
    click.echo(render_schema(), nl=False)


@click.command()
def verbs() -> None:
    """Print the table of screens and verbs (docs/verbs.md)."""
    click.echo(render_verb_table(), nl=False)
