"""No secret stands in what is written, in whichever of its common forms it came."""

import json
from base64 import b64encode
from html import escape
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest

from config.secret import Secret
from ecfcheck.run.record import RunRecord
from ecfcheck.run.records import Records
from ecfcheck.artefacts.redactor import Redactor

ODD = 'q"u&o%t e<d>é\\end'

FORMS = {
    "plain": ODD,
    "JSON": json.dumps(ODD),
    "URL": quote(ODD, safe=""),
    "form": quote_plus(ODD),
    "HTML": escape(ODD),
    "an address that leaves some as they are": quote(ODD, safe='&<>"'),
    "an address that encodes every character": "".join(f"%{byte:02x}" for byte in ODD.encode()),
    "base64": b64encode(ODD.encode()).decode(),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_a_secret_is_taken_out_in_each_form(form: str) -> None:
    redactor = Redactor()
    redactor.learn([Secret(ODD)])
    assert form in f"before {form} after"
    assert redactor.clean(f"before {form} after") in {"before *** after", 'before "***" after'}


def test_a_record_is_written_without_the_secret(tmp_path: Path) -> None:
    redactor = Redactor()
    redactor.learn([Secret(ODD)])
    head = RunRecord.model_validate(
        {
            "started": "2026-11-21T00:00:00Z",
            "version": "0",
            "courts": [{"name": f"it says {ODD}", "address": "a"}],
            "browser": "b",
        }
    )
    with Records(tmp_path, redactor) as records:
        records.write(head)
    (line,) = (tmp_path / "records-main.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["courts"][0]["name"] == "it says ***"


def test_a_secret_prints_as_stars() -> None:
    assert f"{Secret(ODD)} {Secret(ODD)!r}" == "*** Secret('***')"
