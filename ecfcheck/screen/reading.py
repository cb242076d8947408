"""Reads every check of a screen as a flow would write it, and finds out what would not hold again."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any

from config.account import Account, list_personal_details
from ecfcheck.browser.window import Window
from ecfcheck.flowfile.placeholder import (
    MissingFieldError,
    check_labels,
    check_plain,
    fill_placeholders,
)
from ecfcheck.flowfile.registry import Screen
from ecfcheck.redaction import Pseudonymizer, Redactor
from ecfcheck.runner.compare import WrongCheckError, describe_difference
from pages.decorators import Entries, Text

Clean = Callable[[str], str]

_STABLE_SHARE = 0.2
"""The share of the settle time for which a screen must not change before it counts as complete."""

_UNKNOWN_NAME = "{name}"

_DIFFERS = "is different for each account or at each time"

_DATE_OR_TIME = re.compile(r"\b(\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}:\d\d)\b")
"""Two looks in the same minute show the same time, and yet it will not be that tomorrow."""


@dataclass(frozen=True)
class CheckReading:
    """What a check returned, as a flow documents it."""

    name: str
    documented: Any
    """The value for `sees`: a list, or a mapping; empty if the screen has nothing of the kind."""
    fault: str = ""
    """The reason why a flow with this value would not pass, if it would not."""


def read_screen(
    window: Window, screen: Screen, account: Account | None, redactor: Redactor
) -> list[CheckReading]:
    """Return what each check of the screen shows, as soon as the screen does not change anymore.

    What belongs to the account is replaced by its placeholders. Raises NotReadableError.
    """
    names = Pseudonymizer()
    names.learn(list_personal_details(account) if account else {})
    names.learn_shown(window.read_names(screen.name))

    def clean(text: str) -> str:
        return names.clean(redactor.clean(text))

    seen = _read_when_stable(window, screen)
    lines = window.page_objects[screen.name].read_lines(window.page_objects[screen.name].content)
    readings = [
        CheckReading(name, _clean(_list_passages(seen[name], lines), clean)) for name in screen.checks
    ]
    return [_judge(window, screen, reading, account, seen[reading.name]) for reading in readings]


def judge_again(
    window: Window, screen: Screen, account: Account, readings: list[CheckReading]
) -> list[CheckReading]:
    """Return the readings, judged by what the screen shows to another account. Raises NotReadableError."""
    seen = _read_when_stable(window, screen)
    return [_judge(window, screen, reading, account, seen[reading.name]) for reading in readings]


def drop_repeated_texts(readings: list[CheckReading], screen: Screen) -> list[CheckReading]:
    """Leave out a text if a list to paste has the same passages: it says more, and in order."""
    lists = [
        set(one.documented)
        for one in readings
        if not one.fault and screen.checks[one.name].returns == Entries
    ]
    return [
        one
        for one in readings
        if screen.checks[one.name].returns != Text
        or not any(set(one.documented) <= passages for passages in lists)
    ]


def _read_when_stable(window: Window, screen: Screen) -> Mapping[str, Any]:
    """Read all checks once the screen has not changed for a moment, or its settle time is over."""
    settle = window.court.limits.settle
    deadline = monotonic() + settle
    while (rest := deadline - monotonic()) > 0 and window.wait_for_change(min(rest, settle * _STABLE_SHARE)):
        pass
    seen: dict[str, Any] = {name: window.read(screen.name, name) for name in screen.checks}
    for name, value in seen.items():
        if not isinstance(value, Text | tuple | Mapping):
            raise WrongCheckError(f"{screen.name}.{name}", value)
    return seen


def _list_passages(seen: Any, lines: tuple[str, ...]) -> Any:
    """Return a text as passages, by the lines of the screen's content where they are in it."""
    if not isinstance(seen, Text):
        return seen
    passages = tuple(dict.fromkeys(line for line in lines if line in seen))
    return passages or ((str(seen),) if seen else ())


def _clean(value: Any, clean: Clean) -> Any:
    """Return what was seen with each text, and each label, cleaned."""
    match value:
        case str():
            return clean(value)
        case tuple():
            return tuple(_clean(one, clean) for one in value)
        case _:
            return {clean(label): _clean(one, clean) for label, one in value.items()}


def _judge(
    window: Window, screen: Screen, reading: CheckReading, account: Account | None, seen: Any
) -> CheckReading:
    """Return the reading with a fault if a flow with it would not pass; of a text, what would pass."""
    page_object = window.page_objects[screen.name]

    def find_fault(documented: Any) -> str:
        if fault := _find_own_fault(documented):
            return fault
        if account is None:
            return ""
        expected = page_object.translate_to_court_words(reading.name, documented)
        try:
            filled = fill_placeholders(expected, account)
        except MissingFieldError as error:
            return f"needs {error}, which the account does not have"
        return "" if describe_difference(reading.name, filled, seen) is None else _DIFFERS

    if reading.fault or not reading.documented:
        return reading
    if isinstance(seen, Text):
        return replace(reading, documented=tuple(one for one in reading.documented if not find_fault((one,))))
    return replace(reading, fault=find_fault(reading.documented))


def _iterate_texts(documented: Any) -> Iterator[str]:
    """Yield every text of a documented value."""
    if isinstance(documented, str):
        yield documented
    else:
        for item in documented.values() if isinstance(documented, dict) else documented:
            yield from _iterate_texts(item)


def _find_own_fault(documented: Any) -> str:
    """Return why a flow cannot have this value whatever the screen shows, "" if it can."""
    if _UNKNOWN_NAME in str(documented):
        return "has a name of the account: write a placeholder such as {ecf.name} for {name}"
    try:
        if isinstance(documented, dict):
            check_labels(documented)
        for text in _iterate_texts(documented):
            check_plain(text)
    except ValueError as error:
        return f"cannot be written in a flow: {error}"
    values = documented.values() if isinstance(documented, Mapping) else documented
    if not all(values):
        return "cannot be written in a flow: a part of it is empty"
    return _DIFFERS if _DATE_OR_TIME.search(str(documented)) else ""
