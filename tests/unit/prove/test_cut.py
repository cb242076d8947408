"""A proof runs pieces of a flow: single parts, one document's parts, the beginning."""

from ecfcheck.prove.cut import build_acting_flow, build_reading_flow, cut_after, list_parts, split_flow
from tests.helpers.mutants import find_places, load_link_flow

FLOW = load_link_flow()


def test_each_part_is_split_into_its_checks_and_its_action() -> None:
    split, origins = split_flow(FLOW, list_parts(FLOW)[:2])
    halves = [(step.parts[0].screen.name, step.parts[0].act is not None) for step in split.steps]
    assert halves == [("court_website", False), ("court_website", True), ("pacer_login", False)]
    assert [origin.index for origin in origins] == [0, 0, 1]
    assert not split.steps[1].parts[0].checks


def test_equal_parts_stay_different_steps() -> None:
    place = list_parts(FLOW)[1]
    split, _ = split_flow(FLOW, [place, place])
    assert split.steps[0] != split.steps[1]


def test_a_reading_flow_opens_nothing_and_does_nothing() -> None:
    reading = build_reading_flow(FLOW, find_places(FLOW, "court_website"))
    assert [(part.opens, part.act) for part in reading.parts()] == [(False, None)]


def test_an_acting_flow_ends_with_the_next_screen() -> None:
    acting = build_acting_flow(FLOW, find_places(FLOW, "cmecf_home"))
    parts = [(part.screen.name, bool(part.act)) for part in acting.parts()]
    assert parts == [("cmecf_home", False), ("cmecf_home", True), ("utilities", False)]


def test_a_flow_is_cut_after_the_screen_that_an_action_leads_to() -> None:
    cut = cut_after(FLOW, find_places(FLOW, "pacer_login")[-1])
    assert [part.screen.name for part in cut.parts()][-2:] == ["pacer_login", "cmecf_home"]
    assert list(cut.parts())[-1].act is None


def test_a_flow_whose_last_part_has_no_action_is_whole() -> None:
    assert len(list(cut_after(FLOW, list_parts(FLOW)[-1]).parts())) == len(list_parts(FLOW))


def test_no_piece_reconciles() -> None:
    assert FLOW.reconcile
    assert cut_after(FLOW, list_parts(FLOW)[0]).reconcile is None
