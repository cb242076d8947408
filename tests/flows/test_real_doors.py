"""The doors of real courts, staged: new tab, front page, first screen, and refusals of every kind."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from config.account import Account
from config.court import Court
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
from ecfcheck.runner.setup import RunEnvironment, head_record
from ecfcheck.runner.sharding import WHOLE_RUN
from tests.flows.carried_out import FLOWS, Only, carry_out
from tests.flows.cases import mark_names

RELEASE = "CM/ECF Version NextGen 1.7.0.1"


@dataclass(frozen=True)
class Doors:
    """Runs flows at staged courts that play the ways in which real courts differ."""

    browser: Browser
    court: CourtSession
    control: Control
    records: Records
    folder: Path

    def variant(self, id_: str, **words: object) -> CourtSession:
        """Return the staged court that plays a variant, described by `words` in its file."""
        court = self.court.court
        moved = {name: getattr(court, name).replace(".ctd.", f".{id_}.") for name in ("website", "ecf")}
        described = Court.model_validate({**court.model_dump(), **moved, **words})
        return replace(self.court, court=described, accounts=StageAccounts(self.control, id_))

    def run(self, flow: Flow, court: CourtSession | None = None) -> list[StepRecord]:
        host = RunEnvironment(
            browser=self.browser,
            courts={"nextgen": court or self.court},
            folder=self.folder,
            keep="none",
            records=self.records,
        )
        self.records.write(head_record(self.browser, host.courts, WHOLE_RUN))
        return carry_out(flow, host)

    def run_as(self, account: Account, flow: Flow, court: CourtSession) -> list[StepRecord]:
        return self.run(flow, replace(court, accounts=Only(account)))

    def logins_of(self, account: Account) -> int:
        tried = [event for event in self.control.events() if event["kind"] == "login_tried"]
        return len([event for event in tried if event["who"] == account.pacer.user_name])


@pytest.fixture
def doors(browser: Browser, court: CourtSession, control: Control, tmp_path: Path) -> Iterator[Doors]:
    with Records(tmp_path, Redactor()) as records:
        yield Doors(browser, court, control, records, tmp_path)


def flow_of(name: str) -> Flow:
    return load_flow(FLOWS / f"{name}.yaml")


def link_account_up_to(number: str) -> Flow:
    """Return the first steps of the link procedure; on the last screen nothing is done any more."""
    flow = flow_of("link_account")
    *before, last = flow.steps[: [step.number for step in flow.steps].index(number) + 1]
    return replace(flow, steps=(*before, replace(last, parts=(replace(last.parts[0], act=None),))))


def failed_in(steps: list[StepRecord]) -> StepRecord:
    (failed,) = (step for step in steps if step.outcome not in {Outcome.OK, Outcome.NOT_RUN})
    return failed


def notes_of(steps: list[StepRecord]) -> list[str]:
    return [note for step in steps for part in step.parts for note in part.notes]


def messages_of(steps: list[StepRecord]) -> list[str | None]:
    return [step.message for step in steps if step.outcome is not Outcome.OK]


def test_the_link_procedure_passes_a_new_tab_and_the_front_page_and_learns_the_release(doors: Doors) -> None:
    steps = doors.run(flow_of("link_account"))
    assert messages_of(steps) == []
    assert [part.screen for step in steps for part in step.parts].count("cmecf_front_page") == 1
    story = build_report(read_folder(doors.folder).records)
    assert [(one.release_line, len(story.heads)) for one in story.courts] == [(RELEASE, 1)]
    write_report(doors.folder, doors.folder / "report.html")
    assert RELEASE in (doors.folder / "report.html").read_text(encoding="utf-8")


TXLIKE = {
    "e_filing": "CM/ECF Login",
    "link_heading": "NextGen Release 1.1 Menu Items",
    "menu": (
        *("Civil", "Criminal", "Query", "Reports", "Utilities", "Search"),
        *("Training", "Logout", "User Manual"),
    ),
}


def test_a_court_with_words_of_its_own_is_no_drift_where_its_file_says_so(doors: Doors) -> None:
    steps = doors.run(link_account_up_to("3"), doors.variant("txlike", **TXLIKE))
    assert messages_of(steps) == []
    # Its link leads to CM/ECF's root, so that the front page comes in between.
    assert "cmecf_front_page came in between and was passed through" in notes_of(steps)


@pytest.mark.parametrize(
    ("missing", "step", "message"),
    [
        ("menu", "3", "cmecf_home menu: documented [Query, Reports, Utilities, Help, Log Out]; seen"),
        pytest.param(
            "e_filing", "1", 'court_website does not say: "E-Filing (CM/ECF)"', marks=pytest.mark.slow
        ),
    ],
)
def test_it_is_drift_where_its_file_does_not_say_so(
    missing: str, step: str, message: str, doors: Doors
) -> None:
    words = {key: value for key, value in TXLIKE.items() if key != missing}
    failed = failed_in(doors.run(link_account_up_to("3"), doors.variant("txlike", **words)))
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
def test_each_refusal_ends_at_once_in_its_own_outcome(refusal: str, doors: Doors) -> None:
    limits = doors.court.court.limits
    variant = doors.variant(refusal, limits=limits.model_copy(update={"again": 0.1}))
    failed = failed_in(doors.run(flow_of("verify_linked"), variant))
    outcome, standing, words = REFUSALS[refusal]
    assert (failed.outcome, failed.standing) == (outcome, standing), failed.message
    assert words in str(failed.message)
    # What waits for anything but the refusal waits for all of one limit.
    assert failed.milliseconds < outcome.tries * limits.arrive * 1000 / 2


@pytest.mark.slow
def test_an_account_without_a_client_code_is_told_how_to_set_one(doors: Doors) -> None:
    failed = failed_in(doors.run(flow_of("verify_linked"), doors.variant("clientcode")))
    assert "ECFCHECK_<PERSONA>_PACER_CLIENT_CODE" in str(failed.next)


def test_the_client_code_of_an_account_is_typed_at_the_login(doors: Doors) -> None:
    variant = doors.variant("clientcode")
    account = variant.accounts.of("linked_filer")
    with_code = account.pacer.model_copy(update={"client_code": "A1234"})
    steps = doors.run_as(account.model_copy(update={"pacer": with_code}), flow_of("verify_linked"), variant)
    assert messages_of(steps) == []


def test_a_login_that_comes_again_is_loaded_again_and_nothing_is_typed_twice(doors: Doors) -> None:
    variant = doors.variant("logintwice")
    account = variant.accounts.of("linked_filer")
    steps = doors.run_as(account, flow_of("verify_linked"), variant)
    assert messages_of(steps) == []
    assert "the login came once more; its address was loaded again" in notes_of(steps)
    assert doors.logins_of(account) == 1


@pytest.mark.slow
def test_a_script_of_another_site_that_cannot_be_loaded_is_a_note(doors: Doors) -> None:
    steps = doors.run(link_account_up_to("2"), doors.variant("firewall"))
    assert messages_of(steps) == []
    notes = notes_of(steps)
    assert (
        "a script from another site could not be loaded: http://cdn.localhost:1/static/cdn/jquery.js" in notes
    )
    assert "without it, a script of the page failed: jQuery is not defined" in notes
