"""A court has valid addresses; a staged one has them on this machine and on one port."""

import pytest

from config.address import is_loopback
from config.court import Court, apply_base_url, list_court_ids, load_court, move_to_port
from config.persona import load_personas
from config.yaml_file import ProblemsError


@pytest.mark.parametrize("court", list_court_ids())
def test_every_included_court_can_be_loaded(court: str) -> None:
    assert load_court(court).name


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("http://ecf.ctd.localhost:8400", True),
        ("http://127.0.0.1:8400", True),
        ("http://[::1]:8400", True),
        ("https://ecf.ctd.uscourts.gov", False),
        ("http://localhost.example.org", False),
        ("http://notlocalhost", False),
    ],
)
def test_only_loopback_addresses_are_on_this_machine(address: str, expected: bool) -> None:
    assert is_loopback(address) is expected


def test_all_addresses_of_a_staged_court_move_to_a_port() -> None:
    moved = move_to_port(load_court("staged"), 8400)
    assert moved.port == 8400
    assert all(":8400" in address for address in moved.addresses)


def test_a_base_url_moves_a_staged_court_as_a_whole_but_only_cm_ecf_of_a_real_court() -> None:
    staged = apply_base_url(load_court("staged"), "http://ecf.ctd.localhost:8400")
    assert all(":8400" in address for address in staged.addresses)
    real = apply_base_url(load_court("ctd"), "https://ecf-test.ctd.uscourts.gov")
    assert real.ecf == "https://ecf-test.ctd.uscourts.gov"
    assert real.website == load_court("ctd").website


def test_an_unencrypted_address_on_another_machine_is_rejected() -> None:
    with pytest.raises(ProblemsError, match="would send passwords unencrypted"):
        apply_base_url(load_court("ctd"), "http://ecf.ctd.uscourts.gov")


def test_a_staged_court_has_one_port() -> None:
    data = load_court("staged").model_dump()
    with pytest.raises(ValueError, match="on one port"):
        Court.model_validate({**data, "ecf": "http://ecf.ctd.localhost:8400"})


def test_each_persona_has_a_title() -> None:
    assert all(persona.title for persona in load_personas().values())
