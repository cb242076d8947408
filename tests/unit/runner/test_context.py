"""Placeholders are filled from the account, and the redactor learns secrets first."""

import pytest

from config.secret import Secret
from ecfcheck.redaction import Redactor
from ecfcheck.runner.step_errors import MissingInAccountError
from tests.helpers.fake_window import ACCOUNT, create_context, create_flow

SEED = Secret("JBSWY3DPEHPK3PXP" * 2)


def test_a_placeholder_is_filled_from_the_account() -> None:
    context = create_context(create_flow())
    assert context.fill(("Welcome, {pacer.name}",), "cmecf_home") == ("Welcome, John Attorney",)


def test_the_redactor_learns_a_passcode_before_it_is_typed() -> None:
    redactor = Redactor()
    pacer = ACCOUNT.pacer.model_copy(update={"totp_secret": SEED})
    context = create_context(
        create_flow(), redactor=redactor, account=ACCOUNT.model_copy(update={"pacer": pacer})
    )
    filled = context.fill({"code": "{pacer.passcode}"}, "passcode")
    typed = filled["code"].get_secret_value()
    assert typed not in redactor.clean(f"the passcode {typed} was typed")


def test_a_value_that_the_account_lacks_is_an_error_that_names_the_screen() -> None:
    with pytest.raises(MissingInAccountError) as error:
        create_context(create_flow()).fill({"code": "{pacer.passcode}"}, "passcode")
    assert (error.value.screen, error.value.what) == ("passcode", "{pacer.passcode}")
