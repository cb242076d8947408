"""Measures a run's report: size, height, tab stops, printed pages, and how fast it opens.

    python -m benchmarks.report runs/20260309-140507-000/report.html

`make bench` does not include it, because it needs a run of all flows first (`ecfcheck run`).
"""

import argparse
import re
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from ecfcheck.provision import find_browser

WIDTHS = (1280, 390)
OPENINGS = 7

_TAB_STOPS = """() => [...document.querySelectorAll(
  "a[href], button, input, select, textarea, summary, [tabindex='0']")]
  .filter((element) => element.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true}))
  .map((element) => !!element.closest("main") && element.matches("summary, .flow a"))"""
_TIMES = """() => new Promise((resolve) => {
  const read = () => {
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    const load = performance.getEntriesByType("navigation")[0].loadEventEnd;
    paint && load ? resolve([paint.startTime, load]) : setTimeout(read, 5);
  };
  read();
})"""


def main() -> None:
    """Measure and print the results."""
    parser = argparse.ArgumentParser(prog="benchmarks.report", description=__doc__)
    parser.add_argument("report", type=Path)
    report = parser.parse_args().report.resolve()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**find_browser().launch_options)
        print(f"{report.stat().st_size / 1e6:.2f} MB")
        for width in WIDTHS:
            _measure_page(browser, report, width)
        _measure_openings(browser, report)


def _open(browser: Browser, report: Path, width: int = WIDTHS[0]) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(report.as_uri())
    return page


def _measure_page(browser: Browser, report: Path, width: int) -> None:
    page = _open(browser, report, width)
    height = page.evaluate("document.documentElement.scrollHeight")
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    stops: list[bool] = page.evaluate(_TAB_STOPS)
    before = stops.index(True) if True in stops else len(stops)
    print(f"{width} wide: {height} pixels high, {overflow} too wide, {len(stops)} tab stops, {before} first")
    if width == WIDTHS[0]:
        pages = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="Letter")))
        print(f"printed: {pages} pages")
    page.close()


def _measure_openings(browser: Browser, report: Path) -> None:
    """Print the medians of several openings, each in a page of its own."""
    times = []
    for _ in range(OPENINGS):
        page = _open(browser, report)
        times.append(page.evaluate(_TIMES))
        page.close()
    paint, load = (median(column) / 1000 for column in zip(*times, strict=True))
    print(f"opened: first contentful paint {paint:.3f} s, load {load:.3f} s (median of {OPENINGS})")


if __name__ == "__main__":
    main()
