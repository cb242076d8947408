"""The settings of one running stage, and the addresses of its hosts."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from flask import Flask, current_app

from stage.courts import StagedCourt

HTTP_PORT = 80

PACER_HOST = "pacer.localhost"
PACER_ACCOUNT_HOST = "psc.localhost"
WEBSITE_HOST = "www.<court>.localhost"
ECF_HOST = "ecf.<court>.localhost"
CDN_HOST = "cdn.localhost"  # serves scripts that the courts' websites load from another site (facts F1)
CONTROL_HOST = "127.0.0.1"  # an address, not a name, so that no page of the stage shares its origin
CLOSED_PORT = 1  # browsers refuse to connect to it


class StageStartError(Exception):
    """The stage cannot start; the text says what happened and what to do, in one line."""


@dataclass(frozen=True)
class StageSettings:
    """One stage: its port, its database, the token of its control interface."""

    port: int
    database: Path
    token: str = field(repr=False)
    session_minutes: float = 30.0

    @property
    def session_seconds(self) -> float:
        """The life of an idle session, in seconds."""
        return self.session_minutes * 60

    def authority(self, host: str) -> str:
        """Return `host` as browsers send it: with the port, unless it is 80."""
        return host if self.port == HTTP_PORT else f"{host}:{self.port}"

    def origin(self, host: str) -> str:
        """Return the origin of one of the stage's hosts."""
        return f"http://{self.authority(host)}"

    @property
    def pacer(self) -> str:
        """PACER's origin."""
        return self.origin(PACER_HOST)

    @property
    def pacer_account(self) -> str:
        """The origin of PACER's account page, which has its own login (facts F6)."""
        return self.origin(PACER_ACCOUNT_HOST)

    @property
    def blocked_cdn(self) -> str:
        """The same host at a closed port, as behind a firewall."""
        return f"http://{CDN_HOST}:{CLOSED_PORT}"

    @property
    def cdn(self) -> str:
        """The origin of the scripts from another site."""
        return self.origin(CDN_HOST)

    @property
    def control(self) -> str:
        """The address of the control interface."""
        return f"{self.origin(CONTROL_HOST)}/control"

    def website(self, court: StagedCourt) -> str:
        """Return the origin of the court's website."""
        return self.origin(WEBSITE_HOST.replace("<court>", court.id))

    def ecf(self, court: StagedCourt) -> str:
        """Return the origin of the court's CM/ECF."""
        return self.origin(ECF_HOST.replace("<court>", court.id))


def store_settings(app: Flask, settings: StageSettings) -> None:
    """Store the settings in the application."""
    app.config["STAGE"] = settings


def get_settings(app: Flask) -> StageSettings:
    """Return the settings stored in the application."""
    return cast("StageSettings", app.config["STAGE"])


def current_settings() -> StageSettings:
    """Return the settings of the application that handles this request."""
    return get_settings(current_app)
