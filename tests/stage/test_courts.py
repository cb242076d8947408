"""The courts that the stage plays."""

import pytest

from stage.courts import BY_ID, COURTS, CTD
from tests.helpers.stage_fixture_types import Post


def test_each_variant_is_a_separate_court() -> None:
    variants = [court for court in BY_ID.values() if court.id not in {"ctd", "ctb", "ctm"}]
    assert len({court.pacer_id for court in BY_ID.values()}) == len(BY_ID)
    assert {court.name for court in variants} == {CTD.name}
    assert {court.go_live for court in variants} == {CTD.go_live}


@pytest.mark.parametrize(
    ("at", "live"),
    [("2017-12-11T04:58Z", False), ("2017-12-11T05:00Z", True), ("2017-12-11T00:00-05:00", True)],
)
def test_a_court_is_live_from_its_go_live_on(set_clock: Post, at: str, *, live: bool) -> None:
    set_clock({"at": at})
    assert COURTS[0].is_live is live
