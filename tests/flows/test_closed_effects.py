"""On a court that is not staged nothing but reading is done: flows are rehearsed, the network is locked."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from config.secret import Secret
from ecfcheck.court.stage import Control
from tests.flows.changed import LINK, ROOT, SHOW_FORM, Break, run_against, settings_of, stage_with, with_pages

NOTHING = Break(LINK, SHOW_FORM, SHOW_FORM, "", "")
REAL = ("staged: yes", "staged: no")
PRESS = 'self.press(self.tab.locator(MAIN).get_by_role("button", name="Submit", exact=True))'
CLICK = 'self.tab.locator(MAIN).get_by_role("button", name="Submit", exact=True).click()'
SENDS = 'Sends(f"{MAIN} form", "LinkAccountConfirm.pl")'
MISNAMED = f"""
    @action()
    def look_closer(self) -> None:
        \"\"\"Look closer.\"\"\"
        {CLICK}

    @action(effect="permanent", after=_SAME)
    def confirm("""


class Checked:
    """A run of the link procedure against a stage that is configured as if it were a real court."""

    def __init__(
        self,
        folder: Path,
        *options: str,
        settings: dict[str, str] | None = None,
        flow: Path | None = None,
        persona: str = "unlinked_filer",
        change: Break = NOTHING,
    ) -> None:
        with stage_with(change, folder) as ready:
            control = Control(ready["control"], Secret(ready["token"]))
            names = "mismatch" if persona == "name_mismatch" else "match"
            given = settings_of(control.mint({"names": names}), persona)
            self.run: subprocess.CompletedProcess[str] = run_against(
                ready,
                folder,
                REAL,
                settings={**given, **(settings or {})},
                flow=flow or ROOT / "flows" / "link_account.yaml",
                options=options,
            )
            self.events = control.events()
        self.links = [event for event in self.events if event["kind"] == "link_made"]
        lines = (folder / "out/records-main.jsonl").read_text(encoding="utf-8").splitlines()
        records = [json.loads(line) for line in lines]
        self.head: dict[str, Any] = records[0]
        self.steps = {record["step"]: record for record in records if record["record"] == "step"}


def test_a_flow_is_rehearsed_up_to_the_button_which_is_proven_and_not_pressed(tmp_path: Path) -> None:
    checked = Checked(tmp_path)
    assert (checked.run.returncode, checked.links) == (0, []), checked.run.stdout
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
    assert "1 rehearsed, 2 not run" in checked.run.stdout


def test_a_button_that_cannot_be_pressed_fails_the_rehearsal(tmp_path: Path) -> None:
    settings = with_pages(tmp_path, ('name="Submit", exact=True))', 'name="Link", exact=True))'))
    checked = Checked(tmp_path, settings=settings)
    assert (checked.run.returncode, checked.steps["5"]["outcome"], checked.links) == (1, "DRIFT", [])
    assert "does not let confirm be done, and nothing was sent" in checked.steps["5"]["message"]


def test_a_locator_that_presses_submit_in_a_rehearsal_is_refused_by_the_browser(tmp_path: Path) -> None:
    checked = Checked(tmp_path, settings=with_pages(tmp_path, (PRESS, CLICK)))
    assert (checked.run.returncode, checked.links) == (6, []), checked.run.stdout
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


@pytest.mark.parametrize("script", WAYS.values(), ids=WAYS)
def test_nothing_leaves_a_window_that_rehearses_however_the_court_would_send_it(
    script: str, tmp_path: Path
) -> None:
    settings = with_pages(tmp_path, (PRESS, CLICK), ("LinkAccountConfirm.pl", "Other.pl"))
    end = "{% endcall %}\n"
    built = Break("templates/ecf/link_confirmation.html", end, f"{end}<script>{script}</script>", "", "")
    checked = Checked(tmp_path, settings=settings, change=built)
    assert (checked.run.returncode, checked.steps["5"]["outcome"]) == (6, "BLOCKED"), checked.run.stdout
    assert checked.links == []


def test_a_verb_that_presses_submit_by_mistake_is_refused_by_the_browser(tmp_path: Path) -> None:
    settings = with_pages(tmp_path, ('        self.tab.go_back(wait_until="commit")', f"        {CLICK}"))
    checked = Checked(
        tmp_path, settings=settings, flow=ROOT / "flows" / "names_differ.yaml", persona="name_mismatch"
    )
    assert (checked.run.returncode, checked.links) == (6, []), checked.run.stdout
    assert checked.steps["names"]["message"].startswith("go_back sent what is closed on")


@pytest.mark.parametrize(
    "sends",
    [SENDS, SENDS.replace("LinkAccountConfirm.pl", "Other.pl"), SENDS.replace("form", "b")],
    ids=["both", "by the form alone", "by the script alone"],
)
def test_a_flow_whose_verb_hides_its_effect_is_refused_by_the_browser(sends: str, tmp_path: Path) -> None:
    hidden = ('\n    @action(effect="permanent", after=_SAME)\n    def confirm(', MISNAMED)
    settings = with_pages(tmp_path, hidden, (SENDS, sends))
    text = (ROOT / "flows" / "link_account.yaml").read_text(encoding="utf-8")
    (tmp_path / "mine").mkdir()
    flow = tmp_path / "mine" / "link_account.yaml"
    text = text.replace("do: confirm", "do: look_closer").replace("reconcile: verify_linked\n", "")
    flow.write_text(text, encoding="utf-8")
    checked = Checked(tmp_path, settings=settings, flow=flow)
    assert (checked.run.returncode, checked.steps["5"]["outcome"], checked.links) == (6, "BLOCKED", [])


@pytest.mark.parametrize("flow", ["wrong_pacer_password", "wrong_ecf_password"])
def test_a_password_that_is_known_to_be_wrong_is_not_sent(flow: str, tmp_path: Path) -> None:
    checked = Checked(tmp_path, flow=ROOT / "flows" / f"{flow}.yaml", persona=flow)
    assert checked.run.returncode == 0, checked.run.stdout
    (rehearsed,) = [step for step in checked.steps.values() if step["rehearsed"] and step["parts"]]
    assert "it is reversible, which is closed on" in rehearsed["message"]
    assert {event["kind"] for event in checked.events} <= {"login_tried", "login_accepted"}
    assert [event["kind"] for event in checked.events].count("login_tried") == (flow == "wrong_ecf_password")


def test_an_effect_is_opened_for_one_host_by_name(tmp_path: Path) -> None:
    checked = Checked(tmp_path, "--allow", "permanent@ecf.ctd.localhost")
    assert (checked.run.returncode, len(checked.links)) == (0, 1), checked.run.stdout
    assert checked.head["courts"][0]["effects"] == "open besides reading: permanent, by --allow"
