"""The schema for editors and the loader find the same mistakes at the same positions."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError
from yaml import BaseLoader, load

from config.yaml_file import YamlFile, read_yaml
from ecfcheck.flowfile.registry import Action, Screen, screens
from ecfcheck.flowfile.schema import render_schema
from pages.decorators import Entries, Rows, Sections, Text

FLOWS = Path(__file__).parents[3] / "flows"
SCHEMA = FLOWS / "flow.schema.json"
MISTAKES = Path(__file__).parent / "mistakes"

REJECTED = [
    "empty_checks",
    "empty_values",
    "missing_keys",
    "no_steps",
    "open_and_other_screen",
    "open_and_screen",
    "part_without_screen",
    "screen_not_text",
    "unknown_action",
    "unknown_argument",
    "unknown_check",
    "unknown_key",
    "unknown_names",
    "windows",
    "wrong_types",
]
"""Mistakes that a schema can find; others involve several parts, other files or placeholders."""

NOT_YAML = ["empty_file", "not_a_mapping", "not_yaml"]
ACCEPTED = sorted({folder.name for folder in MISTAKES.iterdir()} - {*REJECTED, *NOT_YAML})

EXAMPLES = {Text: ["a"], Entries: ["a"], Rows: {"a": "b"}, Sections: {"a": ["b"]}}


def test_the_committed_schema_is_current() -> None:
    # To update it: ecfcheck schema > flows/flow.schema.json
    assert SCHEMA.read_text(encoding="utf-8") == render_schema()


def test_the_schema_is_valid_json_schema() -> None:
    Draft202012Validator.check_schema(json.loads(render_schema()))


@pytest.mark.parametrize("flow", sorted(FLOWS.glob("*.yaml")), ids=lambda flow: flow.name)
def test_every_flow_conforms_to_the_schema(flow: Path) -> None:
    assert _errors(read_yaml(flow).data) == []


@pytest.mark.parametrize("mistake", REJECTED)
def test_the_schema_and_the_loader_report_a_mistake_at_the_same_position(
    mistake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(MISTAKES / mistake)
    yaml_file = read_yaml(Path("flow.yaml"))
    report = Path("error.txt").read_text(encoding="utf-8")
    errors = _errors(yaml_file.data)
    assert errors
    assert [
        error for error in errors if not any(place in report for place in _list_positions(yaml_file, error))
    ] == []


@pytest.mark.parametrize("mistake", ACCEPTED)
def test_other_mistakes_are_left_to_the_loader(mistake: str) -> None:
    yaml_file = read_yaml(MISTAKES / mistake / "flow.yaml")
    # The reader omits unsupported YAML, such as aliases, from the data.
    assert _errors(yaml_file.data) == [] or yaml_file.problems


@pytest.mark.parametrize(
    ("right", "wrong", "json_path", "message"),
    [
        ("screen: pacer_login", "screen: pacer_logn", "$.steps[1].screen", "'pacer_logn' is not one of ["),
        ("open: court_website", "open: court_websit", "$.steps[0].open", "'court_websit' is not one of ["),
        ("fields: [Username", "feilds: [Username", "$.steps[2].sees", "'feilds' was unexpected"),
        ("do: log_in\n", "do: log_inn\n", "$.steps[2].do", "'log_inn' is not one of ['cancel', "),
        ("{log_in: {user_name", "{log_inn: {user_name", "$.steps[9].then[1].do", "'log_inn' was unexpected"),
        ("{user_name: ", "{user_nme: ", "$.steps[9].then[1].do.log_in", "'user_nme' was unexpected"),
        ("- screen: query\n", "- screen: querry\n", "$.steps[8].then[0].screen", "'querry' is not one of ["),
        ("persona:", "personna:", "$", "'personna' was unexpected"),
    ],
)
def test_a_misspelled_name_is_reported_at_its_own_position(
    right: str, wrong: str, json_path: str, message: str
) -> None:
    text = (FLOWS / "link_account.yaml").read_text(encoding="utf-8")
    assert right in text
    # BaseLoader reads every scalar as text, as ecfcheck does.
    flow = load(text.replace(right, wrong, 1), Loader=BaseLoader)  # noqa: S506 - it creates only text
    errors = [error for error in _errors(flow) if error.validator != "required"]
    assert [error.json_path for error in errors] == [json_path]
    reports = [report for error in errors for report in (error, *(error.context or ()))]
    assert any(message in report.message for report in reports)


@pytest.mark.parametrize("screen", screens().values(), ids=lambda screen: screen.name)
def test_a_screen_accepts_all_its_verbs_in_all_forms(screen: Screen) -> None:
    sees = [{"sees": {name: EXAMPLES[check.returns]}} for name, check in screen.checks.items()]
    do = [{"do": form} for action in screen.actions.values() for form in _list_forms(action)]
    assert _errors(_build_flow(screen, [*sees, *do])) == []


@pytest.mark.parametrize("screen", screens().values(), ids=lambda screen: screen.name)
def test_a_screen_rejects_the_verbs_of_other_screens(screen: Screen) -> None:
    checks = {name for other in screens().values() for name in other.checks} - {*screen.checks}
    actions = {name for other in screens().values() for name in other.actions} - {*screen.actions}
    parts: list[dict[str, Any]] = [{"sees": {name: ["a"] for name in checks}}]
    parts += [{"do": {name: {} for name in actions}}]
    errors = _errors(_build_flow(screen, parts))
    assert [_find_unexpected_keys(error) for error in errors] == [checks, actions]
    named = [{"do": name} for name in sorted(actions)]
    assert len(_errors(_build_flow(screen, named))) == len(actions)


def test_the_schema_describes_every_verb() -> None:
    (on_screens,) = json.loads(render_schema())["$defs"]["AtScreen"]["allOf"]
    described: set[str] = set()
    for branch in on_screens["then"]["allOf"]:
        for verbs in branch["then"]["properties"].values():
            described |= {verb["description"] for verb in verbs.get("properties", {}).values()}
    verbs = [
        verb for screen in screens().values() for verb in (*screen.checks.values(), *screen.actions.values())
    ]
    assert described == {verb.summary for verb in verbs}


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(render_schema()))


def _errors(flow: object) -> list[ValidationError]:
    return list(_validator().iter_errors(flow))


def _find_unexpected_keys(error: ValidationError) -> set[str]:
    """Return the keys of an object that its schema does not have."""
    assert isinstance(error.instance, dict)
    assert isinstance(error.schema, dict)
    return {*error.instance} - {*error.schema.get("properties", ())}


def _list_positions(yaml_file: YamlFile, error: ValidationError) -> set[str]:
    """Return the positions of the key and the value of an error, as messages start with them."""
    key_path = tuple(error.absolute_path)
    if error.validator == "additionalProperties":
        key_path = (*key_path, *_find_unexpected_keys(error))
    return {str(yaml_file.build_problem(key_path, "", at_key=at_key)) for at_key in (True, False)}


def _list_forms(action: Action) -> list[object]:
    """Return all forms of an action: name only, all or required arguments, or a bare value."""
    required = {
        name: "a" for name, parameter in action.parameters.items() if parameter.default is parameter.empty
    }
    in_full = [{action.name: dict.fromkeys(action.parameters, "a")}, {action.name: required}]
    return [action.name, *in_full, *([{action.name: "a"}] if len(action.parameters) == 1 else [])]


def _build_flow(screen: Screen, parts: list[dict[str, Any]]) -> dict[str, object]:
    names = ("flow", "title", "document", "persona")
    steps = [{"step": "1", "says": "a", "screen": screen.name, **part} for part in parts]
    return {**dict.fromkeys(names, "a"), "release": "nextgen", "steps": steps}
