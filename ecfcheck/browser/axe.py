"""Runs axe-core on what a tab shows. It changes nothing on the page, and sends nothing."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from playwright.sync_api import CDPSession, Error, Page

from config.yaml_file import ProblemsError

OPTION = "--accessibility"
MAX_ELEMENTS = 20
"""How many elements are named for each rule: a docket can have hundreds that break the same one."""

_PACKAGE = "axe-playwright-python"
_NOT_INSTALLED = (
    f"needs axe-core, which comes with the package {_PACKAGE}, and it is not installed; install it next to"
    f" ecfcheck: `.venv/bin/python -m pip install {_PACKAGE}`"
)
_VERSION = re.compile(r"axe v([\w.-]+)")

# Section 508 refers to WCAG 2.0, A and AA. Best practices are in no standard.
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_OPTIONS = {
    "runOnly": {"type": "tag", "values": _TAGS},
    "resultTypes": ["violations", "incomplete"],
    "preload": False,  # would request the page's style sheets again
    "iframes": False,  # would send messages to the scripts in frames
    "restoreScroll": True,
}
_RUN = """
(async () => {
    const earlier = Object.getOwnPropertyDescriptor(window, 'axe');
    // With the page's own of these, axe-core would register with the page's module loader.
    const module = undefined, exports = undefined, define = undefined;
    %(script)s;
    const axe = window.axe;
    if (earlier) Object.defineProperty(window, 'axe', earlier);
    else delete window.axe;
    const found = await axe.run(document, %(options)s);
    const violations = found.violations.map(({id, impact, tags, help, nodes}) => ({
        rule: id, impact: impact ?? '', tags, help, count: nodes.length,
        elements: nodes.slice(0, %(max)d).map(node => ({
            selector: node.target.flat(Infinity).join(' '),
            why: [...node.any, ...node.all, ...node.none][0]?.message ?? '',
        })),
    }));
    // As text, which Playwright passes on faster than objects.
    return JSON.stringify({
        violations, undecided: found.incomplete.map(rule => rule.id),
        rules: violations.length + found.passes.length,
    });
})()
"""


@dataclass(frozen=True)
class AxeCore:
    """axe-core's script and its version."""

    script: str
    version: str


def load_axe_core() -> AxeCore:
    """Return axe-core. Raises ProblemsError if the package that brings it is not installed."""
    try:
        script = files(_PACKAGE.replace("-", "_")).joinpath("axe.min.js").read_text(encoding="utf-8")
    except (ModuleNotFoundError, FileNotFoundError):
        raise ProblemsError.single(OPTION, _NOT_INSTALLED) from None
    version = _VERSION.search(script[:200])
    return AxeCore(script, version[1] if version else "")


def read_violations(page: Page, axe: AxeCore) -> dict[str, Any] | None:
    """Return what axe-core finds as JSON data; None if the document is being replaced, or axe-core fails."""
    expression = _RUN % {"script": axe.script, "options": json.dumps(_OPTIONS), "max": MAX_ELEMENTS}
    browser = page.context.browser
    has_worlds = browser is not None and browser.browser_type.name == "chromium"
    try:
        read = _evaluate_isolated(page, expression) if has_worlds else page.evaluate(expression)
    except Error:
        if page.is_closed():
            raise
        return None
    violations: dict[str, Any] | None = json.loads(read) if read else None
    return violations


def _evaluate_isolated(page: Page, expression: str) -> str | None:
    """Evaluate in a world of its own, where the page's scripts see nothing and have changed nothing.

    A court's old libraries replace parts of JavaScript that axe-core needs.
    """
    with _open_session(page) as session:
        frame = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
        world = session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "axe-core"})
        answer = session.send(
            "Runtime.evaluate",
            {
                "expression": expression,
                "contextId": world["executionContextId"],
                "awaitPromise": True,
                "returnByValue": True,
            },
        )
    value: str | None = answer["result"].get("value")  # without one, the script ended in an error
    return value


@contextmanager
def _open_session(page: Page) -> Iterator[CDPSession]:
    session = page.context.new_cdp_session(page)
    try:
        yield session
    finally:
        with suppress(Error):  # the page may be gone
            session.detach()
