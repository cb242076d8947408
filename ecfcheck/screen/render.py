"""Renders what a screen shows as YAML to paste into a flow."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from ecfcheck.screen.reading import CheckReading

_WIDTH = 110
_NO_WRAP = 10_000


def render_sees(screen: str, readings: Sequence[CheckReading], indent: int) -> str:
    """Return the keys `screen` and `sees` of a part, indented; comments name what does not belong there."""
    usable = [one for one in readings if one.documented and not one.fault]
    lines = [f"screen: {screen}", *(["sees:"] if usable else [])]
    for reading in usable:
        lines += [f"  {line}" for line in _render_check(reading.name, reading.documented)]
    for reading in readings:
        if reading.fault:
            lines += [f"  # {reading.name} {reading.fault}:"]
            lines += [f"  #   {line}" for line in _render_check(reading.name, reading.documented)]
    empty = [one.name for one in readings if not one.documented]
    lines += [f"  # nothing of the kind here: {', '.join(empty)}"] if empty else []
    return "\n".join(" " * indent + line for line in lines) + "\n"


def _render_check(name: str, documented: Any) -> Iterator[str]:
    """Yield the lines of one check: in one line if it is short."""
    flat = f"{name}: {_dump(documented, flow=True)}"
    if len(flat) <= _WIDTH - len("        "):
        yield flat
        return
    yield f"{name}:"
    for line in _dump(documented, flow=False).splitlines():
        yield f"  {line}"


def _dump(documented: Any, *, flow: bool) -> str:
    plain = (
        {label: list(value) if isinstance(value, tuple) else value for label, value in documented.items()}
        if isinstance(documented, Mapping)
        else list(documented)
    )
    text = yaml.safe_dump(plain, default_flow_style=flow, allow_unicode=True, sort_keys=False, width=_NO_WRAP)
    return text.strip()
