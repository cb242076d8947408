"""Reads the values of `ecfcheck stage --fault`: preset names, faults as JSON, or files."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from config.problem_collector import ProblemCollector
from config.suggest import did_you_mean
from config.yaml_file import ProblemsError

Fault = Mapping[str, Any]
"""A fault in the form of the stage's control interface, which validates it."""

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


def read_faults(values: Iterable[str]) -> list[Fault]:
    """Return the faults of all values. Raises ProblemsError with every value that cannot be read."""
    faults: list[Fault] = []
    problems = ProblemCollector()
    for value in values:
        with problems.collect():
            faults += _read(value)
    problems.raise_any()
    return faults


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
        raise ProblemsError.single("--fault", f"{value[:60]} is not JSON: {error}") from None
    return found if isinstance(found, list) else [found]
