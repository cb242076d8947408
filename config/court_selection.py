"""Selects the courts of a run: at most one of each release."""

from collections.abc import Mapping, Sequence

from config.court import Court, Release, apply_base_url, load_court
from config.problem_collector import ProblemCollector

STAGED: Mapping[Release, str] = {"nextgen": "staged", "legacy": "staged_legacy"}
"""The default courts: the staged court in each release."""

Courts = Mapping[Release, Court]
"""The courts of a run, by release."""


def load_courts(names: Sequence[str], base_url: str | None = None) -> Courts:
    """Return the courts with these ids or files; without names, the staged courts.

    A base URL applies to one court: the named one, or the staged NextGen court. Raises ProblemsError.
    """
    problems = ProblemCollector()
    courts: dict[Release, Court] = {}
    for name in names or ([STAGED["nextgen"]] if base_url else STAGED.values()):
        with problems.collect():
            court = load_court(name)
            if court.release in courts:
                problems.add("--court", _describe_duplicate(name, court))
            courts[court.release] = court
    if base_url and len(names) > 1:
        problems.add("--base-url", "applies to one court; give a single --court with it")
    problems.raise_any()
    return {
        release: apply_base_url(court, base_url) if base_url else court for release, court in courts.items()
    }


def _describe_duplicate(name: str, court: Court) -> str:
    return f"{name!r} is a second court of the release {court.release}; a run checks one of each release"
