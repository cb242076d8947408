"""A placeholder is filled from the account; only an optional one may be filled with nothing."""

import pytest

from config.account import Account, EcfAccount, PacerAccount
from config.secret import Secret
from ecfcheck.flowfile.placeholder import FIELDS, MissingFieldError, fill

ROE = PacerAccount(user_name="jroe1234", password=Secret("hunter2"), client_code="0042-7")


def test_a_client_code_is_filled_in_or_left_empty() -> None:
    assert fill("{pacer.client_code}", Account(pacer=ROE)) == "0042-7"
    without = Account(pacer=ROE.model_copy(update={"client_code": ""}))
    assert fill({"client_code": "{pacer.client_code}"}, without) == {"client_code": ""}


@pytest.mark.parametrize(
    "text", ["{pacer.name}", "{pacer.password}", "{ecf.login}", "{ecf.password}", "{case.number}"]
)
@pytest.mark.parametrize("ecf", [None, EcfAccount()])
def test_what_an_account_does_not_have_is_named(text: str, ecf: EcfAccount | None) -> None:
    with pytest.raises(MissingFieldError) as named:
        fill(text, Account(pacer=PacerAccount(), ecf=ecf))
    assert str(named.value) == text


@pytest.mark.parametrize(
    ("name", "kind"), [("password", Secret), ("totp_secret", Secret), ("client_code", str)]
)
def test_a_field_is_a_secret_by_its_type_even_where_it_may_be_left_out(name: str, kind: type) -> None:
    assert FIELDS["pacer", name] is kind
