"""Reads settings from the system keyring of macOS, Windows or a Linux desktop."""

from dataclasses import dataclass, field

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
