"""Texts of a flow that stand for something of the account: `{ecf.name}`, `{pacer.password}`."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, get_args

from pydantic import BaseModel

from config.account import Account, Case, EcfAccount, PacerAccount
from config.persona import load_personas
from config.secret import Secret
from config.suggest import did_you_mean

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")

_OF_ACCOUNT: dict[str, type[BaseModel]] = {"pacer": PacerAccount, "ecf": EcfAccount, "case": Case}


def _fields() -> Iterator[tuple[tuple[str, str], Callable[[str], str | Secret]]]:
    for group, model in _OF_ACCOUNT.items():
        for name, field in model.model_fields.items():
            yield (group, name), Secret if _is_secret(field.annotation) else str


def _is_secret(annotation: Any) -> bool:
    """Return whether an annotation is Secret, or contains it as `Secret | None` does."""
    return annotation is Secret or any(_is_secret(part) for part in get_args(annotation))


FIELDS = dict(_fields())
"""What an account is made of, by group and name, each with the type that keeps it."""

PASSCODE = "pacer.passcode"
"""What a person can be asked for, if the account has nothing to make it of."""

_COMPUTED = {PASSCODE: ("pacer", "totp_secret"), "pacer.old_passcode": ("pacer", "totp_secret")}
"""Secrets that are made of a field when they are asked for."""

OPTIONAL = frozenset({"pacer.client_code"})
"""What an account need not have: its placeholder is then filled with an empty text."""

PLAIN = tuple(".".join(name) for name, kind in FIELDS.items() if kind is str)
SECRET = (*(".".join(name) for name, kind in FIELDS.items() if kind is Secret), *_COMPUTED)


class MissingFieldError(LookupError):
    """The account has nothing that a placeholder could stand for; the text names it."""


def find_field(placeholder: str) -> tuple[str, str]:
    """Return the group and name of the field that a placeholder is made of."""
    group, _, name = placeholder.partition(".")
    return _COMPUTED.get(placeholder, (group, name))


def find_placeholders(value: Any) -> Iterator[str]:
    """Yield the name of each placeholder in a documented value or an argument."""
    match value:
        case str():
            yield from _PLACEHOLDER.findall(value)
        case tuple():
            for item in value:
                yield from find_placeholders(item)
        case dict():
            yield from find_placeholders(tuple(value.values()))


def list_missing_items(placeholders: Iterable[str], persona: str) -> list[str]:
    """Return in words what the placeholders stand for and a persona does not have."""
    traits = load_personas()[persona]
    lacks = {
        "ecf": "an account of CM/ECF" if traits.ecf is None else "",
        "case": "a case" if traits.case is None else "",
        "pacer.totp_secret": "" if traits.pacer.totp else "a one-time passcode",
    }
    behind = {find_field(name) for name in placeholders}
    return sorted(
        {what for group, name in behind for key in (group, f"{group}.{name}") if (what := lacks.get(key))}
    )


def check_plain(text: str) -> str:
    """Return a text whose placeholders all exist and can be shown. Raises ValueError."""
    for name in _PLACEHOLDER.findall(text):
        if name in SECRET:
            raise ValueError(f"{{{name}}} is a secret and cannot stand in a text")
        if name not in PLAIN:
            raise ValueError(f"unknown placeholder {{{name}}}{did_you_mean(name, PLAIN)}")
    return text


def check_documented(value: Any) -> Any:
    """Return what a flow documents if its texts' placeholders can be shown. Raises ValueError."""
    match value:
        case str():
            check_plain(value)
        case tuple():
            for item in value:
                check_documented(item)
        case dict():
            for label in value:
                if "{" in label:
                    raise ValueError(f"the label {label!r} stands for itself: a placeholder is for its value")
            check_documented(tuple(value.values()))
    return value


def check_secret(text: str) -> str:
    """Return a text that is the placeholder of a secret and nothing else. Raises ValueError."""
    match = _PLACEHOLDER.fullmatch(text)
    if match is None:
        wanted = ", ".join(f"{{{name}}}" for name in SECRET)
        raise ValueError(f"a secret never stands in a flow; write one of {wanted}")
    if match[1] not in SECRET:
        raise ValueError(f"unknown secret {{{match[1]}}}{did_you_mean(match[1], SECRET)}")
    return text


def decline_passcode() -> None:
    """Give no passcode: there is nobody to ask."""


def fill(value: Any, account: Account, ask: Callable[[], Secret | None] = decline_passcode) -> Any:
    """Return a documented value or an argument with its placeholders filled from the account.

    `ask` asks a person for a passcode that the account has nothing to make of.
    Raises NotInAccount when the account does not have what one of them stands for.
    """
    match value:
        case str():
            alone = _PLACEHOLDER.fullmatch(value)
            if alone and alone[1] in SECRET:
                asked = ask if alone[1] == PASSCODE else decline_passcode
                return _look_up(alone[1], account, asked)
            return _PLACEHOLDER.sub(lambda found: str(_look_up(found[1], account)), value)
        case tuple():
            return tuple(fill(item, account, ask) for item in value)
        case dict():
            return {key: fill(item, account, ask) for key, item in value.items()}
        case _:
            return value


def _look_up(
    name: str, account: Account, ask: Callable[[], Secret | None] = decline_passcode
) -> str | Secret:
    group, _, field = name.partition(".")
    of_account = getattr(account, group)
    found = getattr(of_account, field, None)
    if found is None:
        found = ask()
    if isinstance(found, Secret) and found.get_secret_value():
        return found
    if isinstance(found, str) and (found or name in OPTIONAL):
        return found
    raise MissingFieldError(f"{{{name}}}")
