"""What is not YAML is explained in plain words; tests/unit/flowfile/mistakes has more, in whole flows."""

from pathlib import Path

import pytest

from config.yaml_file import ProblemsError, read_yaml

COLUMN = "nothing above begins in this column; align the line with what it belongs to"
QUOTE = "put the whole text in quotes"


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("a: & b\n", f"1:4: a text cannot begin with '&'; {QUOTE}"),
        ("a: %b\n", f"1:4: a text cannot begin with '%'; {QUOTE}"),
        ("a: `b`\n", f"1:4: a text cannot begin with '`'; {QUOTE}"),
        ("a: *b\n", f"1:4: a text cannot begin with '*'; {QUOTE}"),
        ("a: {b} c\n", f"1:4: a text cannot begin with '{{'; {QUOTE}"),
        ("a: b\n%c\n", f"2:1: a text cannot begin with '%'; {QUOTE}"),
        ("a:\tb\n", "1:3: a tab is not allowed here; use a blank"),
        ("a: [b]]\n", "1:7: nothing was opened that this ']' closes; remove it"),
        ("a: b}\nc: }\n", "2:4: a value is missing before '}'"),
        ("a: {b: c\n", "1:4: this '{' is not closed; add '}' at its end"),
        ("a: 'b\n", "1:4: this quotation mark is never closed; add one at the end of the text"),
        (
            "a: | b\n",
            (
                "1:4: after '|' the text begins on the next line; if '|' is part of the text, put the whole"
                " text in quotes"
            ),
        ),
        ("a:\n  - screen:x\n    do: y\n", "2:5: a colon needs a blank after it: write 'screen: x'"),
        (
            "a:\n  \u2013 screen: x\n    do: y\n",
            "2:3: this is an en dash; write '- ' with a hyphen, or put a text in quotes",
        ),
        (
            "a:\n  - screen\uff1ax\n    do: y\n",
            (
                "2:11: this is a full-width colon; write 'screen: ' with an ordinary one, or put a text in"
                " quotes"
            ),
        ),
        (
            "a:\n  - b\n - c\n",
            f"3:2: {COLUMN}: column 1, 3 or 5",
        ),
        (
            "a:\n    b: 1\n  c: 2\n",
            f"3:3: {COLUMN}: column 1 or 5",
        ),
        (
            "- a\nb: c\n",
            (
                "2:1: this key is in the column of the list above it, and is in none of its entries; indent"
                " it, or indent the list below a key of its own"
            ),
        ),
    ],
)
def test_a_text_that_is_not_yaml_is_explained(
    text: str, report: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsError) as error:
        read_yaml(Path("a.yaml"))
    assert str(error.value) == f"a.yaml:{report}"


@pytest.mark.parametrize(
    "text", ["a: b # comment\n", 'a: "b: c"\n', "a: b:c\n", "a: 'it''s'\n", "a: >\n  b\n", "a: [b, c]\n"]
)
def test_valid_yaml_is_read_without_a_problem(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    assert read_yaml(tmp_path / "a.yaml").problems == ()


def test_characters_that_only_look_like_yamls_are_named_where_they_are_yaml(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = "a: \u2013 b\nc: [screen\uff1ax]\nd: {'\u2013 e': \"f\uff1a\"}\n\u2013 g: h\n"
    Path("a.yaml").write_text(text, encoding="utf-8")
    assert [str(problem) for problem in read_yaml(Path("a.yaml")).problems] == [
        (
            "a.yaml:2:11: this is a full-width colon; write 'screen: ' with an ordinary one, or put a text in"
            " quotes"
        ),
        "a.yaml:4:1: this is an en dash; write '- ' with a hyphen, or put a text in quotes",
    ]
