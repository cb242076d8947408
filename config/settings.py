"""Looks up settings, such as a real court's accounts, in the environment, `.env` and the system keyring."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from config.system_keyring import SERVICE, SystemKeyring
from config.yaml_file import Problem, ProblemsError


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
