"""Filing a motion in a civil case: what Civil offers, the form, the last question, and what attests it."""

from typing import ClassVar

from pages.cmecf import COVERED, MAIN, CmecfPage
from pages.decorators import EffectTrigger, Rows, action, check
from pages.landmark import Landmark


class CivilEvents(CmecfPage):
    """What Civil offers to file."""

    # Any of these, so that one that is worded otherwise is a difference to be told, not another screen.
    landmark = Landmark(f"{MAIN} b", says=("Civil Events", "Initial Pleadings"))

    @action()
    def open_motions(self) -> None:
        """Click Motions."""
        self.page.locator(MAIN).get_by_role("link", name="Motions", exact=True).click()


class MotionForm(CmecfPage):
    """The form that asks in which case a motion is to be filed."""

    # The last question bears the same heading, but has nothing to type in.
    landmark = Landmark(f"{MAIN}:has(input[type=text]) font > b", says=("Motions",))

    @action(defaults={"number": "{case.number}"}, refusal_outcome="ACCOUNT")
    def name_case(self, number: str) -> None:
        """Type the case number and click Submit; nothing is filed yet."""
        row = self.page.locator(MAIN).get_by_role("row", name="Case Number", exact=True)
        row.locator("input").fill(number)
        self.page.locator(MAIN).get_by_role("button", name="Submit", exact=True).click()


class FilingConfirmation(CmecfPage):
    """The last question before a motion is filed."""

    landmark = Landmark(MAIN, says=("commits this transaction", "no further opportunity to modify"))
    private_content = f"{MAIN} table"
    effect_triggers: ClassVar = {
        "permanent": EffectTrigger(f"{MAIN} form", "FileMotionConfirm.pl")
    }  # guess: facts E

    @check
    def rows(self) -> Rows:
        """The case and what is to be filed in it."""
        return self.read_labeled_rows(MAIN)

    def read_names(self) -> tuple[str, ...]:
        return (self.rows().get("Case", ""),)

    @action(effect="permanent")
    def file(self) -> None:
        """Click Submit: the motion is filed for good."""
        self.click_or_rehearse(self.page.locator(MAIN).get_by_role("button", name="Submit", exact=True))


class NoticeOfElectronicFiling(CmecfPage):
    """What attests that a motion was filed."""

    landmark = Landmark(f"{MAIN} :is(b, font, h2, h3)", says=("Notice of Electronic Filing",), match="equals")
    private_content = COVERED
    effect_triggers: ClassVar = {"billable": EffectTrigger(f"{MAIN} a")}

    @check
    def rows(self) -> Rows:
        """Which case it was filed in and as what; its number on the docket is the court's to give."""
        rows = self.read_labeled_rows(MAIN)
        return {label: value for label, value in rows.items() if label != "Document Number:"}

    def read_names(self) -> tuple[str, ...]:
        rows = self.rows()
        case = (rows.get("Case Name:", ""), rows.get("Case Number:", ""))
        return (*self._behind("was entered by ", until=" and filed on "), *case)

    @action(effect="billable", refusal_outcome="ACCOUNT")
    def open_document(self) -> None:
        """Click the number of the document that was filed."""
        row = self.page.locator(f"{MAIN} tr:not(:has(tr))").filter(has_text="Document Number:")
        self.click_or_rehearse(row.get_by_role("link"))
