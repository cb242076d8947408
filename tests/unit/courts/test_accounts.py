"""Accounts from settings: only what the flows type or compare is needed, and must be valid."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from config.settings import Settings
from config.yaml_file import ProblemsError
from ecfcheck.courts.accounts import ConfiguredAccounts
from ecfcheck.flowfile.loader import load_flow
from tests.unit.config.test_settings import build_missing_keyring, system_keyring_set

FLOWS = Path(__file__).parents[3] / "flows"
PACER = {"PACER_USER_NAME": "jroe1234", "PACER_PASSWORD": "hunter2"}
ECF = {"ECF_LOGIN": "jroe", "ECF_PASSWORD": "hunter3"}
NAMES = {"PACER_NAME": "Jane Roe", "ECF_NAME": "Jane Roe"}


@pytest.fixture(autouse=True)
def no_keyring() -> Iterator[None]:
    with system_keyring_set(build_missing_keyring()):
        yield


UNLINKABLE = (
    "ECFCHECK_UNLINKED_FILER_ECF_LOGIN: contains {}: a CM/ECF login with &, @, $ or * cannot be linked; ask"
    " the court's help desk for another login"
)


def configure(persona: str, fields: Mapping[str, str], **more: str) -> ConfiguredAccounts:
    settings = {f"ECFCHECK_{persona}_{name}".upper(): value for name, value in {**fields, **more}.items()}
    return ConfiguredAccounts(Settings(settings), "ctd")


def find_problems(accounts: ConfiguredAccounts, *flows: str) -> list[str]:
    """Return the problems with the settings, without the line on where they are looked up."""
    with pytest.raises(ProblemsError) as error:
        require_for(accounts, *flows)
    return [line for line in str(error.value).splitlines() if not line.startswith("settings: ")]


def require_for(accounts: ConfiguredAccounts, *flows: str) -> None:
    accounts.require_for([load_flow(FLOWS / f"{flow}.yaml") for flow in flows])


def test_a_flow_that_logs_in_only_at_pacer_needs_no_cm_ecf_login() -> None:
    assert find_problems(configure("linked_filer", {}), "verify_linked") == [
        "ECFCHECK_LINKED_FILER_PACER_PASSWORD: is not set",
        "ECFCHECK_LINKED_FILER_PACER_USER_NAME: is not set",
    ]
    require_for(configure("linked_filer", PACER), "verify_linked")


def test_a_flow_without_a_login_needs_no_settings() -> None:
    require_for(configure("ct_login", {}), "court_website_pages")


def test_a_flow_that_links_needs_everything_that_it_types_and_compares() -> None:
    assert len(find_problems(configure("unlinked_filer", {}), "link_account")) == 6
    require_for(configure("unlinked_filer", PACER | ECF | NAMES), "link_account")


def test_an_account_has_only_what_is_configured() -> None:
    account = configure("linked_filer", PACER).provide("linked_filer")
    assert (account.pacer.user_name, account.ecf, account.case) == ("jroe1234", None, None)
    half = configure("linked_filer", NAMES).provide("linked_filer")
    assert (half.pacer.user_name, half.pacer.password.get_secret_value()) == ("", "")
    assert half.ecf
    assert (half.ecf.login, half.ecf.name) == ("", "Jane Roe")
    assert configure("linked_filer", {}).provide("linked_filer").pacer.user_name == ""


def test_a_client_code_is_optional() -> None:
    with_code = configure("linked_filer", PACER, PACER_CLIENT_CODE="0042-7")
    assert with_code.provide("linked_filer").pacer.client_code == "0042-7"
    assert configure("linked_filer", PACER).provide("linked_filer").pacer.client_code == ""


@pytest.mark.parametrize(
    ("login", "signs"),
    [("roe&co", "'&'"), ("jane@roe", "'@'"), ("roe$", "'$'"), ("*roe", "'*'"), ("@r&e", "'&' and '@'")],
)
def test_a_login_that_cannot_be_linked_is_reported_before_it_is_sent(login: str, signs: str) -> None:
    accounts = configure("unlinked_filer", PACER | ECF | NAMES, ECF_LOGIN=login)
    assert find_problems(accounts, "link_account") == [UNLINKABLE.format(signs)]


def test_an_unlinkable_login_is_reported_together_with_missing_settings() -> None:
    accounts = configure("unlinked_filer", PACER | NAMES, ECF_LOGIN="roe&co")
    assert find_problems(accounts, "link_account") == [
        UNLINKABLE.format("'&'"),
        "ECFCHECK_UNLINKED_FILER_ECF_PASSWORD: is not set",
    ]


def test_a_flow_that_links_nothing_accepts_any_login() -> None:
    require_for(configure("linked_filer", PACER | ECF, ECF_LOGIN="roe&co"), "verify_linked")
    legacy = ECF | {"ECF_LOGIN": "roe&co", "ECF_NAME": "Jane Roe", "ECF_NEW_PASSWORD": "hunter4"}
    require_for(configure("ct_login", legacy), "change_password")
