"""A run's report says why it does not name the court's release."""

import pytest

from ecfcheck.report.model import build_report
from ecfcheck.runner.records import PartRecord, RunRecord
from tests.helpers.run_samples import HEAD, create_run
from tests.helpers.snapshot_samples import part, step

PASSED = "cmecf_front_page interrupted and was passed through"


@pytest.mark.parametrize(
    ("screen", "release", "expected"),
    [
        (part(), "", "not read: no flow came to its front page"),
        (part(screen="cmecf_front_page"), "", "not read: the front page names no release"),
        (part(notes=(PASSED,)), "", "not read: the front page names no release"),
        (part(screen="cmecf_front_page"), "CM/ECF Version NextGen 1.7.0.1", ""),
    ],
)
def test_a_release_that_is_missing_is_explained(screen: PartRecord, release: str, expected: str) -> None:
    records = [
        record.model_copy(
            update={
                "courts": tuple(court.model_copy(update={"release_line": release}) for court in record.courts)
            }
        )
        if isinstance(record, RunRecord)
        else record
        for record in create_run(step(screen))
    ]
    assert build_report(records).missing_release == expected


def test_another_courts_front_page_does_not_explain_why_a_court_has_no_release() -> None:
    came = step(part(screen="cmecf_front_page"))
    old, new = (
        HEAD.courts[0].model_copy(update={"name": release, "release": release})
        for release in ("legacy", "nextgen")
    )
    elsewhere = step(part(screen="query"), flow="old", release="legacy")
    head, *steps = create_run(came, elsewhere)
    report = build_report([head.model_copy(update={"courts": (old, new)}), *steps])
    assert report.explain_missing_release(old) == "not read: no flow came to its front page"
    assert report.explain_missing_release(new) == "not read: the front page names no release"
