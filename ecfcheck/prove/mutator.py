"""Finds documented items in a document and changes them, with the browser's own parser."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page

from ecfcheck.prove.operators import Operator
from ecfcheck.prove.tap import Exchange
from pages.errors import is_tab_lost

_PARTS = ("documents", "changes", "operators")
"""The parts of the script that changes documents, in one scope. It runs in no page of the court."""

_SCRIPT_FOLDER = Path(__file__).with_name("mutations")
_HTML, _PARTIAL = "html", "xml"

FRONT_PAGE = "drift_front_page"
_BEFORE_LOGIN = "/csologin/"


@dataclass(frozen=True)
class MutableItem:
    """One thing that a part of a flow documents: a check's name and the words."""

    source: str
    text: str
    part: int
    """The index of the part in its flow."""
    related: tuple[str, ...] = ()
    """Words by which to find what the check goes by, if its value is not on the screen."""


@dataclass(frozen=True)
class Target:
    """A place in a document that an item is about."""

    source: str
    text: str
    part: int
    path: tuple[int, ...]
    twins: tuple[tuple[int, ...], ...] = ()
    """The paths of all places in the document that say the same."""


@dataclass(frozen=True)
class Setting:
    """What operators need to know of a screen besides its document."""

    url: str
    content: str
    """The part of the page that is the screen's own, as CSS."""
    elsewhere: str
    """An origin on this machine that is not the court's."""
    front_page: str
    """The address of CM/ECF's front page."""
    names: tuple[str, ...] = ()
    """The names of the account's holder."""
    landmarks: tuple[str, ...] = ()
    """The words by which the screen is recognized, any of which is enough."""


@dataclass(frozen=True)
class MutationPlan:
    """Which operators change something, at which places."""

    targets: tuple[tuple[Target, tuple[str, ...]], ...]
    screen: tuple[str, ...]


class Mutator:
    """Changes documents in a blank page of its own; in another one, if its renderer has crashed."""

    def __init__(self, open_page: Callable[[], Page]) -> None:
        self._open_page = open_page
        self._page = self._open()

    def _open(self) -> Page:
        page = self._open_page()
        page.add_script_tag(content=_read_script())
        return page

    def _evaluate(self, script: str, argument: object = None) -> Any:
        page = self._page
        try:
            return page.evaluate(script, argument)
        except Error as error:
            if not is_tab_lost(page, error):
                raise
        if self._page is page:  # another worker may have opened a new one meanwhile
            self._page = self._open()
        return self._page.evaluate(script, argument)

    def list_names(self) -> list[str]:
        """Return the names of the operators that the script has."""
        return list(self._evaluate("() => prove.names()"))

    def plan(
        self,
        exchange: Exchange,
        items: Sequence[MutableItem],
        operators: Sequence[Operator],
        setting: Setting,
    ) -> MutationPlan:
        """Find the items in a document, and the operators that change it."""
        special = [one.name for one in operators if _is_applicable_without_document(one, exchange)]
        names = [one for one in operators if not one.status and one.name != FRONT_PAGE]
        found = self._evaluate(
            "args => prove.plan(args)",
            {
                "body": exchange.body,
                "kind": _get_kind(exchange),
                "items": [asdict(item) for item in items],
                "itemOperators": [one.name for one in names if one.scope == "item"],
                "screenOperators": [one.name for one in names if one.scope == "screen"],
                "setting": asdict(setting),
            },
        )
        targets = tuple(
            (
                Target(
                    one["source"],
                    one["text"],
                    one["part"],
                    tuple(one["path"]),
                    tuple(map(tuple, one["twins"])),
                ),
                tuple(one["operators"]),
            )
            for one in found["targets"]
        )
        return MutationPlan(targets, (*found["screen"], *special))

    def mutate(
        self, exchange: Exchange, operator: Operator, target: Target | None, setting: Setting
    ) -> Exchange | None:
        """Return the changed exchange, None if the operator changes nothing."""
        if operator.status:
            return replace(exchange, status=operator.status)
        if operator.name == FRONT_PAGE:
            return replace(exchange, status=302, headers=(("Location", setting.front_page),), body="")
        change: dict[str, Any] = {
            **asdict(setting),
            "operator": operator.name,
            "path": target.path if target else None,
            "text": target.text if target else "",
        }
        args = {"body": exchange.body, "kind": _get_kind(exchange), "change": change}
        body = self._evaluate("args => prove.apply(args)", args)
        return None if body is None else replace(exchange, body=body)


def _is_applicable_without_document(operator: Operator, exchange: Exchange) -> bool:
    if operator.name == FRONT_PAGE:
        return exchange.kind == "Document" and _BEFORE_LOGIN in exchange.url
    return bool(operator.status) and exchange.kind == "Document"


def _get_kind(exchange: Exchange) -> str:
    return _PARTIAL if exchange.body.lstrip().startswith("<?xml") else _HTML


def _read_script() -> str:
    """Return the script that defines `prove`, with the functions `apply`, `plan` and `names`."""
    parts = [(_SCRIPT_FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in _PARTS]
    return "\n".join(
        [
            "'use strict';",
            "window.prove = (() => {",
            *parts,
            "return {apply, plan, names: () => Object.keys(OPERATORS)};",
            "})();",
        ]
    )
