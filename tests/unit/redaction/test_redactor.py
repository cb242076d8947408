"""Secrets are redacted in any variant, and texts without secrets are not changed."""

import json
import random
import string
import tracemalloc
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import quote, quote_plus, urlencode

import pytest
from slugify import slugify

from config.secret import Secret
from ecfcheck.redaction import Redactor
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.records import RunRecord
from tests.helpers.secret_searcher import encode_secret

ODD = (
    'q"u&o%t e<d>é\\end',
    "~tilde/slash=equals+plus",
    " blanks at both ends ",
    "two  blanks & a <tag>'s",
    "straße😀&quot;%41\\u0041",
    "\\\\four\\\\\"'`",
    "%%%&&&+++   ~~~===///",
    "ends with a backslash\\",
    "ĄŁ字€œ and no more",
    "n0thing-odd.Ab3_45xyzQRS",
    "&amp;lt;50% of 100%25!",
)


def generate_passwords(count: int) -> Iterator[str]:
    """Yield random passwords of 14 to 45 characters, the same in each test run."""
    randomness = random.Random(2017)  # noqa: S311 - no secret depends on it
    letters = string.ascii_letters + string.digits
    marks = string.punctuation + " "
    for _ in range(count):
        alphabet = randomness.choice(
            [letters, letters + marks, marks, marks + "éßñ€😀字", letters * 3 + "%&\\u04"]
        )
        password = "".join(randomness.choices(alphabet, k=randomness.randint(14, 45)))
        yield password if password.strip() else password + "."


def escape_in_javascript(text: str) -> str:
    units = text.encode("utf-16-be")
    return "".join(
        chr(unit)
        if unit < 128 and chr(unit) in string.ascii_letters + string.digits + "@*_+-./"
        else (f"%{unit:02X}" if unit < 256 else f"%u{unit:04X}")
        for unit in (int.from_bytes(units[at : at + 2]) for at in range(0, len(units), 2))
    )


def encode_as_bytes(secret: str) -> Iterator[bytes]:
    yield from (
        variant.encode()
        for name, variant in encode_secret(secret).items()
        if name not in {"slug", "misread form"}
    )
    yield escape_in_javascript(secret).encode()
    yield "".join(f"%{byte:02x}" for byte in secret.encode()).encode()
    yield "".join(f"&#{ord(character)};" for character in secret).encode()
    yield "".join(f"&#x{ord(character):X};" for character in secret).encode()
    yield json.dumps({"p": secret}).replace("/", "\\/").replace("<", "\\u003C").encode()
    yield urlencode({"user": "ct12345", "password": secret}).encode()
    yield secret.encode("utf-16-le").replace(b"\0", b"")
    for before in ("", "a", "ab", "ct12345:"):
        for inner in (secret, json.dumps({before: secret}), quote(secret), escape(secret)):
            yield b64encode((before + inner + before).encode())
            yield urlsafe_b64encode((before + inner).encode()).rstrip(b"=")
            yield quote_plus(b64encode((before + inner).encode())).encode()


def create_redactor(*secrets: str) -> Redactor:
    redactor = Redactor()
    redactor.learn(map(Secret, secrets))
    return redactor


@pytest.mark.parametrize("secret", [*ODD, *generate_passwords(40)], ids=lambda _: "password")
def test_a_secret_is_redacted_in_each_variant(secret: str) -> None:
    redactor = create_redactor(secret)
    for variant in encode_as_bytes(secret):
        text = b'{"before": "' + variant + b'", "after": 1}'
        clean = redactor.clean_bytes(text)
        assert clean != text, variant
        assert b"***" in clean
        assert not redactor.has_secret(clean), variant
        assert clean.endswith(b'"after": 1}')


def test_a_text_without_a_secret_is_not_changed() -> None:
    redactor = create_redactor(*ODD, *generate_passwords(10), "493817")
    for path in [*Path("docs").rglob("*.md"), *Path("stage").rglob("*.py"), *Path("flows").glob("*.json")]:
        text = path.read_bytes()
        assert redactor.clean_bytes(text) is text
        assert not redactor.has_secret(text)


def test_a_secret_that_was_encoded_twice_character_by_character_is_found() -> None:
    encoded = "".join(f"%{byte:02x}" for byte in escape(ODD[0]).encode())
    assert create_redactor(ODD[0]).has_secret(encoded.encode())


@pytest.mark.parametrize(
    "text", ["code 493817.", "otp=493817&x=1", '{"otp":"493817"}', "%3D493817", "\\n493817", '{"otp":493817}']
)
def test_a_passcode_is_found_as_a_word(text: str) -> None:
    assert "493817" not in create_redactor("493817").clean(text)


@pytest.mark.parametrize("text", ["1493817", "12.493817", "493817.25", "2508c4431be1c493817e", "4938170"])
def test_a_passcode_is_not_found_in_a_longer_number_or_a_hash(text: str) -> None:
    assert create_redactor("493817").clean(text) == text


@pytest.mark.parametrize("secret", ["Zq9!kd&%Lm3x+Q7w", ODD[0], "Straße 12, täglich", "N0thing-Odd"])
def test_a_slug_in_the_name_of_a_test_or_file_is_found(secret: str) -> None:
    redactor = create_redactor(secret)
    name = f"test-login-py-test-log-in-chromium-{slugify(f'[{secret}]')}"
    as_id = secret.encode("unicode_escape").decode()
    assert redactor.clean(f"test-results/{name}/trace.zip") != f"test-results/{name}/trace.zip"
    assert redactor.has_secret(slugify(f"test_login.py::test_log_in[{as_id}-chromium]").encode())


@pytest.mark.parametrize("secret", ["(Log-In!)", "2017-12-11!!", "Pass & Word"])
def test_a_slug_of_ordinary_words_or_a_date_is_not_searched_for(secret: str) -> None:
    assert not create_redactor(secret).has_secret(b"log-in at 2017-12-11 with the pass word, log_in")


def test_the_longest_word_of_a_cut_slug_is_found() -> None:
    assert create_redactor("Kx7wQ93mZb & more of it").has_secret(b"test_log_in_chromium_kx7wq93mzb_mo")


def test_a_record_is_written_without_the_secret(tmp_path: Path) -> None:
    head = RunRecord.model_validate(
        {
            "started": "2026-11-21T00:00:00Z",
            "version": "0",
            "courts": [{"name": f"it says {ODD[0]}", "address": "a"}],
            "browser": "b",
        }
    )
    with Records(tmp_path, create_redactor(ODD[0])) as records:
        records.write(head)
    (line,) = (tmp_path / "records-main.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["courts"][0]["name"] == "it says ***"


def test_a_secret_prints_as_stars() -> None:
    assert f"{Secret(ODD[0])} {Secret(ODD[0])!r}" == "*** Secret('***')"


def test_a_secret_that_does_not_occur_takes_little_memory() -> None:
    """A long run learns the cookies of each login, and the regex of one has 20,000 characters."""
    secrets = [Secret(f"session-{number:x}-{number**5:x}-end") for number in range(10**6, 10**6 + 100)]
    redactor = Redactor()
    redactor.learn(secrets[:50])
    assert not redactor.has_secret(b"session-0-end")
    tracemalloc.start()
    try:
        redactor.learn(secrets[50:])
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert taken / 50 < 12_000
