"""The schema for editors and the loader find the same mistakes at the same positions."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, ValidationError
from jsonschema.exceptions import best_match
from yaml import BaseLoader, load, safe_load

from config.yaml_file import Position, YamlFile, read_yaml
from ecfcheck.flowfile.registry import load_screens
from ecfcheck.flowfile.schema import render_schema
from tests.helpers.flow_schema import build_flow_at, find_unexpected_keys, list_schema_errors

FLOWS = Path(__file__).parents[3] / "flows"
SCHEMA = FLOWS / "flow.schema.json"
MISTAKES = Path(__file__).parent / "mistakes"

AGREED = [
    "action_of_another_screen",
    "actions_in_a_list",
    "actions_with_a_comma",
    "address_for_a_screen",
    "argument_is_a_list",
    "argument_missing",
    "argument_of_an_action_without",
    "arguments_without_names",
    "cannot_be_opened",
    "check_has_a_list_in_a_list",
    "check_has_an_empty_entry",
    "check_is_empty_list",
    "check_is_text",
    "check_of_another_screen",
    "do_is_a_list_of_mappings",
    "empty_checks",
    "empty_do",
    "empty_sees",
    "empty_values",
    "entry_of_another_document",
    "flow_without_open",
    "list_is_dashes_without_blanks",
    "missing_keys",
    "missing_required_check",
    "no_action_in_do",
    "no_action_on_screen",
    "no_steps",
    "open_and_other_screen",
    "open_and_screen",
    "open_without_address",
    "placeholder_in_label",
    "placeholder_plain_as_secret",
    "placeholder_secret_in_argument",
    "placeholder_secret_in_check",
    "placeholder_unknown_in_argument",
    "placeholder_unknown_in_check",
    "placeholder_unknown_in_section",
    "required_check_missing",
    "required_check_without_sees_entry",
    "says_is_a_comment",
    "says_is_empty",
    "says_is_missing",
    "screen_in_title_case",
    "screen_missing_in_then",
    "secret_in_clear",
    "secret_in_flow",
    "sees_is_a_list",
    "sees_is_text",
    "starts_with_screen",
    "step_is_missing",
    "steps_are_a_mapping",
    "steps_missing",
    "then_is_a_mapping",
    "then_is_empty",
    "title_is_a_list",
    "two_actions",
    "two_actions_in_then",
    "two_actions_with_an_unknown_one",
    "unknown_action",
    "unknown_action_with_arguments",
    "unknown_argument",
    "unknown_argument_without_close_one",
    "unknown_check",
    "unknown_check_in_then",
    "unknown_document",
    "unknown_entry",
    "unknown_key",
    "unknown_part_key",
    "unknown_persona",
    "unknown_placeholder",
    "unknown_release",
    "unknown_screen",
    "unknown_screen_in_then",
    "unknown_screen_to_open",
    "unknown_step",
    "unknown_step_key",
    "unknown_top_key",
    "value_for_an_action_without_arguments",
    "window_is_empty",
    "wrong_types",
]
"""Mistakes that the schema and the loader report at exactly the same positions."""

FOUND_IN_PART = [
    "cannot_be_opened_in_the_middle",
    "part_without_screen",
    "screen_not_text",
    "unknown_names",
    "windows",
]
"""Mistakes with a consequence that only the loader finds: it involves several parts, or the file's name."""

FOUND_BY_LOADER = [
    "action_missing_between_screens",
    "aliases",
    "duplicate_key",
    "duplicate_key_in_a_step",
    "duplicate_step",
    "missing_account_data",
    "reconcile_not_read_only",
    "unchecked_action",
    "unknown_reconcile",
    "window_without_open",
    "yaml_curly_quotes",
    "yaml_dash_in_keys",
    "yaml_dash_missing",
    "yaml_exclamation_mark",
    "yaml_placeholder_without_quotes",
]
"""Mistakes that involve several parts, other files, or how YAML is written."""

NOT_YAML = ["empty_file", "not_a_mapping", "not_yaml"]


def test_the_committed_schema_is_current() -> None:
    # To update it: ecfcheck schema > flows/flow.schema.json
    assert SCHEMA.read_text(encoding="utf-8") == render_schema()


def test_the_schema_is_valid_json_schema() -> None:
    Draft202012Validator.check_schema(json.loads(render_schema()))


@pytest.mark.parametrize("flow", sorted(FLOWS.glob("*.yaml")), ids=lambda flow: flow.name)
def test_every_flow_conforms_to_the_schema(flow: Path) -> None:
    assert list_schema_errors(read_yaml(flow).data) == []


def test_every_mistake_is_in_one_of_the_lists() -> None:
    listed = [*AGREED, *FOUND_IN_PART, *FOUND_BY_LOADER, *NOT_YAML]
    named = [folder.name for folder in MISTAKES.iterdir()]
    assert sorted(listed) == sorted(name for name in named if name in listed or not name.startswith("yaml_"))
    assert len(AGREED) >= 40


