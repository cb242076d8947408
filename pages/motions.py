"""CM/ECF's screens to file a motion: Civil Events, form, confirmation, notice of filing."""

from typing import ClassVar

from pages.cmecf import MAIN, MASKED_CONTENT, CmecfPage
from pages.controls import PageControl
from pages.decorators import EffectTrigger, Entries, Rows, action, check
from pages.form_screen import FormScreen, build_fields_css
from pages.landmark import Landmark


class CivilEvents(CmecfPage):
    """CM/ECF's Civil menu: what can be filed in a civil case."""

    # Any of these, so that a change of one is reported as a difference and not as another screen.
    landmark = Landmark(f"{MAIN} b", says=("Civil Events", "Initial Pleadings"))

    @action()
    def open_motions(self) -> None:
        """Click Motions."""
        self.click(self._link("Motions"))


class MotionForm(FormScreen, CmecfPage):
    """CM/ECF's form that asks for the case to file a motion in."""

    # The confirmation has the same heading, but nothing to type in.
    landmark = Landmark(f"{MAIN}:has(input[type=text]) font > b", says=("Motions",))
    fields_css = build_fields_css(MAIN)

    @action(defaults={"number": "{case.number}"}, refusal_outcome="DRIFT")
    def name_case(self, number: str) -> None:
        """Type the case number and click Submit; nothing is filed yet."""
        self.require(submit := self._button("Submit"))
        self.fill(self._field("Case Number"), number)
        self.click(submit)


class FilingConfirmation(CmecfPage):
    """CM/ECF's last question before a motion is filed."""

    landmark = Landmark(MAIN, says=("commits this transaction", "no further opportunity to modify"))
    private_content = f"{MAIN} table"
    only_form = f"{MAIN} form"
    effect_triggers: ClassVar = {
        "permanent": EffectTrigger(f"{MAIN} form", "FileMotionConfirm.pl")
    }  # guess: facts E

    @check
    def rows(self) -> Rows:
        """The case, and what will be filed in it."""
        return self.read_labeled_rows(MAIN)

    def read_names(self) -> tuple[str, ...]:
        return (self.rows().get("Case", ""),)

    @action(effect="permanent")
    def file(self) -> None:
        """Click Submit: the motion is filed permanently."""
        self.click_or_rehearse(self._button("Submit"))


class NoticeOfElectronicFiling(CmecfPage):
    """CM/ECF's Notice of Electronic Filing, the receipt for a motion."""

    landmark = Landmark(f"{MAIN} :is(b, font, h2, h3)", says=("Notice of Electronic Filing",), match="equals")
    private_content = MASKED_CONTENT
    effect_triggers: ClassVar = {"billable": EffectTrigger(f"{MAIN} a")}
    shows_result_of = frozenset({"permanent"})

    @check
    def rows(self) -> Rows:
        """The case and the document's details, without the docket number, which the court assigns."""
        rows = self.read_labeled_rows(MAIN)
        return {label: value for label, value in rows.items() if label != "Document Number:"}

    @check
    def lines(self) -> Entries:
        """Every line of the content, in order, and nothing else; with `(today)` for today's date."""
        return self._replace_today(self.read_lines(self.content))

    def read_names(self) -> tuple[str, ...]:
        rows = self.rows()
        case = (rows.get("Case Name:", ""), rows.get("Case Number:", ""))
        return (*self._read_after("was entered by ", until=" and filed on "), *case)

    @action(effect="billable", refusal_outcome="DRIFT")
    def open_document(self) -> None:
        """Click the number of the filed document."""
        row = self.page.locator(f"{MAIN} tr:not(:has(tr))").filter(has_text="Document Number:")
        self.click_or_rehearse(PageControl(row.get_by_role("link"), "number of the document"))
