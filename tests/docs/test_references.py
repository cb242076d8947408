"""What the documentation, docstrings and comments refer to exists: files, headings, decisions and facts."""

import re
import subprocess
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

FENCED = re.compile(r"^( *)```.*?^\1```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)

FOLDERS = ("ecfcheck", "pages", "config", "stage", "flows", "tests", "docs", "tools", "benchmarks")
PACKAGES = tuple(path.parent.name for path in (ROOT / "ecfcheck").glob("*/__init__.py"))
"""Packages of ecfcheck that a text about ecfcheck names without it: `runner/failures.py`."""

_FOLDER = "|".join((*FOLDERS, *PACKAGES))
PATH = re.compile(rf"(?<![\w./~-])((?:{_FOLDER})/[\w./-]*[\w-]\.(?:py|md|ya?ml|json|sql|png|j2|html))\b")
DECISION = re.compile(r"(?:docs/adr/|\bADR )0*(\d+)\b")
FACTS = re.compile(r"\bfacts ((?:[A-F]\d?)(?:(?:,| and| to) [A-F]\d?)*)\b")

NAMES_FILES_TO_CREATE = {"CONTRIBUTING.md", "docs/guide/own-notices.md"}
"""They create the files that they name, and a test carries them out."""


def list_files(*patterns: str) -> list[str]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns]
    listed = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return sorted(name for name in listed.stdout.splitlines() if (ROOT / name).is_file())


MARKDOWN = list_files("*.md")
PYTHON = list_files("*.py")


@cache
def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def read_prose(name: str) -> str:
    """Return a document's whole text, and of a module its docstrings and comments."""
    return "\n".join(find_prose(ROOT / name)) if name.endswith(".py") else read(name)


def find_prose(path: Path) -> Iterator[str]:
    """Yield the comments of a module and the strings that are statements of their own."""
    statement_begins = True
    with path.open("rb") as file:
        for token in tokenize.tokenize(file.readline):
            if token.type == tokenize.COMMENT or (token.type == tokenize.STRING and statement_begins):
                yield token.string
            if token.type not in {tokenize.COMMENT, tokenize.NL}:
                layout = {tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING}
                statement_begins = token.type in layout


def find_links(name: str) -> Iterator[str]:
    """Yield the links of a document that lead to a place in the repository."""
    for target in LINK.findall(FENCED.sub("", read(name))):
        if "://" not in target:
            yield target


@cache
def anchors_of(path: Path) -> set[str]:
    """Return the anchors that GitHub gives the headings of a document."""
    headings = HEADING.findall(FENCED.sub("", path.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", MARKDOWN)
def test_links_lead_to_files_and_headings_that_exist(name: str) -> None:
    broken = []
    for target in find_links(name):
        file, _, anchor = target.partition("#")
        path = (ROOT / name).parent / file if file else ROOT / name
        if not path.exists() or (anchor and anchor not in anchors_of(path)):
            broken.append(target)
    assert broken == []


def test_paths_named_in_docs_and_docstrings_exist() -> None:
    missing = [
        f"{name}: {path}"
        for name in [*MARKDOWN, *PYTHON]
        if name not in NAMES_FILES_TO_CREATE
        for path in PATH.findall(read_prose(name))
        if not (ROOT / path).exists() and not (ROOT / "ecfcheck" / path).exists()
    ]
    assert missing == []


def test_decisions_that_are_cited_exist() -> None:
    decisions = {int(path.name[:4]) for path in (ROOT / "docs/adr").glob("*.md")}
    cited = {
        (name, int(number)) for name in [*MARKDOWN, *PYTHON] for number in DECISION.findall(read_prose(name))
    }
    assert [place for place in sorted(cited) if place[1] not in decisions] == []


def test_each_decision_has_its_number_in_its_title() -> None:
    for path in (ROOT / "docs/adr").glob("*.md"):
        assert path.read_text(encoding="utf-8").startswith(f"# {int(path.name[:4])}. "), path.name


def test_facts_that_are_cited_exist() -> None:
    text = read("docs/facts.md")
    facts = {*re.findall(r"^## ([A-F])\.", text, re.MULTILINE), *re.findall(r"\*\*([A-F]\d) ", text)}
    cited = {
        (name, fact)
        for name in [*MARKDOWN, *PYTHON]
        for facts_cited in FACTS.findall(read_prose(name))
        for fact in re.findall(r"[A-F]\d?", facts_cited)
    }
    assert cited
    assert [place for place in sorted(cited) if place[1] not in facts] == []


def test_no_docstring_cites_a_page_that_is_not_in_the_repository() -> None:
    citing = [name for name in PYTHON if re.search(r"\(design(?: card)?:", read_prose(name))]
    assert citing == []
