"""Recognizes the files of courts among others, and says of an unknown court which one was likely meant."""

from collections.abc import Iterable
from pathlib import Path

from config.suggest import find_closest
from config.yaml_file import ProblemsError, read_yaml

_ADDRESS = "ecf"
"""What the file of each court has."""
_LISTED = "(`ecfcheck courts` lists all courts; a path to a court file works too)"


def describe_unknown_court(name: str, ids: Iterable[str]) -> str:
    """Return the message for a name that is neither a court's id nor a path."""
    files = {
        path.stem: path.name for path in sorted(Path().glob("*.y*ml")) if path.suffix in {".yaml", ".yml"}
    }
    ids = list(ids)
    closest = find_closest(name, [*ids, *files])
    while closest in files and closest not in ids and not is_court_file(Path(files[closest])):
        del files[closest]
        closest = find_closest(name, [*ids, *files])
    if closest is None:
        return f"unknown court {name!r} {_LISTED}"
    meant = repr(closest) if closest in ids else f"the file {files[closest]}"
    return f"unknown court {name!r}; did you mean {meant}? {_LISTED}"


def is_court_file(file: Path) -> bool:
    """Return whether a file seems to define a court, and not a flow or a project."""
    try:
        data = read_yaml(file).data
    except ProblemsError:
        return False  # it is only not suggested, or not offered
    return isinstance(data, dict) and _ADDRESS in data
