"""Describes the flows for which no court of their release was chosen."""

from collections.abc import Iterable

_WHY = "no court of their release was chosen; add a --court of that release"


def describe_other_releases(files: Iterable[str]) -> list[str]:
    """Return a line that names the files of the flows that are left out; none if there are none."""
    names = ", ".join(sorted(set(files)))
    return [f"flows left out: {names}: {_WHY}"] if names else []
