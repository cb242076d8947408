"""An account's passcodes, secrets and personal details follow from its settings."""

import pytest

from config.account import (
    Account,
    EcfCredentials,
    PacerCredentials,
    find_totp_fault,
    list_personal_details,
    list_secrets,
)
from config.secret import Secret

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def test_a_totp_secret_may_contain_spaces() -> None:
    grouped = Secret(" ".join(SECRET[start : start + 4] for start in range(0, len(SECRET), 4)))
    accounts = [
        PacerCredentials(user_name="somebody", password=Secret("x"), totp_secret=secret)
        for secret in (Secret(SECRET), grouped)
    ]
    assert find_totp_fault(grouped) is None
    assert accounts[0].old_passcode == accounts[1].old_passcode


def test_an_empty_account_has_no_secrets_and_no_personal_details() -> None:
    assert list_personal_details(Account(pacer=PacerCredentials(), ecf=EcfCredentials())) == {}
    assert list_secrets(Account(pacer=PacerCredentials(), ecf=EcfCredentials())) == ()


def test_a_client_code_is_a_personal_detail_but_not_a_secret() -> None:
    account = Account(
        pacer=PacerCredentials(user_name="jroe1234", password=Secret("x"), client_code="0042-7")
    )
    assert list_personal_details(account) == {"pacer.user_name": "jroe1234", "pacer.client_code": "0042-7"}
    assert list_secrets(account) == (Secret("x"),)


@pytest.mark.parametrize("secret", ["not base 32!", "1111"])
def test_an_invalid_totp_secret_is_reported_but_not_shown(secret: str) -> None:
    fault = find_totp_fault(Secret(secret))
    assert fault is not None
    assert fault == "is not a TOTP secret; copy it as PACER shows it, in letters and the digits 2 to 7"


def test_a_totp_secret_that_was_cut_off_is_reported_with_its_length() -> None:
    fault = find_totp_fault(Secret("JBSW Y3DP"))
    assert fault == "is too short for a TOTP secret (8 characters); copy all of it, as PACER shows it"


def test_a_totp_secret_of_80_bits_is_accepted_with_blanks() -> None:
    assert find_totp_fault(Secret("jbsw y3dp ehpk 3pxp")) is None
