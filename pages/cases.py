"""CM/ECF's screens to read a case: Query, case, docket, document. A real court bills them."""

import re
from typing import ClassVar

from pages.cmecf import FOLDERS, MAIN, MASKED_CONTENT, CmecfPage
from pages.decorators import EffectTrigger, Entries, Rows, action, check
from pages.landmark import Landmark
from pages.screen_reader import build_link_script, join_rows, normalize_whitespace

_SHORT = 3
_DOCKET_REPORT = re.compile(r"^Docket Report( \.\.\.)?$")


_KIND = re.compile(r"[A-Z][A-Z-]*(?: [A-Z-]{2,})*\b(?![a-z])")
_UNDONE = re.compile(
    r"\b(?:stricken|withdrawn|vacated|rejected|void|in error|not filed|refused)\b"
    r"|\bthis (?:(?:entry|document|filing|motion|order) )?(?:no longer|is no longer)\b",
    re.IGNORECASE,
)
"""Words by which a docket says of an entry that it does not count."""

_ENTRY_ROWS = f"{MAIN} table:not(:has(table)) tr:has(td)"
_ENTRY = """row => /Docket Text/.test(row.closest('table').rows[0].textContent)
    ? [...row.cells].map((cell, index) => index ? words(cell)
        : [...cell.querySelectorAll('a')].map(%s).join(' ') || words(cell)) : []"""
"""A script to fill in with that of a link: the cells of an entry, in the docket's table (facts B7)."""

_AROUND_ENTRIES = """main => {
    const table = [...main.querySelectorAll('table')].find(one => /Docket Text/.test(one.rows[0]?.textContent)
        && !one.querySelector('table'));
    const known = new Set(table ? words(table).split('\\n').map(line => line.trim()) : []);
    return words(main).split('\\n').filter(line => !known.has(line.trim())).join('\\n');
}"""
"""A script that returns what is above and below the table of the docket's entries."""


class Query(CmecfPage):
    """CM/ECF's Query form, which searches for cases."""

    # The form to file a motion has a Case Number too, but not a name.
    landmark = Landmark(f"{MAIN} td", says=("Last/Business Name", "First Name"))
    effect_triggers: ClassVar = {"billable": EffectTrigger(f"{MAIN} form")}

    @action(effect="billable", defaults={"number": "{case.number}"})
    def find_case(self, number: str) -> None:
        """Type a case number and click Submit."""
        self.require(submit := self._button("Submit"))
        self.fill(self._field("Case Number"), number)
        self.click_or_rehearse(submit)


class CasePage(CmecfPage):
    """The case that Query found, with links to its reports."""

    landmark = Landmark(f"{MAIN} a", says=("Docket Report",))
    effect_triggers: ClassVar = {"billable": EffectTrigger(f"{MAIN} a")}
    private_content = MASKED_CONTENT

    def read_names(self) -> tuple[str, ...]:
        # The number is in a heading, the title after it, the judge and the dates below (facts B4).
        return (*self.heading(), *self.read_lines(f"{MAIN} center"))

    @action(effect="billable")
    def open_docket(self) -> None:
        """Click Docket Report, which real courts show as `Docket Report ...`."""
        self.click_or_rehearse(self._link(_DOCKET_REPORT, "Docket Report"))


class Docket(CmecfPage):
    """The docket report of a case: what was filed, each document with its number."""

    landmark = Landmark(f"{MAIN} :is(b, h2, h3)", says=("DOCKET FOR CASE #",))
    effect_triggers: ClassVar = {"billable": EffectTrigger(f"{MAIN} a")}
    private_content = MASKED_CONTENT
    has_news = True

    def read_names(self) -> tuple[str, ...]:
        # Short texts such as numbers are not names; they would be masked wherever they occur.
        return tuple(text for text in self.read_texts(f"{MAIN} :is(b, h3, p, td)") if len(text) > _SHORT)

    @check
    def entries(self) -> Entries:
        """The kind of every entry, in order: the capitals that its text begins with, such as MOTION.

        Of an entry that was stricken, withdrawn and the like, all of its text.
        """
        return tuple(_name_kind(cells[-1]) for cells in self._read_entries() if cells[-1])

    @check
    def rows(self) -> Rows:
        """Each entry's number, and its date and kind; with `(today)` for today's date.

        With the address of a number that does not lead to the court's documents.
        """
        found = [cells for cells in self._read_entries() if len(cells) > 1]
        return join_rows((cells[0], " ".join([*cells[1:-1], _name_kind(cells[-1])])) for cells in found)

    @check
    def around(self) -> Entries:
        """Every line above and below the entries, in order."""
        found = self.evaluate_visible(MAIN, _AROUND_ENTRIES)
        return tuple(
            line for text in found for row in text.splitlines() if (line := normalize_whitespace(row))
        )

    def _read_entries(self) -> list[Entries]:
        script = _ENTRY % build_link_script(self.court_hosts, folders=FOLDERS)
        found = self.evaluate_visible(_ENTRY_ROWS, script)
        return [self._replace_today(map(normalize_whitespace, cells)) for cells in found if cells]

    @action(effect="billable", refusal_outcome="DRIFT")
    def open_document(self, number: str) -> None:
        """Click a document's number."""
        self.click_or_rehearse(self._link(number))


class CaseDocument(CmecfPage):
    """CM/ECF's screen of one document of a case."""

    # Guess: a real one is a PDF file, after a screen that shows the fee.
    landmark = Landmark(f"{MAIN} td", says=("Document Title",))
    shows_result_of = frozenset({"billable"})
    private_content = MASKED_CONTENT

    def read_names(self) -> tuple[str, ...]:
        return self.read_texts(f"{MAIN} :is(p, td + td)")

    @check
    def rows(self) -> Rows:
        """The document and its case, without the date of filing, which the court sets."""
        rows = self.read_labeled_rows(MAIN)
        return {label: value for label, value in rows.items() if label != "Date Filed"}


def _name_kind(text: str) -> str:
    """Return the capitals that an entry begins with, or all of it if it does not count."""
    kind = _KIND.match(text)
    return kind[0].strip() if kind and not _UNDONE.search(text) else text
