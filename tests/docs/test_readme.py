"""The samples in README.md are what the files say that they are taken from."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLE = re.compile(r"\(from \[([^\]]+)\][^\n]*\):\n\n```\w+\n(.*?)```", re.DOTALL)
SAMPLES = SAMPLE.findall((ROOT / "README.md").read_text(encoding="utf-8"))


def list_lines(text: str) -> list[str]:
    """Return the lines without what a comment adds, and without those that mark what is left out."""
    return [line for part in text.splitlines() if (line := part.partition("#")[0].strip())]


@pytest.mark.parametrize(("path", "sample"), SAMPLES, ids=[path for path, _ in SAMPLES])
def test_each_line_of_a_sample_is_in_its_file_in_this_order(path: str, sample: str) -> None:
    rest = iter(list_lines((ROOT / path).read_text(encoding="utf-8")))
    assert [line for line in list_lines(sample) if line not in rest] == []


def test_there_is_a_sample_of_a_flow_and_of_a_page_object() -> None:
    assert [Path(path).suffix for path, _ in SAMPLES] == [".yaml", ".py"]
