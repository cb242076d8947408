"""Finds what was written as a client code and is a secret, or names a setting."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from config.settings import Settings
from config.yaml_file import Problem
from ecfcheck.audit.roster import Person
from ecfcheck.audit.roster_schema import CLIENT_CODE, describe_name_as_code

_SECRET_NAME = re.compile(r"(?i).*_(PASSWORD|PASSWD|PASSWORT|PWD?|SECRET)")
"""How the settings of secrets are called."""


def find_client_code_problems(
    people: Iterable[Person], settings: Settings, others: Iterable[Person] = ()
) -> Iterator[Problem]:
    """Yield a problem for each client code that names a setting, or is a secret's value.

    The settings are those of all these people, and what else is set. A secret is not quoted.
    """
    people = list(people)
    everyone = [*people, *others]
    named = {name for person in everyone for name in person.settings}
    secrets = _read_secrets(everyone, settings) if any(person.client_code for person in people) else {}
    for person in people:
        code, cell = person.client_code, person.client_code_cell
        if not code or cell is None:
            continue
        if name := secrets.get(_normalize(code)):
            text = (
                f"is the value of {name}, which is a secret; delete it here, and write the client code"
                " itself, or nothing"
            )
        elif _names_setting(code, named, settings):
            text = describe_name_as_code(code)
        else:
            continue
        yield Problem(cell.path, cell.place, f"{CLIENT_CODE}: {text}")


def _read_secrets(people: Iterable[Person], settings: Settings) -> Mapping[str, str]:
    """Return the settings of all secrets by their normalized values."""
    of_people = [name for person in people for name, kind in person.settings.items() if kind != "login"]
    named = dict.fromkeys((*of_people, *filter(_SECRET_NAME.fullmatch, settings.environ)))
    return {_normalize(value): name for name in reversed(named) if (value := settings.get(name))}


def _names_setting(code: str, named: Collection[str], settings: Settings) -> bool:
    # Every environment has a HOME or USER, which may well be a client: settings have a _.
    return code in named or ("_" in code and code in settings.environ)


def _normalize(value: str) -> str:
    """Return a value without what is often typed differently: case, and the blanks of TOTP secrets."""
    return "".join(value.split()).casefold()
