"""Selects the courts of a run: at most one of each release."""

from collections.abc import Mapping, Sequence

from config.court import Court, Release, apply_base_url, load_court
from config.problem_collector import ProblemCollector
from config.project import Project, current_project, read_project_file
from config.yaml_file import ProblemsError

STAGED: Mapping[Release, str] = {"nextgen": "staged", "legacy": "staged_legacy"}
"""The default courts: the staged court in each release."""

_ONE_COURT = "applies to one court; give a single --court with it"

Courts = Mapping[Release, Court]
"""The courts of a run, by release."""


def load_courts(names: Sequence[str], base_url: str | None = None) -> Courts:
    """Return the courts with these ids or files; without names, the project's, or else the staged courts.

    A base URL applies to one court: the named one, or the staged NextGen court. Raises ProblemsError.
    """
    project = current_project()
    if project and not names:
        return _apply(load_project_courts(project), base_url)
    problems = ProblemCollector()
    courts: dict[Release, Court] = {}
    for name in names or ([STAGED["nextgen"]] if base_url else STAGED.values()):
        with problems.collect():
            court = load_court(name)
            if court.release in courts:
                problems.add("--court", _describe_duplicate(name, court))
            courts[court.release] = court
    if base_url and len(names) > 1:
        problems.add("--base-url", _ONE_COURT)
    problems.raise_any()
    return _apply(courts, base_url)


def _apply(courts: Courts, base_url: str | None) -> Courts:
    """Return the courts, with the base URL if there is one. Raises ProblemsError."""
    if base_url and len(courts) > 1:
        raise ProblemsError.single("--base-url", _ONE_COURT)
    return {
        release: apply_base_url(court, base_url) if base_url else court for release, court in courts.items()
    }


def load_project_courts(project: Project) -> Courts:
    """Return the courts that a project's own file names. Raises ProblemsError."""
    syntax, yaml_file = read_project_file(project)
    problems, courts = ProblemCollector(), dict[Release, Court]()
    for index, name in enumerate(syntax.courts):
        try:
            court = load_court(str(project.root / name) if "/" in name else name)
        except ProblemsError as error:
            # What is wrong with `--court` is wrong here with the file's entry.
            for problem in error.problems:
                at_entry = yaml_file.build_problem(("courts", index), problem.text)
                problems.extend([at_entry if problem.path == "--court" else problem])
            continue
        if court.release in courts:
            problems.extend([yaml_file.build_problem(("courts", index), _describe_duplicate(name, court))])
        courts[court.release] = court
    problems.raise_any()
    return courts


def _describe_duplicate(name: str, court: Court) -> str:
    return f"{name!r} is a second court of the release {court.release}; a run checks one of each release"
