"""A setting that is not in the environment is looked up in the system keyring."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail
from keyring.errors import KeyringLocked

from config.settings import Settings, SystemKeyring
from config.yaml_file import ProblemsError

WHERE = (
    "settings: not found in the environment, .env or the system keyring{}; set each in one of them:"
    " `ecfcheck settings FLOW --court ID` prints a template of .env"
)


@dataclass
class InMemoryKeyring(KeyringBackend):
    """An in-memory keyring that records its lookups."""

    priority = 1
    passwords: dict[tuple[str, str], str] = field(default_factory=dict)
    lookups: list[str] = field(default_factory=list)

    def get_password(self, service: str, username: str) -> str | None:
        self.lookups.append(username)
        return self.passwords.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.passwords[service, username] = password


class LockedKeyring(InMemoryKeyring):
    """A keyring that the user does not unlock."""

    def get_password(self, service: str, username: str) -> str | None:
        super().get_password(service, username)
        raise KeyringLocked("Failed to unlock\nthe collection!")


def build_missing_keyring() -> KeyringBackend:
    """Return the backend of a machine without a keyring."""
    backend: KeyringBackend = fail.Keyring()  # type: ignore[no-untyped-call]  # untyped in the library
    return backend


@contextmanager
def system_keyring_set(backend: KeyringBackend) -> Iterator[None]:
    """Replace the system keyring by this one for the block."""
    before = keyring.get_keyring()
    keyring.set_keyring(backend)
    try:
        yield
    finally:
        keyring.set_keyring(before)


def list_missing(settings: Settings, *names: str) -> list[str]:
    with pytest.raises(ProblemsError) as error:
        settings.require(names)
    return str(error.value).splitlines()


def test_the_environment_overrides_the_keyring() -> None:
    backend = InMemoryKeyring()
    with system_keyring_set(backend):
        keyring.set_password("ecfcheck", "ECFCHECK_A", "kept")
        keyring.set_password("ecfcheck", "ECFCHECK_B", "kept")
        settings = Settings({"ECFCHECK_A": "set", "ECFCHECK_B": ""})
        assert (settings.get("ECFCHECK_A"), settings.get("ECFCHECK_B")) == ("set", "kept")
        settings.require(["ECFCHECK_A", "ECFCHECK_B"])
    assert backend.lookups == ["ECFCHECK_B"]


def test_keyring_entries_of_other_programs_are_ignored() -> None:
    with system_keyring_set(InMemoryKeyring({("another", "ECFCHECK_A"): "theirs"})):
        assert Settings({}).get("ECFCHECK_A") is None


def test_missing_settings_are_reported_with_all_places_named_once() -> None:
    with system_keyring_set(InMemoryKeyring()):
        assert list_missing(Settings({"ECFCHECK_B": "b"}), "ECFCHECK_C", "ECFCHECK_B", "ECFCHECK_A") == [
            "ECFCHECK_A: is not set",
            "ECFCHECK_C: is not set",
            f"{WHERE.format('')}, `python -m keyring set ecfcheck VARIABLE` prompts for a value",
        ]


def test_a_machine_without_a_keyring_is_supported() -> None:
    with system_keyring_set(build_missing_keyring()):
        assert list_missing(Settings({}), "ECFCHECK_A")[-1] == WHERE.format(" (this machine has no keyring)")


def test_a_locked_keyring_is_reported_and_not_asked_again() -> None:
    backend = LockedKeyring()
    with system_keyring_set(backend):
        assert list_missing(Settings({}), "ECFCHECK_A", "ECFCHECK_B")[-1] == WHERE.format(
            " (it failed: Failed to unlock the collection!)"
        )
    assert backend.lookups == ["ECFCHECK_A"]


def test_keyring_is_not_imported_unless_needed() -> None:
    script = (
        "import sys; from config.settings import Settings; import ecfcheck.cli;"
        " Settings({'A': 'a'}).require(['A']); sys.exit('keyring' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_keyring_values_are_not_shown() -> None:
    with system_keyring_set(InMemoryKeyring({("ecfcheck", "ECFCHECK_A"): "hunter2"})):
        settings = Settings({"ECFCHECK_B": "hunter2"}, SystemKeyring())
        settings.get("ECFCHECK_A")
        assert "hunter2" not in repr(settings)


@pytest.mark.parametrize(
    ("written", "is_suggested"),
    [
        ("JROE_PASWORD", True),
        ("JROE_PASSWODR", True),
        ("jroe-password", True),
        ("JROE_PASSWORDS", True),
        ("JORE_PASSWORD", True),
        ("JROE_USER", False),
        ("KMILLER_PASSWORD", False),
        ("P0002_PASSWORD", False),
    ],
)
def test_a_name_with_a_typo_is_suggested(written: str, is_suggested: bool) -> None:
    settings = Settings({written: "x"}, SystemKeyring(trouble="none here"))
    assert (settings.find_similar("JROE_PASSWORD", ()) == written) is is_suggested


def test_the_setting_of_another_number_is_not_suggested() -> None:
    settings = Settings({"P0002_PASSWORD": "x", "P0001_PASSWRD": "x"}, SystemKeyring(trouble="none here"))
    assert settings.find_similar("P0001_PASSWORD", ()) == "P0001_PASSWRD"
    assert settings.find_similar("P0003_PASSWORD", ()) is None


def test_a_name_that_something_expects_is_not_suggested() -> None:
    settings = Settings({"JROE_PASWORD": "x"}, SystemKeyring(trouble="none here"))
    assert settings.find_similar("JROE_PASSWORD", {"JROE_PASWORD"}) is None
