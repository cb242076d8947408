"""Finds words in code, docs, flows and messages that we write differently; `make lint` runs it.

Some of them are good English elsewhere and were once used here for everything (`told`). What a court says is
left alone: the checks of a flow, the entries of the documents, the stage's wording and templates.
"""

import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

PROSE = re.compile(
    r"\b(told|heed\w*|whose|nobody|beside|whoever|mend(?:s|ed|ing)?|affair|(?:is|are|was|were) to be"
    r"|of before|of now|is no(?! longer\b| more\b)(?= [a-z])|be they|lest)\b",
    re.IGNORECASE,
)
"""Words and phrases to write differently, wherever people read."""

NAME = re.compile(
    r"^_*(told|met|left|lent|held|of|beside|whose|nobody|shown|undone|narrowed|spelled|proven|heed\w*)$"
)
"""What a name is not: a participle, preposition or pronoun alone."""

COURTS_OWN_WORDS = ("stage/templates/", "stage/ecf/wording.py", "stage/pacer/wording.py", "stage/website.py")
NOT_READ = ("requirements.lock", "flows/flow.schema.json", "tools/check_words.py", "flows/documents/")
SUFFIXES = {".py", ".md", ".yaml", ".yml", ".toml", ".j2", ".html", ".js", ".css", ".sql"}

Finding = tuple[int, int, str]
"""Line, column and what was found."""


def list_files(under: tuple[str, ...]) -> list[str]:
    """Return the files of the repository that are read, below some folders or all."""
    command = ["git", "ls-files", *under]
    listed = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - git's own list
    return [
        name
        for name in listed.stdout.splitlines()
        if Path(name).suffix in SUFFIXES
        and Path(name).is_file()
        and not name.startswith((*NOT_READ, *COURTS_OWN_WORDS))
    ]


def find_in_python(text: str) -> Iterator[Finding]:
    """Find words in comments, strings and names."""
    for token in tokenize.generate_tokens(StringIO(text).readline):
        line, column = token.start
        if token.type in {tokenize.COMMENT, tokenize.STRING}:
            for index, row in enumerate(token.string.splitlines()):
                for match in PROSE.finditer(row):
                    yield line + index, match.start() + (column if index == 0 else 0), match[0]
        elif token.type == tokenize.NAME and NAME.match(token.string):
            yield line, column, f"the name {token.string}"


def find_in_flow(text: str) -> Iterator[Finding]:
    """Find words in what a flow says in its author's words, not in what it quotes of the court."""
    own = re.compile(r"^\s*(- )?(title|says|#)|^\s*#")
    for number, row in enumerate(text.splitlines(), start=1):
        if own.match(row):
            yield from ((number, match.start(), match[0]) for match in PROSE.finditer(row))


def find_in_text(text: str) -> Iterator[Finding]:
    """Find words anywhere in a text but in code spans and quotations of a court."""
    for number, row in enumerate(text.splitlines(), start=1):
        plain = re.sub(r"`[^`]*`|“[^”]*”|\"[^\"]*\"", lambda match: " " * len(match[0]), row)
        yield from ((number, match.start(), match[0]) for match in PROSE.finditer(plain))


def find_words(name: str) -> Iterator[Finding]:
    """Find the words to write differently in a file."""
    text = Path(name).read_text(encoding="utf-8")
    if name.endswith(".py"):
        yield from find_in_python(text)
    elif name.startswith("flows/") and name.endswith(".yaml"):
        yield from find_in_flow(text)
    else:
        yield from find_in_text(text)


def main() -> int:
    """Print every finding as path:line:column; return 1 if there is one."""
    found = [
        f"{name}:{line}:{column + 1}: {words}"
        for name in list_files(tuple(sys.argv[1:]))
        for line, column, words in find_words(name)
    ]
    if found:
        found.append(f"{len(found)} words to write differently (CONTRIBUTING.md, Names and English)")
        sys.stdout.write("\n".join(found) + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
