"""Describes a prepared audit before it runs: how many people, courts and logins, and how long."""

from collections.abc import Iterator

from ecfcheck.audit.prepare import PreparedAudit
from ecfcheck.report.text import count

_MINUTE, _HOUR = 60, 3600


def describe_audit(prepared: PreparedAudit, per_minute: int) -> Iterator[str]:
    """Yield lines on what an audit would do at a limit of logins, without doing it."""
    people = len(prepared.people)
    courts = {court for person in prepared.people for court in person.courts}
    persons = f"{people} {'person' if people == 1 else 'people'}"
    yield f"{prepared.name}: no mistakes, and all settings are there; no court was contacted"
    yield f"  {persons} in {count(len(courts), 'court')}, {count(prepared.pairs, 'answer')}"
    yield f"  {count(people, 'login')} at PACER, and one more for each person who is not linked"
    if duration := _describe_duration(people, per_minute):
        yield f"  at least {duration}, at {count(per_minute, 'login')} a minute"
    if left_out := prepared.roster.left_out:
        yield f"  in none of the chosen courts: {', '.join(left_out)}"


def _describe_duration(logins: int, per_minute: int) -> str:
    """Return how long so many logins take at a limit, "" if no time: the first is made at once."""
    seconds = round((logins - 1) * _MINUTE / per_minute)
    if seconds == 0:
        return ""
    if seconds < _MINUTE:
        return count(seconds, "second")
    if seconds < _HOUR:
        return count(round(seconds / _MINUTE), "minute")
    hours, rest = divmod(round(seconds / _MINUTE), _MINUTE)
    return f"{count(hours, 'hour')} {count(rest, 'minute')}"
