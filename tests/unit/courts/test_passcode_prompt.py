"""A one-time passcode that is cut off is asked for again, before it is typed and cannot be masked."""

import sys

import click
import pytest
from click.testing import CliRunner

from ecfcheck.courts.passcode_prompt import create_prompt


@pytest.mark.parametrize(
    ("typed", "passcode", "questions"),
    [("493817\n", "493817", 1), ("493 817\n", "493817", 1), ("4938\n493817\n", "493817", 2), ("\n", None, 1)],
)
def test_a_passcode_is_asked_for_until_it_is_whole(
    typed: str, passcode: str | None, questions: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: list[str | None] = []

    @click.command()
    def ask() -> None:
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        prompt = create_prompt("District of Connecticut", {})
        assert prompt
        answer = prompt("passcode_filer")
        answers.append(answer.get_secret_value() if answer else None)

    result = CliRunner().invoke(ask, input=typed)
    assert answers == [passcode], result.output
    assert result.output.count("PACER's one-time passcode of passcode_filer") == questions
    assert "4938" not in result.output
