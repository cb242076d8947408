"""Checks everything in the user's project that a flow can use, for `ecfcheck lint`."""

from config.court import load_court
from config.court_id import is_court_id
from config.court_selection import load_project_courts
from config.persona import load_personas
from config.problem_collector import ProblemCollector
from config.project import current_project
from ecfcheck.flowfile.documents import load_folder_documents
from ecfcheck.flowfile.registry import load_screens


def check_project() -> None:
    """Check the project's own file, pages, documents, personas and courts.

    Does nothing without a project. Raises ProblemsError with all mistakes.
    """
    project = current_project()
    if project is None:
        return
    problems = ProblemCollector()
    with problems.collect():
        load_project_courts(project)
    with problems.collect():
        load_personas()
    with problems.collect():
        load_screens()
    with problems.collect():
        load_folder_documents(project.flows / "any.yaml")
    for file in sorted(project.courts.glob("*.y*ml")):
        with problems.collect():
            # By its id, as a run finds it; a name that is not an id is only found by its path.
            load_court(file.stem if is_court_id(file.stem) else str(file))
    problems.raise_any()
