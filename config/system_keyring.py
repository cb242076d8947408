"""The keyring of the system: macOS's, Windows's, or that of a Linux desktop."""

from dataclasses import dataclass, field

SERVICE = "ecfcheck"
"""The service under which a setting is kept there; its user name is the variable's name."""


@dataclass
class SystemKeyring:
    """Looks settings up where the system keeps passwords. It is opened when it is first asked, not before.

    `trouble` says in words why it does not answer, once it did not; it is not asked again then.
    """

    trouble: str | None = None
    _found: dict[str, str | None] = field(default_factory=dict, repr=False)

    def get(self, name: str) -> str | None:
        """Return what is kept for a variable, None if nothing is, or if the keyring does not answer."""
        if name not in self._found and self.trouble is None:
            self._found[name] = self._ask(name)
        return self._found.get(name)

    def _ask(self, name: str) -> str | None:
        # Here, for it takes a tenth of a second, and most runs need none.
        import keyring  # noqa: PLC0415
        from keyring.errors import NoKeyringError  # noqa: PLC0415

        try:
            return keyring.get_password(SERVICE, name)
        except NoKeyringError:
            self.trouble = "this machine has none"
        except Exception as error:  # noqa: BLE001 - what a system's keyring raises is its own affair
            self.trouble = f"it does not answer: {' '.join(str(error).split()) or type(error).__name__}"
        return None
