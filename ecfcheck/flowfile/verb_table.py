"""The table of screens and verbs that the documentation shows, from the page objects themselves."""

import inspect
from collections.abc import Iterator

from ecfcheck.flowfile.registry import Action, Screen, screens
from pages.decorators import Entries, Rows, Sections, Text

_WRITTEN = {
    Text: "list of passages",
    Entries: "list, whole and in order",
    Rows: "mapping: label to value",
    Sections: "mapping: heading to list",
}


def render_verb_table() -> str:
    """Return docs/verbs.md: each screen with what a flow may do and look at there."""
    head = [
        "# Screens and verbs",
        "",
        "Written by `ecfcheck verbs > docs/verbs.md` from the page objects; a test keeps it true.",
        "What an action takes has a value of its own where one stands behind `=`.",
    ]
    return "\n".join([*head, *(line for screen in screens().values() for line in _screen(screen))]) + "\n"


def _screen(screen: Screen) -> Iterator[str]:
    opens = " A flow can open it." if screen.opens else ""
    yield from ("", f"## {screen.name}", "", f"{screen.summary}{opens}", "")
    yield "| verb | takes | what it is |"
    yield "|---|---|---|"
    for action in screen.actions.values():
        effect = "" if action.effect == "read" else f" **{action.effect}**"
        yield f"| do: `{action.name}`{effect} | {_takes(action)} | {action.summary} |"
    for check in screen.checks.values():
        yield f"| sees: `{check.name}` | {_WRITTEN[check.returns]} | {check.summary} |"


def _takes(action: Action) -> str:
    return ", ".join(
        f"`{name}`" if parameter.default is inspect.Parameter.empty else f"`{name}={parameter.default}`"
        for name, parameter in action.takes.items()
    )
