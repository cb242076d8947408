"""The reviewed file of equivalent mutants is validated, and each entry has a reason."""

from pathlib import Path

import pytest

from config.yaml_file import ProblemsError
from ecfcheck.prove.equivalents import FILE, argue, describe_unused, load_equivalents
from ecfcheck.prove.verdict import MutantVerdict
from tests.helpers.mutants import build_record

REASON = "It changes nothing that the notice describes."
ENTRY = f"""\
equivalents:
  - operators: [{{operators}}]
    screen: {{screen}}
    reason: {REASON}
"""


def write_file(folder: Path, operators: str = "remove", screen: str = "link_confirmation") -> Path:
    file = folder / "mutants.yaml"
    file.write_text(ENTRY.format(operators=operators, screen=screen), encoding="utf-8")
    return file


def test_the_shipped_file_is_valid_and_gives_reasons() -> None:
    assert all(len(entry.reason) > 20 for entry in load_equivalents(FILE))


def test_a_survivor_with_an_entry_is_argued(tmp_path: Path) -> None:
    record = argue(build_record("remove"), load_equivalents(write_file(tmp_path)))
    assert (record.verdict, record.argument) == ("argued", REASON)


@pytest.mark.parametrize(("operators", "screen"), [("empty", "link_confirmation"), ("remove", "utilities")])
def test_a_survivor_of_another_operator_or_screen_is_not(tmp_path: Path, operators: str, screen: str) -> None:
    record = argue(build_record("remove"), load_equivalents(write_file(tmp_path, operators, screen)))
    assert record.verdict == "survived"


def test_a_mutant_that_hung_is_never_argued(tmp_path: Path) -> None:
    hung = build_record("remove", verdict=MutantVerdict.HUNG)
    assert argue(hung, load_equivalents(write_file(tmp_path))) == hung


def test_all_mistakes_are_reported_with_their_positions(tmp_path: Path) -> None:
    file = write_file(tmp_path, "remvoe, 'hide_*'", "link_confirmatoin")
    with pytest.raises(ProblemsError) as caught:
        load_equivalents(file)
    assert str(caught.value).splitlines() == [
        f"{file}:2:17: unknown operator 'remvoe'; did you mean 'remove'?",
        f"{file}:3:13: unknown screen 'link_confirmatoin'; did you mean 'link_confirmation'?",
    ]


def test_an_entry_without_a_reason_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "mutants.yaml"
    file.write_text("equivalents:\n  - operators: [remove]\n", encoding="utf-8")
    with pytest.raises(ProblemsError, match="'reason' is missing"):
        load_equivalents(file)


def test_an_entry_whose_mutants_were_all_noticed_is_reported(tmp_path: Path) -> None:
    file = write_file(tmp_path)
    entries = load_equivalents(file)
    killed = build_record("remove", verdict=MutantVerdict.KILLED)
    (line,) = describe_unused(entries, [killed], file)
    assert line == (
        f"{file}: the entry for remove on link_confirmation is not needed: all of its mutants were"
        " noticed; remove it"
    )
    assert describe_unused(entries, [killed, build_record("remove")], file) == []
    assert describe_unused(entries, [], file) == []
