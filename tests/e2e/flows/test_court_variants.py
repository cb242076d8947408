"""Flows at staged variants of courts: a new tab, a front page, other words, every refusal."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from config.account import Account
from config.court import Court
from ecfcheck.audit.probe import FixedAccount
from ecfcheck.courts.accounts import StageAccounts
from ecfcheck.courts.court_session import CourtSession
from ecfcheck.courts.stage import Control
from ecfcheck.flowfile.flow import Flow
from ecfcheck.flowfile.loader import load_flow
from ecfcheck.redaction import Redactor
from ecfcheck.report.html import write_report
from ecfcheck.report.model import build_report
from ecfcheck.report.read import read_folder
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.records import StepRecord
from ecfcheck.runner.run_shard import WHOLE_RUN
from ecfcheck.runner.setup import RunEnvironment, make_head_record
from tests.helpers.cases import mark_names
from tests.helpers.flow_runs import FLOWS, run_flow

RELEASE = "CM/ECF Version NextGen 1.7.0.1"


@dataclass(frozen=True)
class Variants:
    """Runs flows at staged courts that differ as real courts do."""

    browser: Browser
    court: CourtSession
    control: Control
    records: Records
    folder: Path

    def create(self, id_: str, **words: object) -> CourtSession:
        """Return a staged variant of the court, with `words` in its file."""
        court = self.court.court
        moved = {name: getattr(court, name).replace(".ctd.", f".{id_}.") for name in ("website", "ecf")}
        described = Court.model_validate({**court.model_dump(), **moved, **words})
        return replace(self.court, court=described, accounts=StageAccounts(self.control, id_))

    def run(self, flow: Flow, court: CourtSession | None = None) -> list[StepRecord]:
        environment = RunEnvironment(
            browser=self.browser,
            courts={"nextgen": court or self.court},
            folder=self.folder,
            keep="none",
            records=self.records,
        )
        self.records.write(make_head_record(self.browser, environment.courts, WHOLE_RUN))
        return run_flow(flow, environment)

    def run_as(self, account: Account, flow: Flow, court: CourtSession) -> list[StepRecord]:
        return self.run(flow, replace(court, accounts=FixedAccount(account)))

    def count_logins(self, account: Account) -> int:
        tried = [event for event in self.control.events() if event["kind"] == "login_tried"]
        return len([event for event in tried if event["who"] == account.pacer.user_name])


@pytest.fixture
def variants(browser: Browser, court: CourtSession, control: Control, tmp_path: Path) -> Iterator[Variants]:
    with Records(tmp_path, Redactor()) as records:
        yield Variants(browser, court, control, records, tmp_path)


def load(name: str) -> Flow:
    return load_flow(FLOWS / f"{name}.yaml")


def link_account_up_to(number: str) -> Flow:
    """Return the link procedure up to a step, without that step's action."""
    flow = load("link_account")
    *before, last = flow.steps[: [step.number for step in flow.steps].index(number) + 1]
    return replace(flow, steps=(*before, replace(last, parts=(replace(last.parts[0], act=None),))))


def find_failed(steps: list[StepRecord]) -> StepRecord:
    (failed,) = (step for step in steps if step.outcome not in {Outcome.OK, Outcome.NOT_RUN})
    return failed


def list_notes(steps: list[StepRecord]) -> list[str]:
    return [note for step in steps for part in step.parts for note in part.notes]


def list_messages(steps: list[StepRecord]) -> list[str | None]:
    return [step.message for step in steps if step.outcome is not Outcome.OK]


def test_the_link_procedure_passes_a_new_tab_and_the_front_page_and_reads_the_release(
    variants: Variants,
) -> None:
    steps = variants.run(load("link_account"))
    assert list_messages(steps) == []
    assert [part.screen for step in steps for part in step.parts].count("cmecf_front_page") == 1
    report = build_report(read_folder(variants.folder).records)
    assert [(one.release_line, len(report.heads)) for one in report.courts] == [(RELEASE, 1)]
    write_report(variants.folder, variants.folder / "report.html")
    assert RELEASE in (variants.folder / "report.html").read_text(encoding="utf-8")


TXLIKE = {
    "e_filing": "CM/ECF Login",
    "link_heading": "NextGen Release 1.1 Menu Items",
    "menu": (
        *("Civil", "Criminal", "Query", "Reports", "Utilities", "Search"),
        *("Training", "Logout", "User Manual"),
    ),
}


