"""A run's report says why it does not name the court's release."""

import pytest

from ecfcheck.report.model import build_report
from ecfcheck.runner.records import PartRecord, RunRecord
from tests.helpers.run_samples import create_run
from tests.helpers.snapshot_samples import part, step

PASSED = "cmecf_front_page interrupted and was passed through"


@pytest.mark.parametrize(
    ("screen", "release", "expected"),
    [
        (part(), "", "not read: no flow came to the front page"),
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
