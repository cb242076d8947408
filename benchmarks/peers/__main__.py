"""Compares ecfcheck with the tools that a court's engineers would otherwise use, on the same stage.

    python -m benchmarks.peers --rounds 3
    python -m benchmarks.peers --rounds 3 --latency 0.05 --only ecfcheck --only hand

All carry out the link procedure with the same actions and assertions (benchmarks/peers/procedure.py). In each
round every peer runs once for one account (cold) and once for some more (the difference is a warm procedure),
and then several processes at once (throughput). The peers take turns, so that other load affects all equally.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.peers.measure import Arena, Measurement, open_arena
from benchmarks.peers.peer import PEERS, Peer

MINUTE = 60


@dataclass
class Figures:
    """A peer's measurements, one of each kind in each round."""

    cold: list[Measurement] = field(default_factory=list)
    warm_seconds: list[float] = field(default_factory=list)
    warm_cpu: list[float] = field(default_factory=list)
    per_minute: list[float] = field(default_factory=list)


def main() -> None:
    """Measure what the command line requests, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--warm", type=int, default=4, help="warm procedures in each round")
    parser.add_argument(
        "--at-once", type=int, default=2, help="processes at once, for the throughput; 0 skips"
    )
    parser.add_argument("--latency", type=float, default=0, help="seconds before each answer of the stage")
    parser.add_argument("--only", action="append", default=[], help="peers with these words in their names")
    parser.add_argument("--table", type=Path, help="also write the table to this file")
    given = parser.parse_args()
    chosen = [peer for peer in PEERS if not given.only or any(word in peer.name for word in given.only)]
    installed = [peer for peer in chosen if peer.is_installed()]
    figures = {peer.name: Figures() for peer in installed}
    with open_arena(given.latency) as arena:
        for _ in range(given.rounds):
            for peer in installed:
                measure_round(arena, peer, figures[peer.name], given.warm, given.at_once)
    missing = [peer.name for peer in chosen if peer not in installed]
    table = format_table(figures, given.latency, given.rounds)
    print(table)
    if missing:
        print(f"\nnot installed: {', '.join(missing)}; `make bench-all` installs them")
    if given.table:
        given.table.write_text(table + "\n", encoding="utf-8")


def measure_round(arena: Arena, peer: Peer, figures: Figures, warm: int, at_once: int) -> None:
    """Measure one round of a peer."""
    cold = arena.measure(peer, 1)
    more = arena.measure(peer, 1 + warm)
    figures.cold.append(cold)
    figures.warm_seconds.append((more.seconds - cold.seconds) / warm)
    figures.warm_cpu.append((more.cpu_seconds - cold.cpu_seconds) / warm)
    if at_once:
        busy = arena.measure(peer, 1 + warm, at_once)
        figures.per_minute.append(at_once * (1 + warm) / busy.seconds * MINUTE)


def format_table(figures: dict[str, Figures], latency: float, rounds: int) -> str:
    """Return the figures as a Markdown table: medians, with the range of the warm seconds."""
    first = next(iter(figures.values()))
    rows = [
        f"Medians of {rounds} rounds, {latency * 1000:.0f} ms before each answer.",
        "",
        "| tool | warm, s | (range) | ratio | cold, s | ratio | CPU, s | memory, MB | a minute |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for name, own in figures.items():
        warm, cold = median(own.warm_seconds), median(one.seconds for one in own.cold)
        cells = (
            name,
            f"{warm:.2f}",
            f"{min(own.warm_seconds):.2f} to {max(own.warm_seconds):.2f}",
            f"{warm / median(first.warm_seconds):.2f}",
            f"{cold:.2f}",
            f"{cold / median(one.seconds for one in first.cold):.2f}",
            f"{median(own.warm_cpu):.2f}",
            f"{median(one.peak_mb for one in own.cold):.0f}",
            _format_rate(own.per_minute),
        )
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def _format_rate(per_minute: Sequence[float]) -> str:
    return f"{median(per_minute):.0f}" if per_minute else "-"


if __name__ == "__main__":
    main()
