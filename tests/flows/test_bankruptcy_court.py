"""What differs by the kind of court, and by court, is data: a flow runs at a bankruptcy court as it is."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from config.court import load_court
from config.kind import Kind
from ecfcheck.artefacts.redactor import Redactor
from ecfcheck.cli.flows import as_persona
from ecfcheck.court.allowed import EVERYTHING
from ecfcheck.court.ready import ReadyCourt, ready
from ecfcheck.language.load import load
from ecfcheck.run.begin import Host
from ecfcheck.run.outcome import Outcome
from ecfcheck.run.record import StepRecord
from ecfcheck.run.records import Records
from tests.flows.carried_out import FLOWS, carry_out


@pytest.fixture(scope="module")
def bankruptcy_court(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReadyCourt]:
    """The staged Bankruptcy Court, by a file as a user writes one."""
    file = tmp_path_factory.mktemp("court") / "staged_bankruptcy.yaml"
    file.write_text(
        "name: Bankruptcy Court, District of Connecticut (staged)\n"
        "kind: bankruptcy\n"
        "staged: yes\n"
        "release: nextgen\n"
        "website: http://www.ctb.localhost\n"
        "ecf: http://ecf.ctb.localhost\n"
        "pacer_login: http://pacer.localhost/csologin/login.jsf\n"
        "pacer_account: http://pacer.localhost/pscof/manage/account.jsf\n"
        "link_entry: Link a CM/ECF Account to My PACER Account\n"
        "limits: {arrive: 10, act: 5, settle: 2, again: 0.5}\n",
        encoding="utf-8",
    )
    with ready(load_court(str(file)), {}, EVERYTHING) as court:
        yield court


def verify(court: ReadyCourt, persona: str, browser: Browser, folder: Path) -> list[StepRecord]:
    (flow,) = as_persona([load(FLOWS / "verify_linked.yaml")], persona)
    with Records(folder, Redactor()) as records:
        return carry_out(flow, Host(browser, {"nextgen": court}, folder, "none", records))


def test_a_filer_of_a_bankruptcy_court_is_seen_to_be_one(
    bankruptcy_court: ReadyCourt, browser: Browser, tmp_path: Path
) -> None:
    steps = verify(bankruptcy_court, "linked_filer", browser, tmp_path)
    assert {step.outcome for step in steps} == {Outcome.OK}, steps


@pytest.mark.parametrize(
    ("persona", "standing"), [("unlinked_filer", "not linked"), ("not_entitled", "not entitled")]
)
def test_who_is_no_filer_of_a_bankruptcy_court_is_told_why(
    persona: str, standing: str, bankruptcy_court: ReadyCourt, browser: Browser, tmp_path: Path
) -> None:
    *_, last = verify(bankruptcy_court, persona, browser, tmp_path)
    assert last.outcome is Outcome.ACCOUNT
    assert standing in str(last.message)


@pytest.mark.parametrize(
    ("persona", "wrong", "standing"),
    [
        ("linked_filer", {"kind": "district"}, "not entitled"),
        ("unlinked_filer", {"link_entry": "Link a CM/ECF account to my PACER account"}, "not entitled"),
    ],
    ids=["kind", "link_entry"],
)
def test_a_court_described_as_another_is_misread(  # noqa: PLR0913 - one for each thing that differs
    persona: str,
    wrong: dict[str, Kind | str],
    standing: str,
    bankruptcy_court: ReadyCourt,
    browser: Browser,
    tmp_path: Path,
) -> None:
    misdescribed = replace(bankruptcy_court, court=bankruptcy_court.court.model_copy(update=wrong))
    *_, last = verify(misdescribed, persona, browser, tmp_path)
    assert last.outcome is Outcome.ACCOUNT
    assert standing in str(last.message)
