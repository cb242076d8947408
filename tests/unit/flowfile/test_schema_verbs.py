"""The schema for editors knows the verbs of each screen, in all forms, and describes them."""

import json
import re
from typing import Any

import pytest

from config.secret import Secret
from ecfcheck.flowfile.registry import Action, Screen, load_screens
from ecfcheck.flowfile.schema import render_schema
from pages.decorators import Entries, Rows, Sections, Text
from tests.helpers.flow_schema import build_flow_at, find_unexpected_keys, list_schema_errors

EXAMPLES = {Text: ["a"], Entries: ["a"], Rows: {"a": "b"}, Sections: {"a": ["b"]}}


@pytest.mark.parametrize("screen", load_screens().values(), ids=lambda screen: screen.name)
def test_a_screen_accepts_all_its_verbs_in_all_forms(screen: Screen) -> None:
    sees = [{"sees": {name: EXAMPLES[check.returns]}} for name, check in screen.checks.items()]
    do = [{"do": form} for action in screen.actions.values() for form in _list_forms(action)]
    assert list_schema_errors(build_flow_at(screen, [*sees, *do])) == []


@pytest.mark.parametrize("screen", load_screens().values(), ids=lambda screen: screen.name)
def test_a_screen_rejects_the_verbs_of_other_screens(screen: Screen) -> None:
    checks = {name for other in load_screens().values() for name in other.checks} - {*screen.checks}
    actions = {name for other in load_screens().values() for name in other.actions} - {*screen.actions}
    parts: list[dict[str, Any]] = [{"sees": {name: ["a"] for name in checks}}]
    parts += [{"do": {name: {} for name in actions}}]
    errors = [
        error
        for error in list_schema_errors(build_flow_at(screen, parts))
        if error.validator != "maxProperties"
    ]
    assert [find_unexpected_keys(error) for error in errors] == [checks, actions]
    named = [{"do": name} for name in sorted(actions)]
    assert len(list_schema_errors(build_flow_at(screen, named))) == len(actions)


def test_the_schema_describes_every_verb() -> None:
    described = set(re.findall(r'"description": (".*")', render_schema()))
    summaries = {
        json.dumps(verb.summary)
        for screen in load_screens().values()
        for verbs in (screen.checks, screen.actions)
        for verb in verbs.values()
    }
    assert summaries - described == set()


def _list_forms(action: Action) -> list[object]:
    """Return all forms of an action: name only, all or required arguments, or a bare value."""
    required = {
        name: "a" for name, parameter in action.parameters.items() if parameter.default is parameter.empty
    }
    in_full = [{action.name: dict.fromkeys(action.parameters, "a")}, {action.name: required}]
    secrets = {name for name, one in action.parameters.items() if one.annotation is Secret}
    for arguments in in_full:
        arguments[action.name] |= dict.fromkeys(secrets & {*arguments[action.name]}, "{pacer.password}")
    bare = [{action.name: "{pacer.password}" if secrets else "a"}] if len(action.parameters) == 1 else []
    return [*([] if required else [action.name, {action.name: None}]), *in_full, *bare]
