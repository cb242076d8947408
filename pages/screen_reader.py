"""Reads a screen as a reader sees it; all that a step checks is read in one look."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, ClassVar

from playwright.sync_api import Error, Page

from pages.decorators import Rows
from pages.seeing import read_as_reader

_WORDS = "words"
"""A script that returns what a reader sees of an element."""

Query = tuple[str, str, bool]
"""Elements as CSS, the script that reads each of them, and whether what a reader does not see counts too."""


class ScreenReader:
    """Reads the page of a screen, and changes nothing on it."""

    content: ClassVar[str] = "body"
    """The part of the page that is the screen's own, without menus and the like, as CSS."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._planned: dict[Query, None] | None = None
        """What the checks need that are read together; None while nothing is planned."""
        self._answers: dict[Query, list[Any]] = {}
        self._counts_unseen = False

    def read_names(self) -> tuple[str, ...]:
        """Return the names, titles and numbers that identify the account or the case."""
        return ()

    @contextmanager
    def reading_together(self, checks: Sequence[str], *, names: bool = False) -> Iterator[None]:
        """Read everything that these checks need in one look, which answers them within the block.

        `names` says whether `read_rendered_names` is called as well.
        """
        methods = [getattr(self, name) for name in checks] + [self.read_rendered_names] * names
        self._planned = {}
        for method in methods:
            # Planned with nothing on the screen, for which a check need not be prepared; it is read again.
            with suppress(Exception):
                method()
        queries, self._planned = tuple(self._planned), None
        self._answers = dict(zip(queries, self._read(queries), strict=True)) if queries else {}
        try:
            yield
        finally:
            self._answers = {}

    def read_rendered_names(self) -> tuple[str, ...]:
        """Return the names on the screen, even those that a reader does not see: a picture may show them."""
        self._counts_unseen = True
        try:
            return self.read_names()
        finally:
            self._counts_unseen = False

    def evaluate_visible(self, css: str, expression: str = _WORDS) -> list[Any]:
        """Return the result of a script for each element that a reader sees, all in one round trip.

        The script can call `words(element)` for what a reader sees of an element, and `sees(element)`.
        """
        query = (css, expression, self._counts_unseen)
        if self._planned is not None:
            self._planned[query] = None
            return []
        if query in self._answers:
            return list(self._answers[query])
        return self._read([query])[0]

    def _read(self, queries: Sequence[Query]) -> list[list[Any]]:
        # Not by a locator: in each new document Playwright would first set up an isolated world for it, which
        # takes longer than everything else that is read there (docs/adr/0002).
        script = _build_reading(queries)
        try:
            return list(self.page.evaluate(script))
        except Error:
            if self.page.is_closed():
                raise
            # The document was replaced while it was being read: read the new one.
            self.page.wait_for_load_state("domcontentloaded")
            return list(self.page.evaluate(script))

    def explain_unseen(self) -> tuple[str, ...]:
        """Return the texts of the content that the page has and a reader does not see, with reasons."""
        body = "return [...document.querySelectorAll(css)].flatMap(findUnseen);"
        found = self.page.evaluate(read_as_reader(body, parameter="css"), self.content)
        return tuple(f'"{words}" ({reason})' for words, reason in found)

    def read_texts(self, css: str) -> tuple[str, ...]:
        """Return the text of each visible element; for a button made of an input, its value."""
        return tuple(normalize_whitespace(text) for text in self.evaluate_visible(css))

    def read_lines(self, css: str) -> tuple[str, ...]:
        """Return every line of each visible element, without empty lines."""
        texts = self.evaluate_visible(css)
        rows = (row for text in texts for row in text.splitlines())
        return tuple(line for row in rows if (line := normalize_whitespace(row)))

    def read_button_names(self, within: str) -> tuple[str, ...]:
        """Return the names of the visible buttons within an element, in order."""
        kinds = ("button", "input[type=button]", "input[type=submit]", "input[type=reset]")
        return self.read_texts(", ".join(f"{within} {kind}" for kind in kinds))

    def read_labeled_rows(self, within: str) -> Rows:
        """Return the label and value of each innermost table row; no value of a label is lost."""
        rows = self.evaluate_visible(f"{within} tr:not(:has(tr))", "row => [...row.cells].map(words)")
        found: dict[str, str] = {}
        for label, *values in ([normalize_whitespace(cell) for cell in row] for row in rows if len(row) > 1):
            value = " | ".join(values)
            found[label] = f"{found[label]} and again {value}" if label in found else value
        return found


def _build_reading(queries: Iterable[Query]) -> str:
    """Return a script that returns what each query finds."""
    views = {True: "everything", False: "reader"}
    reads = ", ".join(
        f"read({json.dumps(css)}, {views[counts_unseen]}, ({{words, sees}}) => {expression})"
        for css, expression, counts_unseen in queries
    )
    return read_as_reader(
        "const read = (css, view, prepare) =>"
        " [...document.querySelectorAll(css)].filter(view.sees).map(element => prepare(view)(element));"
        f" return [{reads}];"
    )


def normalize_whitespace(text: str) -> str:
    """Return a text with each run of white space as one space, as a reader sees it."""
    return " ".join(text.split())
