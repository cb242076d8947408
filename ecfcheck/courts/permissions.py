"""The effects open at a court: all on a stage; elsewhere reading and what is allowed."""

from collections.abc import Sequence
from typing import get_args
from urllib.parse import urlsplit

from config.court import Court, Release
from config.court_selection import Courts
from config.suggest import did_you_mean
from config.yaml_file import Problem, ProblemsError
from pages.decorators import Effect

EFFECTS: tuple[Effect, ...] = get_args(Effect)
EVERYTHING = frozenset(EFFECTS)
READING: frozenset[Effect] = frozenset({"read"})


def parse_permissions(written: Sequence[str], courts: Courts) -> dict[Release, frozenset[Effect]]:
    """Return the effects open at each court, by values of --allow such as `permanent@HOST`.

    Raises ProblemsError with each value that opens nothing.
    """
    open_: dict[Release, frozenset[Effect]] = {
        release: EVERYTHING if court.staged else READING for release, court in courts.items()
    }
    problems = []
    for text in written:
        effect, at, host = text.partition("@")
        matching = [release for release, court in courts.items() if _host(court) == host.casefold()]
        known = next((one for one in EFFECTS if one == effect), None)
        if not at:
            problems.append("write EFFECT@HOST, such as permanent@ecf.ctd.uscourts.gov")
        elif known is None:
            problems.append(f"unknown effect {effect!r}{did_you_mean(effect, EFFECTS)}")
        elif not matching:
            hosts = dict.fromkeys(map(_host, courts.values()))
            problems.append(f"{host!r} is not the CM/ECF host of a court chosen{did_you_mean(host, hosts)}")
        else:
            for release in matching:
                open_[release] |= {known}
    if problems:
        raise ProblemsError([Problem("--allow", None, text) for text in problems])
    return open_


def describe_permissions(court: Court, open_: frozenset[Effect]) -> str:
    """Return the effects that are open at a court, and why, in words."""
    if court.staged:
        return "every effect is open: it is staged"
    more = [effect for effect in EFFECTS if effect in open_ and effect != "read"]
    if not more:
        return "only reading is open; everything else is rehearsed"
    return f"open besides reading: {', '.join(more)}, by --allow"


def _host(court: Court) -> str:
    return urlsplit(court.ecf).hostname or ""
