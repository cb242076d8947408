"""`ecfcheck flows`, `lint`, `schema` and `verbs`: the commands that need only flows."""

import click

from config.problem_collector import ProblemCollector
from config.yaml_file import display_path
from ecfcheck.cli.exits import exit_on_user_error
from ecfcheck.cli.flow_selection import find_flow_files
from ecfcheck.cli.project_check import check_project
from ecfcheck.flowfile.flow import Flow, Step
from ecfcheck.flowfile.loader import load_flows
from ecfcheck.flowfile.schema import render_schema
from ecfcheck.flowfile.verb_table import render_verb_table

_GRAVITY = ("read", "reversible", "billable", "permanent")


@click.command()
@click.argument("names", metavar="[FLOWS]...", nargs=-1)
def flows(names: tuple[str, ...]) -> None:
    """List FLOWS (all of them if none is named): each step with its effect at the court.

    On a court that is not staged, effects other than `read` are rehearsed, unless --allow opens them.

    Example: ecfcheck flows link_account
    """
    with exit_on_user_error():
        click.echo("\n\n".join(_describe_flow(flow) for flow in load_flows(find_flow_files(names))))


def _describe_flow(flow: Flow) -> str:
    head = f"{flow.name} \N{MIDDLE DOT} {flow.title}"
    facts = (display_path(flow.path), flow.document, flow.release, flow.persona)
    width = max(len(step.number) for step in flow.steps)
    steps = (f"  {step.number:{width}}  {_find_effect(flow, step):10}  {step.says}" for step in flow.steps)
    return "\n".join([head, "  " + " \N{MIDDLE DOT} ".join(facts), *steps])


def _find_effect(flow: Flow, step: Step) -> str:
    """Return the gravest effect of the step's actions; - if it has none."""
    effects = (flow.find_effect(part.act) for part in step.parts if part.act)
    return max(effects, key=_GRAVITY.index, default="-")


@click.command()
@click.argument("names", metavar="[FLOWS]...", nargs=-1)
def lint(names: tuple[str, ...]) -> None:
    """Check FLOWS (all of them if none is named) without a browser; report all mistakes at once.

    In a project, its pages, documents, personas and courts are checked too.

    Example: ecfcheck lint flows/link_account.yaml
    """
    with exit_on_user_error():
        problems = ProblemCollector()
        with problems.collect():
            check_project()
        with problems.collect():
            loaded = load_flows(find_flow_files(names))
        problems.raise_any()
        for flow in loaded:
            click.echo(f"{flow.path.as_posix()}: {len(flow.steps)} documented steps, no mistakes")


@click.command()
def schema() -> None:
    """Print the JSON Schema of flows, for editors (flows/flow.schema.json).

    It knows your project's screens, personas and documents, with their entries: print it again when you
    add one.

    Example: ecfcheck schema > flows/flow.schema.json
    """
    with exit_on_user_error():
        click.echo(render_schema(), nl=False)


@click.command()
def verbs() -> None:
    """Print the table of screens and verbs (docs/verbs.md).

    Example: ecfcheck verbs > verbs.md
    """
    with exit_on_user_error():
        click.echo(render_verb_table(), nl=False)
