"""Reads a screen as a reader sees it; all that a step checks is read in one look."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from playwright.sync_api import (
    Error,
    Page,
    TimeoutError,  # noqa: A004 - Playwright's own
)

from pages.decorators import Rows, ScreenLines
from pages.ink import find_undrawn
from pages.screen_signs import ScreenSigns, build_sign_script
from pages.seeing import read_as_reader

_WORDS = "words"
"""A script that returns what a reader sees of an element."""

Query = tuple[str, str, bool]
"""Elements as CSS, the script that reads each of them, and whether what a reader does not see counts too."""

NO_PATHS: Mapping[str, str] = {}

_READ_LINK = """link => {
    const text = words(link), hosts = %s, path = (%s)[text.replace(/\\s+/g, ' ')], folders = %s;
    if (!text || !(link instanceof HTMLAnchorElement)) return text;
    const address = link.getAttribute('href');
    const isKnown = path || folders.length;
    // Where a script leads is not known, except if it names an address.
    const isScript = /^javascript:/i.test(address ?? ''), source = isScript ? address : '';
    const script = [source, link.getAttribute('onclick') ?? '', link.ping].join(' ');
    const [named] = script.match(/(https?:)?\\/\\/[\\w.-]+[^'"`\\s)]*/i) ?? [];
    const url = named && URL.canParse(named, location.href) ? new URL(named, location.href) : null;
    if (url && !hosts.includes(url.hostname)) return `${text} (a click sends to ${url})`;
    if (isScript && isKnown) return `${text} (leads nowhere, and runs a script)`;
    const isEmpty = !address || /^(#|javascript:\\s*(void\\b[\\s\\d()]*)?;?)$/i.test(address.trim());
    if (!isEmpty && isScript || link.onclick) return text;
    if (isEmpty) return `${text} (leads nowhere)`;
    const isInFolder = path || !folders.length || link.hostname !== location.hostname
        || folders.some(folder => link.pathname.startsWith(folder));
    const isPort = link.hostname !== location.hostname || ['', location.port].includes(link.port);
    const isOwn = isPort && hosts.includes(link.hostname)
        && (link.pathname + link.search).startsWith(path ?? '');
    if (!isOwn || !isInFolder) return `${text} (leads to ${link.href})`;
    const opensTab = folders.length && !['', '_self', '_top', '_parent'].includes(link.target.toLowerCase());
    return opensTab ? `${text} (opens a new tab)` : text;
}"""
"""A script to fill in with the court's hosts, known paths, and the folders of the site that all links lead
to: a link's text, and its address if wrong. With folders, a link that opens a new tab is marked too."""


@dataclass(frozen=True)
class ReadingPlan:
    """What is read of a screen in one look."""

    queries: tuple[Query, ...]

    @property
    def script(self) -> str:
        """The script that returns what each query finds."""
        return read_as_reader(self.body)

    @property
    def body(self) -> str:
        """The body of the script."""
        views = {True: "everything", False: "reader"}
        reads = ", ".join(
            f"read({json.dumps(css)}, {views[counts_unseen]}, ({{words, sees, label}}) => {expression})"
            for css, expression, counts_unseen in self.queries
        )
        return (
            "const read = (css, view, prepare) =>"
            " [...document.querySelectorAll(css)].filter(view.sees).map(element => prepare(view)(element));"
            f" return [{reads}];"
        )


class _NoPage:
    """Takes the place of a page while readings are planned: whatever a check wants of it fails."""

    def __getattr__(self, name: str) -> object:
        raise LookupError(f"a page's {name} is not needed to plan a reading")


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
        self.signs = ScreenSigns()
        """What `reading_together` found, besides what the checks need."""

    @property
    def sign_script(self) -> str:
        """The script that reads the signs of the screen."""
        return build_sign_script(None)

    def read_names(self) -> tuple[str, ...]:
        """Return the names, titles and numbers that identify the account or the case."""
        return ()

    def plan_reading(self, checks: Sequence[str], *, names: bool = False) -> ReadingPlan:
        """Return what these checks read, and with `names` also what `read_rendered_names` does."""
        methods = [getattr(self, name) for name in checks] + [self.read_rendered_names] * names
        return ReadingPlan((*self._plan(methods), ("html", self.sign_script, False)))

    @contextmanager
    def reading_together(self, plan: ReadingPlan, found: Sequence[list[Any]] | None = None) -> Iterator[None]:
        """Read everything that was planned in one look, which answers its checks within the block.

        `found` is what the script of the plan has just returned, if it was already run.
        """
        *answers, signs = self._read(plan) if found is None else found
        self._answers = dict(zip(plan.queries[:-1], answers, strict=True))
        self.signs = ScreenSigns(**signs[0]) if signs else ScreenSigns(is_recognizable=False)
        try:
            yield
        finally:
            self._answers = {}

    def _plan(self, methods: Iterable[Callable[[], object]]) -> tuple[Query, ...]:
        """Return what these methods would read, without touching the page."""
        page, self.page, self._planned = self.page, cast(Page, _NoPage()), {}
        try:
            for method in methods:
                # With nothing on the screen, for which a check need not be prepared; it is read again.
                with suppress(Exception):
                    method()
            return tuple(self._planned)
        finally:
            self.page, self._planned = page, None

    def read_rendered_names(self) -> tuple[str, ...]:
        """Return the names on the screen, even those that a reader does not see: a picture may show them."""
        self._counts_unseen = True
        try:
            return self.read_names()
        finally:
            self._counts_unseen = False

    def evaluate_visible(self, css: str, expression: str = _WORDS) -> list[Any]:
        """Return the result of a script for each element that a reader sees, all in one round trip.

        The script can call `words(element)` for what a reader sees of an element, `sees(element)`, and
        `label(field)` for the words next to a field.
        """
        query = (css, expression, self._counts_unseen)
        if self._planned is not None:
            self._planned[query] = None
            return []
        if query in self._answers:
            return list(self._answers[query])
        return self._read(ReadingPlan((query,)))[0]

    def _read(self, plan: ReadingPlan) -> list[list[Any]]:
        # Not by a locator: in each new document Playwright would first set up an isolated world for it, which
        # takes longer than everything else that is read there (docs/adr/0002).
        try:
            return list(self.page.evaluate(plan.script))
        except Error as error:
            # While a script of the page runs, the browser answers no second look either.
            if self.page.is_closed() or isinstance(error, TimeoutError):
                raise
            # The document was replaced while it was being read: read the new one.
            self.page.wait_for_load_state("domcontentloaded")
            return list(self.page.evaluate(plan.script))

    def find_unseen(self) -> tuple[tuple[str, str], ...]:
        """Return the texts of the content that a reader does not see, each with the reason."""
        body = "return [...document.querySelectorAll(css)].flatMap(findUnseen);"
        found = self.page.evaluate(read_as_reader(body, parameter="css"), self.content)
        return tuple((words, reason) for words, reason in found)

    def find_undrawn(self, checks: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """Return the words that these checks read and that the window does not draw, each with the reason."""
        methods = [getattr(self, name) for name in checks]
        queries = tuple(query for query in self._plan(methods) if not query[2])
        return find_undrawn(self.page, ReadingPlan(queries).body) if queries else ()

    def read_texts(self, css: str) -> tuple[str, ...]:
        """Return the text of each visible element; for a button made of an input, its value."""
        return tuple(normalize_whitespace(text) for text in self.evaluate_visible(css))

    def read_link_texts(
        self, css: str, hosts: Iterable[str], paths: Mapping[str, str] = NO_PATHS, folders: Sequence[str] = ()
    ) -> tuple[str, ...]:
        """Return the text of each visible link, with its address if that is not one of the court's own.

        `paths` has the beginning of the path and query of links with a known address, by their text.
        `folders` has the paths that all links on the site of the page begin with, if they are known.
        """
        script = build_link_script(hosts, paths, folders)
        return tuple(normalize_whitespace(text) for text in self.evaluate_visible(css, script))

    def read_lines(self, css: str) -> ScreenLines:
        """Return every line of each visible element, without empty lines."""
        texts = self.evaluate_visible(css)
        rows = (row for text in texts for row in text.splitlines())
        return ScreenLines(line for row in rows if (line := normalize_whitespace(row)))

    def read_button_names(self, within: str) -> tuple[str, ...]:
        """Return the names of the visible buttons within an element, in order; with a disabled one marked."""
        kinds = ("button", "input[type=button]", "input[type=submit]", "input[type=reset]")
        script = "button => words(button) && words(button) + (button.disabled ? ' (disabled)' : '')"
        found = self.evaluate_visible(", ".join(f"{within} {kind}" for kind in kinds), script)
        return tuple(map(normalize_whitespace, found))

    def read_labeled_rows(self, within: str) -> Rows:
        """Return the label and value of each innermost table row; no value of a label is lost."""
        rows = self.evaluate_visible(f"{within} tr:not(:has(tr))", "row => [...row.cells].map(words)")
        return join_rows((cells[0], " | ".join(cells[1:])) for cells in rows if len(cells) > 1)


def build_link_script(
    hosts: Iterable[str], paths: Mapping[str, str] = NO_PATHS, folders: Sequence[str] = ()
) -> str:
    """Return a script that returns a link's text, with its address if it leads where it should not."""
    return _READ_LINK % (json.dumps(sorted(hosts)), json.dumps(dict(paths)), json.dumps(list(folders)))


def join_rows(pairs: Iterable[Sequence[str]]) -> Rows:
    """Return labels with their values, as a reader sees them; no value of a label is lost."""
    found: dict[str, str] = {}
    for pair in pairs:
        label, value = map(normalize_whitespace, pair)
        found[label] = f"{found[label]} and again {value}" if label in found else value
    return found


_UNSEEN = str.maketrans({**dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""), "\u2011": "-"})
"""Characters that only say where a line may break: a reader does not see them, or sees a hyphen."""


def normalize_whitespace(text: str) -> str:
    """Return a text with each run of white space as one space, as a reader sees it."""
    return " ".join(text.translate(_UNSEEN).split())
