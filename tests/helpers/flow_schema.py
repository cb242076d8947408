"""The schema for editors, ready to validate flows."""

import json
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, ValidationError

from ecfcheck.flowfile.registry import Screen
from ecfcheck.flowfile.schema import render_schema


@cache
def build_validator() -> Draft202012Validator:
    """Return what validates flows by the schema for editors."""
    return Draft202012Validator(json.loads(render_schema()))


def list_schema_errors(flow: object) -> list[ValidationError]:
    """Return what the schema for editors finds wrong with a flow."""
    return list(build_validator().iter_errors(flow))


def find_unexpected_keys(error: ValidationError) -> set[str]:
    """Return the keys of an object that its schema does not have."""
    assert isinstance(error.instance, dict)
    assert isinstance(error.schema, dict)
    return {*error.instance} - {*error.schema.get("properties", ())}


def build_flow_at(screen: Screen, parts: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a flow with a step for each part at a screen, none of which is the first."""
    names = {"flow": "a", "title": "a", "document": "ctd-link-pacer-account", "persona": "linked_filer"}
    first = {"step": "1", "says": "a", "open": "court_website"}
    steps = [{"step": "1", "says": "a", "screen": screen.name, **_require(screen, part)} for part in parts]
    return {**names, "release": "nextgen", "steps": [first, *steps]}


def _require(screen: Screen, part: dict[str, Any]) -> dict[str, Any]:
    """Return a part with the checks that its action requires."""
    done = part.get("do", ())
    acts = (action for name, action in screen.actions.items() if name == done or name in {*done})
    checks = {name: list(value) for action in acts for name, value in action.requires.items()}
    return {**part, "sees": checks} if checks else part
