"""Whose accounts they are is told of a staged court alone, where all is invented, unless one asks for it."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from config.account import Account, list_personal_details
from ecfcheck.courts.court_session import CourtSession
from ecfcheck.flowfile.loader import load_flow
from ecfcheck.redaction import Pseudonymizer, Redactor
from ecfcheck.report.html import write_report
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.records import CheckRecord
from ecfcheck.runner.setup import RunEnvironment
from tests.ecfcheck.report.samples import step
from tests.flows.carried_out import FLOWS, Only, Remembering, carry_out


def left_by_a_run(folder: Path, browser: Browser, court: CourtSession, *, show_names: bool) -> list[str]:
    """Carry out the link procedure up to the confirmation, which shows both names."""
    with Records(folder, Redactor()) as records:
        host = RunEnvironment(
            browser=browser,
            courts={"nextgen": court},
            folder=folder,
            keep="none",
            records=records,
            show_names=show_names,
        )
        steps = carry_out(load_flow(FLOWS / "link_account.yaml"), host)
    assert not any(step.outcome.failed for step in steps)
    write_report(folder, folder / "report.html")
    return [(folder / name).read_text(encoding="utf-8") for name in ("records-main.jsonl", "report.html")]


@pytest.mark.parametrize(
    "case", ["staged", "real", pytest.param("real, names asked for", marks=pytest.mark.slow)]
)
def test_names_become_placeholders_on_a_court_that_is_not_staged_unless_they_are_asked_for(
    case: str, tmp_path: Path, browser: Browser, court: CourtSession
) -> None:
    accounts = Remembering(court.accounts)
    named = court.court.model_copy(update={"staged": case == "staged"})
    visited = replace(court, court=named, accounts=accounts, allowed=frozenset({"read"}))
    left = left_by_a_run(tmp_path, browser, visited, show_names="names" in case)
    (account,) = accounts.given
    for text in left:
        assert (account.pacer.name in text) is (case != "real")
        assert any(value in text for value in list_personal_details(account).values()) is (case != "real")
        assert ("{pacer.name}" in text) is (case == "real")


def test_a_name_that_nobody_configured_becomes_a_placeholder_too(
    tmp_path: Path, browser: Browser, court: CourtSession
) -> None:
    account = court.accounts.of("unlinked_filer")
    assert account.ecf
    others = {"name": "Somebody Else"}
    configured = Account(
        pacer=account.pacer.model_copy(update=others), ecf=account.ecf.model_copy(update=others)
    )
    real = court.court.model_copy(update={"staged": False})
    visited = replace(court, court=real, accounts=Only(configured), allowed=frozenset({"read"}))
    with Records(tmp_path, Redactor()) as records:
        host = RunEnvironment(
            browser=browser, courts={"nextgen": visited}, folder=tmp_path, keep="all", records=records
        )
        steps = carry_out(load_flow(FLOWS / "link_account.yaml"), host)
    assert any(step.outcome is Outcome.DRIFT for step in steps)
    left = (tmp_path / "records-main.jsonl").read_text(encoding="utf-8")
    assert r"link_confirmation rows shows CM/ECF as \"{name}\"; documented: \"{pacer.name}\"" in left
    assert account.pacer.name not in left


def test_wherever_a_record_tells_of_a_screen_a_name_becomes_a_placeholder(tmp_path: Path) -> None:
    name = "Jane Q. Attorney"
    told = {"message": name, "since": name, "next": name, "earlier": (name,)}
    (part, *_) = step("5").parts
    shown = part.model_copy(
        update={
            "url": f"http://ecf.ctd.localhost/?who={quote(name)}",
            "notes": (name,),
            "checks": (CheckRecord(check="rows", documented=name, seen=name, difference=name),),
        }
    )
    with Records(tmp_path, Redactor()) as records:
        records.names.learn({"pacer.name": name})
        records.write(step("5").model_copy(update={**told, "parts": (shown,)}))
    left = (tmp_path / "records-main.jsonl").read_text(encoding="utf-8")
    assert "Attorney" not in left
    assert left.count("{pacer.name}") == 9


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("You are logged in as JANE Q.  Attorney.", "You are logged in as {pacer.name}."),
        ("Attorneys v. Jane Q. Attorney et al", "Attorneys v. {pacer.name} et al"),
        ("/who?user=jattorney1", "/who?user={pacer.user_name}"),
        ("/who?name=Jane%20Q.%20Attorney&also=jane+q.+attorney", "/who?name={pacer.name}&also={pacer.name}"),
        ("Attorney, Jane Q. (for the defence)", "{pacer.name} (for the defence)"),
        ("Jos%C3%A9%20Roe, Jos%c3%a9+Roe and José Roe", "{ecf.name}, {ecf.name} and {ecf.name}"),
        ("jattorney12, Jane", "jattorney12, Jane"),
    ],
)
def test_a_name_is_replaced_in_any_case_and_as_a_whole(text: str, clean: str) -> None:
    names = Pseudonymizer()
    names.learn(
        {
            "pacer.name": "Jane Q. Attorney",
            "pacer.user_name": "jattorney1",
            "ecf.name": "José Roe",
            "ecf.login": "",
        }
    )
    assert names.clean(text) == clean
