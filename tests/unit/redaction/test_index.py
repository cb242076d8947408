"""The index finds each pattern with a literal in a text, once, however many it knows."""

from ecfcheck.redaction.index import PatternIndex
from ecfcheck.redaction.patterns import SecretPattern


def make_pattern(literal: str) -> SecretPattern:
    return SecretPattern(literal.encode(), literal.encode(), 0)


def test_a_pattern_is_found_however_many_came_before_and_after_it() -> None:
    index = PatternIndex()
    patterns = [make_pattern(f"secret{number}x") for number in range(700)]
    for number, pattern in enumerate(patterns):
        index.add(pattern)
        if number % 50 == 0:  # a long run looks for secrets all the time, and learns others
            assert list(index.find_candidates(b"..." + pattern.literal + b"...")) == [pattern]
    found = list(index.find_candidates(b" ".join(pattern.literal for pattern in patterns) * 2))
    assert len(found) == len(patterns)
    assert set(found) == set(patterns)


def test_literals_that_overlap_are_all_found() -> None:
    index = PatternIndex()
    patterns = [make_pattern("x" * length) for length in range(1, 101)]
    for pattern in patterns:
        index.add(pattern)
    assert set(index.find_candidates(b"x" * 80)) == set(patterns[:80])


def test_patterns_with_the_same_literal_are_all_found() -> None:
    index = PatternIndex()
    patterns = [SecretPattern(b"same", str(number).encode(), 0) for number in range(100)]
    for pattern in patterns:
        index.add(pattern)
    assert set(index.find_candidates(b"the same")) == set(patterns)


def test_a_pattern_without_a_literal_is_always_a_candidate() -> None:
    index = PatternIndex()
    index.add(make_pattern(""))
    assert len(list(index.find_candidates(b"anything"))) == 1
