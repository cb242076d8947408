"""Only the settings that the flows type or compare are asked for, and each must be usable."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from config.settings import Settings
from config.yaml_file import ProblemsError
from ecfcheck.courts.accounts import ConfiguredAccounts
from ecfcheck.flowfile.loader import load_flow
from tests.config.test_settings import build_missing_keyring, system_keyring_set

FLOWS = Path(__file__).parents[3] / "flows"
PACER = {"PACER_USER_NAME": "jroe1234", "PACER_PASSWORD": "hunter2"}
ECF = {"ECF_LOGIN": "jroe", "ECF_PASSWORD": "hunter3"}
NAMES = {"PACER_NAME": "Jane Roe", "ECF_NAME": "Jane Roe"}


@pytest.fixture(autouse=True)
def no_keyring() -> Iterator[None]:
    with system_keyring_set(build_missing_keyring()):
        yield


UNLINKABLE = (
    "ECFCHECK_UNLINKED_FILER_ECF_LOGIN: holds {}: a CM/ECF login with &, @, $ or * cannot be linked; ask the"
    " court's help desk for another login"
)


def configured(persona: str, given: Mapping[str, str], **more: str) -> ConfiguredAccounts:
    settings = {f"ECFCHECK_{persona}_{name}".upper(): value for name, value in {**given, **more}.items()}
    return ConfiguredAccounts(Settings(settings))


def faults(accounts: ConfiguredAccounts, *flows: str) -> list[str]:
    """Return what is wrong with the settings, without the line on where they are looked up."""
    with pytest.raises(ProblemsError) as error:
        accounts.prove([load_flow(FLOWS / f"{flow}.yaml") for flow in flows])
    return [line for line in str(error.value).splitlines() if not line.startswith("settings: ")]


def prove(accounts: ConfiguredAccounts, *flows: str) -> None:
    accounts.prove([load_flow(FLOWS / f"{flow}.yaml") for flow in flows])


def test_a_flow_that_logs_in_at_pacer_alone_asks_for_no_login_of_cm_ecf() -> None:
    assert faults(configured("linked_filer", {}), "verify_linked") == [
        "ECFCHECK_LINKED_FILER_PACER_PASSWORD: is not set",
        "ECFCHECK_LINKED_FILER_PACER_USER_NAME: is not set",
    ]
    prove(configured("linked_filer", PACER), "verify_linked")


def test_a_flow_that_logs_in_nowhere_asks_for_nothing() -> None:
    prove(configured("ct_login", {}), "court_website_pages")


def test_a_flow_that_links_asks_for_all_that_it_types_and_compares() -> None:
    assert len(faults(configured("unlinked_filer", {}), "link_account")) == 6
    prove(configured("unlinked_filer", PACER | ECF | NAMES), "link_account")


def test_an_account_has_what_is_configured_and_no_more() -> None:
    account = configured("linked_filer", PACER).of("linked_filer")
    assert (account.pacer.user_name, account.ecf, account.case) == ("jroe1234", None, None)
    half = configured("linked_filer", NAMES).of("linked_filer")
    assert (half.pacer.user_name, half.pacer.password.get_secret_value()) == ("", "")
    assert half.ecf
    assert (half.ecf.login, half.ecf.name) == ("", "Jane Roe")
    assert configured("linked_filer", {}).of("linked_filer").pacer.user_name == ""


def test_a_client_code_is_taken_and_never_asked_for() -> None:
    with_code = configured("linked_filer", PACER, PACER_CLIENT_CODE="0042-7")
    assert with_code.of("linked_filer").pacer.client_code == "0042-7"
    assert configured("linked_filer", PACER).of("linked_filer").pacer.client_code == ""


@pytest.mark.parametrize(
    ("login", "held"),
    [("roe&co", "'&'"), ("jane@roe", "'@'"), ("roe$", "'$'"), ("*roe", "'*'"), ("@r&e", "'&' and '@'")],
)
def test_a_login_that_cannot_be_linked_is_told_before_it_is_sent(login: str, held: str) -> None:
    accounts = configured("unlinked_filer", PACER | ECF | NAMES, ECF_LOGIN=login)
    assert faults(accounts, "link_account") == [UNLINKABLE.format(held)]


def test_it_is_told_with_what_is_missing() -> None:
    accounts = configured("unlinked_filer", PACER | NAMES, ECF_LOGIN="roe&co")
    assert faults(accounts, "link_account") == [
        UNLINKABLE.format("'&'"),
        "ECFCHECK_UNLINKED_FILER_ECF_PASSWORD: is not set",
    ]


def test_where_no_login_is_linked_any_login_will_do() -> None:
    prove(configured("linked_filer", PACER | ECF, ECF_LOGIN="roe&co"), "verify_linked")
    legacy = ECF | {"ECF_LOGIN": "roe&co", "ECF_NAME": "Jane Roe", "ECF_NEW_PASSWORD": "hunter4"}
    prove(configured("ct_login", legacy), "change_password")
