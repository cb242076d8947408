"""Legacy CM/ECF's login form, at whatever address was asked for (facts B5)."""

from flask import render_template, request

from stage.ecf.forms import new_suffix
from stage.site import current_court


def show(said: str = "", asked: str = "") -> str:
    """Show the form, with words of the court, on the way to `asked`: by default, what this request is for."""
    return render_template(
        "ecf/legacy_login.html",
        court=current_court(),
        said=said,
        asked=asked or request.full_path.removesuffix("?"),
        form_suffix=new_suffix(),
    )
