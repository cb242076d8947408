"""A flow is tried again where the rule of its outcome says so, and never once an effect was sent."""

import json
from pathlib import Path
from typing import Any

from config.secret import Secret
from ecfcheck.court.stage import Control
from tests.flows.changed import LINK, SHOW_FORM, SHOW_SUCCESS, Break, run_against, stage_with

FAILS = 'page.error_page(user, "The database is not available.")'


GONE = """
flow: gone
title: A way into CM/ECF that leads nowhere
document: ctd-link-pacer-account
release: nextgen
persona: unlinked_filer
steps:
  - step: "1"
    says: Click the logo.
    open: court_cmecf_page
    do: click_logo
    then:
      - screen: pacer_login
"""


def fails_once(view: str) -> str:
    """Return a view that answers with an error page for the first user, and for that one alone."""
    return f"    if not hasattr(Site, 'failed'):\n        Site.failed = True\n        return {FAILS}\n{view}"


def steps(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the records of the run's steps by their numbers."""
    lines = (folder / "out/records-main.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    return {record["step"]: record for record in records if record["record"] == "step"}


def test_a_court_that_failed_once_is_tried_again_and_it_is_told(tmp_path: Path) -> None:
    once = Break(LINK, SHOW_FORM, fails_once(SHOW_FORM), "3", "")
    with stage_with(once, tmp_path) as ready:
        run = run_against(ready, tmp_path)
        logins = logins_at(ready)
    assert run.returncode == 0, run.stdout
    (earlier,) = steps(tmp_path)["3"]["earlier"]
    assert earlier.startswith("tried again after COURT_ERROR: open_link_account: error_page says")
    assert "earlier tried again after COURT_ERROR" in " ".join(run.stdout.split())
    assert [steps(tmp_path)[number]["earlier"] for number in ("2", "4")] == [[], []]
    # One for each try and the three of the last step; one of those, with the old login, is refused.
    assert logins == 4


def test_a_court_that_keeps_failing_is_tried_twice(tmp_path: Path) -> None:
    with stage_with(Break(LINK, SHOW_FORM, f"    return {FAILS}", "3", ""), tmp_path) as ready:
        run = run_against(ready, tmp_path)
        logins = logins_at(ready)
    assert (run.returncode, logins) == (1, 2)
    assert (steps(tmp_path)["3"]["outcome"], len(steps(tmp_path)["3"]["earlier"])) == ("COURT_ERROR", 1)


def test_a_court_that_cannot_be_reached_is_tried_twice_more(tmp_path: Path) -> None:
    astray = '{{ ecf }}/"><img'
    gone = Break("templates/website/cmecf.html", astray, 'http://ecf.ctd.localhost:9/"><img', "", "")
    flow = tmp_path / "gone.yaml"
    flow.write_text(GONE, encoding="utf-8")
    with stage_with(gone, tmp_path) as ready:
        run = run_against(ready, tmp_path, flow=flow)
    (step,) = steps(tmp_path).values()
    assert (run.returncode, step["outcome"], len(step["earlier"])) == (3, "UNAVAILABLE", 2)


def test_once_an_effect_was_sent_nothing_is_tried_again(tmp_path: Path) -> None:
    fails_late = Break(LINK, SHOW_SUCCESS, f"    return {FAILS}", "5", "")
    with stage_with(fails_late, tmp_path) as ready:
        run = run_against(ready, tmp_path)
        events = Control(ready["control"], Secret(ready["token"])).events()
    assert run.returncode == 5, run.stdout
    assert steps(tmp_path)["5"]["outcome"] == "UNKNOWN_STATE"
    assert 'error_page says "The database is not available."' in str(steps(tmp_path)["5"]["message"])
    assert [event["kind"] for event in events].count("link_made") == 1


def test_a_court_that_fails_after_an_effect_is_not_tried_again_for_it_would_be_sent_again(
    tmp_path: Path,
) -> None:
    query = '    return page.render("query", user)'
    fails_later = Break("ecf/docket.py", query, f"    return {FAILS}", "6", "")
    with stage_with(fails_later, tmp_path) as ready:
        run_against(ready, tmp_path)
        events = Control(ready["control"], Secret(ready["token"])).events()
    step = steps(tmp_path)["6"]
    assert (step["outcome"], step["earlier"]) == ("COURT_ERROR", [])
    kinds = [event["kind"] for event in events]
    assert (kinds.count("login_tried"), kinds.count("link_made")) == (1, 1)


def test_a_refused_account_is_never_tried_again(tmp_path: Path) -> None:
    refused = Break(
        "pacer/accounts.py",
        "    return refusals.get(",
        "    return wording.DISABLED or refusals.get(",
        "2",
        "",
    )
    with stage_with(refused, tmp_path) as ready:
        run = run_against(ready, tmp_path)
        tried = [event["kind"] for event in Control(ready["control"], Secret(ready["token"])).events()]
    assert (run.returncode, tried.count("login_tried")) == (2, 1)
    assert steps(tmp_path)["2"]["retry"] == "never tried again: accounts get locked"


def logins_at(ready: dict[str, str]) -> int:
    """Return how many logins the staged court has accepted."""
    events = Control(ready["control"], Secret(ready["token"])).events()
    return [event["kind"] for event in events].count("login_accepted")
