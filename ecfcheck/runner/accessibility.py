"""Tests the screens of an attempt with axe-core, each state of a screen once."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from ecfcheck.browser.axe import AxeCore, load_axe_core
from ecfcheck.browser.window import Window
from ecfcheck.runner.violations import AccessibilityMode, ScreenAccessibility

_NOT_TESTED = "{} was not tested for accessibility: its document was being replaced, or axe-core failed on it"
_ATTRIBUTE = re.compile(r'\[([\w:-]+)[~|^$*]?="((?:[^"\\]|\\.)*)"\]')
_OWN_NAMES = {"id", "name", "type", "for", "role", "lang", "scope", "http-equiv"}
"""The attributes with values that are the page's own names. Others can have a reader's words in them."""
_ADDRESSES = {"href", "src", "action"}
_QUOTED = re.compile(r'"[^"]*"')
_MAX_WHY = 240


@dataclass(frozen=True)
class Accessibility:
    """How a run tests the accessibility of screens."""

    mode: AccessibilityMode
    axe: AxeCore


def prepare_accessibility(mode: AccessibilityMode | None) -> Accessibility | None:
    """Return how to test in this mode; None without one. Raises ProblemsError if axe-core is missing."""
    return Accessibility(mode, load_axe_core()) if mode else None


class AccessibilityTester:
    """Tests screens; a screen with the same document as before is not tested again."""

    def __init__(self, axe: AxeCore, normalize: Callable[[str], str]) -> None:
        self._axe = axe
        self._normalize = normalize
        """Removes from a text what is personal, secret or different in each run."""
        self._tested: set[bytes] = set()
        self._found: list[ScreenAccessibility] = []

    def test(self, window: Window, screen: str) -> None:
        """Test what a window shows, unless it was tested before."""
        document = window.read_document()
        if document is None:
            window.notes.append(_NOT_TESTED.format(screen))
            return
        key = sha256(f"{screen}\0{self._normalize(document)}".encode()).digest()
        if key in self._tested:
            return
        found = window.read_violations(self._axe)
        if found is None or not found["rules"]:
            window.notes.append(_NOT_TESTED.format(screen))
            return
        self._tested.add(key)
        self._found.append(self._create_result(screen, found))

    def take(self) -> tuple[ScreenAccessibility, ...]:
        """Return what was found since the last call."""
        found, self._found = tuple(self._found), []
        return found

    def _create_result(self, screen: str, found: Mapping[str, Any]) -> ScreenAccessibility:
        violations = [
            {
                **violation,
                "elements": [
                    {
                        "selector": self._normalize(remove_texts(element["selector"])),
                        "why": _QUOTED.sub('"..."', element["why"])[:_MAX_WHY],
                    }
                    for element in violation["elements"]
                ],
            }
            for violation in found["violations"]
        ]
        return ScreenAccessibility.model_validate(
            {"screen": screen, "violations": violations, "undecided": found["undecided"]}
        )


def remove_texts(selector: str) -> str:
    """Return a selector without the values of attributes that can have a reader's words, or a query."""
    return _ATTRIBUTE.sub(_shorten, selector)


def _shorten(found: re.Match[str]) -> str:
    name, value = found.groups()
    if name in _OWN_NAMES:
        return found[0]
    path = re.split(r"[?#;]", value)[0] if name in _ADDRESSES else ""
    return f'[{name}*="{path}"]' if path else f"[{name}]"
