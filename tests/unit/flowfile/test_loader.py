"""A valid flow file is loaded as a Flow."""

from pathlib import Path

import pytest

from config.yaml_file import ProblemsError
from ecfcheck.flowfile.loader import load_flow

FLOWS = Path(__file__).parents[3] / "flows"

SCALARS = """
flow: scalars
title: Values that YAML readers convert
document: ctd-link-pacer-account
release: nextgen
persona: unlinked_filer
steps:
  - step: 1
    says: on
    open: court_website
    do: open_e_filing
  - step: 2
    says: 012
    screen: pacer_login
    sees: {text: [no, 9:30, 1e3, 2026-11-21, null]}
    do: {log_in: {client_code: 007}}
  - step: 3
    says: yes
    screen: cmecf_home
"""


@pytest.fixture
def scalars(tmp_path: Path) -> Path:
    path = tmp_path / "scalars.yaml"
    path.write_text(SCALARS, encoding="utf-8")
    return path


def test_scalars_are_read_as_text(scalars: Path) -> None:
    flow = load_flow(scalars)
    assert [step.number for step in flow.steps] == ["1", "2", "3"]
    assert [step.says for step in flow.steps] == ["on", "012", "yes"]
    ((_, passages),) = flow.steps[1].parts[0].checks
    assert passages == ("no", "9:30", "1e3", "2026-11-21", "null")


def test_arguments_missing_from_a_flow_default_to_the_account(scalars: Path) -> None:
    act = load_flow(scalars).steps[1].parts[0].act
    assert act is not None
    assert act.arguments == {
        "user_name": "{pacer.user_name}",
        "password": "{pacer.password}",
        "client_code": "007",
    }


def test_the_link_procedure_has_the_six_documented_steps_in_order_and_four_rules() -> None:
    flow = load_flow(FLOWS / "link_account.yaml")
    numbered = [step.number for step in flow.steps if step.number.isdigit()]
    assert numbered == ["1", "2", "3", "4", "5", "6"]
    assert {step.number for step in flow.steps} - {*numbered} == {
        "restricted",
        "one-time",
        "permanent",
        "one-login",
    }


def test_confirm_is_the_only_effect_of_the_link_procedure() -> None:
    flow = load_flow(FLOWS / "link_account.yaml")
    effects = {part.act.action.name: part.act.action.effect for part in flow.parts() if part.act}
    assert {name for name, effect in effects.items() if effect != "read"} == {"confirm"}


def test_checks_keep_the_order_of_the_file() -> None:
    login = load_flow(FLOWS / "link_account.yaml").steps[2].parts[0]
    assert [check.name for check, _ in login.checks] == ["fields", "kinds", "contents", "buttons", "links"]


def test_a_reconcile_flow_is_found_without_listing_the_folder_for_each_flow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    load_flow(FLOWS / "link_account.yaml")  # reads the documents, which are kept
    listed: list[Path] = []

    def list_nothing(folder: Path, _pattern: str) -> list[Path]:
        listed.append(folder)
        return []

    monkeypatch.setattr(Path, "glob", list_nothing)
    reconcile = load_flow(FLOWS / "link_account.yaml").reconcile
    assert reconcile is not None
    assert reconcile.name == "verify_linked"
    assert listed == []


def test_a_reconcile_flow_is_a_name_and_not_a_path(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    for name in ("link_account.yaml", "other/verify_linked.yaml"):
        text = (FLOWS / Path(name).name).read_text(encoding="utf-8")
        text = text.replace("reconcile: verify_linked", "reconcile: other/verify_linked")
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsError, match="unknown flow 'other/verify_linked'"):
        load_flow(tmp_path / "link_account.yaml")
