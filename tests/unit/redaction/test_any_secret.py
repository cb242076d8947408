"""Whatever a secret and the text around it are, the redactor leaves none of it."""

from hypothesis import assume, given
from hypothesis import strategies as st

from config.secret import Secret
from ecfcheck.redaction import Redactor
from tests.helpers.inputs import ODD_TEXTS, PROFILE, TEXTS
from tests.helpers.secret_searcher import encode_secret

SECRETS = st.text(min_size=8, max_size=40).filter(lambda text: bool(text.strip()))
# What a password may look like at PACER, and often does.
PASSWORDS = st.text(
    st.sampled_from("abcXYZ0189!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ é€"), min_size=8, max_size=30
).filter(lambda text: text.strip(" \\+*") != "")


@PROFILE
@given(secret=st.one_of(SECRETS, PASSWORDS), before=TEXTS, after=TEXTS)
def test_a_secret_is_removed_from_any_text(secret: str, before: str, after: str) -> None:
    redactor = Redactor()
    redactor.learn([Secret(secret)])
    clean = redactor.clean(f"{before} {secret} {after}")
    assume(secret not in f"{before} *** {after}")
    assert secret not in clean


@PROFILE
@given(secret=PASSWORDS, before=TEXTS, after=TEXTS)
def test_a_password_is_removed_in_every_encoding(secret: str, before: str, after: str) -> None:
    redactor = Redactor()
    redactor.learn([Secret(secret)])
    for name, variant in encode_secret(secret).items():
        if name != "slug" and variant not in f"{before} *** {after}":
            assert variant not in redactor.clean(f"{before} {variant} {after}"), name


@PROFILE
@given(secret=ODD_TEXTS, text=ODD_TEXTS)
def test_any_secret_is_learned_and_any_text_cleaned(secret: str, text: str) -> None:
    redactor = Redactor()
    redactor.learn([Secret(secret)])
    redactor.clean(text)


@PROFILE
@given(secret=PASSWORDS, data=st.binary(max_size=300))
def test_any_bytes_are_cleaned_and_then_hold_no_secret(secret: str, data: bytes) -> None:
    redactor = Redactor()
    redactor.learn([Secret(secret)])
    assert not redactor.has_secret(redactor.clean_bytes(data + secret.encode() + data))


@PROFILE
@given(text=st.text(max_size=80))
def test_a_text_without_a_secret_is_not_changed(text: str) -> None:
    redactor = Redactor()
    redactor.learn([Secret("Kx7wQ9-only-here")])
    assert redactor.clean(text) == text
