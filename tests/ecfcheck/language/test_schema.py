"""The schema that editors use is the one that flows are validated by."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from yaml import BaseLoader, load

from ecfcheck.language.schema import schema_text

FLOWS = Path(__file__).parents[3] / "flows"
SCHEMA = FLOWS / "flow.schema.json"


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema_text()))


def test_the_committed_schema_is_what_the_vocabulary_makes() -> None:
    # When it is not: ecfcheck schema > flows/flow.schema.json
    assert SCHEMA.read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize("flow", sorted(FLOWS.glob("*.yaml")), ids=lambda flow: flow.name)
def test_every_flow_conforms_to_the_schema(flow: Path, validator: Draft202012Validator) -> None:
    assert _problems(flow.read_text(encoding="utf-8"), validator) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("do: log_in\n", "do: log_inn\n"),
        ("fields: [Username", "feilds: [Username"),
        ("persona:", "personna:"),
    ],
)
def test_the_schema_finds_what_the_loader_finds(
    right: str, wrong: str, validator: Draft202012Validator
) -> None:
    text = (FLOWS / "link_account.yaml").read_text(encoding="utf-8")
    assert right in text
    assert _problems(text.replace(right, wrong), validator) != []


def _problems(flow: str, validator: Draft202012Validator) -> list[str]:
    # Every scalar a text, as ecfcheck reads them.
    written = load(flow, Loader=BaseLoader)  # noqa: S506 - BaseLoader makes texts and nothing else
    return [error.message for error in validator.iter_errors(written)]
