"""Loads the reviewed file of mutants that need not be noticed, each with its reason."""

from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated

from pydantic import Field

from config.suggest import did_you_mean
from config.validation import StrictModel, build_model
from config.yaml_file import KeyPath, ProblemsError, YamlFile, display_path, read_yaml
from ecfcheck.flowfile.registry import load_screens
from ecfcheck.flowfile.unknown_screen import describe_unknown_screen
from ecfcheck.prove.operators import OPERATORS
from ecfcheck.prove.verdict import MutantRecord, MutantVerdict

FILE = Path(__file__).parents[2] / "flows" / "equivalents" / "mutants.yaml"
"""The reviewed file that comes with ecfcheck."""

_Phrase = Annotated[str, Field(min_length=1)]
_MIN_REASON = 20

ANY = "*"


class Equivalent(StrictModel):
    """Mutants that need not be noticed; each condition but the reason is a pattern, with `*` for anything."""

    operators: Annotated[tuple[_Phrase, ...], Field(min_length=1)]
    screen: _Phrase = ANY
    item: _Phrase = ANY
    check: _Phrase = ANY
    flow: _Phrase = ANY
    step: _Phrase = ANY
    reason: Annotated[str, Field(min_length=_MIN_REASON)]

    def includes(self, record: MutantRecord) -> bool:
        """Return whether a mutant is one of these."""
        values = ((getattr(record, name), getattr(self, name)) for name in _CONDITIONS)
        return any(fnmatchcase(record.operator, pattern) for pattern in self.operators) and all(
            fnmatchcase(value, pattern) for value, pattern in values
        )


_CONDITIONS = ("screen", "item", "check", "flow", "step")


class _Equivalents(StrictModel):
    equivalents: tuple[Equivalent, ...] = ()


def load_equivalents(file: Path = FILE) -> tuple[Equivalent, ...]:
    """Return the entries of a file. Raises ProblemsError with all mistakes in it."""
    yaml_file = read_yaml(file)
    equivalents = build_model(yaml_file, _Equivalents).equivalents
    problems = [
        yaml_file.build_problem(place, text)
        for index, entry in enumerate(equivalents)
        for place, text in _find_mistakes(entry, ("equivalents", index), yaml_file)
    ]
    if problems:
        raise ProblemsError(problems)
    return equivalents


def _find_mistakes(entry: Equivalent, place: KeyPath, _: YamlFile) -> Iterable[tuple[KeyPath, str]]:
    for number, pattern in enumerate(entry.operators):
        if not any(fnmatchcase(name, pattern) for name in OPERATORS):
            text = f"unknown operator {pattern!r}{did_you_mean(pattern, OPERATORS)}"
            yield (*place, "operators", number), text
    if not any(fnmatchcase(name, entry.screen) for name in load_screens()):
        yield (*place, "screen"), describe_unknown_screen(entry.screen, load_screens())


def argue(record: MutantRecord, equivalents: Iterable[Equivalent]) -> MutantRecord:
    """Return the record with the argument for it, if it survived and the reviewed file has one."""
    if record.verdict not in {MutantVerdict.SURVIVED, MutantVerdict.MISPLACED}:
        return record
    entry = next((entry for entry in equivalents if entry.includes(record)), None)
    if entry is None:
        return record
    return record.model_copy(update={"verdict": MutantVerdict.ARGUED, "argument": entry.reason})


def describe_unused(
    equivalents: Iterable[Equivalent], records: Iterable[MutantRecord], file: Path = FILE
) -> list[str]:
    """Return a line for each entry that argues for nothing: all of its mutants were noticed."""
    judged = list(records)
    return [
        f"{display_path(file)}: the entry for {', '.join(entry.operators)} on {entry.screen} is not needed:"
        " all of its mutants were noticed; remove it"
        for entry in equivalents
        if (own := [record for record in judged if entry.includes(record)])
        and all(record.verdict is MutantVerdict.KILLED for record in own)
    ]
