"""No secret stands in what is shown, in whichever form it came; and what holds none is left as it is."""

import json
import random
import string
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import quote, quote_plus, urlencode

import pytest
from slugify import slugify

from config.secret import Secret
from ecfcheck.redaction.redactor import Redactor
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.records import RunRecord
from tests.ecfcheck.redaction.searcher import forms

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


def invented(count: int) -> Iterator[str]:
    """Passwords of 14 to 45 characters, by chance, each time the same."""
    chance = random.Random(2017)  # noqa: S311 - no secret depends on it
    letters = string.ascii_letters + string.digits
    marks = string.punctuation + " "
    for _ in range(count):
        alphabet = chance.choice(
            [letters, letters + marks, marks, marks + "éßñ€😀字", letters * 3 + "%&\\u04"]
        )
        password = "".join(chance.choices(alphabet, k=chance.randint(14, 45)))
        yield password if password.strip() else password + "."


def javascript_escape(text: str) -> str:
    units = text.encode("utf-16-be")
    return "".join(
        chr(unit)
        if unit < 128 and chr(unit) in string.ascii_letters + string.digits + "@*_+-./"
        else (f"%{unit:02X}" if unit < 256 else f"%u{unit:04X}")
        for unit in (int.from_bytes(units[at : at + 2]) for at in range(0, len(units), 2))
    )


def encodings(secret: str) -> Iterator[bytes]:
    yield from (form.encode() for name, form in forms(secret).items() if name not in {"slug", "misread form"})
    yield javascript_escape(secret).encode()
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


def knowing(*secrets: str) -> Redactor:
    redactor = Redactor()
    redactor.learn(map(Secret, secrets))
    return redactor


@pytest.mark.parametrize("secret", [*ODD, *invented(40)], ids=lambda _: "password")
def test_a_secret_is_taken_out_in_each_form(secret: str) -> None:
    redactor = knowing(secret)
    for form in encodings(secret):
        text = b'{"before": "' + form + b'", "after": 1}'
        clean = redactor.clean_bytes(text)
        assert clean != text, form
        assert b"***" in clean
        assert not redactor.finds(clean), form
        assert clean.endswith(b'"after": 1}')


def test_a_text_without_the_secret_stays_as_it_is() -> None:
    redactor = knowing(*ODD, *invented(10), "493817")
    for path in [*Path("docs").rglob("*.md"), *Path("stage").rglob("*.py"), *Path("flows").glob("*.json")]:
        text = path.read_bytes()
        assert redactor.clean_bytes(text) is text
        assert not redactor.finds(text)


def test_one_whose_very_encoding_was_encoded_is_found() -> None:
    thrice = "".join(f"%{byte:02x}" for byte in escape(ODD[0]).encode())
    assert knowing(ODD[0]).finds(thrice.encode())


@pytest.mark.parametrize(
    "text", ["code 493817.", "otp=493817&x=1", '{"otp":"493817"}', "%3D493817", "\\n493817", '{"otp":493817}']
)
def test_a_passcode_is_found_as_a_word(text: str) -> None:
    assert "493817" not in knowing("493817").clean(text)


@pytest.mark.parametrize("text", ["1493817", "12.493817", "493817.25", "2508c4431be1c493817e", "4938170"])
def test_a_passcode_is_not_seen_in_a_longer_number_or_a_hash(text: str) -> None:
    assert knowing("493817").clean(text) == text


@pytest.mark.parametrize("secret", ["Zq9!kd&%Lm3x+Q7w", ODD[0], "Straße 12, täglich", "N0thing-Odd"])
def test_a_slug_in_the_name_of_a_test_or_file_is_found(secret: str) -> None:
    redactor = knowing(secret)
    named = f"test-login-py-test-log-in-chromium-{slugify(f'[{secret}]')}"
    as_id = secret.encode("unicode_escape").decode()
    assert redactor.clean(f"test-results/{named}/trace.zip") != f"test-results/{named}/trace.zip"
    assert redactor.finds(slugify(f"test_login.py::test_log_in[{as_id}-chromium]").encode())


@pytest.mark.parametrize("secret", ["(Log-In!)", "2017-12-11!!", "Pass & Word"])
def test_a_slug_of_ordinary_words_or_of_a_date_alone_tells_nothing(secret: str) -> None:
    assert not knowing(secret).finds(b"log-in at 2017-12-11 with the pass word, log_in")


def test_the_longest_word_of_a_cut_slug_is_found() -> None:
    assert knowing("Kx7wQ93mZb & more of it").finds(b"test_log_in_chromium_kx7wq93mzb_mo")


def test_a_record_is_written_without_the_secret(tmp_path: Path) -> None:
    head = RunRecord.model_validate(
        {
            "started": "2026-11-21T00:00:00Z",
            "version": "0",
            "courts": [{"name": f"it says {ODD[0]}", "address": "a"}],
            "browser": "b",
        }
    )
    with Records(tmp_path, knowing(ODD[0])) as records:
        records.write(head)
    (line,) = (tmp_path / "records-main.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["courts"][0]["name"] == "it says ***"


def test_a_secret_prints_as_stars() -> None:
    assert f"{Secret(ODD[0])} {Secret(ODD[0])!r}" == "*** Secret('***')"
