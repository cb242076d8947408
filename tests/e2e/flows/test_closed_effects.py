"""At a court that is not staged, flows are rehearsed and the network is locked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

import pytest

from ecfcheck.flowfile.flow import ActionCall, Flow, Part
from ecfcheck.flowfile.loader import load_flow
from pages.base import PageObject
from pages.cmecf import MAIN
from pages.controls import PageControl
from pages.decorators import Effect, EffectTrigger, action
from pages.link_account import LinkConfirmation
from stage.faults.model import Fault
from tests.helpers.cases import mark_cases, mark_names
from tests.helpers.faulty_stage import LINK_FORM_SENT, FaultyStage
from tests.helpers.flow_runner import FlowRunner, RunResult
from tests.helpers.run_files import LINK_FLOW, NOT_STAGED, ROOT, build_settings, read_records

SUBMIT = f"{MAIN} input[type=button][value=Submit]"
SENDS: Mapping[Effect, EffectTrigger] = LinkConfirmation.effect_triggers


class PressesAnotherButton(LinkConfirmation):
    """Presses a button that is not there."""

    def confirm(self) -> None:
        button = self.page.locator(MAIN).get_by_role("button", name="Link", exact=True)
        self.click_or_rehearse(PageControl(button, "button to link"))


class ClicksInRehearsal(LinkConfirmation):
    """Clicks Submit even in a rehearsal."""

    def confirm(self) -> None:
        self.page.locator(SUBMIT).click()


class ClicksWhatItDoesNotKnow(ClicksInRehearsal):
    """Clicks Submit, and declares the wrong script."""

    effect_triggers: ClassVar = {"permanent": replace(SENDS["permanent"], script="Other.pl")}


class ClicksToGoBack(LinkConfirmation):
    """Clicks Submit by mistake."""

    def go_back(self) -> None:
        self.page.locator(SUBMIT).click()


class HidesEffect(LinkConfirmation):
    """Has a verb that is declared as reading and clicks Submit."""

    @action()
    def look_closer(self) -> None:
        """Look closer."""
        self.page.locator(SUBMIT).click()


class HidesEffectOfForm(HidesEffect):
    """Declares the right form and the wrong script for the effect."""

    effect_triggers: ClassVar = {"permanent": replace(SENDS["permanent"], script="Other.pl")}


class HidesEffectOfScript(HidesEffect):
    """Declares the right script and the wrong form for the effect."""

    effect_triggers: ClassVar = {"permanent": replace(SENDS["permanent"], css=f"{MAIN} b")}


@dataclass(frozen=True)
class Checked:
    """A run of the link procedure against a stage that is configured as a real court."""

    run: RunResult
    head: Mapping[str, Any]
    steps: Mapping[str, Mapping[str, Any]]
    links: int


Check = Callable[..., Checked]


@pytest.fixture
def check(stage: FaultyStage, runner: FlowRunner) -> Check:
    """Runs a flow as at a real court, with a page object for the confirmation."""

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
        head, *records = read_records(runner.folder)
        steps = {record["step"]: record for record in records if record["record"] == "step"}
        return Checked(ended, head, steps, stage.count("link_made"))

    return run


def test_a_flow_is_rehearsed_up_to_the_button_which_is_checked_and_not_pressed(check: Check) -> None:
    checked = check()
    assert (checked.run.status, checked.links) == (0, 0), checked.run.output
    rehearsed = checked.steps["5"]
    assert (rehearsed["outcome"], rehearsed["rehearsed"]) == ("OK", True)
    assert rehearsed["message"] == (
        "rehearsed: link_confirmation.confirm is ready and was not done: its effect, permanent, is"
        " closed on District of Connecticut (staged)"
    )
    later = [checked.steps[number] for number in ("6", "one-login")]
    assert {(step["outcome"], step["message"]) for step in later} == {
        ("NOT_RUN", "the rehearsal ended with step 5")
    }
    assert checked.head["courts"][0]["effects"] == "only reading is open; everything else is rehearsed"
    assert "1 rehearsed, 2 not run" in checked.run.output


@pytest.mark.slow
def test_a_button_that_cannot_be_pressed_fails_the_rehearsal(check: Check) -> None:
    checked = check(confirmation=PressesAnotherButton)
    assert (checked.run.status, checked.steps["5"]["outcome"], checked.links) == (1, "DRIFT", 0)
    assert checked.steps["5"]["message"] == (
        "link_confirmation.confirm was not done, and nothing was sent: the button to link is not there"
    )


def test_the_browser_blocks_a_locator_that_presses_submit_in_a_rehearsal(check: Check) -> None:
    checked = check(confirmation=ClicksInRehearsal)
    assert (checked.run.status, checked.links) == (6, 0), checked.run.output
    assert (
        "sent an effect that is closed on District of Connecticut (staged), and the browser blocked it: http"
        in (checked.steps["5"]["message"])
    )


CLICKED = "document.forms[0].elements.button1.onclick = function () {{ {} }}"
WAYS = {
    "by GET": "document.forms[0].method = 'GET'",
    "to another address": CLICKED.format("this.form.action += '&more=1'; ProcessForm(this.form)"),
    "by fetch": CLICKED.format("fetch(this.form.action, {method: 'POST', body: new FormData(this.form)})"),
    "by a beacon": CLICKED.format("navigator.sendBeacon(this.form.action, new FormData(this.form))"),
    "by a web socket": CLICKED.format("new WebSocket(location.origin.replace('http', 'ws') + '/socket')"),
    "by a form that comes late": (
        "const form = document.forms[0]; form.remove();"
        "setTimeout(() => document.getElementById('cmecfMainContent').append(form), 400)"
    ),
}
"""Ways to send the confirmation that the network guard cannot know in advance."""


@pytest.mark.parametrize("script", mark_cases(WAYS, quick={"by GET", "by a beacon"}))
def test_a_rehearsal_sends_nothing_in_any_way_that_the_court_may_use(
    script: str, stage: FaultyStage, check: Check
) -> None:
    stage.fail(Fault(on=LINK_FORM_SENT, replace=("</form>", f"</form><script>{script}</script>")))
    checked = check(confirmation=ClicksWhatItDoesNotKnow)
    assert (checked.run.status, checked.steps["5"]["outcome"]) == (6, "BLOCKED"), checked.run.output
    assert checked.links == 0


def test_a_rehearsal_sends_nothing_that_the_page_would_send_later(stage: FaultyStage, check: Check) -> None:
    form = "method: 'POST', body: new URLSearchParams(new FormData(document.forms[0])), activateAfter: 0"
    script = f"globalThis.fetchLater?.(document.forms[0].action, {{{form}}})"
    stage.fail(Fault(on=LINK_FORM_SENT, replace=("</form>", f"</form><script>{script}</script>")))
    checked = check()
    assert (checked.run.status, checked.links) == (0, 0), checked.run.output


def test_a_rehearsal_sends_nothing_by_a_shared_worker(stage: FaultyStage, check: Check) -> None:
    post = "fetch('${location.origin}/cgi-bin/LinkAccountConfirm.pl', {method: 'POST', body: 'a=1'})"
    script = CLICKED.format(f"new SharedWorker(URL.createObjectURL(new Blob([`{post}`])))")
    stage.fail(Fault(on=LINK_FORM_SENT, replace=("</form>", f"</form><script>{script}</script>")))
    checked = check(confirmation=ClicksWhatItDoesNotKnow)
    assert checked.links == 0
    assert stage.count("link_refused") == 0


@pytest.mark.slow
def test_the_browser_blocks_a_verb_that_presses_submit_by_mistake(check: Check) -> None:
    flow = ROOT / "flows" / "names_differ.yaml"
    checked = check(confirmation=ClicksToGoBack, flow=flow, persona="name_mismatch")
    assert (checked.run.status, checked.links) == (6, 0), checked.run.output
    assert checked.steps["names"]["message"].startswith("go_back sent an effect that is closed on")


def create_flow_with_hidden_effect() -> Flow:
    """Return the link procedure with the verb that hides its effect."""

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
def test_the_browser_blocks_a_verb_that_hides_its_effect(
    confirmation: type[PageObject], check: Check
) -> None:
    checked = check(confirmation=confirmation, flow=create_flow_with_hidden_effect())
    assert (checked.run.status, checked.steps["5"]["outcome"], checked.links) == (6, "BLOCKED", 0)


@pytest.mark.parametrize(
    "flow", mark_names(["wrong_pacer_password", "wrong_ecf_password"], quick={"wrong_pacer_password"})
)
def test_a_password_that_is_known_to_be_wrong_is_not_sent(
    flow: str, stage: FaultyStage, check: Check
) -> None:
    checked = check(flow=ROOT / "flows" / f"{flow}.yaml", persona=flow)
    assert checked.run.status == 0, checked.run.output
    (rehearsed,) = [step for step in checked.steps.values() if step["rehearsed"] and step["parts"]]
    assert "its effect, reversible, is closed on" in rehearsed["message"]
    assert {event["kind"] for event in stage.events()} <= {"login_tried", "login_accepted"}
    assert stage.count("login_tried") == (flow == "wrong_ecf_password")


def test_allow_opens_an_effect_at_one_host(check: Check) -> None:
    checked = check(allow=["permanent@ecf.ctd.localhost"])
    assert (checked.run.status, checked.links) == (0, 1), checked.run.output
    assert checked.head["courts"][0]["effects"] == "open besides reading: permanent, by --allow"
