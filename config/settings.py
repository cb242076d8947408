"""A setting of a real court's accounts: from the environment, `.env` or the system's keyring."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from config.system_keyring import SERVICE, SystemKeyring
from config.yaml_file import Problem, ProblemsError


@dataclass(frozen=True)
class Settings:
    """Looks a setting up in each of its places, in that order."""

    environ: Mapping[str, str] = field(repr=False)
    """The environment's variables, those of `.env` among them."""
    keyring: SystemKeyring = field(default_factory=SystemKeyring)

    def get(self, name: str) -> str | None:
        """Return the value of a setting, None if it stands nowhere."""
        return self.environ.get(name) or self.keyring.get(name) or None

    def require(self, names: Iterable[str]) -> None:
        """Make sure that each of these is set. Raises Problems that name all that are not."""
        missing = [Problem(name, None, "is not set") for name in names if not self.get(name)]
        if missing:
            # Sorted by their names, what says it of all of them comes last.
            raise ProblemsError([*missing, Problem("settings", None, self._where())])

    def _where(self) -> str:
        trouble = f" ({self.keyring.trouble})" if self.keyring.trouble else ""
        return (
            f"looked for in the environment, in .env and in the system's keyring{trouble}; put each into one"
            f" of them: .env.example shows all, `python -m keyring set {SERVICE} VARIABLE` asks for one"
        )
