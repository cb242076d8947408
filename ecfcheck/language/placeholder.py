"""Texts of a flow that stand for something of the account: `{ecf.name}`, `{pacer.password}`."""

import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from config.account import Account, EcfAccount, PacerAccount
from config.secret import Secret
from config.suggest import did_you_mean

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")

_OF_ACCOUNT: dict[str, type[BaseModel]] = {"pacer": PacerAccount, "ecf": EcfAccount}


def _names() -> Iterator[tuple[str, bool]]:
    for group, model in _OF_ACCOUNT.items():
        for name, field in model.model_fields.items():
            yield f"{group}.{name}", "Secret" in str(field.annotation)


PLAIN = tuple(name for name, secret in _names() if not secret)
SECRET = tuple(name for name, secret in _names() if secret)


def check_plain(text: str) -> str:
    """Return a text whose placeholders all exist and can be shown. Raises ValueError."""
    for name in _PLACEHOLDER.findall(text):
        if name in SECRET:
            raise ValueError(f"{{{name}}} is a secret and cannot stand in a text")
        if name not in PLAIN:
            raise ValueError(f"unknown placeholder {{{name}}}{did_you_mean(name, PLAIN)}")
    return text


def check_secret(text: str) -> str:
    """Return a text that is the placeholder of a secret and nothing else. Raises ValueError."""
    match = _PLACEHOLDER.fullmatch(text)
    if match is None:
        wanted = ", ".join(f"{{{name}}}" for name in SECRET)
        raise ValueError(f"a secret never stands in a flow; write one of {wanted}")
    if match[1] not in SECRET:
        raise ValueError(f"unknown secret {{{match[1]}}}{did_you_mean(match[1], SECRET)}")
    return text


def fill(value: Any, account: Account) -> Any:
    """Return a documented value or an argument with its placeholders filled from the account."""
    match value:
        case str():
            alone = _PLACEHOLDER.fullmatch(value)
            if alone and alone[1] in SECRET:
                return _look_up(alone[1], account)
            return _PLACEHOLDER.sub(lambda found: str(_look_up(found[1], account)), value)
        case tuple():
            return tuple(fill(item, account) for item in value)
        case dict():
            return {key: fill(item, account) for key, item in value.items()}
        case _:
            return value


def _look_up(name: str, account: Account) -> str | Secret:
    group, _, field = name.partition(".")
    of_account = getattr(account, group)
    found = getattr(of_account, field, None)
    if isinstance(found, str | Secret):
        return found
    raise LookupError(f"the account has no {name}")
