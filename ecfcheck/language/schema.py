"""The JSON Schema of flows, from the same models that validate them."""

import json
from typing import Any

from ecfcheck.language.grammar import flow_syntax


def schema_text() -> str:
    """Return the schema as the file flows/flow.schema.json holds it."""
    schema = _tidy(flow_syntax().model_json_schema())
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, indent=1) + "\n"


def _tidy(schema: Any) -> Any:
    """Leave out what says nothing to an author: that a key left out is null, and titles made of names."""
    if isinstance(schema, list):
        return [_tidy(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    options = [_tidy(option) for option in schema.get("anyOf", ()) if option != {"type": "null"}]
    rest = {
        key: _tidy(value)
        for key, value in schema.items()
        if key != "anyOf"
        and not (key == "title" and isinstance(value, str))
        and not (key == "default" and value is None)
    }
    if len(options) == 1:
        return {**options[0], **rest}
    return {**rest, "anyOf": options} if options else rest
