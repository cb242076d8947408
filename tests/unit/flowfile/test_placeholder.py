"""Placeholders are filled from the account; only optional ones may be empty."""

import pytest

from config.account import Account, EcfCredentials, PacerCredentials
from config.secret import Secret
from ecfcheck.flowfile.placeholder import FIELDS, MissingFieldError, fill_placeholders

ROE = PacerCredentials(user_name="jroe1234", password=Secret("hunter2"), client_code="0042-7")


def test_a_missing_client_code_becomes_empty_text() -> None:
    assert fill_placeholders("{pacer.client_code}", Account(pacer=ROE)) == "0042-7"
    no_code = Account(pacer=ROE.model_copy(update={"client_code": ""}))
    assert fill_placeholders({"client_code": "{pacer.client_code}"}, no_code) == {"client_code": ""}


@pytest.mark.parametrize(
    "text", ["{pacer.name}", "{pacer.password}", "{ecf.login}", "{ecf.password}", "{case.number}"]
)
@pytest.mark.parametrize("ecf", [None, EcfCredentials()])
def test_a_field_missing_from_the_account_is_named(text: str, ecf: EcfCredentials | None) -> None:
    with pytest.raises(MissingFieldError) as error:
        fill_placeholders(text, Account(pacer=PacerCredentials(), ecf=ecf))
    assert str(error.value) == text


@pytest.mark.parametrize(
    ("name", "kind"), [("password", Secret), ("totp_secret", Secret), ("client_code", str)]
)
def test_secret_fields_are_found_by_type_even_if_optional(name: str, kind: type) -> None:
    assert FIELDS["pacer", name] is kind
