"""What one running stage was told, and the addresses that follow from it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from flask import Flask, current_app

from stage.courts import StagedCourt

HTTP_PORT = 80

PACER_HOST = "pacer.localhost"
PACER_ACCOUNT_HOST = "psc.localhost"
CLOSED_PORT = 1  # browsers refuse to go there at all
CDN_HOST = "cdn.localhost"  # of scripts that the courts' websites load from elsewhere (facts F1)
CONTROL_HOST = "127.0.0.1"  # an address and no name, so that no page of the stage shares its origin


@dataclass(frozen=True)
class StageSettings:
    """One stage: where it listens, what it keeps, who may control it."""

    port: int
    database: Path
    token: str = field(repr=False)
    session_minutes: float = 30.0

    @property
    def session_seconds(self) -> float:
        """How long a session lives without a request."""
        return self.session_minutes * 60

    def authority(self, host: str) -> str:
        """Return `host` as browsers send it: with the port, unless it is HTTP's own."""
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
        """The origin of PACER's account page, which has a login of its own (facts F6)."""
        return self.origin(PACER_ACCOUNT_HOST)

    @property
    def blocked_cdn(self) -> str:
        """The same host at a port that nobody answers at, as behind a firewall."""
        return f"http://{CDN_HOST}:{CLOSED_PORT}"

    @property
    def cdn(self) -> str:
        """The origin of the scripts that are not of the court's own website."""
        return self.origin(CDN_HOST)

    @property
    def control(self) -> str:
        """The address of the control interface."""
        return f"{self.origin(CONTROL_HOST)}/control"

    def website(self, court: StagedCourt) -> str:
        """Return the origin of the court's website."""
        return self.origin(f"www.{court.id}.localhost")

    def ecf(self, court: StagedCourt) -> str:
        """Return the origin of the court's CM/ECF."""
        return self.origin(f"ecf.{court.id}.localhost")


def keep_settings(app: Flask, settings: StageSettings) -> None:
    """Give the application its settings."""
    app.config["STAGE"] = settings


def build_settings(app: Flask) -> StageSettings:
    """Return the settings that the application was made with."""
    return cast("StageSettings", app.config["STAGE"])


def current_settings() -> StageSettings:
    """Return the settings of the application that answers this request."""
    return build_settings(current_app)
