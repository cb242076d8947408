"""Looks up settings in the environment, `.env` and the system keyring."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from config.yaml_file import Problem, ProblemsError

SERVICE = "ecfcheck"
"""The service name of all settings in the keyring; the user name is the variable's name."""


@dataclass
class SystemKeyring:
    """Looks up settings in the system keyring, which is opened at the first lookup.

    After a failure, `trouble` describes it and the keyring is not asked again.
    """

    trouble: str | None = None
    _found: dict[str, str | None] = field(default_factory=dict, repr=False)

    def get(self, name: str) -> str | None:
        """Return the value stored for a variable, or None if there is none or the keyring fails."""
        if name not in self._found and self.trouble is None:
            self._found[name] = self._ask(name)
        return self._found.get(name)

    def _ask(self, name: str) -> str | None:
        # Imported late: it takes 0.1 s, and most runs do not need it.
        import keyring  # noqa: PLC0415
        from keyring.errors import NoKeyringError  # noqa: PLC0415

        try:
            return keyring.get_password(SERVICE, name)
        except NoKeyringError:
            self.trouble = "this machine has no keyring"
        except Exception as error:  # noqa: BLE001 - keyring backends raise exceptions of any type
            self.trouble = f"it failed: {' '.join(str(error).split()) or type(error).__name__}"
        return None


@dataclass(frozen=True)
class Settings:
    """Looks up a setting in the environment and `.env`, then in the system keyring."""

    environ: Mapping[str, str] = field(repr=False)
    """The environment variables, including those of `.env`."""
    keyring: SystemKeyring = field(default_factory=SystemKeyring)

    def get(self, name: str) -> str | None:
        """Return the value of a setting, or None if it is not set or empty."""
        return self.environ.get(name) or self.keyring.get(name) or None

    def require(self, names: Iterable[str]) -> None:
        """Require that each of these is set. Raises ProblemsError naming all that are not."""
        missing = [Problem(name, None, "is not set") for name in names if not self.get(name)]
        if missing:
            # Problems are sorted by path, so this one comes after the variables, which are uppercase.
            raise ProblemsError([*missing, Problem("settings", None, self._describe_places())])

    def _describe_places(self) -> str:
        trouble = f" ({self.keyring.trouble})" if self.keyring.trouble else ""
        return (
            f"not found in the environment, .env or the system keyring{trouble}; set each in one of them:"
            f" .env.example lists all, `python -m keyring set {SERVICE} VARIABLE` prompts for a value"
        )
