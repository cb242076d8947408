"""The types of the fixtures that tests of the stage share."""

from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

Accounts = dict[str, Any]
"""The mint's answer, or one account of it."""

CallControl = Callable[..., TestResponse]
Mint = Callable[..., Accounts]
Post = Callable[[object], TestResponse]
ReadRows = Callable[[str], list[dict[str, Any]]]
ReadEvents = Callable[[], list[dict[str, Any]]]
PassMinutes = Callable[[float], None]

OpenLogin = Callable[..., str]
Click = Callable[..., str]
LogIn = Callable[..., str]
GetAddress = Callable[[str, str], str]
FindRedirect = Callable[[str], str]
Enter = Callable[..., FlaskClient]

GoLive = Callable[[], None]
LegacyLogIn = Callable[..., TestResponse]

OpenScript = Callable[[str, str], TestResponse]
ReadMenu = Callable[[FlaskClient], list[str]]
Propose = Callable[[FlaskClient, Accounts], str]
Confirm = Callable[[FlaskClient, str], str]
Link = Callable[[Accounts], FlaskClient]
CountLinks = Callable[[], int]
ReadCase = Callable[[FlaskClient, str], str]
