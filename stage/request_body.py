"""Parses JSON request bodies of the control interface, and reports every problem in them."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

T = TypeVar("T")

# pydantic appends this to the location of a problem with a mapping's key; the key itself comes before it.
_KEY_ITSELF = "[key]"


class RequestModel(BaseModel):
    """A frozen part of a request body; unknown keys are refused, values are not converted."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class InvalidRequestError(ValueError):
    """A request body is invalid; `problems` lists every reason.

    A model's validator may raise it too; its problems must then include their places.
    """

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def parse_body(body: bytes, shape: type[T], name: str = "") -> T:
    """Return the body as a value of that shape. Raises InvalidRequestError.

    The place of each problem begins with `name`; a body that is a list needs one.
    """
    try:
        return TypeAdapter(shape).validate_json(body)
    except ValidationError as error:
        problems = [text for one in error.errors() for text in _describe(one, shape, name)]
        raise InvalidRequestError(problems) from None


def _describe(error: ErrorDetails, shape: Any, name: str) -> Iterator[str]:
    reason = error.get("ctx", {}).get("error")
    if isinstance(reason, InvalidRequestError):
        yield from reason.problems
    elif error["type"] == "json_invalid":
        yield "the body: must be JSON"
    else:
        yield f"{_describe_place(error, name)}: {_describe_fault(error, shape)}"


def _describe_place(error: ErrorDetails, name: str) -> str:
    parts = [part for part in error["loc"] if part != _KEY_ITSELF]
    place = name + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)
    return place.removeprefix(".") or "the body"


def _describe_fault(error: ErrorDetails, shape: Any) -> str:
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    if error["type"] == "extra_forbidden":
        return f"unknown key; known keys are {', '.join(_find_owner(error, shape).model_fields)}"
    value = "" if isinstance(error["input"], Mapping) else f", not {_format_json(error['input'])}"
    return f"{error['msg'][0].lower()}{error['msg'][1:]}{value}"


def _find_owner(error: ErrorDetails, shape: Any) -> type[BaseModel]:
    """Return the model that got the unknown key."""
    (owner,) = _find_models(shape)
    for part in error["loc"]:  # an index of a list, or a key of a mapping, leads to no other model
        if field := owner.model_fields.get(str(part)):
            owner = next(iter(_find_models(field.annotation)), owner)
    return owner


def _find_models(annotation: Any) -> list[type[BaseModel]]:
    """Return the models in an annotation such as `dict[str, Model] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _find_models(part)]


def _format_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)[:100]