@pytest.mark.parametrize("mistake", AGREED)
def test_the_schema_and_the_loader_report_a_mistake_at_the_same_position(mistake: str) -> None:
    yaml_file = read_yaml(MISTAKES / mistake / "flow.yaml")
    reported = _list_reported(mistake)
    by_error = [_list_positions(yaml_file, error) for error in list_schema_errors(yaml_file.data)]
    assert [positions for positions in by_error if not positions & reported] == []
    assert reported - {position for positions in by_error for position in positions} == set()


@pytest.mark.parametrize("mistake", FOUND_IN_PART)
def test_the_schema_reports_no_mistake_that_the_loader_does_not(mistake: str) -> None:
    yaml_file = read_yaml(MISTAKES / mistake / "flow.yaml")
    by_error = [_list_positions(yaml_file, error) for error in list_schema_errors(yaml_file.data)]
    assert by_error
    assert [positions for positions in by_error if not positions & _list_reported(mistake)] == []


@pytest.mark.parametrize("mistake", FOUND_BY_LOADER)
def test_other_mistakes_are_left_to_the_loader(mistake: str) -> None:
    yaml_file = read_yaml(MISTAKES / mistake / "flow.yaml")
    # The reader omits unsupported YAML, such as aliases, from the data.
    assert list_schema_errors(yaml_file.data) == [] or yaml_file.problems


@pytest.mark.parametrize("mistake", AGREED)
def test_an_error_is_at_the_wrong_word_and_not_at_its_step(mistake: str) -> None:
    flow = read_yaml(MISTAKES / mistake / "flow.yaml").data
    for error in list_schema_errors(flow):
        # What is missing or unknown is named in the message: `'says' is a required property`.
        names_a_key = error.validator in {"required", "additionalProperties"}
        assert names_a_key or not (
            isinstance(error.instance, dict) and isinstance(error.absolute_path[-1], int)
        )


def test_the_schema_accepts_numbers_without_quotes_as_the_loader_does() -> None:
    text = (FLOWS / "link_account.yaml").read_text(encoding="utf-8")
    unquoted = (
        text.replace('step: "1"', "step: 1")
        .replace("title: ", "title: 7 #")
        .replace("[Username *", "[12, 3.5")
    )
    assert unquoted.count("step: 1\n") == unquoted.count("[12, 3.5") == 1
    flow = safe_load(unquoted)
    assert (flow["title"], flow["steps"][0]["step"]) == (7, 1)
    assert list_schema_errors(flow) == []


def test_documents_in_the_flows_own_folder_are_those_that_it_can_cite(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents/njd.yaml").write_text(
        'title: A notice\ncourt: njd\nentries: {"1": {place: line 1, says: Log in.}}\n', encoding="utf-8"
    )
    schema = json.loads(render_schema(tmp_path))
    assert schema["properties"]["document"]["enum"] == ["njd"]
    flow = build_flow_at(load_screens()["cmecf_home"], [{}]) | {"document": "njd"}
    assert list(Draft202012Validator(schema).iter_errors(flow)) == []
    flow["steps"][0]["step"] = "2"
    (error,) = Draft202012Validator(schema).iter_errors(flow)
    assert (error.json_path, error.message) == ("$.steps[0].step", "'2' is not one of ['1', 1]")


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
        ("persona: un", "persona: nu", "$.persona", "'nulinked_filer' is not one of ["),
        ("document: ctd", "document: ctb", "$.document", "'ctb-link-pacer-account' is not one of ["),
        ('step: "5"', 'step: "55"', "$.steps[7].step", "'55' is not one of ['upgraded', "),
        (
            "[Username *",
            '["{pacer.pasword}"',
            "$.steps[2].sees.fields[0]",
            "'{pacer.pasword}' does not match",
        ),
    ],
)
def test_a_misspelled_name_is_reported_at_its_own_position(
    right: str, wrong: str, json_path: str, message: str
) -> None:
    text = (FLOWS / "link_account.yaml").read_text(encoding="utf-8")
    assert right in text
    # BaseLoader reads every scalar as text, as ecfcheck does.
    flow = load(text.replace(right, wrong, 1), Loader=BaseLoader)  # noqa: S506 - it creates only text
    errors = [error for error in list_schema_errors(flow) if error.validator != "required"]
    assert [error.json_path for error in errors] == [json_path]
    best = best_match(errors)
    assert best is not None
    assert (best.json_path, message in best.message) == (json_path, True)


def _list_reported(mistake: str) -> set[Position]:
    """Return the positions that the loader's messages begin with."""
    report = (MISTAKES / mistake / "error.txt").read_text(encoding="utf-8")
    places = re.findall(r"^flow\.yaml:(\d+):(\d+): ", report, re.MULTILINE)
    return {Position(int(line), int(column)) for line, column in places}


def _list_positions(yaml_file: YamlFile, error: ValidationError) -> set[Position]:
    """Return the positions of the key and the value of an error: of both, if it is about a value."""
    key_path = tuple(error.absolute_path)
    if error.validator == "additionalProperties":
        key_path = (*key_path, *find_unexpected_keys(error))
    problems = (yaml_file.build_problem(key_path, "", at_key=at_key) for at_key in (True, False))
    return {problem.place for problem in problems if problem.place}
