"""Finds the flows that a user names, by name, by path, or all of them, and as whom they are run."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from config.court_selection import Courts
from config.persona import load_personas
from config.suggest import did_you_mean
from config.yaml_file import Problem, ProblemsError, display_path
from ecfcheck.flowfile.flow import Flow
from ecfcheck.flowfile.placeholder import list_missing_items

_WITH_ECFCHECK = Path(__file__).parents[2] / "flows"


def flow_paths(names: Sequence[str]) -> list[Path]:
    """Return the files of the flows named, or of all flows. Raises Problems naming each that is not there."""
    home = Path("flows") if Path("flows").is_dir() else _WITH_ECFCHECK
    known = {file.stem: file for file in sorted(home.glob("*.yaml"))}
    if not names and not known:
        raise ProblemsError.single(
            display_path(home), "there is no flow in this folder; name one by its path"
        )
    if not names:
        return list(known.values())
    found = [known.get(name, Path(name)) for name in names]
    missing = [path for path in found if not path.is_file()]
    if missing:
        raise ProblemsError([Problem(str(path), None, _missing(path, list(known))) for path in missing])
    return found


def for_courts(flows: Sequence[Flow], courts: Courts, *, named: bool) -> list[Flow]:
    """Return the flows that one of the courts can be checked by: those of its release.

    Raises Problems for each flow that was named and is of another release.
    """
    others = [flow for flow in flows if flow.release not in courts]
    fitting = [flow for flow in flows if flow.release in courts]
    if others and (named or not fitting):
        raise ProblemsError(
            [Problem(display_path(flow.path), None, _of_another_release(flow, courts)) for flow in others]
        )
    return fitting


def _of_another_release(flow: Flow, courts: Courts) -> str:
    chosen = " and ".join(f"{court.name} ({release})" for release, court in courts.items())
    return (
        f"is of the release {flow.release}, and the court chosen is {chosen}; name a --court of that release"
    )


def as_persona(flows: Sequence[Flow], persona: str | None) -> list[Flow]:
    """Return the flows as carried out by this persona, or by their own if it is none. Raises Problems."""
    if persona is None:
        return list(flows)
    if persona not in load_personas():
        text = f"unknown persona {persona!r}{did_you_mean(persona, load_personas())}"
        raise ProblemsError.single("--persona", text)
    acting = [replace(flow, persona=persona) for flow in flows]
    problems = [
        Problem("--persona", None, f"{flow.name} needs {what}, and {persona} has none")
        for flow in acting
        for what in list_missing_items(flow.placeholders, persona)
    ]
    if problems:
        raise ProblemsError(problems)
    return acting


def _missing(path: Path, known: list[str]) -> str:
    return f"there is no such flow, and no file of that name{did_you_mean(path.stem, known)}"
