"""Checks a page with axe-core: WCAG 2.2 AA and best practices."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

Scheme = Literal["light", "dark"]

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_OPTIONS = {"runOnly": {"type": "tag", "values": _RULES}, "resultTypes": ["violations"]}


@contextmanager
def opened_file(
    browser: Browser, file: Path, width: int, scheme: Scheme, fragment: str = ""
) -> Iterator[Page]:
    """Yield a page of this width and color scheme that shows a file."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    try:
        page = context.new_page()
        page.goto(f"{file.as_uri()}{fragment}")
        yield page
    finally:
        context.close()


def find_violations(page: Page) -> list[str]:
    """Return what axe-core finds: each rule with the elements that break it."""
    results: dict[str, Any] = Axe().run(page, options=_OPTIONS).response
    assert results["passes"], "axe-core checked nothing"
    return [
        f"{violation['id']}: {violation['help']}: {[node['target'] for node in violation['nodes']][:5]}"
        for violation in results["violations"]
    ]
