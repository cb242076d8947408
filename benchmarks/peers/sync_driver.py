"""Carries out the procedure with Playwright's sync API: the driver of three peers, and one by itself."""

import re
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Page, expect, sync_playwright

from benchmarks.peers.arguments import get_browser, read_procedures


def perform(page: Page, operation: Mapping[str, Any]) -> Page:
    """Perform one operation; return the page that the next one is for."""
    match operation:
        case {"op": "goto", "url": url}:
            page.goto(url)
        case {"op": "click", "css": css, "popup": True}:
            with page.expect_popup() as popup:
                page.locator(css).click()
            return popup.value
        case {"op": "click", "css": css}:
            page.locator(css).click()
        case {"op": "fill", "css": css, "text": text}:
            page.locator(css).fill(text)
        case {"op": "visible", "css": css}:
            expect(page.locator(css)).to_be_visible()
        case {"op": "texts", "css": css, "texts": texts}:
            expect(page.locator(css)).to_have_text(texts)
        case {"op": "contains", "css": css, "text": text}:
            expect(page.locator(css).last).to_contain_text(re.compile(re.escape(text).replace(r"\ ", r"\s+")))
        case {"op": "count", "css": css, "n": n}:
            expect(page.locator(css)).to_have_count(n)
        case _:
            raise ValueError(f"unknown operation: {operation}")
    return page


def main() -> None:
    """Carry out every procedure, each in a new context of one browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=get_browser())
        for procedure in read_procedures():
            context = browser.new_context(viewport={"width": 1100, "height": 800})
            page = context.new_page()
            for operations in procedure.values():
                for operation in operations:
                    page = perform(page, operation)
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
