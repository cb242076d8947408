"""Explains in plain words why a text is not YAML, and what to do about it."""

import re
from collections.abc import Callable

import yaml

from config.rejected_yaml import RejectedText, SyntaxFault, get_indent, has_content
from config.swallowed_text import quote_all

_COLON_IN_TEXT = re.compile(r"^\s*(?:- +)*[^\s:#'\"\[{][^:]*:\s+\S")
_KEY_WITHOUT_BLANK = re.compile(r"\s*(?:- +)*([\w-]+):(\S.*)")
_DASH_WITHOUT_BLANK = re.compile(r"\s*-([A-Za-z_]\w*):(?:\s|$)")
_ENTRY = re.compile(r" *- ")
_KEY_OF_A_BLOCK = re.compile(r"\s*(?:- +)*[\w-]+:\s*(?:#.*)?$")
_OPENING = {"flow sequence": ("[", "]"), "flow mapping": ("{", "}")}


def explain_yaml_error(text: str, error: yaml.YAMLError) -> SyntaxFault:
    """Return the mistake that made PyYAML reject a text."""
    if isinstance(error, yaml.reader.ReaderError):
        before = text[: error.position]
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        return SyntaxFault(
            line, column, f"the character U+{error.character:04X} is not allowed in YAML; delete it"
        )
    if not isinstance(error, yaml.MarkedYAMLError) or not (mark := error.problem_mark or error.context_mark):
        return SyntaxFault(1, 1, f"is not YAML: {error}")
    case = RejectedText(text, error, mark)
    return (
        case.find_no_break_space()
        or case.find_lookalike()
        or next((fault for explain in _EXPLANATIONS if (fault := explain(case))), case.explain_otherwise())
    )


def _explain_character(case: RejectedText) -> SyntaxFault | None:
    """Explain a value, or a line, that begins with a character that means something in YAML."""
    if "that cannot start any token" in case.problem:
        character = case.text[case.mark.index]
        return _explain_tab(case) if character == "\t" else case.at_mark(quote_all(character))
    if case.problem == "mapping keys are not allowed here":
        return case.at_mark(quote_all("?"))
    if case.problem.startswith("found undefined alias"):
        return case.at_mark(quote_all("*"))
    if case.context in {"while scanning an alias", "while scanning an anchor", "while scanning a directive"}:
        return case.at_start(quote_all(case.text[case.start.index]))
    return None


def _explain_tab(case: RejectedText) -> SyntaxFault:
    is_indent = not case.marked_line[: case.mark.column].strip()
    remedy = "indent with blanks, two for each level" if is_indent else "use a blank"
    return case.at_mark(f"a tab is not allowed here; {remedy}")


def _explain_beginning(case: RejectedText) -> SyntaxFault | None:
    """Explain a value that begins on the wrong line."""
    if case.problem.startswith("expected '<document start>'"):
        directives = (number for number, line in enumerate(case.lines, 1) if line.startswith("%"))
        return next((SyntaxFault(number, 1, quote_all("%")) for number in directives), None)
    if case.context == "while scanning a block scalar":
        character = case.text[case.start.index]
        return case.at_start(
            f"after {character!r} the text begins on the next line; if {character!r} is part of the text, put"
            " the whole text in quotes"
        )
    if case.problem == "sequence entries are not allowed here":
        return case.at_mark("a list begins on the line below its key; if this is text, put it in quotes")
    return None


def _explain_quotes(case: RejectedText) -> SyntaxFault | None:
    if case.problem.startswith("found unknown escape character"):
        return case.at_mark("in double quotes a backslash has a meaning of its own; use single quotes")
    if case.context == "while scanning a quoted scalar":
        return case.at_start("this quotation mark is never closed; add one at the end of the text")
    token = case.find_token_before()
    is_text = case.found == "<scalar>" and not case.context.startswith("while parsing a flow")
    if not is_text or not isinstance(token, yaml.ScalarToken) or token.plain:
        return None
    start, end = token.start_mark, token.end_mark
    if end.line > start.line:
        text = f"this quotation mark is closed only on line {end.line + 1}; add one at the end of the text"
    elif token.style == "'":
        text = "the text goes on after the closing quotation mark; for an apostrophe inside '...', write ''"
    else:
        text = "the text goes on after the closing quotation mark; put the whole text in quotes: '\"A\" b'"
    return SyntaxFault(start.line + 1, start.column + 1, text)


def _explain_brackets(case: RejectedText) -> SyntaxFault | None:
    """Explain brackets and braces that are not closed, or not opened."""
    if case.problem.startswith("expected ',' or "):
        return _explain_open_bracket(case)
    if case.problem.startswith("expected the node content"):
        if case.found == "-":
            return case.at_mark("a '-' cannot follow an open '[' or '{'; remove the bracket, or write [a, b]")
        return case.at_mark(f"a value is missing before {case.found!r}")
    if case.found in {"]", "}"}:
        return case.at_mark(f"nothing was opened that this {case.found!r} closes; remove it")
    return None


