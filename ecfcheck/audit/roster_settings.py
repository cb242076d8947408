"""Checks the settings that a roster names, and reads a person's account from them."""

from collections.abc import Collection, Container, Iterable, Iterator, Sequence

from config.account import Account, PacerCredentials
from config.secret import Secret
from config.settings import Settings
from config.yaml_file import Problem, ProblemsError
from ecfcheck.audit.client_codes import find_client_code_problems
from ecfcheck.audit.roster import Person
from ecfcheck.courts.ledger import normalize_user_name
from ecfcheck.courts.setting_values import find_value_problems

_REMEDY = "set each in one of them: write NAME='value' into .env"


def require_settings(
    people: Sequence[Person],
    settings: Settings,
    fixed_words: Container[str] = "",
    *,
    others: Iterable[Person] = (),
    remedy: str = _REMEDY,
) -> None:
    """Check that all settings of all people are set and valid. Raises ProblemsError.

    A secret that is part of `fixed_words` is not valid, nor is a client code that is a secret or names a
    setting. The settings of `others` are not suggested for missing ones. `remedy` says what to do about
    these.
    """
    others = list(others)
    expected = {name for person in (*people, *others) for name in person.settings}
    missing = [
        _describe_missing(person, name, settings, expected)
        for person in people
        for name in person.settings
        if not settings.get(name)
    ]
    problems = [*missing, *([settings.describe_places(remedy)] if missing else [])]
    for person in people:
        problems += find_value_problems(settings, person.settings, fixed_words)
    problems += _find_shared_accounts(people, settings)
    problems += find_client_code_problems(people, settings, others)
    if problems:
        raise ProblemsError(problems)


def _find_shared_accounts(people: Iterable[Person], settings: Settings) -> Iterator[Problem]:
    """Find people with one PACER account: it would be logged in twice, and be locked sooner."""
    first: dict[str, Person] = {}
    for person in people:
        user_name = settings.get(person.user_name)
        other = first.setdefault(normalize_user_name(user_name), person) if user_name else person
        cell = person.cells.get(person.user_name)
        if other is not person and cell:
            text = f"is the PACER account of {other.alias} too; write all its courts into one row"
            yield Problem(cell.path, cell.place, f"{cell.heading}: {person.user_name} {text}")


def _describe_missing(person: Person, name: str, settings: Settings, expected: Collection[str]) -> Problem:
    """Return the problem of a missing setting, at the cell of the roster that names it."""
    problem = settings.describe_missing(name, expected)
    cell = person.cells.get(name)
    if cell is None:
        return problem
    return Problem(cell.path, cell.place, f"{cell.heading}: the setting {name} {problem.text}")


def read_account(person: Person, settings: Settings) -> Account:
    """Return a person's account. Raises ProblemsError if a setting is missing or invalid."""
    require_settings([person], settings)
    secret = settings.get(person.totp_secret) if person.totp_secret else None
    return Account(
        pacer=PacerCredentials(
            user_name=settings.get(person.user_name) or "",
            password=Secret(settings.get(person.password) or ""),
            name=person.name,
            totp_secret=Secret(secret) if secret else None,
            client_code=person.client_code,
        )
    )
