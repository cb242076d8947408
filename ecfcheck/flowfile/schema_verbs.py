"""Describes the verbs of each screen, and the texts they take, in JSON Schema."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from inspect import Parameter
from typing import Any

from config.secret import Secret
from ecfcheck.flowfile.placeholder import PLAIN_PLACEHOLDERS, SECRET_PLACEHOLDERS
from ecfcheck.flowfile.registry import Action, Screen, load_screens
from pages.decorators import Entries, Rows, Sections, Text

Json = dict[str, Any]

SCALAR: Json = {"type": ["string", "number"]}
"""What ecfcheck reads as text: editors take `5` for a number."""

_KINDS = {Text: "Listed", Entries: "Entries", Rows: "Rows", Sections: "Sections"}


def build_enum(summaries: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the schema of a value that is one of these names."""
    # Editors show `enumDescriptions` in completions and on hover; validators ignore it.
    return {"enum": list(summaries), "enumDescriptions": list(summaries.values())}


def reject(message: str) -> Json:
    """Return a schema that no value fits; editors show the message at the value."""
    return {"enum": [], "errorMessage": message}


def describe_verbs() -> Json:
    """Return the definitions to which the verbs of all screens refer."""
    plain = [f"{{{name}}}" for name in PLAIN_PLACEHOLDERS]
    return {
        "Text": {
            **SCALAR,
            # No brace opens a word in braces that is not one of the placeholders.
            "pattern": rf"^(?![\s\S]*\{{(?!(?:{_join(PLAIN_PLACEHOLDERS)})\}})[^{{}}]*\}})",
            "patternErrorMessage": f"a text can use only these placeholders: {', '.join(plain)}",
        },
        "Phrase": {"$ref": "#/$defs/Text", "minLength": 1},
        "Listed": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/Phrase"}},
        "Entries": {"type": "array", "items": {"$ref": "#/$defs/Phrase"}},
        "Rows": _describe_mapping("Phrase"),
        "Sections": _describe_mapping("Listed"),
        "Secret": {
            "enum": [f"{{{name}}}" for name in SECRET_PLACEHOLDERS],
            "errorMessage": "a flow cannot contain a secret; name one by its placeholder",
        },
    }


def _join(names: Iterable[str]) -> str:
    return "|".join(map(re.escape, names))


def _describe_mapping(value: str) -> Json:
    return {
        "type": "object",
        "minProperties": 1,
        "propertyNames": {
            "pattern": r"^[^{]*$",
            "patternErrorMessage": "a label has no placeholders; use them only in values",
        },
        "additionalProperties": {"$ref": f"#/$defs/{value}"},
    }


def describe_verbs_of_screens() -> list[Json]:
    """Return schemas of a part that hold on the screen that the part names."""
    return [
        *_build_branches(lambda screen: {"properties": {"sees": _describe_checks(screen)}}),
        *_build_branches(lambda screen: {"properties": {"do": _describe_actions(screen)}}),
        *(
            {"if": {"allOf": [_is_at([screen.name]), _does(action)]}, "then": _require_checks(action)}
            for screen in load_screens().values()
            for action in screen.actions.values()
            if action.requires
        ),
    ]


def _build_branches(describe: Callable[[Screen], Json]) -> list[Json]:
    """Return what screens describe, each if a part is at the screen; equal ones share a branch."""
    names_by_schema = defaultdict(list)
    for screen in load_screens().values():
        names_by_schema[json.dumps(describe(screen))].append(screen.name)
    return [{"if": _is_at(names), "then": json.loads(schema)} for schema, names in names_by_schema.items()]


def _is_at(names: list[str]) -> Json:
    """Return the schema of a part at one of these screens; `screen` counts if both keys are there."""
    by_key = [{"required": [key], "properties": {key: {"enum": names}}} for key in ("screen", "open")]
    return {"anyOf": [by_key[0], {**by_key[1], "not": {"required": ["screen"]}}]}


def _does(action: Action) -> Json:
    """Return the schema of a part that does an action, in either form."""
    forms = [{"const": action.name}, {"type": "object", "required": [action.name]}]
    return {"required": ["do"], "properties": {"do": {"anyOf": forms}}}


def _require_checks(action: Action) -> Json:
    required = {name: {"const": list(value)} for name, value in action.requires.items()}
    return {
        "required": ["sees"],
        "properties": {"sees": {"required": list(required), "properties": required}},
    }


def _describe_checks(screen: Screen) -> Json:
    checks = {
        name: {"description": check.summary, "$ref": f"#/$defs/{_KINDS[check.returns]}"}
        for name, check in screen.checks.items()
    }
    return {"properties": checks, "additionalProperties": False}


def _describe_actions(screen: Screen) -> Json:
    if not screen.actions:
        return reject("this screen has no actions")
    by_name = {name: action.summary for name, action in screen.actions.items() if not _list_required(action)}
    return {
        # Editors complete from anyOf, and not from else; as any value fits it, it reports nothing.
        "anyOf": [build_enum(by_name), {}],
        "if": {"type": "object"},
        "then": {
            "minProperties": 1,
            "maxProperties": 1,
            "properties": {name: _describe_action(action) for name, action in screen.actions.items()},
            "additionalProperties": False,
        },
        "else": build_enum(by_name),
    }


def _describe_action(action: Action) -> Json:
    arguments: Json = {
        "properties": {name: _describe_argument(one) for name, one in action.parameters.items()},
        "additionalProperties": False,
    }
    required = _list_required(action)
    types = ["object"] if required else ["object", "null"]
    if required:
        arguments["required"] = required
    summary = {"description": action.summary}
    if len(action.parameters) != 1:
        return {**summary, "type": types, **arguments}
    # The name of an action's only argument can be omitted.
    (argument,) = arguments["properties"].values()
    bare = argument if required else {"if": {"type": "null"}, "else": argument}
    return {**summary, "if": {"type": "object"}, "then": arguments, "else": bare}


def _list_required(action: Action) -> list[str]:
    return [name for name, one in action.parameters.items() if one.default is Parameter.empty]


def _describe_argument(parameter: Parameter) -> Json:
    kind = "Secret" if parameter.annotation is Secret else "Text"
    default = {} if parameter.default is Parameter.empty else {"default": parameter.default}
    return {"$ref": f"#/$defs/{kind}", **default}
