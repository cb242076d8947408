"""What the placeholders of a flow stand for: it is known to the redactor before it is typed."""

import pytest

from config.secret import Secret
from ecfcheck.redaction import Redactor
from ecfcheck.runner.step_errors import MissingInAccountError
from tests.ecfcheck.runner.fake_window import ACCOUNT, create_context, create_flow

SEED = Secret("JBSWY3DPEHPK3PXP" * 2)


def test_a_placeholder_is_filled_from_the_account() -> None:
    context = create_context(create_flow())
    assert context.fill(("Welcome, {pacer.name}",), "cmecf_home") == ("Welcome, John Attorney",)


def test_a_passcode_is_known_to_the_redactor_before_it_is_typed() -> None:
    redactor = Redactor()
    pacer = ACCOUNT.pacer.model_copy(update={"totp_secret": SEED})
    context = create_context(
        create_flow(), redactor=redactor, account=ACCOUNT.model_copy(update={"pacer": pacer})
    )
    filled = context.fill({"code": "{pacer.passcode}"}, "passcode")
    typed = filled["code"].get_secret_value()
    assert typed not in redactor.clean(f"the passcode {typed} was typed")


def test_what_the_account_does_not_have_names_the_screen_that_asks_for_it() -> None:
    with pytest.raises(MissingInAccountError) as ended:
        create_context(create_flow()).fill({"code": "{pacer.passcode}"}, "passcode")
    assert (ended.value.screen, ended.value.what) == ("passcode", "{pacer.passcode}")
