"""Looks up settings in the environment, `.env` and the system keyring."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from config.env_file import EnvValue, find_position
from config.environ import Environment
from config.value_faults import ValueKind, find_file_faults, find_quote_fault, find_value_faults
from config.yaml_file import Problem, ProblemsError, display_path

SERVICE = "ecfcheck"
"""The service name of all settings in the keyring; the user name is the variable's name."""

_LONGEST_TYPO = 4
"""How many characters in one place may differ in a name that is suggested."""

_LOOKALIKES = (".env.txt", "env.txt", "env", ".env.rtf", "_env", ".env.yaml", ".env.local")
"""The names that editors and file managers give to a file that should be called .env."""

_PROMPT = f"`python -m keyring set {SERVICE} VARIABLE` prompts for a value"
"""How to put a value into the keyring, where there is one."""

_SET_EACH = "set each in one of them: `ecfcheck settings FLOW --court ID` prints a template of .env"


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
    may_ask: bool = True
    """Whether a user, if there is one, may be asked for what is not set: a one-time passcode."""

    def get(self, name: str) -> str | None:
        """Return the value of a setting, or None if it is not set or empty."""
        return self.environ.get(name) or self.keyring.get(name) or None

    def require(self, names: Iterable[str]) -> None:
        """Require that each of these is set. Raises ProblemsError naming all that are not."""
        wanted = list(dict.fromkeys(names))
        missing = [self.describe_missing(name, wanted) for name in wanted if not self.get(name)]
        if missing:
            raise ProblemsError([*missing, self.describe_places()])

    def check_value(self, name: str, kind: ValueKind) -> list[Problem]:
        """Return what is wrong with the value of a setting, as far as it can be seen in it."""
        value, in_file = self.get(name), self._find_in_file(name)
        faults = find_value_faults(value, kind) if value else []
        if in_file and in_file.find_escape() is not None:
            faults = []  # the escape is the mistake, not the character that it makes
        problems = [self.build_problem(name, fault.text, fault.index) for fault in faults]
        if value and not in_file and (fault := find_quote_fault(value)):
            problems.append(self.build_problem(name, fault))
        in_place = find_file_faults(in_file, kind) if in_file else ()
        return [*problems, *(Problem(self._file_path, place, f"{name} {text}") for place, text in in_place)]

    def build_problem(self, name: str, text: str, index: int = 0) -> Problem:
        """Return a problem of a setting, at the place of a character of its value in `.env`."""
        if (value := self._find_in_file(name)) and isinstance(self.environ, Environment):
            return Problem(self._file_path, value.locate(index), f"{name} {text}")
        return Problem(f"{name}{self._describe_origin(name)}", None, text)

    def describe_missing(self, name: str, expected: Collection[str]) -> Problem:
        """Return the problem of a setting that is not set, with a similar name that nothing expects."""
        file = self.environ.file if isinstance(self.environ, Environment) else None
        if file and name in file.empty:
            return Problem(name, None, f"is empty, on line {file.empty[name]} of .env")
        if file and (value := file.values.get(name)):  # the file's own value does not count
            line = find_position(value.source, value.start).line
            text = f"is empty in the environment, which overrides line {line} of .env; unset it there"
            return Problem(name, None, text)
        similar = self.find_similar(name, expected)
        return Problem(name, None, "is not set" + (f"; {self._describe_similar(similar)}" if similar else ""))

    def find_similar(self, name: str, expected: Collection[str]) -> str | None:
        """Return a name that is set, that nothing expects, and that is nearly this one."""
        candidates = (one for one in self.environ if one not in expected and self.environ[one])
        simple = _simplify(name)
        distances = ((_measure_typo(simple, _simplify(one)), one) for one in candidates)
        close = [(distance, one) for distance, one in distances if distance is not None]
        return min(close)[1] if close else None

    def describe_places(self, remedy: str = _SET_EACH) -> Problem:
        """Return a problem that says where settings are looked up, for the end of a list of them."""
        trouble = f" ({self.keyring.trouble})" if self.keyring.trouble else ""
        prompt = "" if self.keyring.trouble else f", {_PROMPT}"
        file = self._describe_file()
        text = f"not found in the environment, {file} or the system keyring{trouble}; {remedy}{prompt}"
        # Problems are sorted by path, so this one comes after the variables, which are uppercase.
        return Problem("settings", None, text)

    def _find_in_file(self, name: str) -> EnvValue | None:
        return self.environ.find_in_file(name) if isinstance(self.environ, Environment) else None

    @property
    def _file_path(self) -> str:
        file = self.environ.file if isinstance(self.environ, Environment) else None
        return display_path(file.path) if file else ".env"

    def _describe_origin(self, name: str) -> str:
        if not isinstance(self.environ, Environment):
            return ""
        return " (in the environment)" if self.environ.get(name) else " (in the system keyring)"

    def _describe_similar(self, name: str) -> str:
        value = self._find_in_file(name)
        line = f", on line {find_position(value.source, value.start).line} of .env" if value else ""
        return f"did you mean {name}{line}?"

    def _describe_file(self) -> str:
        if not isinstance(self.environ, Environment):
            return ".env"
        if self.environ.file:
            return str(self.environ.file.path)
        lookalike = next((name for name in _LOOKALIKES if (self.environ.folder / name).is_file()), None)
        rename = f", only {lookalike}: rename it to .env" if lookalike else ""
        return f".env (there is none in {self.environ.folder}{rename})"


@cache
def _simplify(name: str) -> str:
    """Return a name without what is most often mistyped: case, and signs in place of `_`."""
    return re.sub(r"[^A-Z0-9]+", "_", name.upper()).strip("_")


def _measure_typo(name: str, other: str) -> int | None:
    """Return how many characters differ, None if they are many, in several places, or digits.

    Names of other people's settings differ in digits: P0001_PASSWORD is not mistyped for P0002_PASSWORD.
    """
    if abs(len(name) - len(other)) > _LONGEST_TYPO:
        return None
    start = _count_common(name, other)
    rest, other_rest = name[start:], other[start:]
    common = _count_common(rest[::-1], other_rest[::-1])
    differing = rest[: len(rest) - common], other_rest[: len(other_rest) - common]
    longest = max(map(len, differing))
    is_number = any(map(str.isdecimal, differing))
    return None if longest > _LONGEST_TYPO or is_number else longest


def _count_common(one: str, other: str) -> int:
    """Return how many characters two texts have in common from their beginning on."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
