"""Output from a real court has placeholders in place of names, unless show_names is set."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from config.account import Account, list_personal_details
from ecfcheck.audit.probe import FixedAccount
from ecfcheck.courts.court_session import CourtSession
from ecfcheck.flowfile.loader import load_flow
from ecfcheck.redaction import Pseudonymizer, Redactor
from ecfcheck.report.html import write_report
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.records import CheckRecord
from ecfcheck.runner.setup import RunEnvironment
from tests.helpers.flow_runs import FLOWS, RecordedAccounts, run_flow
from tests.helpers.run_samples import step


def run_and_read_output(
    folder: Path, browser: Browser, court: CourtSession, *, show_names: bool
) -> list[str]:
    """Run the link procedure up to the confirmation; return the records and the report."""
    with Records(folder, Redactor()) as records:
        environment = RunEnvironment(
            browser=browser,
            courts={"nextgen": court},
            folder=folder,
            keep="none",
            records=records,
            show_names=show_names,
        )
        steps = run_flow(load_flow(FLOWS / "link_account.yaml"), environment)
    assert not any(step.outcome.is_failure for step in steps)
    write_report(folder, folder / "report.html")
    return [(folder / name).read_text(encoding="utf-8") for name in ("records-main.jsonl", "report.html")]


@pytest.mark.parametrize(
    "case", ["staged", "real", pytest.param("real, names asked for", marks=pytest.mark.slow)]
)
def test_names_become_placeholders_at_a_real_court_unless_show_names_is_set(
    case: str, tmp_path: Path, browser: Browser, court: CourtSession
) -> None:
    accounts = RecordedAccounts(court.accounts)
    named = court.court.model_copy(update={"staged": case == "staged"})
    visited = replace(court, court=named, accounts=accounts, allowed=frozenset({"read"}))
    output = run_and_read_output(tmp_path, browser, visited, show_names="names" in case)
    (account,) = accounts.provided
    for text in output:
        assert (account.pacer.name in text) is (case != "real")
        assert any(value in text for value in list_personal_details(account).values()) is (case != "real")
        assert ("{pacer.name}" in text) is (case == "real")


def test_a_name_that_is_not_configured_becomes_a_placeholder(
    tmp_path: Path, browser: Browser, court: CourtSession
) -> None:
    account = court.accounts.provide("unlinked_filer")
    assert account.ecf
    others = {"name": "Somebody Else"}
    configured = Account(
        pacer=account.pacer.model_copy(update=others), ecf=account.ecf.model_copy(update=others)
    )
    real = court.court.model_copy(update={"staged": False})
    visited = replace(court, court=real, accounts=FixedAccount(configured), allowed=frozenset({"read"}))
    with Records(tmp_path, Redactor()) as records:
        environment = RunEnvironment(
            browser=browser, courts={"nextgen": visited}, folder=tmp_path, keep="all", records=records
        )
        steps = run_flow(load_flow(FLOWS / "link_account.yaml"), environment)
    assert any(step.outcome is Outcome.DRIFT for step in steps)
    text = (tmp_path / "records-main.jsonl").read_text(encoding="utf-8")
    assert r"link_confirmation rows shows CM/ECF as \"{name}\"; documented: \"{pacer.name}\"" in text
    assert account.pacer.name not in text


def test_a_name_becomes_a_placeholder_in_every_field_about_a_screen(tmp_path: Path) -> None:
    name = "Jane Q. Attorney"
    messages = {"message": name, "reconciliation": name, "next": name, "earlier_tries": (name,)}
    (part, *_) = step("5").parts
    part_with_name = part.model_copy(
        update={
            "url": f"http://ecf.ctd.localhost/?who={quote(name)}",
            "notes": (name,),
            "checks": (CheckRecord(check="rows", documented=name, seen=name, difference=name),),
        }
    )
    with Records(tmp_path, Redactor()) as records:
        records.names.learn({"pacer.name": name})
        records.write(step("5").model_copy(update={**messages, "parts": (part_with_name,)}))
    text = (tmp_path / "records-main.jsonl").read_text(encoding="utf-8")
    assert "Attorney" not in text
    assert text.count("{pacer.name}") == 9


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
def test_a_whole_name_is_replaced_in_any_case(text: str, clean: str) -> None:
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
