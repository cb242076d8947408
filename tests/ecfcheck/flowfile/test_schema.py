"""The schema that editors use accepts and refuses what the loader does, at the same place."""

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

REFUSED = [
    "checks_nothing",
    "empty_checks",
    "empty_values",
    "missing_keys",
    "no_steps",
    "open_and_other_screen",
    "open_and_screen",
    "screen_not_a_text",
    "unknown_action",
    "unknown_argument",
    "unknown_check",
    "unknown_key",
    "unknown_names",
    "windows",
    "wrong_types",
]
"""The mistakes that a schema can know; the others are about several parts, other files or placeholders."""

NOT_YAML = ["empty_file", "not_a_mapping", "not_yaml"]
ACCEPTED = sorted({folder.name for folder in MISTAKES.iterdir()} - {*REFUSED, *NOT_YAML})

EXAMPLES = {Text: ["a"], Entries: ["a"], Rows: {"a": "b"}, Sections: {"a": ["b"]}}


def test_the_committed_schema_is_what_the_vocabulary_makes() -> None:
    # When it is not: ecfcheck schema > flows/flow.schema.json
    assert SCHEMA.read_text(encoding="utf-8") == render_schema()


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(json.loads(render_schema()))


@pytest.mark.parametrize("flow", sorted(FLOWS.glob("*.yaml")), ids=lambda flow: flow.name)
def test_every_flow_conforms_to_the_schema(flow: Path) -> None:
    assert _errors(read_yaml(flow).data) == []


@pytest.mark.parametrize("mistake", REFUSED)
def test_the_schema_points_at_a_mistake_where_the_loader_does(
    mistake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(MISTAKES / mistake)
    located = read_yaml(Path("flow.yaml"))
    answer = Path("error.txt").read_text(encoding="utf-8")
    errors = _errors(located.data)
    assert errors
    assert [error for error in errors if not any(place in answer for place in _places(located, error))] == []


@pytest.mark.parametrize("mistake", ACCEPTED)
def test_the_schema_leaves_to_the_loader_what_it_cannot_know(mistake: str) -> None:
    located = read_yaml(MISTAKES / mistake / "flow.yaml")
    # What is not of this language at all, as an alias, is left out of the data: nothing stands there.
    assert _errors(located.data) == [] or located.problems


@pytest.mark.parametrize(
    ("right", "wrong", "where", "message"),
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
def test_a_misspelled_name_is_reported_at_its_own_place(
    right: str, wrong: str, where: str, message: str
) -> None:
    text = (FLOWS / "link_account.yaml").read_text(encoding="utf-8")
    assert right in text
    # Every scalar a text, as ecfcheck reads them.
    flow = load(text.replace(right, wrong, 1), Loader=BaseLoader)  # noqa: S506 - it makes texts, nothing else
    errors = [error for error in _errors(flow) if error.validator != "required"]
    assert [error.json_path for error in errors] == [where]
    reports = [report for error in errors for report in (error, *(error.context or ()))]
    assert any(message in report.message for report in reports)


@pytest.mark.parametrize("screen", screens().values(), ids=lambda screen: screen.name)
def test_a_screen_takes_each_of_its_verbs_in_each_form(screen: Screen) -> None:
    sees = [{"sees": {name: EXAMPLES[check.returns]}} for name, check in screen.checks.items()]
    do = [{"do": form} for action in screen.actions.values() for form in _forms(action)]
    assert _errors(_flow_of(screen, [*sees, *do])) == []


@pytest.mark.parametrize("screen", screens().values(), ids=lambda screen: screen.name)
def test_a_screen_takes_no_verb_of_another(screen: Screen) -> None:
    checks = {name for other in screens().values() for name in other.checks} - {*screen.checks}
    actions = {name for other in screens().values() for name in other.actions} - {*screen.actions}
    parts: list[dict[str, Any]] = [{"sees": {name: ["a"] for name in checks}}]
    parts += [{"do": {name: {} for name in actions}}]
    errors = _errors(_flow_of(screen, parts))
    assert [_unexpected(error) for error in errors] == [checks, actions]
    named = [{"do": name} for name in sorted(actions)]
    assert len(_errors(_flow_of(screen, named))) == len(actions)


def test_an_editor_can_say_what_each_verb_is() -> None:
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


def _unexpected(error: ValidationError) -> set[str]:
    """Return the keys that an object has and its schema does not."""
    assert isinstance(error.instance, dict)
    assert isinstance(error.schema, dict)
    return {*error.instance} - {*error.schema.get("properties", ())}


def _places(located: YamlFile, error: ValidationError) -> set[str]:
    """Return where the key and the value stand that an error is about, as an answer begins."""
    where = tuple(error.absolute_path)
    if error.validator == "additionalProperties":
        where = (*where, *_unexpected(error))
    return {str(located.problem(where, "", at_key=at_key)) for at_key in (True, False)}


def _forms(action: Action) -> list[object]:
    """Return all ways to write an action: in full, and in short where it has a short form."""
    required = {name: "a" for name, taken in action.takes.items() if taken.default is taken.empty}
    in_full = [{action.name: dict.fromkeys(action.takes, "a")}, {action.name: required}]
    return [action.name, *in_full, *([{action.name: "a"}] if len(action.takes) == 1 else [])]


def _flow_of(screen: Screen, parts: list[dict[str, Any]]) -> dict[str, object]:
    names = ("flow", "title", "document", "persona")
    steps = [{"step": "1", "says": "a", "screen": screen.name, **part} for part in parts]
    return {**dict.fromkeys(names, "a"), "release": "nextgen", "steps": steps}
