"""Sends a notification by apprise, which is an extra: only who uses it installs it."""

from collections.abc import Mapping
from importlib import import_module
from types import ModuleType

from config.errors import UserError
from config.yaml_file import ProblemsError

NOTIFY = "ECFCHECK_NOTIFY"
"""The setting with the addresses to notify, with blanks between them. They have passwords in them."""

_NOT_INSTALLED = (
    "apprise is not installed, and --notify sends by it; install it next to ecfcheck:"
    " `.venv/bin/python -m pip install apprise`"
)
_NOT_SET = "is not set; set it to the addresses to notify, as apprise writes them: mailto://user:password@example.org"
_NOT_SENT = (
    "the notification was not sent, or not to all: {setting} has {addresses}; try each by itself, with"
    " `.venv/bin/apprise --verbose --body test ADDRESS`, which says why"
)


class NotificationError(UserError):
    """A notification was not sent; the text says why and what to do."""


def send_notification(title: str, body: str, environ: Mapping[str, str]) -> str:
    """Send a notification to all addresses; return how many there are, in words.

    Raises ProblemsError without a valid address, or NotificationError. No message shows an address.
    """
    addresses = environ.get(NOTIFY, "").split()
    if not addresses:
        raise ProblemsError.single(NOTIFY, _NOT_SET)
    apprise = _import_apprise()
    messenger = apprise.Apprise()
    for number, address in enumerate(addresses, 1):
        if not messenger.add(address):
            text = (
                f"address {number} of {len(addresses)} is not one that apprise knows; see its documentation"
            )
            raise ProblemsError.single(NOTIFY, text)
    described = "1 address" if len(addresses) == 1 else f"{len(addresses)} addresses"
    if not messenger.notify(title=title, body=body):
        raise NotificationError(_NOT_SENT.format(addresses=described, setting=NOTIFY))
    return described


def _import_apprise() -> ModuleType:
    try:
        return import_module("apprise")
    except ModuleNotFoundError:
        raise NotificationError(_NOT_INSTALLED) from None
