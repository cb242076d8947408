"""Carries out the procedure with Selenium, with explicit waits as its documentation recommends."""

import os
from collections.abc import Callable, Mapping
from typing import Any

from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.expected_conditions import element_to_be_clickable
from selenium.webdriver.support.wait import WebDriverWait

from benchmarks.peers.arguments import get_browser, read_procedures

DRIVER = "ECFCHECK_BENCH_CHROMEDRIVER"
SECONDS = 10


class Driver:
    """Performs operations in one session of a browser."""

    def __init__(self, chrome: Chrome) -> None:
        self._chrome = chrome
        self._wait = WebDriverWait(
            chrome,
            SECONDS,
            poll_frequency=0.02,
            ignored_exceptions=[NoSuchElementException, StaleElementReferenceException],
        )

    def perform(self, operation: Mapping[str, Any]) -> None:
        """Perform one operation."""
        place = _find_place(operation.get("css", ""))
        match operation["op"]:
            case "goto":
                self._chrome.get(operation["url"])
            case "click":
                self._click(place, is_popup=operation["popup"])
            case "fill":
                field = self._wait.until(element_to_be_clickable(place))
                field.clear()
                field.send_keys(operation["text"])
            case "visible":
                self._require(place, lambda found: len(found) == 1 and found[0].is_displayed())
            case "texts":
                texts = operation["texts"]
                self._require(place, lambda found: [_normalize(one.text) for one in found] == texts)
            case "contains":
                words = operation["text"]
                self._require(place, lambda found: bool(found) and words in _normalize(found[-1].text))
            case "count":
                self._require(place, lambda found: len(found) == operation["n"])

    def _click(self, place: tuple[str, str], *, is_popup: bool) -> None:
        before = set(self._chrome.window_handles) if is_popup else set()
        self._wait.until(element_to_be_clickable(place)).click()
        if is_popup:
            self._wait.until(lambda chrome: len(chrome.window_handles) > len(before))
            self._chrome.switch_to.window((set(self._chrome.window_handles) - before).pop())

    def _require(self, place: tuple[str, str], holds: Callable[[list[WebElement]], bool]) -> None:
        self._wait.until(lambda chrome: holds(chrome.find_elements(*place)))


def _find_place(css: str) -> tuple[str, str]:
    return (By.XPATH if css.startswith("//") else By.CSS_SELECTOR), css


def _normalize(text: str) -> str:
    return " ".join(text.split())


def main() -> None:
    """Carry out every procedure, each in a new session: Selenium has no other isolation."""
    for procedure in read_procedures():
        options = ChromeOptions()
        options.binary_location = get_browser()
        for argument in ("--headless=new", "--no-sandbox", "--window-size=1100,800"):
            options.add_argument(argument)
        chrome = Chrome(options=options, service=ChromeService(os.environ[DRIVER]))
        try:
            driver = Driver(chrome)
            for operations in procedure.values():
                for operation in operations:
                    driver.perform(operation)
        finally:
            chrome.quit()


if __name__ == "__main__":
    main()
