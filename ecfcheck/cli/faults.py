"""Reads the values of `ecfcheck stage --fault`: preset names, faults as JSON, or files."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.problem_collector import ProblemCollector
from config.suggest import did_you_mean
from config.yaml_file import ProblemsError
from ecfcheck.courts.stage import Control, StageError

Fault = Mapping[str, Any]
"""A fault in the form of the stage's control interface, which validates it."""

_SHOWN = 120
"""How many characters of a fault in JSON a message shows at most."""

_LINK_FORM = {"host": "ecf", "method": "GET", "path": "/cgi-bin/LinkAccount.pl"}
_LINK_CONFIRMED = {"host": "ecf", "method": "POST", "path": "/cgi-bin/LinkAccountConfirm.pl"}
_EVERYWHERE = {"host": "ecf", "path": "/*"}
_MENU = {"host": "ecf", "method": "GET", "path": "/cgi-bin/*"}

PRESETS: Mapping[str, tuple[Fault, ...]] = {
    "slow": ({"on": {**_EVERYWHERE, "path": "/cgi-bin/*"}, "delay": 4},),
    "down": ({"on": _EVERYWHERE, "drop": "before"},),
    "error-page": ({"on": _LINK_FORM, "error_page": "The database is not available."},),
    "lost-answer": ({"on": _LINK_CONFIRMED, "drop": "after"},),
    "renamed-menu": ({"on": _MENU, "replace": [">Reports<", ">Records<"]},),
    "disabled-accounts": ({"rule": "accounts_in_good_standing"},),
}
"""Faults by name: the court answers late, or not at all; shows CM/ECF's error page in place of the link form;
links two accounts and does not answer; renames a menu entry; reports every account as disabled."""


_IN_MESSAGE = re.compile(r"^faults\[(\d+)\]\.?", re.MULTILINE)
"""How the stage names a fault that it rejects: by its position in the list that it was given."""


@dataclass(frozen=True)
class NamedFault:
    """A fault, and the option that asked for it."""

    option: str
    fault: Fault


def read_faults(values: Iterable[str]) -> list[NamedFault]:
    """Return the faults of all values. Raises ProblemsError with every value that cannot be read."""
    faults: list[NamedFault] = []
    problems = ProblemCollector()
    for value in values:
        with problems.collect():
            found = list(_read(value))
            label = value if value.startswith("@") else _shorten(value)
            for number, fault in enumerate(found, 1):
                which = f", fault {number} of {len(found)}" if len(found) > 1 else ""
                faults.append(NamedFault(f"--fault {label}{which}", fault))
    problems.raise_any()
    return faults


def set_faults(control: Control, faults: Sequence[NamedFault]) -> None:
    """Have the stage fail. Raises StageError, which names the option of each fault that it rejects."""
    try:
        control.set_faults([one.fault for one in faults])
    except StageError as error:
        named = _IN_MESSAGE.sub(lambda match: _name(faults, int(match[1]), match[0]), str(error))
        raise StageError(named) from None


def _name(faults: Sequence[NamedFault], position: int, written: str) -> str:
    return faults[position].option + (": " if written.endswith(".") else "")


def _shorten(value: str) -> str:
    """Return a fault in JSON, or its beginning up to a whole word."""
    return value if len(value) <= _SHOWN else f"{value[:_SHOWN].rpartition(' ')[0] or value[:_SHOWN]} ..."


def _read(value: str) -> Iterable[Fault]:
    if value in PRESETS:
        return PRESETS[value]
    if value.startswith("@"):
        return _parse(value, _read_file(value))
    if value.lstrip().startswith(("{", "[")):
        return _parse(value, value)
    hint = f"{did_you_mean(value, PRESETS)} A fault as JSON, or @FILE with a list of them, works too"
    raise ProblemsError.single("--fault", f"{value!r} is not a known fault{hint}")


def _read_file(value: str) -> str:
    path = Path(value.removeprefix("@"))
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ProblemsError.single("--fault", f"{path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ProblemsError.single("--fault", f"{path} is not UTF-8 text") from None


def _parse(value: str, text: str) -> list[Fault]:
    try:
        found = json.loads(text)
    except ValueError as error:
        raise ProblemsError.single("--fault", f"{_shorten(value)} is not JSON: {error}") from None
    return found if isinstance(found, list) else [found]
