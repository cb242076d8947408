"""Makes a model of a located YAML file, or says of each mistake where it stands and what was meant."""

from types import UnionType
from typing import Annotated, Any, ClassVar, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Tag, ValidationError
from pydantic_core import ErrorDetails

from config.suggest import did_you_mean
from config.yaml_file import KeyPath, Problem, ProblemsError, YamlFile


class StrictModel(BaseModel):
    """A frozen model that takes no key it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    unknown: ClassVar[str] = "unknown key {key!r}"
    """How to speak of a key that is not there."""


M = TypeVar("M", bound=BaseModel)


def build_model(located: YamlFile, model: type[M]) -> M:
    """Return the file as a model. Raises Problems with all that is wrong, those of the YAML included."""
    try:
        built = model.model_validate(located.data)
    except ValidationError as error:
        found = [_problem(located, model, detail) for detail in error.errors(include_url=False)]
        raise ProblemsError([*located.problems, *found]) from None
    if located.problems:
        raise ProblemsError(located.problems)
    return built


def _problem(located: YamlFile, model: type[BaseModel], error: ErrorDetails) -> Problem:
    where, owner = _resolve(model, error["loc"])
    key = where[-1] if where else ""
    text = str(error["ctx"]["error"]) if error["type"] == "value_error" else error["msg"]
    match error["type"]:
        case "extra_forbidden" if owner:
            text = owner.unknown.format(key=key) + did_you_mean(str(key), _names(owner))
            return located.problem(where, text, at_key=True)
        case "missing":
            return located.problem(where[:-1], f"{str(key)!r} is missing")
        case "literal_error" | "enum":
            known = error["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
            text = f"{str(key)!r} cannot be {error['input']!r}{did_you_mean(str(error['input']), known)}"
        case "value_error" | "assertion_error":
            pass
        case "too_short" | "string_too_short":
            text = f"{_name(where)} is empty"
        case kind if kind in _SHOULD_BE:
            text = f"{_name(where)} should be {_SHOULD_BE[kind]}" + (
                ", but nothing stands there" if error["input"] is None else ""
            )
        case _:
            text = f"{_name(where)}: {text[:1].lower()}{text[1:]}"
    return located.problem(where, text)


_SHOULD_BE = {
    "string_type": "a text",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "a mapping (key: value)",
    "model_type": "a mapping (key: value)",
    "model_attributes_type": "a mapping (key: value)",
    "int_parsing": "a whole number",
    "float_parsing": "a number",
    "bool_parsing": "yes or no",
}


def _name(where: KeyPath) -> str:
    """Return the name of a value as people say it: the last key on the way to it."""
    keys = [part for part in where if isinstance(part, str)]
    name = repr(keys[-1]) if keys else "the file"
    return f"an entry of {name}" if where and isinstance(where[-1], int) else name


def _names(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _resolve(model: type[BaseModel], loc: tuple[int | str, ...]) -> tuple[KeyPath, type[StrictModel] | None]:
    """Return the way to the value without the tags pydantic puts in, and the model that owns its last key."""
    where: list[str | int] = []
    here: Any = model
    owner: type[StrictModel] | None = None
    for part in loc:
        tagged = _members(here).get(part)
        if tagged is not None:
            here = tagged
            continue
        here = _plain(here)
        owner = here if isinstance(here, type) and issubclass(here, StrictModel) else None
        where.append(part)
        here = _inside(here, part)
    return tuple(where), owner


def _members(annotation: Any) -> dict[str | int, Any]:
    """Return the members of a tagged union by their tags."""
    members = get_args(_bare(annotation))
    tags = {member: next((m.tag for m in get_args(member) if isinstance(m, Tag)), None) for member in members}
    return {tag: member for member, tag in tags.items() if tag is not None}


def _bare(annotation: Any) -> Any:
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _plain(annotation: Any) -> Any:
    """Return the annotation without Annotated[...] and without `| None`."""
    annotation = _bare(annotation)
    if get_origin(annotation) in (Union, UnionType):
        rest = [_bare(member) for member in get_args(annotation) if member is not type(None)]
        return _plain(rest[0]) if len(rest) == 1 else annotation
    return annotation


def _inside(annotation: Any, part: int | str) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = {field.alias or name: field for name, field in annotation.model_fields.items()}
        return fields[str(part)].annotation if str(part) in fields else None
    arguments = [a for a in get_args(annotation) if a is not Ellipsis]
    return arguments[-1] if arguments and get_origin(annotation) is not Literal else None
