"""Names the place of an attribute of a page object, for messages."""

import inspect
from pathlib import Path

from config.yaml_file import display_path
from pages.base import PageObject
from pages.errors import PageObjectError


def build_attribute_error(page_object: type[PageObject], attribute: str, reason: str) -> PageObjectError:
    """Return an error at the method of a page object, or at the class that gives it another attribute."""
    owner = next((base for base in page_object.__mro__ if attribute in vars(base)), page_object)
    file = display_path(Path(inspect.getfile(owner)))
    member = vars(owner).get(attribute)
    _, line = inspect.getsourcelines(member if inspect.isfunction(member) else owner)
    return PageObjectError(f"{file}:{line}", f"{owner.__name__}.{attribute}", reason)
