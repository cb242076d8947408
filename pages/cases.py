"""CM/ECF's screens to read a case: Query, case, docket, document. A real court bills them."""

import re
from typing import ClassVar

from pages.cmecf import MAIN, MASKED_CONTENT, CmecfPage
from pages.decorators import EffectTrigger, Entries, Rows, action, check
from pages.landmark import Landmark
from pages.screen_reader import normalize_whitespace

_SHORT = 3
_DOCKET_REPORT = re.compile(r"^Docket Report( \.\.\.)?$")


_KIND = re.compile(r"[A-Z][A-Z-]*(?: [A-Z-]{2,})*\b(?![a-z])")
_DOCKET_TEXT = """row => /Docket Text/.test(row.closest('table').rows[0].textContent)
    ? words(row.cells[row.cells.length - 1]) : ''"""
"""A script that returns the last cell of a row in the table of the docket's entries (facts B7)."""


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

    def read_names(self) -> tuple[str, ...]:
        # Short texts such as numbers are not names; they would be masked wherever they occur.
        return tuple(text for text in self.read_texts(f"{MAIN} :is(b, h3, p, td)") if len(text) > _SHORT)

    @check
    def entries(self) -> Entries:
        """The kind of every entry, in order: the capitals that its text begins with, such as MOTION."""
        rows = f"{MAIN} table:not(:has(table)) tr:has(td)"
        found = map(normalize_whitespace, self.evaluate_visible(rows, _DOCKET_TEXT))
        return tuple(kind[0].strip() if (kind := _KIND.match(text)) else text for text in found if text)

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
