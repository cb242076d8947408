"""Whatever `.env` and the environment hold, it is read or reported: never a traceback, and never quoted."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.environ import read_environment
from config.settings import Settings, SystemKeyring
from config.yaml_file import ProblemsError
from ecfcheck.courts.accounts import ConfiguredAccounts
from ecfcheck.flowfile.flow import Flow
from ecfcheck.flowfile.loader import load_flow
from ecfcheck.redaction import Redactor
from tests.helpers.inputs import ODD_TEXTS, PROFILE, TEXTS, call_or_report, change_lines

ROOT = Path(__file__).parents[3]
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
MIN_SECRET = 8
FIELDS = ["PACER_USER_NAME", "PACER_PASSWORD", "PACER_NAME", "PACER_TOTP_SECRET", "ECF_LOGIN", "ECF_PASSWORD"]


def read(folder: Path, content: bytes) -> None:
    file = folder / ".env"
    file.write_bytes(content)
    file.chmod(0o600)
    call_or_report(lambda: read_environment(folder))


@pytest.fixture(scope="module")
def flow() -> Flow:
    """The link procedure, which needs most settings."""
    return load_flow(ROOT / "flows" / "link_account.yaml")


@PROFILE
@given(content=st.one_of(st.binary(max_size=200), TEXTS.map(str.encode)))
def test_any_bytes_are_read_or_reported(content: bytes, tmp_path: Path) -> None:
    read(tmp_path, content)


@PROFILE
@given(text=change_lines([EXAMPLE]))
def test_settings_with_changed_lines_are_read_or_reported(text: str, tmp_path: Path) -> None:
    read(tmp_path, text.encode())


@PROFILE
@given(values=st.fixed_dictionaries(dict.fromkeys(FIELDS, ODD_TEXTS)))
def test_any_values_make_an_account_or_are_reported_without_being_quoted(
    values: dict[str, str], flow: Flow
) -> None:
    environ = {f"ECFCHECK_UNLINKED_FILER_{name}": value for name, value in values.items()}
    accounts = ConfiguredAccounts(Settings(environ, SystemKeyring(trouble="none here")), "ctd")
    password = values["PACER_PASSWORD"]
    problems = call_or_report(lambda: accounts.require_for([flow]))
    if problems:
        assert len(password) < MIN_SECRET or password not in problems
    else:
        Redactor().learn([accounts.provide(flow.persona).pacer.password])


def test_a_password_that_is_not_text_is_reported_with_all_that_is_missing(flow: Flow) -> None:
    environ = {"ECFCHECK_UNLINKED_FILER_PACER_PASSWORD": os.fsdecode(b"caf\xe9-2017")}
    accounts = ConfiguredAccounts(Settings(environ, SystemKeyring(trouble="none here")), "ctd")
    with pytest.raises(ProblemsError) as error:
        accounts.require_for([flow])
    text = str(error.value)
    assert (
        "ECFCHECK_UNLINKED_FILER_PACER_PASSWORD: is not text in UTF-8, as a value is that was set in another"
        " character set; set it again in a terminal or a file in UTF-8"
    ) in text
    assert "ECFCHECK_UNLINKED_FILER_PACER_USER_NAME: is not set" in text
    assert "2017" not in text
