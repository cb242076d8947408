"""The application factory: all hosts of the stage in one Flask application."""

from datetime import UTC, datetime

from flask import Flask, Response
from flask.typing import ResponseReturnValue
from jinja2 import StrictUndefined

from stage import clock, control, database, ecf, pacer, website
from stage.ecf.refusals import refuse_in_maintenance
from stage.faults.active import Faults, store_faults
from stage.faults.middleware import apply_faults
from stage.settings import StageSettings, store_settings

SITES = (control.site, website.site, *pacer.SITES, *ecf.SITES)
STATIC_SECONDS = 3600


def create_app(settings: StageSettings) -> Flask:
    """Create the stage on its database; raises StageStartError if that cannot be used."""
    database.prepare(settings.database)
    app = Flask("stage", static_folder=None, host_matching=True)
    app.jinja_env.undefined = StrictUndefined
    store_settings(app, settings)
    store_faults(app, Faults())
    database.close_after_request(app)
    app.before_request(refuse_in_maintenance)  # on the application: a site sees only its own addresses
    apply_faults(app)
    for site in SITES:
        app.register_blueprint(site)
    _serve_static_files(app)
    return app


def _serve_static_files(app: Flask) -> None:
    """Serve styles, scripts and pictures on every host; browsers may cache only these."""
    app.static_folder = "static"
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = STATIC_SECONDS

    @app.get("/static/<path:filename>", host="<host>")
    def static(filename: str, host: str) -> Response:  # noqa: ARG001 - any host
        return app.send_static_file(filename)

    @app.get("/favicon.ico", host="<host>")
    def favicon(host: str) -> ResponseReturnValue:  # noqa: ARG001 - any host
        return "", 204

    @app.after_request
    def never_store_pages(response: Response) -> Response:
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
            # By the stage's clock, which a browser does not know otherwise.
            response.last_modified = datetime.fromtimestamp(clock.now(), UTC)
        return response
