"""Mutants and their records, made without a browser."""

from pathlib import Path
from typing import Any

from ecfcheck.flowfile.flow import Flow
from ecfcheck.flowfile.loader import load_flow
from ecfcheck.prove.cut import ScenePart, list_parts
from ecfcheck.prove.mutant import Mutant
from ecfcheck.prove.mutator import Setting, Target
from ecfcheck.prove.operators import OPERATORS
from ecfcheck.prove.scene import Received, Scene
from ecfcheck.prove.tap import Exchange
from ecfcheck.prove.verdict import MutantRecord, describe_mutant

FLOWS = Path(__file__).parents[2] / "flows"


def load_link_flow() -> Flow:
    return load_flow(FLOWS / "link_account.yaml")


def find_places(flow: Flow, screen: str) -> tuple[ScenePart, ...]:
    """Return the parts that look at a screen the first time it comes."""
    parts = list_parts(flow)
    first = next(place for place in parts if place.part.screen.name == screen)
    following = [place for place in parts[first.index :] if place.part.screen.name == screen]
    return tuple(place for number, place in enumerate(following) if place.index == first.index + number)


def build_exchange(**changes: Any) -> Exchange:
    values = {
        "url": "http://ecf.ctd.localhost:8400/cgi-bin/LinkAccount.pl?123-L_1_0-1",
        "method": "GET",
        "kind": "Document",
        "frame": "F",
        "status": 200,
        "headers": (("Content-Type", "text/html"),),
        "body": "<p>Hello</p>",
    }
    return Exchange(**{**values, **changes})


def build_mutant(
    operator: str, screen: str, target: Target | None = None, *, follows_effect: bool = False
) -> Mutant:
    flow = load_link_flow()
    places = find_places(flow, screen)
    received = Received(build_exchange(), "first", 0)
    index = places[0].index
    arrival = None if places[0].part.opens else list_parts(flow)[index - 1]
    scene = Scene(received, (), places, arrival, (), follows_effect)
    setting = Setting(received.exchange.url, "body", "http://elsewhere.localhost:8400", "http://ecf/")
    place = next((one for one in places if target and one.index == target.part), places[-1])
    return Mutant(flow, scene, place, received, OPERATORS[operator], target, setting)


def build_record(operator: str = "remove", **changes: Any) -> MutantRecord:
    record = describe_mutant(build_mutant(operator, "link_confirmation"))
    return record.model_copy(update=changes)
