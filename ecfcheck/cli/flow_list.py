"""`ecfcheck flows`: the flows there are, their steps, and what each leaves behind at the court."""

import click

from config.yaml_file import display_path
from ecfcheck.cli.errors import exit_on_user_error
from ecfcheck.cli.flow_selection import flow_paths
from ecfcheck.flowfile.flow import Flow, Step
from ecfcheck.flowfile.loader import load_flows


@click.command()
@click.argument("names", metavar="[FLOWS]...", nargs=-1)
def flows(names: tuple[str, ...]) -> None:
    """List FLOWS (all of them if none is named): each step with its effect at the court.

    On a court that is not staged, what is not `read` is rehearsed, unless --allow opens it.
    """
    with exit_on_user_error():
        click.echo("\n\n".join(_flow(flow) for flow in load_flows(flow_paths(names))))


def _flow(flow: Flow) -> str:
    head = f"{flow.name} \N{MIDDLE DOT} {flow.title}"
    where = "  " + " \N{MIDDLE DOT} ".join(
        (display_path(flow.path), flow.document, flow.release, flow.persona)
    )
    width = max(len(step.number) for step in flow.steps)
    steps = (f"  {step.number:{width}}  {_effects(flow, step):10}  {step.says}" for step in flow.steps)
    return "\n".join([head, where, *steps])


def _effects(flow: Flow, step: Step) -> str:
    """Return the gravest effect of the step's actions."""
    effects = (flow.find_effect(part.act) for part in step.parts if part.act)
    return max(effects, key=_GRAVITY.index, default="-")


_GRAVITY = ("read", "reversible", "billable", "permanent")