def _explain_open_bracket(case: RejectedText) -> SyntaxFault:
    opening, closing = _OPENING[case.context.removeprefix("while parsing a ")]
    if case.mark.line == case.start.line and case.found != "<stream end>":
        return case.at_mark(
            f"a comma or {closing!r} is missing before this; put a text that has commas or colons in quotes"
        )
    comment = case.lines[case.start.line].find(" #", case.start.column)
    if comment >= 0:
        text = "a '#' after a blank begins a comment; put a text that has one in quotes"
        return SyntaxFault(case.start.line + 1, comment + 2, text)
    return case.at_start(f"this {opening!r} is not closed; add {closing!r} at its end")


def _explain_bracketed_text(case: RejectedText) -> SyntaxFault | None:
    """Explain a text that begins with a bracket and goes on after it is closed."""
    token = case.find_token_before() if case.found == "<scalar>" else None
    if not isinstance(token, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken):
        return None
    opening = "[" if isinstance(token, yaml.FlowSequenceEndToken) else "{"
    return SyntaxFault(case.mark.line + 1, case.marked_line.find(opening) + 1, quote_all(opening))


def _explain_colon(case: RejectedText) -> SyntaxFault | None:
    if case.problem == "mapping values are not allowed here" and _COLON_IN_TEXT.match(
        case.marked_line[: case.mark.column + 1]
    ):
        return case.at_mark(
            "a colon with a blank after it ends a key; put a text that has one in quotes, or begin a new line"
            " for the second key"
        )
    if case.problem == "could not find expected ':'":
        if match := _KEY_WITHOUT_BLANK.match(case.lines[case.start.line]):
            return case.at_start(f"a colon needs a blank after it: write '{match[1]}: ...'")
        if case.lines[case.start.line].lstrip().startswith("//"):
            return case.at_start("a comment begins with '#'")
        return case.at_start("this line has no key; write 'key: value', or indent it if it continues a text")
    return None


def _explain_dash(case: RejectedText) -> SyntaxFault | None:
    """Explain an entry that has no blank after its '-', or no '-' while the next one has."""
    at, above = case.mark.line, case.find_line_above()
    for line in (case.start.line, above, at):
        if match := _DASH_WITHOUT_BLANK.match(case.lines[line]):
            text = f"a '-' needs a blank after it: write '- {match[1]}: ...'"
            return SyntaxFault(line + 1, case.lines[line].index("-") + 1, text)
    if not _ENTRY.match(case.marked_line):
        return None
    first = _find_first_line_of_list(case)
    if first is None or _ENTRY.match(case.lines[first]) or not _COLON_IN_TEXT.match(case.lines[first]):
        return None
    text = "this is the first entry of a list; begin it with '- ', in the column of the '-' below"
    return SyntaxFault(first + 1, get_indent(case.lines[first]) + 1, text)


def _find_first_line_of_list(case: RejectedText) -> int | None:
    """Return the first line of the list that the marked entry belongs to by its column."""
    first = None
    for number in range(case.mark.line - 1, -1, -1):
        line = case.lines[number]
        if not has_content(line):
            continue
        if get_indent(line) < case.mark.column:
            return first if _KEY_OF_A_BLOCK.match(line) else None
        first = number
    return None


def _explain_list(case: RejectedText) -> SyntaxFault | None:
    """Explain a list's entry where keys are expected, and a key where entries are."""
    if case.found == "?":
        return case.at_mark(
            "this key is in the column of the list above it, and is in none of its entries; indent it, or"
            " indent the list below a key of its own"
        )
    if case.found == "-":
        return case.at_mark(
            "a '-' begins an entry of a list, and keys are expected here; remove it, or align it with the '-'"
            f" of the entry before ({case.describe_columns(dashes_only=True)})"
        )
    return None


def _explain_indentation(case: RejectedText) -> SyntaxFault | None:
    if case.problem == "but found another document":
        return case.at_mark("'---' begins a second document; a file has only one, so delete this line")
    if case.found in {"<block mapping start>", "<block sequence start>"}:
        return case.at_mark(
            f"nothing above begins in this column; align the line with what it belongs to:"
            f" {case.describe_columns()}"
        )
    if case.problem == "mapping values are not allowed here":
        if fault := _find_key_without_blank_above(case):
            return fault
        column = len(case.marked_line) - len(case.marked_line.lstrip()) + 1
        text = (
            "this line is indented further than the one above, which already has a value; align them, or put"
            " a text of several lines in quotes"
        )
        return SyntaxFault(case.mark.line + 1, column, text)
    return None


def _find_key_without_blank_above(case: RejectedText) -> SyntaxFault | None:
    """Return the line above if it is a key without a blank after its colon, and so was read as a text."""
    above = case.find_line_above()
    match = _KEY_WITHOUT_BLANK.match(case.lines[above])
    if not match or match[2].startswith("//"):
        return None
    text = f"a colon needs a blank after it: write '{match[1]}: {match[2].rstrip()}'"
    return SyntaxFault(above + 1, match.start(1) + 1, text)


_EXPLANATIONS: tuple[Callable[[RejectedText], SyntaxFault | None], ...] = (
    _explain_dash,
    _explain_character,
    _explain_beginning,
    _explain_quotes,
    _explain_brackets,
    _explain_bracketed_text,
    _explain_colon,
    _explain_list,
    _explain_indentation,
)
