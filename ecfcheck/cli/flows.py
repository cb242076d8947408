"""Finds the flows that a user names: by name, by path, or all of them."""

from collections.abc import Sequence
from pathlib import Path

from config.located import Problem, Problems, shown
from config.suggest import did_you_mean

_WITH_ECFCHECK = Path(__file__).parents[2] / "flows"


def flow_paths(names: Sequence[str]) -> list[Path]:
    """Return the files of the flows named, or of all flows. Raises Problems naming each that is not there."""
    home = Path("flows") if Path("flows").is_dir() else _WITH_ECFCHECK
    known = {file.stem: file for file in sorted(home.glob("*.yaml"))}
    if not names and not known:
        raise Problems([Problem(shown(home), None, "there is no flow in this folder; name one by its path")])
    if not names:
        return list(known.values())
    found = [known.get(name, Path(name)) for name in names]
    missing = [path for path in found if not path.is_file()]
    if missing:
        raise Problems([Problem(str(path), None, _missing(path, list(known))) for path in missing])
    return found


def _missing(path: Path, known: list[str]) -> str:
    return f"there is no such flow, and no file of that name{did_you_mean(path.stem, known)}"
