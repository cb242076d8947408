"""A text that PyYAML rejected: where it says that the mistake is, and the lines around that place."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml

from config.lookalikes import find_lookalike

_NO_BREAK = "\u00a0"
_FOUND = re.compile(r"but (?:found|got) '(.+)'$")


class SyntaxFault(NamedTuple):
    """What is wrong, and where it begins: line and column are counted from 1."""

    line: int
    column: int
    text: str


def has_content(line: str) -> bool:
    """Return whether a line has more than blanks and a comment."""
    return line.strip() != "" and not line.lstrip().startswith("#")


def get_indent(line: str) -> int:
    """Return how many blanks a line begins with."""
    return len(line) - len(line.lstrip())


class RejectedText:
    """A rejected text, with what PyYAML says about it."""

    def __init__(self, text: str, error: yaml.MarkedYAMLError, mark: yaml.Mark) -> None:
        self.text = text
        self.mark = mark
        self.start = error.context_mark or mark
        """Where the construct begins that contains the mistake."""
        self.problem = error.problem or ""
        self.context = error.context or ""
        found = _FOUND.search(self.problem)
        self.found = found[1] if found else ""
        # One more, for a mark at the end of the text.
        self.lines = [*text.split("\n"), ""]

    def at_mark(self, text: str) -> SyntaxFault:
        """Return a fault at the place that PyYAML names."""
        return SyntaxFault(self.mark.line + 1, self.mark.column + 1, text)

    def at_start(self, text: str) -> SyntaxFault:
        """Return a fault where the construct begins that contains the mistake."""
        return SyntaxFault(self.start.line + 1, self.start.column + 1, text)

    @property
    def marked_line(self) -> str:
        """The line that PyYAML names."""
        return self.lines[self.mark.line]

    def find_no_break_space(self) -> SyntaxFault | None:
        """Return the first line above the mistake that is indented with what only looks like blanks."""
        for number, line in enumerate(self.lines[: self.mark.line + 1], 1):
            indent = line[: len(line) - len(line.lstrip())]
            if _NO_BREAK in indent:
                what = "this line is indented with non-breaking blanks; replace them with ordinary ones"
                return SyntaxFault(number, indent.index(_NO_BREAK) + 1, what)
        return None

    def find_lookalike(self) -> SyntaxFault | None:
        """Return a character in the marked line, or the one above, that only looks like one of YAML's."""
        for line in (self.find_line_above(), self.mark.line):
            if found := find_lookalike(self.lines[line]):
                column, text = found
                return SyntaxFault(line + 1, column, text)
        return None

    def explain_otherwise(self) -> SyntaxFault:
        """Return what can be said of any mistake."""
        check = "check the colons, the quotes and the indentation of this line and the one above"
        return self.at_mark(f"is not YAML: {self.problem}; {check}")

    def find_line_above(self) -> int:
        """Return the last line with content above the marked one; that one if there is none."""
        at = self.mark.line
        return next((line for line in range(at - 1, -1, -1) if has_content(self.lines[line])), at)

    def describe_columns(self, *, dashes_only: bool = False) -> str:
        """Return the columns in which a line could begin here: those of the keys and lists it is in."""
        columns = sorted(set(self._list_columns(dashes_only=dashes_only)))
        *others, last = map(str, columns or [1])
        return f"column {', '.join(others)} or {last}" if others else f"column {last}"

    def _list_columns(self, *, dashes_only: bool) -> Iterator[int]:
        smallest = len(self.text)
        for line in reversed(self.lines[: self.mark.line]):
            content = line.lstrip()
            indent = len(line) - len(content)
            if not content or content.startswith("#") or indent >= smallest:
                continue
            smallest = indent
            is_entry = content.startswith("- ")
            if is_entry or not dashes_only:
                yield indent + 1
            if is_entry and not dashes_only:
                yield indent + 1 + len(content) - len(content[1:].lstrip())

    def find_token_before(self) -> yaml.Token | None:
        """Return the last token that ends before the mistake."""
        last = None
        try:
            for token in yaml.scan(self.text, Loader=yaml.SafeLoader):
                if token.start_mark.index >= self.mark.index:
                    break
                # A token without text, such as the end of a block, says nothing.
                if token.end_mark.index > token.start_mark.index:
                    last = token
        except yaml.YAMLError:
            return last  # the text ends here for the scanner
        return last
