"""CM/ECF in maintenance: whatever is asked for, the court says that it is closed."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from stage.courts import COURTS
from stage.ecf import wording
from stage.settings import current_settings


def closed() -> ResponseReturnValue | None:
    """Answer in the place of all that a court in maintenance is asked for, be there such a page or not."""
    asked, settings = request.host_url.rstrip("/"), current_settings()
    for court in COURTS:
        if court.in_maintenance and settings.ecf(court) == asked:
            return render_template("ecf/maintenance.html", court=court, text=wording.IN_MAINTENANCE), 503
    return None
