"""Carries out the procedure with Playwright's async API."""

import asyncio
import re
from collections.abc import Mapping
from typing import Any

from playwright.async_api import Page, async_playwright, expect

from benchmarks.peers.arguments import get_browser, read_procedures


async def perform(page: Page, operation: Mapping[str, Any]) -> Page:
    """Perform one operation; return the page that the next one is for."""
    css = operation.get("css", "")
    match operation["op"]:
        case "goto":
            await page.goto(operation["url"])
        case "click" if operation["popup"]:
            async with page.expect_popup() as popup:
                await page.locator(css).click()
            return await popup.value
        case "click":
            await page.locator(css).click()
        case "fill":
            await page.locator(css).fill(operation["text"])
        case "visible":
            await expect(page.locator(css)).to_be_visible()
        case "texts":
            await expect(page.locator(css)).to_have_text(operation["texts"])
        case "contains":
            words = re.compile(re.escape(operation["text"]).replace(r"\ ", r"\s+"))
            await expect(page.locator(css).last).to_contain_text(words)
        case "count":
            await expect(page.locator(css)).to_have_count(operation["n"])
        case _:
            raise ValueError(f"unknown operation: {operation}")
    return page


async def carry_out() -> None:
    """Carry out every procedure, each in a new context of one browser."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=get_browser())
        for procedure in read_procedures():
            context = await browser.new_context(viewport={"width": 1100, "height": 800})
            page = await context.new_page()
            for operations in procedure.values():
                for operation in operations:
                    page = await perform(page, operation)
            await context.close()
        await browser.close()


if __name__ == "__main__":
    asyncio.run(carry_out())
