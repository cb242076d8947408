"""Invented inputs: texts that no author thinks of, and real files with a few lines or bytes changed."""

from collections.abc import Callable, Sequence

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from config.yaml_file import ProblemsError

PROFILE = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
"""The same examples on every machine: a test that fails in CI fails everywhere.

A test may use pytest's folder: each example overwrites its file.
"""

TEXTS = st.text(max_size=60)
"""Any characters that a file in UTF-8 can hold."""

ODD_TEXTS = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)
"""Also halves of surrogate pairs, as Python reads bytes of the environment that are not UTF-8."""

_FRAGMENTS = st.one_of(
    st.sampled_from(
        ["", " ", "  ", "\t", ":", "- ", "{", "}", "[", "]", "'", '"', "&a", "*a", "!x", "|", ">"]
    ),
    st.sampled_from(
        ["#", "?", "---", "...", "null", "~", "{ecf.name}", "{", "%", "@", "`", "\ufeff", "\0", "\r"]
    ),
    TEXTS,
)


@st.composite
def change_lines(draw: st.DrawFn, texts: Sequence[str]) -> str:
    """Return one of the texts with a few of its lines deleted, repeated, moved or changed."""
    lines = draw(st.sampled_from(texts)).splitlines()
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["delete", "repeat", "swap", "indent", "insert", "replace", "cut"])):
            case "delete" if len(lines) > 1:
                del lines[at]
            case "repeat":
                lines.insert(at, lines[at])
            case "swap":
                other = draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], lines[at]
            case "indent":
                lines[at] = " " * draw(st.integers(0, 8)) + lines[at].lstrip()
            case "insert":
                column = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:column] + draw(_FRAGMENTS) + lines[at][column:]
            case "replace":
                key, colon, _ = lines[at].partition(":")
                lines[at] = f"{key}{colon} {draw(_FRAGMENTS)}"
            case _:
                lines[at] = lines[at][: draw(st.integers(0, len(lines[at])))]
    return "\n".join(lines)


@st.composite
def change_bytes(draw: st.DrawFn, content: bytes) -> bytes:
    """Return the content with a few of its bytes changed, or with a part of it missing."""
    changed = bytearray(content)
    for _ in range(draw(st.integers(0, 12))):
        changed[draw(st.integers(0, len(changed) - 1))] = draw(st.integers(0, 255))
    start = draw(st.integers(0, len(changed)))
    stop = draw(st.one_of(st.just(start), st.integers(start, len(changed))))
    return bytes(changed[:start] + changed[stop:])


def build_yaml(keys: Sequence[str], words: Sequence[str]) -> SearchStrategy[object]:
    """Return a strategy of YAML data with these keys and words, and others."""
    scalars = st.one_of(st.sampled_from(words), st.none(), st.booleans(), st.integers(), TEXTS)
    return st.recursive(
        scalars,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4),
            st.dictionaries(st.one_of(st.sampled_from(keys), TEXTS), inner, max_size=5),
        ),
        max_leaves=12,
    )


def call_or_report(function: Callable[[], object]) -> str:
    """Call a function; return its problems if it raises ProblemsError, each of which must say something."""
    try:
        function()
    except ProblemsError as error:
        texts = [problem.text for problem in error.problems]
    else:
        return ""
    assert texts
    assert all(text.strip() for text in texts)
    return "\n".join(texts)
