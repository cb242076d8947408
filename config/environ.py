"""Reads settings from environment variables and, for those not set, from `.env`."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from config.env_file import EnvFile, EnvValue, read_env_file
from config.project import current_project


@dataclass(frozen=True, eq=False)  # equal to any mapping of the same values
class Environment(Mapping[str, str]):
    """The environment variables, and below them the values of a folder's `.env`."""

    variables: Mapping[str, str] = field(repr=False)
    folder: Path
    """The folder in which `.env` was looked for."""
    file: EnvFile | None = None
    """That `.env`, None if the folder has none."""

    def find_in_file(self, name: str) -> EnvValue | None:
        """Return the value in `.env` if it counts; None if the environment or nothing has the name."""
        return self.file.values.get(name) if self.file and name not in self.variables else None

    def __getitem__(self, name: str) -> str:
        value = self.find_in_file(name)
        return value.text if value else self.variables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self.variables, *(self.file.values if self.file else ()))))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def read_environment(folder: Path | None = None) -> Environment:
    """Return the settings of the folder's `.env`, overridden by the environment.

    The default folder is that of the user's project, else the current one. Raises ProblemsError if `.env`
    cannot be read, is accessible to other users or has an invalid line.
    """
    project = current_project()
    where = folder or (project.root if project else Path.cwd())
    return Environment(dict(os.environ), where, read_env_file(where))
