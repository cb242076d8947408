"""The JSON Schema of flows, from the same models that validate them."""

import json

from ecfcheck.language.syntax import flow_syntax


def schema_text() -> str:
    """Return the schema as the file flows/flow.schema.json holds it."""
    schema = flow_syntax().model_json_schema()
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, indent=1) + "\n"
