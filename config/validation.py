"""Validates YAML files against pydantic models, and reports each mistake with its position."""

from types import UnionType
from typing import Annotated, Any, ClassVar, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Tag, ValidationError
from pydantic_core import ErrorDetails

from config.suggest import did_you_mean
from config.yaml_file import KeyPath, Problem, ProblemsError, YamlFile


class StrictModel(BaseModel):
    """A frozen model that rejects unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    unknown: ClassVar[str] = "unknown key {key!r}"
    """The message for an unknown key."""

    missing: ClassVar[str] = "{key!r} is missing"
    """The message for a required key that is not there."""


M = TypeVar("M", bound=BaseModel)


def build_model(yaml_file: YamlFile, model: type[M]) -> M:
    """Return the file as a model. Raises ProblemsError with all mistakes, also in the YAML."""
    try:
        built = model.model_validate(yaml_file.data)
    except ValidationError as error:
        details = _drop_follow_ups(error.errors(include_url=False))
        found = [_translate_error(yaml_file, model, detail) for detail in details]
        raise ProblemsError([*yaml_file.problems, *found]) from None
    if yaml_file.problems:
        raise ProblemsError(yaml_file.problems)
    return built


def _drop_follow_ups(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """Leave out that a list is too short if one of its entries is wrong: pydantic counts the right ones."""
    return [
        error
        for error in errors
        if error["type"] != "too_short"
        or not any(
            len(other["loc"]) > len(error["loc"]) and other["loc"][: len(error["loc"])] == error["loc"]
            for other in errors
        )
    ]


def _translate_error(yaml_file: YamlFile, model: type[BaseModel], error: ErrorDetails) -> Problem:
    """Return a pydantic error as a problem with a position and a plain message."""
    key_path, owner = _resolve_path(model, error["loc"])
    key = key_path[-1] if key_path else ""
    text = str(error["ctx"]["error"]) if error["type"] == "value_error" else error["msg"]
    match error["type"]:
        case "extra_forbidden" if owner:
            text = owner.unknown.format(key=key) + did_you_mean(str(key), _list_keys(owner))
            return yaml_file.build_problem(key_path, text, at_key=True)
        case "missing":
            missing = (owner or StrictModel).missing.format(key=str(key))
            return yaml_file.build_problem(key_path[:-1], missing)
        case "literal_error" | "enum":
            known = error["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
            text = f"{str(key)!r} cannot be {error['input']!r}{did_you_mean(str(error['input']), known)}"
        case "value_error" | "assertion_error":
            pass
        case "too_short" | "string_too_short":
            text = f"{_describe_value(key_path)} is empty{_suggest_entry(error, owner, key)}"
        case kind if kind in _SHOULD_BE:
            text = f"{_describe_value(key_path)} should be {_SHOULD_BE[kind]}"
            text += _explain_input(error, is_comment=key_path in yaml_file.comments)
        case _:
            text = f"{_describe_value(key_path)}: {text[:1].lower()}{text[1:]}"
    return yaml_file.build_problem(key_path, text)


def _suggest_entry(error: ErrorDetails, owner: type[StrictModel] | None, key: str | int) -> str:
    """Return what to do about an empty list or mapping; "" for an empty text."""
    if error["type"] != "too_short":
        return ""
    field = owner.model_fields.get(str(key)) if owner else None
    return "; write an entry" if field is None or field.is_required() else "; write an entry, or remove it"


def _explain_input(error: ErrorDetails, *, is_comment: bool) -> str:
    """Return what was written in place of what should be there, if it is a known mistake."""
    value = error["input"]
    if is_comment:
        return ", but it is empty: '#' begins a comment; put a text that begins with it in quotes"
    if value is None:
        return ", but it is empty"
    if _SHOULD_BE[error["type"]].startswith("a list"):
        if isinstance(value, dict):
            return "; begin the first line of each entry with '- '"
        if isinstance(value, str) and value[0] == "-":
            return "; a '-' needs a blank after it: write '- ' before each entry"
    return ""


_SHOULD_BE = {
    "string_type": "text",
    "list_type": "a list, such as [one, two]",
    "tuple_type": "a list, such as [one, two]",
    "dict_type": "a mapping (key: value)",
    "model_type": "a mapping (key: value)",
    "model_attributes_type": "a mapping (key: value)",
    "int_parsing": "a whole number",
    "float_parsing": "a number",
    "bool_parsing": "yes or no",
}


def _describe_value(key_path: KeyPath) -> str:
    """Return a value's name in a message: the last key of its path."""
    keys = [part for part in key_path if isinstance(part, str)]
    name = repr(keys[-1]) if keys else "the file"
    return f"an entry of {name}" if key_path and isinstance(key_path[-1], int) else name


def _list_keys(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _resolve_path(
    model: type[BaseModel], loc: tuple[int | str, ...]
) -> tuple[KeyPath, type[StrictModel] | None]:
    """Return the path to a value, without union tags, and the model that has its last key."""
    key_path: list[str | int] = []
    annotation: Any = model
    owner: type[StrictModel] | None = None
    for part in loc:
        member = _list_tagged_members(annotation).get(part)
        if member is not None:
            annotation = member
            continue
        annotation = _strip_optional(annotation)
        is_strict = isinstance(annotation, type) and issubclass(annotation, StrictModel)
        owner = annotation if is_strict else None
        key_path.append(part)
        annotation = _find_item_annotation(annotation, part)
    return tuple(key_path), owner


def _list_tagged_members(annotation: Any) -> dict[str | int, Any]:
    """Return the members of a tagged union by tag."""
    members = get_args(_strip_annotated(annotation))
    tags = {member: next((m.tag for m in get_args(member) if isinstance(m, Tag)), None) for member in members}
    return {tag: member for member, tag in tags.items() if tag is not None}


def _strip_annotated(annotation: Any) -> Any:
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _strip_optional(annotation: Any) -> Any:
    """Return an annotation without Annotated[...] and `| None`."""
    annotation = _strip_annotated(annotation)
    if get_origin(annotation) in (Union, UnionType):
        rest = [_strip_annotated(member) for member in get_args(annotation) if member is not type(None)]
        return _strip_optional(rest[0]) if len(rest) == 1 else annotation
    return annotation


def _find_item_annotation(annotation: Any, part: int | str) -> Any:
    """Return the annotation of a model's field or of a container's items; None if unknown."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = {field.alias or name: field for name, field in annotation.model_fields.items()}
        return fields[str(part)].annotation if str(part) in fields else None
    arguments = [a for a in get_args(annotation) if a is not Ellipsis]
    return arguments[-1] if arguments and get_origin(annotation) is not Literal else None
