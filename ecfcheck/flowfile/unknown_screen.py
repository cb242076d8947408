"""Describes a name that is not a screen's: misspelled, without a landmark, or not written yet."""

from collections.abc import Iterable
from pathlib import Path

from config.suggest import find_closest
from config.yaml_file import display_path
from ecfcheck.flowfile.registry import find_class_without_landmark


def describe_unknown_screen(name: str, known: Iterable[str]) -> str:
    """Return what is wrong with a screen's name, and what to do."""
    if found := find_class_without_landmark(name):
        class_name, file = found
        place = display_path(Path(file))
        return f"the class {class_name} in {place} has no landmark, so it is not a screen; add one"
    if closest := find_closest(name, known):
        return f"unknown screen {name!r}; did you mean {closest!r}?"
    class_name = "".join(word.capitalize() for word in name.replace("-", "_").split("_"))
    wanted = f"the page object {class_name}" if class_name.isidentifier() else "a page object"
    # Not all names: there are dozens, and several parts of a flow can name the same missing screen.
    return f"unknown screen {name!r}; write {wanted} in pages/, or choose one that `ecfcheck verbs` lists"
