"""An effect whose answer was lost is not sent again: how things stand is found out by reading."""

from pathlib import Path
from typing import Any

from config.secret import Secret
from ecfcheck.court.stage import Control
from tests.flows.changed import (
    DROPPED,
    LINK,
    SHOW_SUCCESS,
    Break,
    failure,
    run_against,
    settings_of,
    stage_with,
    steps_in,
    with_pages,
)

NOT_STAGED = ("staged: yes", "staged: no")
IMPATIENT = (("arrive: 10", "arrive: 3"), ("act: 5", "act: 2"))
CONFIRMS = '        linking.confirm(user, request.form.get("proposal", ""))\n'
LATE = "    import time\n    time.sleep(4)\n"
NEVER = "        import time\n        time.sleep(4)\n        raise RuntimeError\n"
SENT = f'    events.record("sent", "", "")\n    {DROPPED}'
DISABLED = (
    "    from stage.pacer import accounts, wording\n    accounts.authenticate = lambda *_: wording.DISABLED\n"
)
LOOKS_FOR_A_CASE = """
flow: looks_for_a_case
title: A search that costs a fee
document: ctd-link-pacer-account
release: nextgen
persona: counsel_of_record
steps:
  - step: "2"
    says: Log in and look for a case.
    open: pacer_login
    do: log_in
    then:
      - screen: cmecf_home
        do: open_query
      - screen: query
        do: find_case
      - screen: case_page
"""
FOUND = '    return page.render("case", user, case=case)'


def after(
    change: Break, folder: Path, settings: dict[str, str] | None = None
) -> tuple[dict[str, Any], list[str]]:
    """Return the record of the step that sent the effect, and the kinds of what the stage logged."""
    with stage_with(change, folder) as ready:
        run_against(ready, folder, *IMPATIENT, settings=settings)
        events = Control(ready["control"], Secret(ready["token"])).events()
    (step,) = [step for step in steps_in(folder) if step["step"] == "5"]
    return step, [event["kind"] for event in events]


def test_a_link_that_was_made_is_found_to_be_made_and_is_made_once(tmp_path: Path) -> None:
    step, events = after(Break(LINK, SHOW_SUCCESS, LATE + SHOW_SUCCESS, "", ""), tmp_path)
    assert (step["outcome"], step["exit_status"]) == ("UNKNOWN_STATE", 5)
    assert step["since"] == "verify_linked was run to find out, and it did take effect"
    assert events.count("link_made") == 1


def test_a_link_that_was_not_made_is_found_not_to_be_made(tmp_path: Path) -> None:
    step, events = after(Break(LINK, CONFIRMS, NEVER, "", ""), tmp_path)
    assert step["outcome"] == "UNKNOWN_STATE"
    assert step["since"].startswith("verify_linked was run to find out, and it had not taken effect at ")
    assert step["since"].endswith("; the court may be at it yet: look again before you do it again")
    assert "link_made" not in events


def test_what_cannot_be_found_out_stays_unknown(tmp_path: Path) -> None:
    step, _ = after(Break(LINK, SHOW_SUCCESS, DISABLED + LATE + SHOW_SUCCESS, "", ""), tmp_path)
    assert step["outcome"] == "UNKNOWN_STATE"
    assert "still unknown whether it took effect" in step["since"]
    assert "Your PACER account has been disabled" in step["since"]


def test_a_fee_whose_answer_was_lost_may_have_been_charged_and_is_not_risked_again(tmp_path: Path) -> None:
    flow = tmp_path / "looks_for_a_case.yaml"
    flow.write_text(LOOKS_FOR_A_CASE, encoding="utf-8")
    with stage_with(Break("ecf/docket.py", FOUND, LATE + FOUND, "", ""), tmp_path) as ready:
        run = run_against(ready, tmp_path, *IMPATIENT, flow=flow)
    step = failure(tmp_path)
    assert (step["outcome"], run.returncode, step["earlier"]) == ("UNKNOWN_STATE", 5, [])
    assert step["next"] == "do not repeat it; look at the court to see whether it took effect"


