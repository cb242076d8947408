"""Finds out whether an unexpected error is a mistake in a page object, and at which line of it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import walk_tb
from types import CodeType

import ecfcheck
from config.errors import EcfcheckError
from config.project import current_project
from config.suggest import did_you_mean
from config.yaml_file import display_path
from ecfcheck.flowfile.registry import load_screens
from pages.errors import PageObjectError

_OUR_CODE = Path(ecfcheck.__file__).parent


@contextmanager
def page_object_errors_reported() -> Iterator[None]:
    """Raise PageObjectError for whatever a page object raises that is neither Playwright's nor ours."""
    try:
        yield
    except EcfcheckError:
        raise
    except Exception as error:
        # A page object is its author's code, and that can raise anything.
        found = find_page_object_error(error)
        if found is None:
            raise
        raise found from None


def find_page_object_error(error: Exception) -> PageObjectError | None:
    """Return the error at the last line of a page object that it came through; None if it is not one's."""
    if type(error).__module__.startswith("playwright."):
        return None
    files = _list_files()
    frames = [(frame.f_code, line) for frame, line in walk_tb(error.__traceback__)]
    own = [index for index, (code, _) in enumerate(frames) if Path(code.co_filename) in files]
    if not own:
        return None
    code, line = frames[own[-1]]
    called = frames[own[-1] + 1 :]
    # What a page object calls can fail by the way it is called; ecfcheck's own code must not.
    if any(_OUR_CODE in Path(one.co_filename).parents for one, _ in called):
        return None
    if type(error) is Exception and called:  # Playwright's, when its driver ends
        return None
    return PageObjectError(f"{display_path(Path(code.co_filename))}:{line}", _name(code), _describe(error))


def _list_files() -> set[Path]:
    """Return the modules with screens, without those that page objects are built on, and a project's."""
    names = {screen.page_class.__module__ for screen in load_screens().values()}
    project = current_project()
    own = project.pages.glob("*.py") if project else ()
    return {Path(sys.modules[name].__file__ or "") for name in names if name in sys.modules} | set(own)


def _name(code: CodeType) -> str:
    """Return the method's name with its class, also for a function within it."""
    return code.co_qualname.partition(".<locals>")[0]


def _describe(error: Exception) -> str:
    words = " ".join(str(error).split())
    if isinstance(error, AttributeError) and error.name and error.obj is not None:
        words += did_you_mean(error.name, dir(error.obj))
    return f"{type(error).__name__}: {words}" if words else type(error).__name__
