"""CM/ECF in maintenance: whatever is asked for, the court says that it is closed."""

from flask import render_template
from flask.typing import ResponseReturnValue

from stage.ecf import wording
from stage.site import current_court


def closed() -> ResponseReturnValue | None:
    """Answer in the place of every page, if the court is in maintenance."""
    court = current_court()
    if not court.in_maintenance:
        return None
    return render_template("ecf/maintenance.html", court=court, text=wording.IN_MAINTENANCE), 503
