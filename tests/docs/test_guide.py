"""The guide names commands that exist, and says where each flow begins."""

import re
import shlex
from pathlib import Path

import pytest

from ecfcheck.flowfile.loader import load_flow
from ecfcheck.runner.outcome import Outcome
from tests.helpers.commands import get_command

ROOT = Path(__file__).parents[2]
GUIDE = [ROOT / "docs/guide.md", *sorted((ROOT / "docs/guide").glob("*.md"))]
COMMAND = re.compile(
    r"(?:^    |^\$ |`)ecfcheck (?:--project [\w-]+ )?(?P<name>[a-z-]+)(?P<arguments>[^`\n>]*)", re.MULTILINE
)
ROW = re.compile(r"^\| (?P<flows>`[^|]+`) \| `(?P<screen>\w+)` \|", re.MULTILINE)


def test_guide_says_where_flows_begin() -> None:
    guide = (ROOT / "docs" / "guide" / "court-it.md").read_text(encoding="utf-8")
    table = guide.partition("### Where each flow begins")[2].partition("\n### ")[0]
    first_screens = {
        flow: row["screen"] for row in ROW.finditer(table) for flow in re.findall(r"`(\w+)`", row["flows"])
    }
    assert first_screens
    flows = {name: load_flow(ROOT / "flows" / f"{name}.yaml") for name in first_screens}
    assert first_screens == {name: next(flow.parts()).screen.name for name, flow in flows.items()}


@pytest.mark.parametrize("path", GUIDE, ids=lambda path: path.name)
def test_commands_in_guide_exist_with_their_options(path: Path) -> None:
    for command in COMMAND.finditer(path.read_text(encoding="utf-8")):
        subcommand = get_command(command["name"])
        options = {option for parameter in subcommand.params for option in parameter.opts}
        words = shlex.split(command["arguments"], comments=True)
        assert {word for word in words if word.startswith("-")} - options == set(), command[0]


def test_guide_explains_each_outcome_in_the_words_of_the_report() -> None:
    guide = (ROOT / "docs/guide.md").read_text(encoding="utf-8")
    table = guide.partition("## How a run ends")[2].partition("\n\n| outcome")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| ([A-Z_]+) \| (\d+) \| (.+) \|$", table, re.MULTILINE)
    assert rows == [
        (outcome.value, str(outcome.exit_status), outcome.meaning)
        for outcome in Outcome
        if outcome is not Outcome.NOT_RUN
    ]


def test_guide_lists_every_option_of_run() -> None:
    guide = (ROOT / "docs" / "guide" / "court-it.md").read_text(encoding="utf-8")
    table = guide.partition("## Running")[2].partition("\n## ")[0]
    options = {parameter.opts[0] for parameter in get_command("run").params if parameter.opts[0][0] == "-"}
    assert set(re.findall(r"^\| `(--?[a-z-]+)", table, re.MULTILINE)) == options - {"--help"}