def test_a_courts_own_words_are_not_drift_if_they_are_in_its_file(variants: Variants) -> None:
    steps = variants.run(link_account_up_to("3"), variants.create("txlike", **TXLIKE))
    assert list_messages(steps) == []
    # Its link leads to CM/ECF's root, so the front page interrupts.
    assert "cmecf_front_page interrupted and was passed through" in list_notes(steps)


@pytest.mark.parametrize(
    ("missing", "step", "message"),
    [
        ("menu", "3", "cmecf_home menu: documented [Query, Reports, Utilities, Help, Log Out]; seen"),
        pytest.param(
            "e_filing", "1", 'court_website does not say: "E-Filing (CM/ECF)"', marks=pytest.mark.slow
        ),
    ],
)
def test_a_courts_own_words_are_drift_if_they_are_not_in_its_file(
    missing: str, step: str, message: str, variants: Variants
) -> None:
    words = {key: value for key, value in TXLIKE.items() if key != missing}
    failed = find_failed(variants.run(link_account_up_to("3"), variants.create("txlike", **words)))
    assert (failed.step, failed.outcome) == (step, Outcome.DRIFT)
    assert message in str(failed.message)


REFUSALS = {
    "violation": (Outcome.ACCOUNT, "not entitled", 'open_utilities: error_page says "Security violation:'),
    "permission": (Outcome.ACCOUNT, "not entitled", 'error_page says "You do not have permission to view'),
    "csrf": (Outcome.COURT_ERROR, None, "may not have originated from within CM/ECF."),
    "timeout": (Outcome.UNAVAILABLE, None, 'error_page says "Request Time-out"'),
    "threshold": (Outcome.UNAVAILABLE, None, "threshold"),
    "clientcode": (
        Outcome.ACCOUNT,
        "client code needed",
        'client_code_required says "A client code is required',
    ),
    "enroll": (Outcome.ACCOUNT, "passcode needed", 'log_in: account_notice says "PACER Account Disabled'),
    "disabled": (Outcome.ACCOUNT, "locked", 'log_in: account_notice says "PACER Account Disabled'),
}


@pytest.mark.parametrize("refusal", mark_names(REFUSALS, quick={"violation", "threshold", "disabled"}))
def test_each_refusal_ends_at_once_in_its_own_outcome(refusal: str, variants: Variants) -> None:
    limits = variants.court.court.limits
    variant = variants.create(refusal, limits=limits.model_copy(update={"again": 0.1}))
    failed = find_failed(variants.run(load("verify_linked"), variant))
    outcome, standing, words = REFUSALS[refusal]
    assert (failed.outcome, failed.standing) == (outcome, standing), failed.message
    assert words in str(failed.message)
    # A run that waits for anything but the refusal takes at least one whole limit.
    assert failed.milliseconds < outcome.tries * limits.arrive * 1000 / 2


@pytest.mark.slow
def test_the_remedy_for_a_missing_client_code_names_the_setting(variants: Variants) -> None:
    failed = find_failed(variants.run(load("verify_linked"), variants.create("clientcode")))
    assert "ECFCHECK_<PERSONA>_PACER_CLIENT_CODE" in str(failed.next)


def test_an_accounts_client_code_is_typed_at_the_login(variants: Variants) -> None:
    variant = variants.create("clientcode")
    account = variant.accounts.provide("linked_filer")
    with_code = account.pacer.model_copy(update={"client_code": "A1234"})
    steps = variants.run_as(account.model_copy(update={"pacer": with_code}), load("verify_linked"), variant)
    assert list_messages(steps) == []


def test_a_login_that_comes_again_is_reloaded_and_nothing_is_typed_twice(variants: Variants) -> None:
    variant = variants.create("logintwice")
    account = variant.accounts.provide("linked_filer")
    steps = variants.run_as(account, load("verify_linked"), variant)
    assert list_messages(steps) == []
    assert "the login came again; its address was reloaded" in list_notes(steps)
    assert variants.count_logins(account) == 1


@pytest.mark.slow
def test_a_script_of_another_site_that_fails_to_load_is_a_note(variants: Variants) -> None:
    steps = variants.run(link_account_up_to("2"), variants.create("firewall"))
    assert list_messages(steps) == []
    notes = list_notes(steps)
    assert (
        "a script from another site could not be loaded: http://cdn.localhost:1/static/cdn/jquery.js" in notes
    )
    assert "without it, a script of the page failed: jQuery is not defined" in notes
