"""One account may serve several personas where the flows cannot notice the difference."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from config.settings import Settings
from config.yaml_file import ProblemsError
from ecfcheck.courts.accounts import ConfiguredAccounts
from ecfcheck.courts.permissions import EVERYTHING
from ecfcheck.courts.shared_accounts import find_sharing_fault
from ecfcheck.flowfile.flow import Flow
from ecfcheck.flowfile.loader import load_flow
from tests.unit.config.test_settings import build_missing_keyring, system_keyring_set

FLOWS = Path(__file__).parents[3] / "flows"
COUNSEL = {
    "ECFCHECK_COUNSEL_OF_RECORD_ECF_LOGIN": "jroe",
    "ECFCHECK_COUNSEL_OF_RECORD_ECF_PASSWORD": "hunter2",
    "ECFCHECK_COUNSEL_OF_RECORD_ECF_NAME": "Jane Roe",
    "ECFCHECK_COUNSEL_OF_RECORD_CASE_NUMBER": "3:17-cv-00042",
    "ECFCHECK_COUNSEL_OF_RECORD_CASE_TITLE": "Roe v. Doe",
}


@pytest.fixture(autouse=True)
def no_keyring() -> Iterator[None]:
    with system_keyring_set(build_missing_keyring()):
        yield


def load(name: str) -> Flow:
    return load_flow(FLOWS / f"{name}.yaml")


@pytest.mark.parametrize(
    ("flow", "lender"),
    [
        ("session_expired", "unlinked_filer"),
        ("pacer_only", "unlinked_filer"),
        ("change_password", "counsel_of_record"),
        ("e_filing_consent", "e_filing_order"),
        ("social_security_not_counsel", "ct_login"),
    ],
)
def test_an_account_is_shared_if_the_flow_cannot_notice_it(flow: str, lender: str) -> None:
    assert find_sharing_fault(load(flow), lender) is None


@pytest.mark.parametrize(
    ("flow", "lender", "reason"),
    [
        ("link_account", "linked_filer", "linked_filer has ecf.linked yes, and link_account needs no"),
        ("verify_linked", "not_entitled", "not_entitled has ecf.may_file no, and verify_linked needs yes"),
        ("verify_linked", "unlinked_filer", "unlinked_filer has ecf.linked no, and verify_linked needs yes"),
        ("names_differ", "unlinked_filer", "unlinked_filer has names match, and names_differ needs mismatch"),
        ("session_expired", "pacer_only", "names pacer_only, which has no CM/ECF account"),
        (
            "wrong_pacer_password",
            "unlinked_filer",
            "unlinked_filer has pacer.password right, and wrong_pacer_password needs wrong",
        ),
        (
            "passcode_skipped",
            "passcode_filer",
            "passcode_filer has pacer.skips 0, and passcode_skipped needs 2",
        ),
    ],
)
def test_an_account_in_another_state_is_not_shared(flow: str, lender: str, reason: str) -> None:
    fault = find_sharing_fault(load(flow), lender)
    assert fault is not None
    assert reason in fault


def test_the_account_of_another_persona_is_provided_with_the_names_of_its_settings() -> None:
    accounts = ConfiguredAccounts(
        Settings({**COUNSEL, "ECFCHECK_CT_LOGIN_SAME_AS": "counsel_of_record"}), "ctd"
    )
    account = accounts.provide("ct_login")
    assert account.ecf is not None
    assert (account.ecf.login, account.ecf.name) == ("jroe", "Jane Roe")
    assert account.settings["ecf.name"] == "ECFCHECK_COUNSEL_OF_RECORD_ECF_NAME"


def test_a_case_of_another_kind_is_not_shared_with_the_account() -> None:
    same = {"ECFCHECK_E_FILING_CONSENT_SAME_AS": "counsel_of_record"}
    accounts = ConfiguredAccounts(Settings(COUNSEL | same), "ctd")
    assert accounts.provide("e_filing_consent").case is None
    lacking = accounts.check(load("e_filing_consent")).missing
    assert "ECFCHECK_E_FILING_CONSENT_CASE_NUMBER" in lacking
    assert not any("ECF_" in name.removeprefix("ECFCHECK_") for name in lacking)


def test_a_personas_own_setting_takes_precedence() -> None:
    own = {"ECFCHECK_CT_LOGIN_SAME_AS": "counsel_of_record", "ECFCHECK_CT_LOGIN_ECF_NAME": "Jane A. Roe"}
    account = ConfiguredAccounts(Settings(COUNSEL | own), "ctd").provide("ct_login")
    assert account.ecf is not None
    assert (account.ecf.login, account.ecf.name) == ("jroe", "Jane A. Roe")


@pytest.mark.parametrize(
    ("same", "lender"), [("CT_LOGIN", "counsel_of_record"), ("COUNSEL_OF_RECORD", "ct_login")]
)
def test_a_shared_account_is_not_changed(same: str, lender: str) -> None:
    environ = {f"ECFCHECK_{same}_SAME_AS": lender}
    accounts = ConfiguredAccounts(Settings(environ), "ctd", allowed=EVERYTHING)
    with pytest.raises(ProblemsError) as error:
        accounts.require_for([load("change_password")])
    assert str(error.value) == (
        "--allow: change_password changes its account (reversible), and another persona has the same one"
        " (..._SAME_AS); give ct_login an account of its own, or leave it out"
    )


def test_the_other_persona_may_be_in_capitals() -> None:
    accounts = ConfiguredAccounts(
        Settings({**COUNSEL, "ECFCHECK_CT_LOGIN_SAME_AS": "COUNSEL_OF_RECORD"}), "ctd"
    )
    account = accounts.provide("ct_login")
    assert account.ecf is not None
    assert account.ecf.login == "jroe"
