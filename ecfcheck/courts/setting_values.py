"""Checks the values of an account's settings before anything is typed at a court."""

from collections.abc import Container, Iterator, Mapping

from config.account import find_totp_fault
from config.secret import Secret
from config.settings import Settings
from config.value_faults import ValueKind
from config.yaml_file import Problem
from ecfcheck.redaction import find_masking_fault


def find_value_problems(
    settings: Settings, kinds: Mapping[str, ValueKind], fixed_words: Container[str]
) -> Iterator[Problem]:
    """Yield what is wrong with the values of one account's settings, as far as they are set."""
    plain = {
        name: value for name, kind in kinds.items() if not _is_secret(kind) and (value := settings.get(name))
    }
    for name, kind in kinds.items():
        value = settings.get(name)
        if value is None:
            continue
        found = settings.check_value(name, kind)
        yield from found
        if not found and _is_secret(kind) and (fault := _find_secret_fault(value, kind, plain, fixed_words)):
            yield settings.build_problem(name, fault)


def _is_secret(kind: ValueKind) -> bool:
    return kind in {"secret", "totp"}


def _find_secret_fault(
    value: str, kind: ValueKind, plain: Mapping[str, str], fixed_words: Container[str]
) -> str | None:
    secret = Secret(value)
    if kind == "totp" and (fault := find_totp_fault(secret)):
        return fault
    if fault := find_masking_fault(secret, fixed_words):
        remedy = "is it the right one?" if kind == "totp" else "change the password at PACER or at the court"
        return f"cannot be kept secret: it {fault}; {remedy}"
    for name, other in plain.items():
        if value.casefold() in other.casefold():
            same = "the same as" if len(value) == len(other) else "part of"
            return f"is {same} {name}, which is shown; correct the one that was pasted in the wrong place"
    return None
