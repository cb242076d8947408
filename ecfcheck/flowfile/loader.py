"""Loads a flow: YAML in, a frozen Flow out, or every problem at once."""

from dataclasses import replace
from pathlib import Path

from config.problem_collector import ProblemCollector
from config.suggest import did_you_mean
from config.validation import build_model
from config.yaml_file import ProblemsError, YamlFile, read_yaml
from ecfcheck.flowfile import models
from ecfcheck.flowfile.flow import FIRST_WINDOW, Flow, Part, Step
from ecfcheck.flowfile.registry import screens
from ecfcheck.flowfile.rules import find_problems_as_loaded, find_problems_as_written
from ecfcheck.flowfile.screen_models import build_flow_model


def load_flow(path: Path) -> Flow:
    """Return the flow in a file. Raises Problems with all that is wrong with it."""
    located = read_yaml(path)
    problems = ProblemCollector()
    problems.extend(find_problems_as_written(located))
    with problems.collect():
        written = build_model(located, build_flow_model())
    problems.raise_any()
    flow = replace(_flow(written, located), reconcile=_reconcile(written.reconcile, located))
    problems.extend(find_problems_as_loaded(flow, located))
    problems.raise_any()
    return flow


def load_flows(paths: list[Path]) -> list[Flow]:
    """Return the flows in all files. Raises Problems with all that is wrong with any of them."""
    flows: list[Flow] = []
    problems = ProblemCollector()
    for path in paths:
        with problems.collect():
            flows.append(load_flow(path))
    problems.raise_any()
    return flows


def _reconcile(name: str | None, located: YamlFile) -> Flow | None:
    """Return the flow of that name beside this one, which must do nothing but read. Raises Problems."""
    if name is None:
        return None
    beside = {file.stem: file for file in located.path.parent.glob("*.yaml") if file != located.path}
    if name not in beside:
        raise ProblemsError(
            [located.problem(("reconcile",), f"unknown flow {name!r}{did_you_mean(name, beside)}")]
        )
    flow = load_flow(beside[name])
    if flow.reconcile or flow.effects != {"read"}:
        text = f"{name} changes something itself; what finds out how things stand must only read"
        raise ProblemsError([located.problem(("reconcile",), text)])
    return flow


def _flow(written: models.FlowSyntax, located: YamlFile) -> Flow:
    return Flow(
        written.flow,
        written.title,
        written.document,
        written.release,
        written.persona,
        tuple(_step(step, located.values["steps", index].line) for index, step in enumerate(written.steps)),
        located.path,
    )


def _step(written: models.Step, line: int) -> Step:
    parts = tuple(_part(part) for part in (written, *(written.then or ())))
    return Step(written.step, written.says, parts, line)


def _part(written: models.Part) -> Part:
    name = written.screen or written.open
    if name is None:
        raise ValueError("a part names its screen: the rules see to that")
    opens = written.open is not None
    return Part(screens()[name], opens, written.sees or (), written.do, written.window or FIRST_WINDOW)
