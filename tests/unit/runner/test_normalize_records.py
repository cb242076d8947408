"""The record of a failed step has its texts without what is personal, for a comparison of two runs."""

from pathlib import Path

import pytest

from config.account import Account, Case, EcfCredentials, PacerCredentials
from config.court import load_court
from config.secret import Secret
from ecfcheck.redaction import Pseudonymizer, Redactor
from ecfcheck.report.read import read_folder
from ecfcheck.runner.normalize import Normalizer
from ecfcheck.runner.normalize_records import normalize_step
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.records import CheckRecord, NormalizedCheck, StepRecord
from tests.helpers.run_samples import check
from tests.helpers.snapshot_samples import part, step

ACCOUNT = Account(
    pacer=PacerCredentials(user_name="jpublic1", password=Secret("Passw0rd-of-PACER")),
    ecf=EcfCredentials(login="jqp77", name="Jo Public"),
    case=Case(number="3:17-cv-00042", title="Pleader v. Litigator"),
)
ROWS = CheckRecord(
    check="rows",
    documented={"Case": "3:17-cv-00042 Pleader v. Litigator", "Jo Public": "none"},
    seen={"Case": "3:17-cv-00042 Pleader v. Litigator", "Jo Public": "Passw0rd-of-PACER"},
    difference='rows shows Jo Public as "Passw0rd-of-PACER"; documented: "none"',
)


@pytest.fixture
def normalizer() -> Normalizer:
    redactor = Redactor()
    redactor.learn([ACCOUNT.pacer.password])
    return Normalizer(ACCOUNT, load_court("staged"), redactor.clean, Pseudonymizer().clean)


def fail(normalizer: Normalizer, *checks: CheckRecord, message: str = "it differs") -> StepRecord:
    record = step(part(checks), outcome=Outcome.DRIFT, message=f"{message}; the document, step 3")
    return normalize_step(record, message, normalizer)


def test_names_cases_and_secrets_of_a_failed_check_become_placeholders(normalizer: Normalizer) -> None:
    (found,) = fail(normalizer, ROWS).parts[0].checks
    assert found.normalized == NormalizedCheck(
        documented={"Case": "{case number} {case title}", "{name}": "none"},
        seen={"Case": "{case number} {case title}", "{name}": "***"},
        difference='rows shows {name} as "***"; documented: "none"',
    )
    assert found.comparable.seen == {"Case": "{case number} {case title}", "{name}": "***"}
    assert found.difference == ROWS.difference, "the report names what was seen"


def test_the_message_of_a_failed_step_is_normalized_beside_the_original(normalizer: Normalizer) -> None:
    record = fail(normalizer, message="filed by Jo Public in 2:21-cv-10001 at 10:05")
    assert record.comparable_message == "filed by {name} in {case number} at {time}"
    assert record.message == "filed by Jo Public in 2:21-cv-10001 at 10:05; the document, step 3"


def test_a_date_that_is_not_the_documented_one_is_named(normalizer: Normalizer) -> None:
    wrong = CheckRecord(
        check="text",
        documented=("Since 4/1/2024, Jo Public",),
        seen=("Since 5/1/2024, Jo Public",),
        difference='does not say: "Since 4/1/2024, Jo Public"; it says: "Since 5/1/2024, Jo Public"',
    )
    (found,) = fail(normalizer, wrong).parts[0].checks
    assert found.comparable.difference == (
        'does not say: "Since 4/1/2024, {name}"; it says: "Since 5/1/2024, {name}"'
    )


def test_names_that_changed_places_say_which_of_the_accounts_they_are() -> None:
    pacer = ACCOUNT.pacer.model_copy(update={"name": "Joan Q. Public"})
    account = ACCOUNT.model_copy(update={"pacer": pacer})
    normalizer = Normalizer(account, load_court("staged"), Redactor().clean, Pseudonymizer().clean)
    swapped = CheckRecord(
        check="rows",
        documented={"CM/ECF": "Jo Public", "PACER": "Joan Q. Public"},
        seen={"CM/ECF": "Joan Q. Public", "PACER": "Jo Public"},
        difference='rows shows CM/ECF as "Joan Q. Public"; documented: "Jo Public"',
    )
    (found,) = fail(normalizer, swapped).parts[0].checks
    assert found.comparable.difference == 'rows shows CM/ECF as "{pacer.name}"; documented: "{ecf.name}"'


def test_a_check_that_holds_has_nothing_normalized(normalizer: Normalizer) -> None:
    holds = check("text", ("Jo Public",))
    (found, _) = fail(normalizer, holds, ROWS).parts[0].checks
    assert (found.normalized, found.comparable) == (None, holds)


def test_names_and_secrets_that_are_learned_later_are_replaced_when_the_record_is_written(
    normalizer: Normalizer, tmp_path: Path
) -> None:
    other = ROWS.model_copy(update={"seen": {"Case": "of Pat Witness, s3cret-session"}})
    record = fail(normalizer, other, message="seen by Pat Witness, s3cret-session")
    redactor = Redactor()
    redactor.learn([Secret("s3cret-session")])
    with Records(tmp_path, redactor) as records:
        records.names.learn_shown(["Pat Witness"])
        records.write(record)
    text = next(tmp_path.glob("*.jsonl")).read_text(encoding="utf-8")
    assert "Witness" not in text
    assert "s3cret" not in text
    (written,) = read_folder(tmp_path).records
    assert isinstance(written, StepRecord)
    assert written.comparable_message == "seen by {name}, ***"
