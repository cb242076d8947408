"""Finds, checks and fills placeholders for account data, such as `{ecf.name}`."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, get_args

from pydantic import BaseModel

from config.account import Account, Case, EcfCredentials, PacerCredentials
from config.errors import EcfcheckError
from config.persona import load_personas
from config.secret import Secret
from config.suggest import did_you_mean

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")

_GROUPS: dict[str, type[BaseModel]] = {"pacer": PacerCredentials, "ecf": EcfCredentials, "case": Case}


def _list_fields() -> Iterator[tuple[tuple[str, str], Callable[[str], str | Secret]]]:
    for group, model in _GROUPS.items():
        for name, field in model.model_fields.items():
            yield (group, name), Secret if _is_secret(field.annotation) else str


def _is_secret(annotation: Any) -> bool:
    """Return whether an annotation is Secret or contains it, such as `Secret | None`."""
    return annotation is Secret or any(_is_secret(part) for part in get_args(annotation))


FIELDS = dict(_list_fields())
"""The fields of an account by group and name, each with its type."""

PASSCODE = "pacer.passcode"
"""The placeholder that a person can be asked for if the account has no TOTP secret."""

_COMPUTED = {PASSCODE: ("pacer", "totp_secret"), "pacer.old_passcode": ("pacer", "totp_secret")}
"""Secrets that are computed from a field on demand."""

OPTIONAL = frozenset({"pacer.client_code"})
"""Placeholders that become empty text if the account does not have the field."""

PLAIN_PLACEHOLDERS = tuple(".".join(name) for name, kind in FIELDS.items() if kind is str)
SECRET_PLACEHOLDERS = (*(".".join(name) for name, kind in FIELDS.items() if kind is Secret), *_COMPUTED)


class MissingFieldError(EcfcheckError):
    """The account has no value for a placeholder, which the text names."""


def find_field(placeholder: str) -> tuple[str, str]:
    """Return the group and name of the field that provides a placeholder's value."""
    group, _, name = placeholder.partition(".")
    return _COMPUTED.get(placeholder, (group, name))


def find_placeholders(value: Any) -> Iterator[str]:
    """Yield the name of each placeholder in a documented value or argument."""
    match value:
        case str():
            yield from _PLACEHOLDER.findall(value)
        case tuple():
            for item in value:
                yield from find_placeholders(item)
        case dict():
            yield from find_placeholders(tuple(value.values()))


def list_missing_items(placeholders: Iterable[str], persona: str) -> list[str]:
    """Return descriptions of what a persona lacks for the placeholders, sorted."""
    traits = load_personas()[persona]
    missing = {
        "ecf": "a CM/ECF account" if traits.ecf is None else "",
        "case": "a case" if traits.case is None else "",
        "pacer.totp_secret": "" if traits.pacer.totp else "a one-time passcode",
    }
    fields = {find_field(name) for name in placeholders}
    return sorted(
        {what for group, name in fields for key in (group, f"{group}.{name}") if (what := missing.get(key))}
    )


def check_plain(text: str) -> str:
    """Return a text if its placeholders exist and are not secrets. Raises ValueError."""
    for name in _PLACEHOLDER.findall(text):
        if name in SECRET_PLACEHOLDERS:
            raise ValueError(f"{{{name}}} is a secret and cannot be used in text")
        if name not in PLAIN_PLACEHOLDERS:
            raise ValueError(f"unknown placeholder {{{name}}}{did_you_mean(name, PLAIN_PLACEHOLDERS)}")
    return text


def check_labels(documented: dict[str, Any]) -> dict[str, Any]:
    """Return documented rows or sections if no label has a placeholder. Raises ValueError."""
    for label in documented:
        if "{" in label:
            raise ValueError(f"the label {label!r} contains '{{'; use placeholders only in values")
    return documented


def check_secret(text: str) -> str:
    """Return a text if it is exactly one placeholder of a secret. Raises ValueError."""
    match = _PLACEHOLDER.fullmatch(text)
    wanted = ", ".join(f"{{{name}}}" for name in SECRET_PLACEHOLDERS)
    if match is None:
        raise ValueError(f"a flow cannot contain a secret; write one of {wanted}")
    if match[1] in PLAIN_PLACEHOLDERS:
        raise ValueError(f"{{{match[1]}}} is not a secret; write one of {wanted}")
    if match[1] not in SECRET_PLACEHOLDERS:
        raise ValueError(f"unknown secret {{{match[1]}}}{did_you_mean(match[1], SECRET_PLACEHOLDERS)}")
    return text


def decline_passcode() -> None:
    """Return None, where no person can be asked for a passcode."""


def fill_placeholders(
    value: Any, account: Account, ask: Callable[[], Secret | None] = decline_passcode
) -> Any:
    """Return a documented value or argument with its placeholders filled from the account.

    `ask` asks a person for a passcode if the account has no TOTP secret.
    Raises MissingFieldError if the account has no value for a placeholder.
    """
    match value:
        case str():
            whole = _PLACEHOLDER.fullmatch(value)
            if whole and whole[1] in SECRET_PLACEHOLDERS:
                return _look_up(whole[1], account, ask if whole[1] == PASSCODE else decline_passcode)
            return _PLACEHOLDER.sub(lambda match: str(_look_up(match[1], account)), value)
        case tuple():
            return tuple(fill_placeholders(item, account, ask) for item in value)
        case dict():
            return {key: fill_placeholders(item, account, ask) for key, item in value.items()}
        case _:
            return value


def _look_up(
    name: str, account: Account, ask: Callable[[], Secret | None] = decline_passcode
) -> str | Secret:
    group, _, field = name.partition(".")
    value = getattr(getattr(account, group), field, None)
    if value is None:
        value = ask()
    if isinstance(value, Secret) and value.get_secret_value():
        return value
    if isinstance(value, str) and (value or name in OPTIONAL):
        return value
    raise MissingFieldError(f"{{{name}}}")
