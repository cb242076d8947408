"""A secret, or a setting's name, in the column of client codes is reported without quoting the secret."""

from pathlib import Path

import pytest

from config.settings import Settings, SystemKeyring
from config.yaml_file import ProblemsError
from ecfcheck.audit.roster import read_roster
from ecfcheck.audit.roster_settings import require_settings

PASSWORD, SECRET = "Correct.Horse7", "JBSWY3DPEHPK3PXPJBSWY3DP"
ENVIRON = {
    "JROE_U": "person7001",
    "P1_PIN": PASSWORD,
    "JROE_T": SECRET,
    "KROE_U": "person7002",
    "KROE_P": "Battery.Staple8",
    "OLD_PASSWORD": "Zebra.Stripes9",
    "OFFICE_PHONE": "5550100",
    "HOME": "/nowhere",
}


class NoKeyring(SystemKeyring):
    """A machine without a keyring."""

    def get(self, name: str) -> str | None:  # noqa: ARG002 - the keyring's
        return None


def find_problems(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(tmp_path)
    Path("roster.csv").write_text(
        "alias,courts,user name,password,passcode secret,client code\n"
        f"jroe,ctd,JROE_U,P1_PIN,JROE_T,{code}\nkroe,ctd,KROE_U,KROE_P,,\n",
        encoding="utf-8",
    )
    people = read_roster(Path("roster.csv"), ()).people
    try:
        require_settings(people[:1], Settings(ENVIRON, NoKeyring()), others=people)
    except ProblemsError as error:
        return str(error).splitlines()
    return []


@pytest.mark.parametrize("name", ["P1_PIN", "KROE_P", "OFFICE_PHONE"])
def test_the_name_of_a_setting_is_not_a_client_code(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"{name} is the name of a setting; write the client code itself here, it is not a secret"
    expected = f"roster.csv:2:6: client code: {text}"
    assert find_problems(name, tmp_path, monkeypatch) == [expected]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        (PASSWORD, "P1_PIN"),
        (PASSWORD.upper(), "P1_PIN"),
        ("jbsw y3dp ehpk 3pxp jbsw y3dp", "JROE_T"),
        ("Battery.Staple8", "KROE_P"),
        ("Zebra.Stripes9", "OLD_PASSWORD"),
    ],
)
def test_the_value_of_a_secret_is_not_a_client_code_and_is_not_printed(
    code: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = (
        f"roster.csv:2:6: client code: is the value of {name}, which is a secret; delete it here, and write"
        " the client code itself, or nothing"
    )
    assert find_problems(code, tmp_path, monkeypatch) == [expected]


@pytest.mark.parametrize("code", ["", "0042", "HOME", "5550100", "person7001", "ACME_42"])
def test_a_code_that_is_not_a_secret_is_a_client_code(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert find_problems(code, tmp_path, monkeypatch) == []
