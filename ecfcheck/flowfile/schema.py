"""Renders the JSON Schema of flow files for editors: keys, names, documents and their entries."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from config.persona import load_personas
from config.project import INCLUDED_FLOWS, current_project
from ecfcheck.flowfile.documents import Document, load_documents
from ecfcheck.flowfile.models import FlowSyntax
from ecfcheck.flowfile.registry import list_openable_screens, load_screens
from ecfcheck.flowfile.schema_verbs import (
    SCALAR,
    Json,
    build_enum,
    describe_verbs,
    describe_verbs_of_screens,
    reject,
)


def render_schema(flows: Path | None = None) -> str:
    """Return the content of flow.schema.json for a folder of flows. Raises ProblemsError.

    Without a folder it is for the flows of the user's project, or else for the included ones.
    """
    project = current_project()
    folder = flows or (project.flows if project else INCLUDED_FLOWS)
    documents = load_documents(folder / "flow.yaml")
    schema = FlowSyntax.model_json_schema(schema_generator=_SchemaGenerator)
    for part in ("PartSyntax", "StepSyntax"):
        schema["$defs"][part]["allOf"] = [{"$ref": "#/$defs/AtScreen"}]
    schema["properties"]["persona"] |= build_enum(
        {name: persona.title for name, persona in load_personas().items()}
    )
    schema["properties"]["document"] |= build_enum({name: one.title for name, one in documents.items()})
    schema["allOf"] = [_FIRST_STEP, *(_describe_entries(name, one) for name, one in documents.items())]
    summaries = {screen.name: screen.summary for screen in load_screens().values()}
    schema["$defs"] |= {
        "AtScreen": _describe_part(),
        "Screen": build_enum(summaries),
        "OpenableScreen": build_enum({name: summaries[name] for name in list_openable_screens()}),
        **describe_verbs(),
    }
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, indent=1) + "\n"


class _SchemaGenerator(GenerateJsonSchema):
    """Omits what does not help an author: null for absent keys, and titles derived from names."""

    def generate_inner(self, schema: Any) -> Json:
        while schema["type"] == "nullable" or schema.get("default", ...) is None:
            schema = schema["schema"]
        return super().generate_inner(schema)

    def model_schema(self, schema: Any) -> Json:
        return {key: value for key, value in super().model_schema(schema).items() if key != "title"}

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - the signature is pydantic's
        return False

    def str_schema(self, schema: Any) -> Json:
        return super().str_schema(schema) | SCALAR


_FIRST_STEP: Json = {
    "properties": {
        "steps": {
            "prefixItems": [
                {
                    "if": {"required": ["screen"], "not": {"required": ["open"]}},
                    "then": {
                        "properties": {
                            "screen": reject("a flow must start with 'open': no screen is shown yet")
                        }
                    },
                }
            ]
        }
    }
}


def _describe_entries(name: str, document: Document) -> Json:
    """Return the schema of a flow that checks a document: its steps cite the document's entries."""
    entries = build_enum({number: entry.says for number, entry in document.entries.items()})
    return {
        "if": {"properties": {"document": {"const": name}}, "required": ["document"]},
        "then": {"properties": {"steps": {"items": {"properties": {"step": _allow_numbers(entries)}}}}},
    }


def _allow_numbers(entries: Mapping[str, list[str]]) -> Json:
    """Return an enum that has each number also without quotes: `step: 1` is text for ecfcheck."""
    numbers = {int(name): says for name, says in zip(*entries.values(), strict=True) if name.isdecimal()}
    unquoted = {number: says for number, says in numbers.items() if str(number) in entries["enum"]}
    return {
        "enum": [*entries["enum"], *unquoted],
        "enumDescriptions": [*entries["enumDescriptions"], *unquoted.values()],
    }


def _describe_part() -> Json:
    """Return the schema of each part: it names one screen and uses that screen's verbs."""
    # With if/then, validators report a mistake at its own position; with oneOf, only that no screen matches.
    return {
        "properties": {
            "screen": {"$ref": "#/$defs/Screen"},
            "open": {"$ref": "#/$defs/OpenableScreen"},
        },
        "if": {"required": ["screen"]},
        "then": {"properties": {"open": reject("a part has 'screen' or 'open', not both")}},
        "else": {"if": {"required": ["open"]}, "else": {"required": ["screen"]}},
        "allOf": describe_verbs_of_screens(),
    }
