"""The JSON Schema of flows for editors: the models' frame, and in it what each screen can see and do."""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from ecfcheck.flowfile.models import FlowSyntax
from ecfcheck.flowfile.registry import DOCUMENTED, Action, Screen, screens
from ecfcheck.flowfile.screen_models import arguments
from pages.decorators import Entries, Rows, Sections, Text

_Json = dict[str, Any]

_KINDS = {Text: "Text", Entries: "Entries", Rows: "Rows", Sections: "Sections"}
_SCREEN = "^(screen|open)$"
_NOT_BOTH = {"type": "string", "enum": [], "errorMessage": "a part has 'screen' or 'open', not both"}


def render_schema() -> str:
    """Return the schema as the file flows/flow.schema.json holds it."""
    schema = FlowSyntax.model_json_schema(schema_generator=_Frame)
    for part in ("Part", "Step"):
        schema["$defs"][part]["allOf"] = [{"$ref": "#/$defs/AtScreen"}]
    schema["$defs"] |= {
        "AtScreen": _at_screen(),
        "Screen": _choose({screen.name: screen.summary for screen in screens().values()}),
        **{name: TypeAdapter(DOCUMENTED[kind]).json_schema() for kind, name in _KINDS.items()},
    }
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, indent=1) + "\n"


class _Frame(GenerateJsonSchema):
    """Leaves out what tells an author nothing: null for an absent key, and titles made of names."""

    def generate_inner(self, schema: Any) -> _Json:
        while schema["type"] == "nullable" or schema.get("default", ...) is None:
            schema = schema["schema"]
        return super().generate_inner(schema)

    def model_schema(self, schema: Any) -> _Json:
        return {key: value for key, value in super().model_schema(schema).items() if key != "title"}

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - the signature is pydantic's
        return False


def _choose(summaries: Mapping[str, str]) -> _Json:
    # Editors show `enumDescriptions` in completions and on hover; validators ignore it.
    return {"enum": list(summaries), "enumDescriptions": list(summaries.values())}


def _at_screen() -> _Json:
    """Return what holds for each part: it names one screen, and its verbs are that screen's."""
    # With if/then what is wrong on the screen named is reported at its own place; with oneOf a validator can
    # only say that no screen fits.
    verbs = [*_branches("sees", _sees), *_branches("do", _do)]
    return {
        "properties": {key: {"$ref": "#/$defs/Screen"} for key in ("screen", "open")},
        "if": {"required": ["screen"]},
        "then": {"properties": {"open": _NOT_BOTH}},
        "else": {"if": {"required": ["open"]}, "else": {"required": ["screen"]}},
        "allOf": [{"if": {"patternProperties": {_SCREEN: {"type": "string"}}}, "then": {"allOf": verbs}}],
    }


def _branches(key: str, describe: Callable[[Screen], _Json]) -> list[_Json]:
    """Return what a key holds on each screen; screens with the same verbs share a branch."""
    alike = defaultdict(list)
    for screen in screens().values():
        alike[json.dumps(describe(screen))].append(screen.name)
    return [
        {
            "if": {"patternProperties": {_SCREEN: {"pattern": f"^({'|'.join(names)})$"}}},
            "then": {"properties": {key: json.loads(verbs)}},
        }
        for verbs, names in alike.items()
    ]


def _sees(screen: Screen) -> _Json:
    checks = {
        name: {"description": check.summary, "$ref": f"#/$defs/{_KINDS[check.returns]}"}
        for name, check in screen.checks.items()
    }
    return {"properties": checks, "additionalProperties": False}


def _do(screen: Screen) -> _Json:
    if not screen.actions:
        return {"type": "object", "additionalProperties": False, "errorMessage": "this screen has no action"}
    names = _choose({name: action.summary for name, action in screen.actions.items()})
    actions = {name: _action(screen, action) for name, action in screen.actions.items()}
    # The actions stand beside anyOf, not in it, so that a mistake in their arguments has its own place.
    return {"anyOf": [names, {"type": "object"}], "properties": actions, "additionalProperties": False}


def _action(screen: Screen, action: Action) -> _Json:
    taken = arguments(screen, action).model_json_schema(schema_generator=_Frame)
    schema = {"description": action.summary} | {key: value for key, value in taken.items() if value != {}}
    return schema | {"type": ["object", "string"]} if len(action.takes) == 1 else schema
