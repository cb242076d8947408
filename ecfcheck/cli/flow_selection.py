"""Finds the flows of a command, by name or by path, and the persona that runs them."""

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from config.court_selection import Courts
from config.persona import load_personas
from config.project import INCLUDED_FLOWS, current_project, list_flow_files
from config.suggest import did_you_mean, find_closest
from config.yaml_file import Problem, ProblemsError, display_path
from ecfcheck.flowfile.flow import Flow
from ecfcheck.flowfile.placeholder import list_missing_items

_RENAME = "a flow's file ends in .yaml, not .yml; rename it to {}.yaml"

_MAX_NEAREST = 5
_NEAR = 0.51
"""How similar a name is that is suggested among others: more than half of its letters."""


def find_flow_files(names: Sequence[str]) -> list[Path]:
    """Return the files of the flows named, or of all. Raises ProblemsError with each missing one.

    In a project, all are its own; those that come with ecfcheck can be named.
    """
    project = current_project()
    folder = project.flows if project else Path("flows") if Path("flows").is_dir() else INCLUDED_FLOWS
    every = sorted(folder.glob("*.yaml"))
    known = list_flow_files(project) if project else {file.stem: file for file in every}
    if project:
        # Relative where the user is in the project: records and messages name the file as the user would.
        every = [Path(display_path(file)) for file in every]
        known |= {file.stem: file for file in every}
    if not names and (misnamed := sorted(folder.glob("*.yml"))):
        raise ProblemsError(
            [Problem(display_path(file), None, _RENAME.format(file.stem)) for file in misnamed]
        )
    if not names and not every:
        raise ProblemsError.single(display_path(folder), "this folder has no flows; name one by its path")
    if not names:
        return every
    found = [known.get(name, Path(name)) for name in names]
    if missing := [path for path in found if not path.is_file()]:
        raise ProblemsError(
            [Problem(str(path), None, _describe_missing(path, known, folder)) for path in missing]
        )
    return found


def _describe_missing(path: Path, known: dict[str, Path], folder: Path) -> str:
    if path.is_dir():
        return "is a folder; name flows, or to run all flows, leave FLOWS out"
    other = path.with_name(f"{path.name}.yml")
    if any(file.is_file() for file in (other, folder / other.name)):
        return _RENAME.format(path.name)
    close = find_closest(path.stem, known)
    nearest = [close] if close else get_close_matches(path.stem, known, n=_MAX_NEAREST, cutoff=_NEAR)
    hint = f"; did you mean {' or '.join(map(repr, nearest))}?" if nearest else ""
    return f"not the name of a flow, nor a file{hint or '; `ecfcheck flows` lists all'}"


def select_flows(flows: Sequence[Flow], courts: Courts, *, are_named: bool) -> list[Flow]:
    """Return the flows of a release for which a court is chosen.

    Raises ProblemsError with each flow of another release that the user named.
    """
    others = [flow for flow in flows if flow.release not in courts]
    selected = [flow for flow in flows if flow.release in courts]
    if others and (are_named or not selected):
        raise ProblemsError(
            [Problem(display_path(flow.path), None, _describe_release(flow, courts)) for flow in others]
        )
    return selected


def _describe_release(flow: Flow, courts: Courts) -> str:
    chosen = " and ".join(f"{court.name} ({release})" for release, court in courts.items())
    return f"is for the release {flow.release}, and the court is {chosen}; name a --court of that release"


def assign_persona(flows: Sequence[Flow], persona: str | None) -> list[Flow]:
    """Return the flows with this persona, or with their own if it is None. Raises ProblemsError."""
    if persona is None:
        return list(flows)
    if persona not in load_personas():
        text = f"unknown persona {persona!r}{did_you_mean(persona, load_personas())}"
        raise ProblemsError.single("--persona", text)
    assigned = [replace(flow, persona=persona) for flow in flows]
    problems = [
        Problem("--persona", None, f"{flow.name} needs {what}, and {persona} has none")
        for flow in assigned
        for what in list_missing_items(flow.placeholders, persona)
    ]
    if problems:
        raise ProblemsError(problems)
    return assigned
