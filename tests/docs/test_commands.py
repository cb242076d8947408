"""The make commands that the documentation names exist, and CI runs all tests."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = {
    target: (help_text, commands)
    for target, help_text, commands in re.findall(
        r"^([a-z-]+):[^#\n]*## (.+)\n((?:\t.+\n)*)", MAKEFILE, re.MULTILINE
    )
}
NAMING_COMMANDS = (
    "README.md",
    "CONTRIBUTING.md",
    "docs/guide.md",
    *(f"docs/guide/{reader}.md" for reader in ("court-it", "ci", "firm")),
    ".ci/run",
    "Makefile",
    "pyproject.toml",
)


@pytest.mark.parametrize("name", NAMING_COMMANDS)
def test_make_commands_named_in_a_file_exist(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    targets = set(re.findall(r"(?:`|^ *)make ([a-z-]+)", text, re.MULTILINE))
    assert targets - TARGETS.keys() == set()


@pytest.mark.parametrize("target", ["test", "test-all"])
def test_readme_and_contributing_name_both_test_commands(target: str) -> None:
    for name in ("README.md", "CONTRIBUTING.md"):
        assert re.search(rf"make {target}\b(?!-)", (ROOT / name).read_text(encoding="utf-8")), name


def test_ci_runs_all_tests() -> None:
    _, commands = TARGETS["test-all"]
    assert '-m ""' in commands
    assert "make test-all " in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_hanging_test_fails(request: pytest.FixtureRequest) -> None:
    limit = request.node.get_closest_marker("timeout")
    assert limit is not None
    assert 0 < limit.args[0] <= 300
