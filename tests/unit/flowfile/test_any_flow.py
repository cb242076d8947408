"""Whatever a flow's file holds, it is loaded or its problems are reported: never a traceback."""

from pathlib import Path

import yaml
from hypothesis import given
from hypothesis import strategies as st

from config.court import load_court
from ecfcheck.flowfile.loader import load_flow
from tests.helpers.inputs import PROFILE, TEXTS, build_yaml, call_or_report, change_lines

FLOWS = Path(__file__).parents[3] / "flows"
SOURCES = [(FLOWS / f"{name}.yaml").read_text(encoding="utf-8") for name in ("link_account", "passcode")]
COURT = (FLOWS.parent / "config" / "courts" / "staged.yaml").read_text(encoding="utf-8")
KEYS = [
    "flow",
    "title",
    "document",
    "release",
    "persona",
    "reconcile",
    "steps",
    "step",
    "says",
    "screen",
    "open",
]
KEYS += ["sees", "do", "then", "window", "text", "menu", "rows", "lines", "log_in", "enter", "user_name"]
WORDS = [
    "any",
    "ctd-link-pacer-account",
    "nextgen",
    "legacy",
    "unlinked_filer",
    "1",
    "pacer_login",
    "cmecf_home",
]
WORDS += ["log_in", "{pacer.name}", "{ecf.password}", "{nonsense.x}", "passcode", "verify_linked", "first"]


def load(folder: Path, content: bytes) -> None:
    file = folder / "any.yaml"
    file.write_bytes(content)
    call_or_report(lambda: load_flow(file))


@PROFILE
@given(content=st.one_of(st.binary(max_size=200), TEXTS.map(str.encode)))
def test_any_bytes_are_loaded_or_reported(content: bytes, tmp_path: Path) -> None:
    load(tmp_path, content)


@PROFILE
@given(text=change_lines(SOURCES))
def test_a_flow_with_changed_lines_is_loaded_or_reported(text: str, tmp_path: Path) -> None:
    load(tmp_path, text.encode())


@PROFILE
@given(data=build_yaml(KEYS, WORDS))
def test_any_keys_and_values_are_loaded_or_reported(data: object, tmp_path: Path) -> None:
    load(tmp_path, yaml.safe_dump(data, allow_unicode=True).encode())


@PROFILE
@given(text=change_lines([COURT]))
def test_a_court_with_changed_lines_is_loaded_or_reported(text: str, tmp_path: Path) -> None:
    file = tmp_path / "any.yaml"
    file.write_text(text, encoding="utf-8")
    call_or_report(lambda: load_court(str(file)))
