"""Mutants are sampled the same way for the same seed; items are the texts that a flow documents."""

import pytest

from ecfcheck.prove.mutant import flatten, select_mutants
from ecfcheck.prove.mutator import Target
from ecfcheck.prove.scene import OccurrenceCounter
from tests.helpers.mutants import build_exchange, build_mutant

SCREENS = ("court_website", "pacer_login", "cmecf_home", "utilities", "link_confirmation")
MUTANTS = [build_mutant(name, screen) for screen in SCREENS for name in ("blank", "popup", "leave")]


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        (("Query", "Log  Out"), ["Query", "Log Out"]),
        ({"CM/ECF": "Jane", "PACER": "Jan"}, ["CM/ECF", "Jane", "PACER", "Jan"]),
        ({"Your Account": ("Mailings",)}, ["Your Account", "Mailings"]),
    ],
)
def test_the_items_of_a_check_are_all_its_texts(value: object, texts: list[str]) -> None:
    assert list(flatten(value)) == texts


def test_a_sample_is_the_same_for_the_same_seed_and_in_order() -> None:
    first, again, other = (select_mutants(MUTANTS, (), 6, seed) for seed in (1, 1, 2))
    assert first == again != other
    assert [MUTANTS.index(mutant) for mutant in first] == sorted(MUTANTS.index(mutant) for mutant in first)


def test_a_sample_larger_than_all_is_all() -> None:
    assert select_mutants(MUTANTS, (), 1000, 1) == MUTANTS


def test_only_what_the_named_steps_document_is_chosen() -> None:
    assert {mutant.screen for mutant in select_mutants(MUTANTS, ["5"], None, 1)} == {"link_confirmation"}


def test_a_mutant_names_its_screen_verbs_and_item() -> None:
    mutant = build_mutant("remove", "utilities", Target("links", "Court  Information", -1, (0,)))
    assert mutant.names == {"utilities", "open_utilities", "open_link_account", "Court Information"}


def test_a_redirect_in_its_place_cannot_be_judged_by_reading() -> None:
    assert not build_mutant("drift_front_page", "pacer_login").is_readable_again
    assert build_mutant("blank", "pacer_login").is_readable_again


def test_an_action_that_logs_in_or_has_an_effect_is_not_repeated() -> None:
    repeated = {
        screen: build_mutant("blank", screen).scene.is_actionable_again
        for screen in ("court_website", "pacer_login", "utilities", "link_account", "link_confirmation")
    }
    assert repeated == {
        "court_website": True,
        "pacer_login": False,
        "utilities": True,
        "link_account": False,
        "link_confirmation": False,
    }


@pytest.mark.parametrize(
    ("content_type", "is_markup"),
    [("text/html; charset=utf-8", True), ("text/xml", True), ("application/json", False)],
)
def test_data_for_a_script_is_not_a_place_to_look_for_items(content_type: str, is_markup: bool) -> None:
    answer = build_exchange(kind="Fetch", headers=(("Content-Type", content_type),))
    assert answer.is_markup is is_markup


def test_the_digits_of_a_forms_address_do_not_tell_exchanges_apart() -> None:
    counter = OccurrenceCounter()
    same = build_exchange(url="http://ecf.ctd.localhost:8400/cgi-bin/LinkAccount.pl?987-L_1_0-1")
    other = build_exchange(method="POST")
    assert [counter.count(one) for one in (build_exchange(), same, other)] == [0, 1, 0]
