"""On a court that is not staged nothing but reading is done: flows are rehearsed, the network is locked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

import pytest

from ecfcheck.flowfile.flow import ActionCall, Flow, Part
from ecfcheck.flowfile.loader import load_flow
from pages.base import PageObject
from pages.cmecf import MAIN
from pages.decorators import Effect, EffectTrigger, action
from pages.link_account import LinkConfirmation
from stage.faults.model import Fault
from tests.flows.cases import mark_cases, mark_names
from tests.flows.command import LINK_FLOW, NOT_STAGED, ROOT, build_settings, records_in
from tests.flows.faulty_stage import LINK_FORM_SENT, FaultyStage
from tests.flows.in_process import Ended, Runner

SUBMIT = f"{MAIN} input[type=button][value=Submit]"
SENDS: Mapping[Effect, EffectTrigger] = LinkConfirmation.effect_triggers


class PressesAnotherButton(LinkConfirmation):
    """Presses a button that is not there."""

    def confirm(self) -> None:
        self.click_or_rehearse(self.page.locator(MAIN).get_by_role("button", name="Link", exact=True))


class ClicksInRehearsal(LinkConfirmation):
    """Clicks Submit, in a rehearsal too."""

    def confirm(self) -> None:
        self.page.locator(SUBMIT).click()


class ClicksWhatItDoesNotKnow(ClicksInRehearsal):
    """Clicks Submit, and is wrong about where that is sent."""

    effect_triggers: ClassVar = {"permanent": replace(SENDS["permanent"], script="Other.pl")}


class ClicksToGoBack(LinkConfirmation):
    """Clicks Submit by mistake."""

    def go_back(self) -> None:
        self.page.locator(SUBMIT).click()


class HidesEffect(LinkConfirmation):
    """Has a verb that says that it only reads, and clicks Submit."""

    @action()
    def look_closer(self) -> None:
        """Look closer."""
        self.page.locator(SUBMIT).click()


class HidesEffectOfForm(HidesEffect):
    """Knows by the form alone what sends the effect."""

    effect_triggers: ClassVar = {"permanent": replace(SENDS["permanent"], script="Other.pl")}


class HidesEffectOfScript(HidesEffect):
    """Knows by the script alone what sends the effect."""

    effect_triggers: ClassVar = {"permanent": replace(SENDS["permanent"], css=f"{MAIN} b")}


@dataclass(frozen=True)
class Checked:
    """A run of the link procedure against a stage that is configured as if it were a real court."""

    run: Ended
    head: Mapping[str, Any]
    steps: Mapping[str, Mapping[str, Any]]
    links: int


Check = Callable[..., Checked]


@pytest.fixture
def check(stage: FaultyStage, runner: Runner) -> Check:
    """Run a flow as at a real court, with another page object for the confirmation if one is given."""

    def run(
        *,
        allow: Sequence[str] = (),
        confirmation: type[PageObject] = LinkConfirmation,
        flow: Flow | Path = LINK_FLOW,
        persona: str = "unlinked_filer",
    ) -> Checked:
        names = "mismatch" if persona == "name_mismatch" else "match"
        ended = runner.run(
            NOT_STAGED,
            flow=flow,
            settings=build_settings(stage.mint(names=names), persona),
            allow=allow,
            pages={"link_confirmation": confirmation},
        )
        head, *records = records_in(runner.folder)
        steps = {record["step"]: record for record in records if record["record"] == "step"}
        return Checked(ended, head, steps, stage.count("link_made"))

    return run


def test_a_flow_is_rehearsed_up_to_the_button_which_is_proven_and_not_pressed(check: Check) -> None:
    checked = check()
    assert (checked.run.status, checked.links) == (0, 0), checked.run.said
    armed = checked.steps["5"]
    assert (armed["outcome"], armed["rehearsed"]) == ("OK", True)
    assert armed["message"] == (
        "rehearsed: link_confirmation.confirm is there and could be done; it is permanent, which is closed on"
        " District of Connecticut (staged), so it was not"
    )
    behind = [checked.steps[number] for number in ("6", "one-login")]
    assert {(step["outcome"], step["message"]) for step in behind} == {
        ("NOT_RUN", "the rehearsal ended with step 5")
    }
    assert checked.head["courts"][0]["effects"] == "only reading is open; everything else is rehearsed"
    assert "1 rehearsed, 2 not run" in checked.run.said


@pytest.mark.slow
def test_a_button_that_cannot_be_pressed_fails_the_rehearsal(check: Check) -> None:
    checked = check(confirmation=PressesAnotherButton)
    assert (checked.run.status, checked.steps["5"]["outcome"], checked.links) == (1, "DRIFT", 0)
    assert "does not let confirm be done, and nothing was sent" in checked.steps["5"]["message"]


def test_a_locator_that_presses_submit_in_a_rehearsal_is_refused_by_the_browser(check: Check) -> None:
    checked = check(confirmation=ClicksInRehearsal)
    assert (checked.run.status, checked.links) == (6, 0), checked.run.said
    assert (
        "sent what is closed on District of Connecticut (staged), and the browser refused it: http"
        in (checked.steps["5"]["message"])
    )


CLICKED = "document.forms[0].elements.button1.onclick = function () {{ {} }}"
WAYS = {
    "by GET": "document.forms[0].method = 'GET'",
    "to another address": CLICKED.format("this.form.action += '&more=1'; ProcessForm(this.form)"),
    "by fetch": CLICKED.format("fetch(this.form.action, {method: 'POST', body: new FormData(this.form)})"),
    "by a beacon": CLICKED.format("navigator.sendBeacon(this.form.action, new FormData(this.form))"),
    "by a form that comes late": (
        "const form = document.forms[0]; form.remove();"
        "setTimeout(() => document.getElementById('cmecfMainContent').append(form), 400)"
    ),
}
"""How a court may send its confirmation so that the lock cannot know it before."""


@pytest.mark.parametrize("script", mark_cases(WAYS, quick={"by GET", "by a beacon"}))
def test_nothing_leaves_a_window_that_rehearses_however_the_court_would_send_it(
    script: str, stage: FaultyStage, check: Check
) -> None:
    stage.fail(Fault(on=LINK_FORM_SENT, replace=("</form>", f"</form><script>{script}</script>")))
    checked = check(confirmation=ClicksWhatItDoesNotKnow)
    assert (checked.run.status, checked.steps["5"]["outcome"]) == (6, "BLOCKED"), checked.run.said
    assert checked.links == 0


@pytest.mark.slow
def test_a_verb_that_presses_submit_by_mistake_is_refused_by_the_browser(check: Check) -> None:
    flow = ROOT / "flows" / "names_differ.yaml"
    checked = check(confirmation=ClicksToGoBack, flow=flow, persona="name_mismatch")
    assert (checked.run.status, checked.links) == (6, 0), checked.run.said
    assert checked.steps["names"]["message"].startswith("go_back sent what is closed on")


def looking_closer() -> Flow:
    """Return the link procedure with the verb that hides its effect, as if it were of the vocabulary."""

    def look_closer(part: Part) -> Part:
        if part.act is None or part.act.action.name != "confirm":
            return part
        hidden = replace(part.act.action, name="look_closer", effect="read", requires={})
        return replace(part, act=ActionCall(hidden, {}))

    flow = load_flow(LINK_FLOW)
    steps = [replace(step, parts=tuple(map(look_closer, step.parts))) for step in flow.steps]
    return replace(flow, steps=tuple(steps), reconcile=None)


@pytest.mark.parametrize(
    "confirmation",
    mark_cases(
        {
            "both": HidesEffect,
            "by the form alone": HidesEffectOfForm,
            "by the script alone": HidesEffectOfScript,
        },
        quick={"both"},
    ),
)
def test_a_flow_whose_verb_hides_its_effect_is_refused_by_the_browser(
    confirmation: type[PageObject], check: Check
) -> None:
    checked = check(confirmation=confirmation, flow=looking_closer())
    assert (checked.run.status, checked.steps["5"]["outcome"], checked.links) == (6, "BLOCKED", 0)


@pytest.mark.parametrize(
    "flow", mark_names(["wrong_pacer_password", "wrong_ecf_password"], quick={"wrong_pacer_password"})
)
def test_a_password_that_is_known_to_be_wrong_is_not_sent(
    flow: str, stage: FaultyStage, check: Check
) -> None:
    checked = check(flow=ROOT / "flows" / f"{flow}.yaml", persona=flow)
    assert checked.run.status == 0, checked.run.said
    (rehearsed,) = [step for step in checked.steps.values() if step["rehearsed"] and step["parts"]]
    assert "it is reversible, which is closed on" in rehearsed["message"]
    assert {event["kind"] for event in stage.events()} <= {"login_tried", "login_accepted"}
    assert stage.count("login_tried") == (flow == "wrong_ecf_password")


def test_an_effect_is_opened_for_one_host_by_name(check: Check) -> None:
    checked = check(allow=["permanent@ecf.ctd.localhost"])
    assert (checked.run.status, checked.links) == (0, 1), checked.run.said
    assert checked.head["courts"][0]["effects"] == "open besides reading: permanent, by --allow"
