"""What an account makes of what is configured for it."""

import pytest

from config.account import (
    Account,
    EcfAccount,
    PacerAccount,
    find_totp_fault,
    list_personal_details,
    list_secrets,
)
from config.secret import Secret

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def test_a_secret_may_be_written_in_groups_of_four_as_it_is_shown() -> None:
    grouped = Secret(" ".join(SECRET[at : at + 4] for at in range(0, len(SECRET), 4)))
    accounts = [
        PacerAccount(user_name="somebody", password=Secret("x"), totp_secret=secret)
        for secret in (Secret(SECRET), grouped)
    ]
    assert find_totp_fault(grouped) is None
    assert accounts[0].old_passcode == accounts[1].old_passcode


def test_what_is_not_configured_is_neither_secret_nor_personal() -> None:
    assert list_personal_details(Account(pacer=PacerAccount(), ecf=EcfAccount())) == {}
    assert list_secrets(Account(pacer=PacerAccount(), ecf=EcfAccount())) == ()


def test_a_client_code_is_personal_and_no_secret() -> None:
    account = Account(pacer=PacerAccount(user_name="jroe1234", password=Secret("x"), client_code="0042-7"))
    assert list_personal_details(account) == {"pacer.user_name": "jroe1234", "pacer.client_code": "0042-7"}
    assert list_secrets(account) == (Secret("x"),)


@pytest.mark.parametrize("secret", ["not base 32!", "JBSWY3DPEHPK3PXP", "1111"])
def test_a_secret_that_makes_no_passcodes_is_told_without_showing_it(secret: str) -> None:
    fault = find_totp_fault(Secret(secret))
    assert fault is not None
    assert fault.startswith("makes no passcodes: ")
    assert fault.endswith("; write it as PACER showed it, in letters and the digits 2 to 7")
    assert secret not in fault
