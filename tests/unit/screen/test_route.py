"""The way to a screen is the shortest part of a flow that names it, with the smallest effects."""

from dataclasses import replace

import pytest

from config.project import INCLUDED_FLOWS
from ecfcheck.flowfile.flow import Flow
from ecfcheck.flowfile.loader import load_flow
from ecfcheck.flowfile.registry import load_screens
from ecfcheck.screen.route import ScreenRoute, find_route, open_address


def load(*names: str) -> list[Flow]:
    return [load_flow(INCLUDED_FLOWS / f"{name}.yaml") for name in names]


def find(
    screen: str, *groups: list[Flow], persona: str | None = None, step: str | None = None
) -> ScreenRoute:
    route = find_route(load_screens()[screen], groups, persona, step)
    assert route
    return route


def list_screens(route: ScreenRoute) -> list[str]:
    return [part.screen.name for part in route.flow.parts()]


def test_the_flow_with_the_fewest_screens_leads_there() -> None:
    route = find("utilities", load("link_account", "verify_linked"))
    assert route.flow.name == "verify_linked"
    assert list_screens(route) == ["pacer_login", "cmecf_home", "utilities"]


def test_a_way_that_changes_nothing_comes_before_a_shorter_one_that_does() -> None:
    (changing,) = load("link_account")
    (reading,) = load("verify_linked")
    (first, *others) = reading.steps
    longer = replace(reading, steps=(first, replace(first, number="again"), *others))
    assert find("utilities", [changing, longer]).flow.name == "verify_linked"
    assert find("link_success", [changing, longer]).flow.effects == {"read", "permanent"}


def test_earlier_groups_of_flows_come_first() -> None:
    assert find("utilities", load("link_account"), load("verify_linked")).flow.name == "link_account"
    assert find("docket", load("link_account"), load("social_security_counsel")).flow.persona == (
        "counsel_of_record"
    )


def test_the_way_ends_on_the_screen_and_checks_nothing_but_before_an_effect() -> None:
    *before, last = find("link_success", load("link_account")).flow.parts()
    assert (last.checks, last.act) == ((), None)
    assert {part.screen.name for part in before if part.checks} == {"link_confirmation"}


def test_a_step_can_be_chosen() -> None:
    flows = load("link_account")
    steps = [
        step.number for step in flows[0].steps if any(p.screen.name == "pacer_login" for p in step.parts)
    ]
    assert len(steps) > 1
    assert [find("pacer_login", flows, step=step).flow.steps[-1].number for step in steps] == steps
    assert find_route(load_screens()["pacer_login"], [flows], step="none such") is None


def test_a_persona_takes_the_place_of_the_flows_own_if_it_has_what_the_way_needs() -> None:
    flows = load("link_account")
    assert find("utilities", flows, persona="pacer_only").flow.persona == "pacer_only"
    assert find_route(load_screens()["link_confirmation"], [flows], "pacer_only") is None


def test_no_flow_may_lead_to_a_screen() -> None:
    assert find_route(load_screens()["docket"], [load("link_account")]) is None


def test_a_screen_with_an_address_is_opened_by_it() -> None:
    route = open_address(load_screens()["pacer_login"], "nextgen", "linked_filer")
    (part,) = route.flow.parts()
    assert part.opens
    assert part.screen.name == "pacer_login"


@pytest.mark.parametrize(("screen", "indent"), [("pacer_login", 4), ("utilities", 8)])
def test_the_output_is_indented_as_the_part_is_in_its_flow(screen: str, indent: int) -> None:
    assert find(screen, load("verify_linked")).indent == indent
