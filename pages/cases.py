"""Cases as users read them: Query, a case, its docket, its documents; a real court bills what is read."""

import re
from typing import ClassVar

from pages.cmecf import COVERED, MAIN, CmecfPage
from pages.decorators import EffectTrigger, Rows, action, check
from pages.landmark import Landmark

_SHORT = 3
_DOCKET_REPORT = re.compile(r"^Docket Report( \.\.\.)?$")


class Query(CmecfPage):
    """The form that looks for cases."""

    # A filing asks for a Case Number too, but for no name.
    landmark = Landmark(f"{MAIN} td", says=("Last/Business Name", "First Name"))
    effect_triggers: ClassVar = {"billable": EffectTrigger(f"{MAIN} form")}

    @action(effect="billable", defaults={"number": "{case.number}"})
    def find_case(self, number: str) -> None:
        """Type a case number and click Submit."""
        # Labels are not tied to their inputs (facts B4); the row that holds both is what a reader goes by.
        row = self.page.locator(MAIN).get_by_role("row", name="Case Number", exact=True)
        row.locator("input").fill(number)
        self.click_or_rehearse(self.page.locator(MAIN).get_by_role("button", name="Submit", exact=True))


class CasePage(CmecfPage):
    """What Query finds: a case, and what can be asked about it."""

    landmark = Landmark(f"{MAIN} a", says=("Docket Report",))
    effect_triggers: ClassVar = {"billable": EffectTrigger(f"{MAIN} a")}
    private_content = COVERED

    def read_names(self) -> tuple[str, ...]:
        # The number stands in a heading, the title behind it, the judge and the dates below (facts B4).
        return (*self.heading(), *self.read_lines(f"{MAIN} center"))

    @action(effect="billable")
    def open_docket(self) -> None:
        """Click Docket Report, which real courts write `Docket Report ...`."""
        self.click_or_rehearse(self.page.locator(MAIN).get_by_role("link", name=_DOCKET_REPORT))


class Docket(CmecfPage):
    """What was filed in a case, each document under its number."""

    landmark = Landmark(f"{MAIN} :is(b, h2, h3)", says=("DOCKET FOR CASE #",))
    effect_triggers: ClassVar = {"billable": EffectTrigger(f"{MAIN} a")}
    private_content = COVERED

    def read_names(self) -> tuple[str, ...]:
        # Numbers and the like are no names, and would be taken for such wherever they occur.
        return tuple(text for text in self.read_texts(f"{MAIN} :is(b, h3, p, td)") if len(text) > _SHORT)

    @action(effect="billable", refusal_outcome="ACCOUNT")
    def open_document(self, number: str) -> None:
        """Click a document's number."""
        self.click_or_rehearse(self.page.locator(MAIN).get_by_role("link", name=number, exact=True))


class CaseDocument(CmecfPage):
    """A document of a case."""

    # Guess: a real one is a PDF file, with a screen before it that tells what it costs.
    landmark = Landmark(f"{MAIN} td", says=("Document Title",))
    private_content = COVERED

    def read_names(self) -> tuple[str, ...]:
        return self.read_texts(f"{MAIN} :is(p, td + td)")

    @check
    def rows(self) -> Rows:
        """Which document it is, and of which case; when it was filed is the court's affair."""
        rows = self.read_labeled_rows(MAIN)
        return {label: value for label, value in rows.items() if label != "Date Filed"}
