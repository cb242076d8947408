"""Imports the page objects of the user's project as modules of `pages`, or says why it cannot."""

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module, invalidate_caches
from inspect import getsourcelines
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

import pages
from config.project import Project
from config.yaml_file import Position, Problem, ProblemsError, display_path

_INCLUDED = tuple(pages.__path__)
_MODULES: list[str] = []
"""The modules of the last project that was loaded."""


def list_modules(folders: Iterator[str] | tuple[str, ...] = _INCLUDED) -> list[str]:
    """Return the names of the modules in these folders; by default, of those that come with ecfcheck."""
    return [f"{pages.__name__}.{module.name}" for module in iter_modules(list(folders))]


def list_own_modules(project: Project | None) -> list[str]:
    """Make the project's pages importable, and return the names of their modules. Raises ProblemsError.

    They are modules of `pages` like those that come with ecfcheck, so that both can be imported alike. The
    pages of another project that this process has imported are forgotten.
    """
    while _MODULES:
        sys.modules.pop(_MODULES.pop(), None)
    pages.__path__ = [*_INCLUDED, *([str(project.pages)] if project else [])]
    invalidate_caches()
    if project is None:
        return []
    own = list_modules((str(project.pages),))
    included = set(list_modules())
    problems = [
        Problem(display_path(_find_file(project, name)), None, _describe_taken(name))
        for name in own
        if name in included
    ]
    if (project.pages / "__init__.py").is_file():
        # The folder would hide ecfcheck's own package of the same name wherever it is on Python's path.
        text = "remove this file: the pages here are modules of ecfcheck's own package `pages`"
        problems.append(Problem(display_path(project.pages / "__init__.py"), None, text))
    if problems:
        raise ProblemsError(problems)
    _MODULES.extend(own)
    return own


def list_imported_modules() -> list[ModuleType]:
    """Return the modules of the project's pages that are imported."""
    return [sys.modules[name] for name in _MODULES if name in sys.modules]


def import_own_module(name: str, project: Project) -> ModuleType:
    """Return a module of the project's pages. Raises ProblemsError at the line that fails."""
    try:
        return import_module(name)
    except SyntaxError as error:
        place = Position(error.lineno or 1, max(error.offset or 1, 1))
        file = Path(error.filename or _find_file(project, name))
        raise ProblemsError.single(display_path(file), f"is not Python: {error.msg}", place) from None
    except Exception as error:  # noqa: BLE001 - a user's module can raise anything while it is imported
        raise ProblemsError([_describe_import_error(error, _find_file(project, name))]) from None


def _describe_import_error(error: Exception, file: Path) -> Problem:
    """Return the error as a problem at the last line of the project's pages that it came through."""
    place = _find_own_line(error, file.parent) or (file, Position())
    return Problem(display_path(place[0]), place[1], f"cannot be imported: {_describe(error)}")


def _find_own_line(error: Exception, folder: Path) -> tuple[Path, Position] | None:
    """Return the last line of a module in the folder that an error came through."""
    frames = [(Path(one.filename), one.lineno) for one in traceback.extract_tb(error.__traceback__)]
    found = [(file, Position(line or 1)) for file, line in frames if file.parent == folder]
    return found[-1] if found else None


def _describe(error: Exception) -> str:
    words = " ".join(str(error).split())
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


@contextmanager
def rules_reported_at(page_object: type[Any]) -> Iterator[None]:
    """Report what the block finds wrong with a page object at its class. Raises ProblemsError."""
    try:
        yield
    except (TypeError, NameError) as error:  # NameError: an annotation names what is not imported
        raise ProblemsError([build_class_problem(page_object, str(error))]) from None


def build_class_problem(page_object: type[Any], text: str) -> Problem:
    """Return a problem at the line of a class."""
    file = sys.modules[page_object.__module__].__file__ or page_object.__module__
    _, line = getsourcelines(page_object)
    return Problem(display_path(Path(file)), Position(line), text)


def _find_file(project: Project, name: str) -> Path:
    return project.pages / f"{name.rpartition('.')[2]}.py"


def _describe_taken(name: str) -> str:
    return f"has the name of a module that comes with ecfcheck ({name}); rename this file"
