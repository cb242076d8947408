"""A diagnosis of `ecfcheck doctor`: what was examined, how it is, and what to do next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How a finding affects a run; its value is the word that is printed."""

    OK = "ok"
    NOTE = "note"
    """A run works, but not with each option, or not at each court."""
    PROBLEM = "problem"
    """A run cannot work."""


@dataclass(frozen=True)
class Diagnosis:
    """One thing that was examined. `remedy` says what to do, if it is not ok."""

    subject: str
    level: Level
    text: str
    remedy: str = ""


def accept(subject: str, text: str) -> Diagnosis:
    """Return a finding that all is well."""
    return Diagnosis(subject, Level.OK, text)


def note(subject: str, text: str, remedy: str) -> Diagnosis:
    """Return a finding that affects some runs."""
    return Diagnosis(subject, Level.NOTE, text, remedy)


def report_problem(subject: str, text: str, remedy: str) -> Diagnosis:
    """Return a finding that lets no run work."""
    return Diagnosis(subject, Level.PROBLEM, text, remedy)


def has_problem(findings: Iterable[Diagnosis]) -> bool:
    """Return whether any finding lets no run work."""
    return any(finding.level is Level.PROBLEM for finding in findings)


def format_diagnoses(findings: Sequence[Diagnosis]) -> str:
    """Return the findings as lines: level, subject and text in columns, the remedy below."""
    width = max(len(finding.subject) for finding in findings)
    return "\n".join(line for finding in findings for line in _format(finding, width))


def _format(finding: Diagnosis, width: int) -> Iterable[str]:
    indent = " " * (len(Level.PROBLEM) + width + 4)
    first, *others = finding.text.splitlines()
    yield f"{finding.level:{len(Level.PROBLEM)}}  {finding.subject:{width}}  {first}"
    yield from (f"{indent}{line.strip()}" for line in others)
    if finding.remedy:
        # Remedies begin in the column of "next", as in every other message.
        first, *others = finding.remedy.splitlines()
        yield f"{indent}next  {first}"
        yield from (f"{indent}      {line.strip()}" for line in others)
