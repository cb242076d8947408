"""CM/ECF's screens that link accounts: form, confirmation, success (facts B4)."""

from collections.abc import Mapping
from typing import ClassVar

from config.secret import Secret
from pages.cmecf import MAIN, CmecfPage
from pages.decorators import EffectTrigger, Entries, LinkableLogin, Rows, action, check
from pages.field_input import FieldInput
from pages.form_screen import FormScreen, build_fields_css
from pages.landmark import Landmark
from pages.person_names import names_agree

_AGREE = ("the names agree",)
_SAME_PERSON: Mapping[str, Entries] = {"agreement": _AGREE}
"""What a flow must check before it links two accounts: that both belong to one person."""


class LinkAccount(FormScreen, CmecfPage):
    """CM/ECF's form that asks for the CM/ECF login from before NextGen, to link it."""

    # The confirmation has the same heading, but nothing to type in (facts B4).
    landmark = Landmark(
        f"{MAIN}:has(input[type=text], input[type=password])",
        says=("your old CM/ECF login and password", "CM/ECF login:", "CM/ECF password:"),
    )

    fields_css = build_fields_css(MAIN)

    @action(defaults={"login": "{ecf.login}", "password": "{ecf.password}"})
    def fill_in(self, login: LinkableLogin, password: Secret) -> None:
        """Type the CM/ECF login and password, without sending them."""
        self.fill_form(*self._build_inputs(login, password))

    def _build_inputs(self, login: str, password: Secret) -> list[FieldInput]:
        return [
            FieldInput(self._field("CM/ECF login:"), login),
            FieldInput(self._field("CM/ECF password:", "input[type=password]"), password),
        ]

    @action(
        defaults={"login": "{ecf.login}", "password": "{ecf.password}"},
        refusal_outcome="DRIFT",
        login="login",
    )
    def submit(self, login: LinkableLogin, password: Secret) -> None:
        """Type the CM/ECF login and password and click Submit; nothing is linked yet."""
        self.submit_credentials(self._button("Submit"), *self._build_inputs(login, password))

    @action()
    def clear(self) -> None:
        """Click Clear."""
        self.click(self._button("Clear"))


class LinkConfirmation(CmecfPage):
    """CM/ECF's question whether to link these two accounts."""

    landmark = Landmark(MAIN, says=("Do you want to link these accounts?", "will be permanently linked"))
    effect_triggers: ClassVar = {
        "permanent": EffectTrigger(f"{MAIN} form", "LinkAccountConfirm.pl")
    }  # guess: facts E
    leave_action = "go_back"
    only_form = f"{MAIN} form"

    @check
    def rows(self) -> Rows:
        """The two accounts and the names on them."""
        return self.read_labeled_rows(MAIN)

    def read_names(self) -> tuple[str, ...]:
        return tuple(self.rows().values())

    @check(mismatch_outcome="ACCOUNT", asks=_AGREE)
    def agreement(self) -> Entries:
        """Whether both accounts have one person's name: `the names agree` or `the names differ`."""
        rows = self.rows()
        agree = names_agree(rows.get("CM/ECF", ""), rows.get("PACER", ""))
        return _AGREE if agree else ("the names differ",)

    @action(effect="permanent", requires=_SAME_PERSON)
    def confirm(self) -> None:
        """Click Submit: the accounts are linked permanently."""
        self.click_or_rehearse(self._button("Submit"))

    @action(effect="permanent", requires=_SAME_PERSON)
    def confirm_twice(self) -> None:
        """Click Submit twice before the court responds: the accounts are linked permanently."""
        self.require(submit := self._button("Submit"))
        marked = self.mark(submit)
        marked.click(trial=True)
        if not self.is_rehearsing:
            self.before_sending(2)
            with self.hold_responses_until_dialog():
                marked.evaluate("button => { setTimeout(() => { button.click(); button.click(); }); }")

    @action()
    def go_back(self) -> None:
        """Go back with the browser's own button, as the form asks for if the names do not match."""
        self.page.go_back(wait_until="commit")


class LinkSuccess(CmecfPage):
    """CM/ECF's message that the accounts are linked."""

    shows_result_of = frozenset({"permanent"})
    # The words of the document; whether the screen has them is not known (facts E).
    landmark = Landmark(MAIN, says=("successfully linked", "ready for filings"))
