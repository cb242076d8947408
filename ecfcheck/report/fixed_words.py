"""Collects the words that runs, records and reports always have, and that are never masked."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from config.persona import load_personas
from ecfcheck.flowfile.flow import Flow
from ecfcheck.flowfile.registry import load_screens
from ecfcheck.redaction import FixedWords
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import RECORD

_TEMPLATES = ("*.j2", "*.css")
_FORMATS = (
    "testsuites testsuite testcase classname failure skipped properties property system-out message",
    "request response headers cookies username password timestamp document stylesheet javascript",
)
"""The words of JUnit's XML, of HAR files and of traces, as far as a password is likely to be one."""


def collect_fixed_words(flows: Iterable[Flow], others: Iterable[str] = ()) -> FixedWords:
    """Return all fixed words, those of the flows included, in one text without capitals."""
    text = "\n".join((_collect_common(), *(_collect_of(flow) for flow in flows), *others))
    return FixedWords(text.casefold())


@cache
def _collect_common() -> str:
    templates = (path for pattern in _TEMPLATES for path in sorted(Path(__file__).parent.glob(pattern)))
    names = (
        name for screen in load_screens().values() for name in (screen.name, *screen.actions, *screen.checks)
    )
    outcomes = (f"{outcome} {outcome.meaning} {outcome.retry}" for outcome in Outcome)
    return "\n".join(
        (
            json.dumps(RECORD.json_schema()),
            *(path.read_text(encoding="utf-8") for path in templates),
            *names,
            *outcomes,
            *load_personas(),
            *_FORMATS,
        )
    )


def _collect_of(flow: Flow) -> str:
    written: list[Any] = [flow.name, flow.title, flow.document, flow.release, flow.path.as_posix()]
    for step in flow.steps:
        written += [step.number, step.says, step.slug]
        written += [documented for part in step.parts for _, documented in part.checks]
    return "\n".join(_list_texts(written))


def _list_texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list() | tuple():
            for item in value:
                yield from _list_texts(item)
        case dict():
            yield from _list_texts([*value, *value.values()])
