"""A setting that is not in the environment is looked up in the system's keyring, if there is one."""

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

from config.settings import Settings
from config.system_keyring import SystemKeyring
from config.yaml_file import ProblemsError

WHERE = (
    "settings: looked for in the environment, in .env and in the system's keyring{}; put each into one of"
    " them: .env.example shows all, `python -m keyring set ecfcheck VARIABLE` asks for one"
)


@dataclass
class InMemory(KeyringBackend):
    """A keyring that holds what it is given, and counts how often it is asked."""

    priority = 1
    held: dict[tuple[str, str], str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def get_password(self, service: str, username: str) -> str | None:
        self.asked.append(username)
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password


class Locked(InMemory):
    """A keyring whose owner does not open it."""

    def get_password(self, service: str, username: str) -> str | None:
        super().get_password(service, username)
        raise KeyringLocked("Failed to unlock\nthe collection!")


def nothing() -> KeyringBackend:
    """Return what stands for the keyring on a machine that has none."""
    none: KeyringBackend = fail.Keyring()  # type: ignore[no-untyped-call]  # the library says no type there
    return none


@contextmanager
def kept_in(backend: KeyringBackend) -> Iterator[None]:
    """Let the system's keyring be this one."""
    before = keyring.get_keyring()
    keyring.set_keyring(backend)
    try:
        yield
    finally:
        keyring.set_keyring(before)


def missing(settings: Settings, *names: str) -> list[str]:
    with pytest.raises(ProblemsError) as told:
        settings.require(names)
    return str(told.value).splitlines()


def test_the_environment_wins_over_the_keyring() -> None:
    backend = InMemory()
    with kept_in(backend):
        keyring.set_password("ecfcheck", "ECFCHECK_A", "kept")
        keyring.set_password("ecfcheck", "ECFCHECK_B", "kept")
        settings = Settings({"ECFCHECK_A": "set", "ECFCHECK_B": ""})
        assert (settings.get("ECFCHECK_A"), settings.get("ECFCHECK_B")) == ("set", "kept")
        settings.require(["ECFCHECK_A", "ECFCHECK_B"])
    assert backend.asked == ["ECFCHECK_B"]


def test_what_another_program_keeps_there_is_not_taken() -> None:
    with kept_in(InMemory({("another", "ECFCHECK_A"): "theirs"})):
        assert Settings({}).get("ECFCHECK_A") is None


def test_a_setting_that_stands_nowhere_is_told_with_all_places_named_once() -> None:
    with kept_in(InMemory()):
        assert missing(Settings({"ECFCHECK_B": "b"}), "ECFCHECK_C", "ECFCHECK_B", "ECFCHECK_A") == [
            "ECFCHECK_A: is not set",
            "ECFCHECK_C: is not set",
            WHERE.format(""),
        ]


def test_a_machine_without_a_keyring_is_no_error() -> None:
    with kept_in(nothing()):
        assert missing(Settings({}), "ECFCHECK_A")[-1] == WHERE.format(" (this machine has none)")


def test_a_keyring_that_does_not_open_is_told_and_not_asked_again() -> None:
    backend = Locked()
    with kept_in(backend):
        assert missing(Settings({}), "ECFCHECK_A", "ECFCHECK_B")[-1] == WHERE.format(
            " (it does not answer: Failed to unlock the collection!)"
        )
    assert backend.asked == ["ECFCHECK_A"]


def test_the_keyring_is_not_even_loaded_where_nothing_is_asked_of_it() -> None:
    script = (
        "import sys; from config.settings import Settings; import ecfcheck.cli;"
        " Settings({'A': 'a'}).require(['A']); sys.exit('keyring' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_what_a_keyring_holds_is_not_shown() -> None:
    with kept_in(InMemory({("ecfcheck", "ECFCHECK_A"): "hunter2"})):
        settings = Settings({"ECFCHECK_B": "hunter2"}, SystemKeyring())
        settings.get("ECFCHECK_A")
        assert "hunter2" not in repr(settings)
