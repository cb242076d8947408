"""Loads flows from YAML, or reports all their problems at once."""

from dataclasses import replace
from pathlib import Path

from config.problem_collector import ProblemCollector
from config.project import INCLUDED_FLOWS, current_project, list_flow_files
from config.suggest import did_you_mean
from config.validation import build_model
from config.yaml_file import ProblemsError, YamlFile, read_yaml
from ecfcheck.flowfile import models
from ecfcheck.flowfile.documents import Document, load_documents
from ecfcheck.flowfile.flow import FIRST_WINDOW, Flow, Part, Step
from ecfcheck.flowfile.registry import load_screens
from ecfcheck.flowfile.rules import find_data_problems, find_flow_problems
from ecfcheck.flowfile.screen_models import build_flow_model

_FEW = 3
"""Up to so many flows are validated faster by a model for each than by one model of all screens."""


def load_flow(path: Path, *, is_one_of_many: bool = False) -> Flow:
    """Return the flow in a file. Raises ProblemsError with all its problems."""
    yaml_file = read_yaml(path)
    problems = ProblemCollector()
    with problems.collect():
        problems.extend(find_data_problems(yaml_file))
    with problems.collect():
        syntax = build_model(yaml_file, build_flow_model(None if is_one_of_many else yaml_file.data))
    problems.raise_any()
    flow = replace(
        _build_flow(syntax, yaml_file),
        reconcile=_load_reconcile_flow(syntax.reconcile, yaml_file, is_one_of_many=is_one_of_many),
    )
    problems.extend(find_flow_problems(flow, yaml_file))
    problems.raise_any()
    return flow


def load_flows(paths: list[Path]) -> list[Flow]:
    """Return the flows in all files. Raises ProblemsError with all their problems."""
    flows: list[Flow] = []
    problems = ProblemCollector()
    for path in paths:
        with problems.collect():
            flows.append(load_flow(path, is_one_of_many=len(paths) > _FEW))
    problems.raise_any()
    return flows


def _load_reconcile_flow(name: str | None, yaml_file: YamlFile, *, is_one_of_many: bool) -> Flow | None:
    """Return the read-only flow of this name in the same folder, or in all of a project's.

    Raises ProblemsError.
    """
    if name is None:
        return None
    flow = load_flow(_find_reconcile_file(name, yaml_file), is_one_of_many=is_one_of_many)
    if flow.reconcile or flow.effects != {"read"}:
        text = f"{name} is not read-only; a flow for 'reconcile' must not change anything"
        raise ProblemsError([yaml_file.build_problem(("reconcile",), text)])
    return flow


def _find_reconcile_file(name: str, yaml_file: YamlFile) -> Path:
    """Return the file of the flow that another one names. Raises ProblemsError if there is none."""
    folder = yaml_file.path.parent
    project = current_project()
    own = project if project and folder.resolve() == project.flows else None
    # Looked up by its name: to list a folder for each of its flows takes a second for a thousand of them.
    folders = (own.flows, INCLUDED_FLOWS) if own else (folder,)
    files = (one / f"{name}.yaml" for one in folders)
    found = next((file for file in files if file.is_file() and file.stem == name), None)
    if found and name != yaml_file.path.stem:
        return found
    siblings = list_flow_files(own) if own else {file.stem for file in folder.glob("*.yaml")}
    hint = did_you_mean(name, sorted({*siblings} - {yaml_file.path.stem}))
    raise ProblemsError([yaml_file.build_problem(("reconcile",), f"unknown flow {name!r}{hint}")])


def _build_flow(syntax: models.FlowSyntax, yaml_file: YamlFile) -> Flow:
    document = load_documents(yaml_file.path).get(syntax.document)
    return Flow(
        syntax.flow,
        syntax.title,
        syntax.document,
        syntax.release,
        syntax.persona,
        tuple(
            _build_step(step, yaml_file.values["steps", index].line, document)
            for index, step in enumerate(syntax.steps)
        ),
        yaml_file.path,
    )


def _describe_entry(document: Document | None, name: str) -> str:
    """Return an entry's place and what it says; "" for one that does not exist, which is reported later."""
    entry = document.entries.get(name) if document else None
    return f"{entry.place}: {entry.says}" if entry else ""


def _build_step(syntax: models.StepSyntax, line: int, document: Document | None) -> Step:
    parts = tuple(_build_part(part) for part in (syntax, *(syntax.then or ())))
    return Step(syntax.step, syntax.says, parts, line, _describe_entry(document, syntax.step))


def _build_part(syntax: models.PartSyntax) -> Part:
    name = syntax.screen or syntax.open
    if name is None:
        raise ValueError("a part without a screen: the rules should have rejected it")
    opens = syntax.open is not None
    return Part(load_screens()[name], opens, syntax.sees or (), syntax.do, syntax.window or FIRST_WINDOW)
