"""The ledger finds refused credentials, stores no password, and reports damage and a remedy."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from config.secret import Secret
from ecfcheck.cli import main
from ecfcheck.courts.ledger import Credential, Ledger, LedgerError, open_ledger

ORIGIN = "https://pacer.login.uscourts.gov:443"
REFUSED = Credential(ORIGIN, "jroe1234", Secret("hunter2 hunter2"))
ADD = """
import sys
from pathlib import Path
from config.secret import Secret
from ecfcheck.courts.ledger import Credential, Ledger
Ledger(Path(sys.argv[1])).add(Credential("o", "jroe1234", Secret(sys.argv[2])), "No")
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "state" / "refusals.json")


def read_error(ledger: Ledger) -> str:
    """Return the message of a ledger that cannot be read."""
    with pytest.raises(LedgerError) as error:
        ledger.find(REFUSED)
    return str(error.value)


def test_a_refused_credential_is_found_with_the_courts_words_and_the_date(ledger: Ledger) -> None:
    assert ledger.find(REFUSED) is None
    ledger.add(REFUSED, "Invalid username or password")
    found = Ledger(ledger.path).find(REFUSED)
    assert found is not None
    assert found.words == "Invalid username or password"
    assert (datetime.now(UTC) - found.when).total_seconds() < 60


@pytest.mark.parametrize(
    "other",
    [
        Credential(ORIGIN, "jroe1234", Secret("hunter2 hunter3")),
        Credential(ORIGIN, "jroe1235", Secret("hunter2 hunter2")),
        Credential("https://ecf.ctd.uscourts.gov:443", "jroe1234", Secret("hunter2 hunter2")),
    ],
    ids=["password", "user name", "origin"],
)
def test_a_credential_that_differs_in_one_part_is_not_found(other: Credential, ledger: Ledger) -> None:
    ledger.add(REFUSED, "No")
    assert ledger.find(other) is None


def test_the_file_has_no_password_and_only_its_owner_can_read_it(ledger: Ledger) -> None:
    ledger.add(REFUSED, "No")
    text = ledger.path.read_text(encoding="utf-8")
    assert not [part for part in ("hunter2", "jroe1234") if part in text]
    if sys.platform != "win32":
        assert ledger.path.stat().st_mode & 0o777 == 0o600
    other = Ledger(ledger.path.with_name("other.json"))
    other.add(REFUSED, "No")
    hashes = {json.loads(one.path.read_text())["refusals"][0]["hash"] for one in (ledger, other)}
    assert len(hashes) == 2


def test_a_credential_that_is_refused_twice_is_recorded_once(ledger: Ledger) -> None:
    ledger.add(REFUSED, "No")
    ledger.add(REFUSED, "Not again")
    assert len(json.loads(ledger.path.read_text())["refusals"]) == 1


@pytest.mark.slow
def test_several_processes_can_write_at_once(ledger: Ledger) -> None:
    passwords = ["first password", "second password", "third password"]
    writers = [subprocess.Popen([sys.executable, "-c", ADD, ledger.path, one]) for one in passwords]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    for one in passwords:
        assert ledger.find(Credential("o", "jroe1234", Secret(one)))


@pytest.mark.parametrize("damage", ["", "{", '{"salt": "00"', '{"salt": "00", "refusals": [{}]}', "\x00"])
def test_a_damaged_ledger_is_an_error_with_a_remedy(damage: str, ledger: Ledger) -> None:
    ledger.path.parent.mkdir()
    ledger.path.write_text(damage, encoding="utf-8")
    assert read_error(ledger) == (
        f"the ledger of refusals, {ledger.path}, is damaged and was not used;"
        " run `ecfcheck forget-refusals` to begin a new one"
    )
    with pytest.raises(LedgerError, match="is damaged"):
        ledger.add(REFUSED, "No")
    assert ledger.path.read_text(encoding="utf-8") == damage


def test_a_ledger_with_an_invalid_salt_is_damaged(ledger: Ledger) -> None:
    ledger.add(REFUSED, "No")
    text = ledger.path.read_text(encoding="utf-8")
    salt = json.loads(text)["salt"]
    ledger.path.write_text(text.replace(salt, "salt"), encoding="utf-8")
    assert "is damaged" in read_error(ledger)


def test_a_folder_that_cannot_be_written_to_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "refusals.json"
    with pytest.raises(LedgerError) as error:
        Ledger(path).add(REFUSED, "No")
    assert str(error.value).startswith(f"the ledger of refusals, {path}, cannot be written: ")
    assert str(error.value).endswith("; set ECFCHECK_STATE to a folder that can be written to")


def test_the_ledger_can_be_checked_before_anything_is_typed(ledger: Ledger, tmp_path: Path) -> None:
    ledger.require_usable()
    (tmp_path / "file").touch()
    with pytest.raises(LedgerError, match="cannot be written"):
        Ledger(tmp_path / "file" / "refusals.json").require_usable()
    ledger.path.write_text("{", encoding="utf-8")
    with pytest.raises(LedgerError, match="is damaged"):
        ledger.require_usable()


@pytest.mark.parametrize("user_name", ["JROE1234", " jroe1234 ", "Jroe1234"])
def test_a_user_name_is_found_in_any_case(user_name: str, ledger: Ledger) -> None:
    ledger.add(REFUSED, "No")
    assert ledger.find(Credential(ORIGIN, user_name, REFUSED.password))


def test_the_ledger_is_in_ecfcheck_state_or_in_the_systems_folder(tmp_path: Path) -> None:
    assert open_ledger({"ECFCHECK_STATE": str(tmp_path)}).path == tmp_path / "refusals.json"
    assert open_ledger({}).path.parent.name == "ecfcheck"


def test_forget_refusals_deletes_a_damaged_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ECFCHECK_STATE", str(tmp_path))
    path = tmp_path / "refusals.json"
    path.write_text("{", encoding="utf-8")
    said = [CliRunner().invoke(main, ["forget-refusals"]).stdout for _ in range(2)]
    assert said == [f"{path}: forgotten\n", f"{path}: nothing to forget: no password was refused\n"]
    assert not path.exists()
