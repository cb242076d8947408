"""Renders the JSON Schema of flow files for editors, with the verbs of each screen."""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from ecfcheck.flowfile.models import FlowSyntax
from ecfcheck.flowfile.registry import DOCUMENTED, Action, Screen, screens
from ecfcheck.flowfile.screen_models import build_argument_model
from pages.decorators import Entries, Rows, Sections, Text

_Json = dict[str, Any]

_KINDS = {Text: "Text", Entries: "Entries", Rows: "Rows", Sections: "Sections"}
_SCREEN = "^(screen|open)$"
_NOT_BOTH = {"type": "string", "enum": [], "errorMessage": "a part has 'screen' or 'open', not both"}


def render_schema() -> str:
    """Return the content of flows/flow.schema.json."""
    schema = FlowSyntax.model_json_schema(schema_generator=_SchemaGenerator)
    for part in ("PartSyntax", "StepSyntax"):
        schema["$defs"][part]["allOf"] = [{"$ref": "#/$defs/AtScreen"}]
    schema["$defs"] |= {
        "AtScreen": _describe_part(),
        "Screen": _build_enum({screen.name: screen.summary for screen in screens().values()}),
        **{name: TypeAdapter(DOCUMENTED[kind]).json_schema() for kind, name in _KINDS.items()},
    }
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, indent=1) + "\n"


class _SchemaGenerator(GenerateJsonSchema):
    """Omits what does not help an author: null for absent keys, and titles derived from names."""

    def generate_inner(self, schema: Any) -> _Json:
        while schema["type"] == "nullable" or schema.get("default", ...) is None:
            schema = schema["schema"]
        return super().generate_inner(schema)

    def model_schema(self, schema: Any) -> _Json:
        return {key: value for key, value in super().model_schema(schema).items() if key != "title"}

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - the signature is pydantic's
        return False


def _build_enum(summaries: Mapping[str, str]) -> _Json:
    # Editors show `enumDescriptions` in completions and on hover; validators ignore it.
    return {"enum": list(summaries), "enumDescriptions": list(summaries.values())}


def _describe_part() -> _Json:
    """Return the schema of each part: it names one screen and uses that screen's verbs."""
    # With if/then, validators report a mistake at its own position; with oneOf, only that no screen matches.
    verbs = [*_build_branches("sees", _describe_checks), *_build_branches("do", _describe_actions)]
    return {
        "properties": {key: {"$ref": "#/$defs/Screen"} for key in ("screen", "open")},
        "if": {"required": ["screen"]},
        "then": {"properties": {"open": _NOT_BOTH}},
        "else": {"if": {"required": ["open"]}, "else": {"required": ["screen"]}},
        "allOf": [{"if": {"patternProperties": {_SCREEN: {"type": "string"}}}, "then": {"allOf": verbs}}],
    }


def _build_branches(key: str, describe: Callable[[Screen], _Json]) -> list[_Json]:
    """Return the schemas of a key by screen; screens with the same verbs share a branch."""
    names_by_verbs = defaultdict(list)
    for screen in screens().values():
        names_by_verbs[json.dumps(describe(screen))].append(screen.name)
    return [
        {
            "if": {"patternProperties": {_SCREEN: {"pattern": f"^({'|'.join(names)})$"}}},
            "then": {"properties": {key: json.loads(verbs)}},
        }
        for verbs, names in names_by_verbs.items()
    ]


def _describe_checks(screen: Screen) -> _Json:
    checks = {
        name: {"description": check.summary, "$ref": f"#/$defs/{_KINDS[check.returns]}"}
        for name, check in screen.checks.items()
    }
    return {"properties": checks, "additionalProperties": False}


def _describe_actions(screen: Screen) -> _Json:
    if not screen.actions:
        return {"type": "object", "additionalProperties": False, "errorMessage": "this screen has no actions"}
    names = _build_enum({name: action.summary for name, action in screen.actions.items()})
    actions = {name: _describe_action(screen, action) for name, action in screen.actions.items()}
    # The actions are next to anyOf, not in it, so that a mistake in their arguments has its own position.
    return {"anyOf": [names, {"type": "object"}], "properties": actions, "additionalProperties": False}


def _describe_action(screen: Screen, action: Action) -> _Json:
    arguments = build_argument_model(screen, action).model_json_schema(schema_generator=_SchemaGenerator)
    schema = {"description": action.summary} | {key: value for key, value in arguments.items() if value != {}}
    return schema | {"type": ["object", "string"]} if len(action.parameters) == 1 else schema