def test_whoever_finds_out_sends_nothing_though_the_effect_is_open(tmp_path: Path) -> None:
    linked = "            return by_menu\n"
    sends = "fetch('/cgi-bin/LinkAccountConfirm.pl', {method: 'POST'}).catch(() => 0)"
    settings = with_pages(tmp_path, (linked, f'            self.tab.evaluate("{sends}")\n{linked}'))
    step, events = after(Break(LINK, SHOW_SUCCESS, LATE + SHOW_SUCCESS, "", ""), tmp_path, settings)
    assert step["outcome"] == "UNKNOWN_STATE"
    assert (events.count("link_made"), events.count("link_refused")) == (1, 0)


def test_an_effect_whose_connection_is_dropped_is_sent_once_by_the_browser_too(tmp_path: Path) -> None:
    dropped = Break(LINK, CONFIRMS, SENT.replace("    ", "        ") + CONFIRMS, "", "")
    step, events = after(dropped, tmp_path)
    assert (step["outcome"], events.count("sent"), events.count("link_made")) == ("UNKNOWN_STATE", 1, 1)
    assert step["message"].startswith("confirm: no answer from http")
    assert step["since"] == "verify_linked was run to find out, and it did take effect"


def test_a_password_that_was_never_answered_is_not_sent_again_by_the_next_flow(tmp_path: Path) -> None:
    accepted = "    account = accounts.authenticate(user_name, password)\n"
    dropped = Break("pacer/login.py", accepted, f"{accepted}    {DROPPED}", "", "")
    with stage_with(dropped, tmp_path) as ready:
        control = Control(ready["control"], Secret(ready["token"]))
        given = settings_of(control.mint({}))
        twice = ("--runs", "2")
        run_against(ready, tmp_path, NOT_STAGED, *IMPATIENT, settings=given, options=twice)
        events = [event["kind"] for event in control.events()]
    first, second = [step for step in steps_in(tmp_path) if step["step"] == "2"]
    assert (events.count("login_tried"), first["outcome"], second["outcome"]) == (1, "COURT_ERROR", "ACCOUNT")
    assert second["message"] == (
        "pacer_login log_in: nothing was typed; this user name and password were sent before in this run,"
        " and the court's answer was never seen"
    )


def test_a_password_whose_connection_is_dropped_is_sent_once_by_the_browser_too(tmp_path: Path) -> None:
    authenticates = "    account = accounts.authenticate(user_name, password)\n"
    dropped = Break("pacer/login.py", authenticates, f"    {DROPPED}" + authenticates, "", "")
    with stage_with(dropped, tmp_path) as ready:
        run_against(ready, tmp_path, *IMPATIENT)
        events = Control(ready["control"], Secret(ready["token"])).events()
    assert [event["kind"] for event in events].count("login_tried") == 1
    assert failure(tmp_path)["step"] == "2"


def test_nothing_more_is_sent_for_an_account_of_which_it_is_not_known_how_an_effect_ended(
    tmp_path: Path,
) -> None:
    dropped = Break(LINK, CONFIRMS, SENT.replace("    ", "        ") + NEVER + CONFIRMS, "", "")
    allowed = ("--allow", "permanent@ecf.ctd.localhost", "--runs", "2")
    with stage_with(dropped, tmp_path) as ready:
        control = Control(ready["control"], Secret(ready["token"]))
        given = settings_of(control.mint({}))
        run = run_against(ready, tmp_path, NOT_STAGED, *IMPATIENT, settings=given, options=allowed)
        sent = [event["kind"] for event in control.events()].count("sent")
    first, second = [step for step in steps_in(tmp_path) if step["step"] == "5"]
    assert (run.returncode, sent) == (5, 1), run.stdout
    assert (first["outcome"], second["outcome"]) == ("UNKNOWN_STATE", "UNKNOWN_STATE")
    assert second["message"] == (
        "link_confirmation.confirm was not sent: how an earlier effect of this account ended is not known"
    )
