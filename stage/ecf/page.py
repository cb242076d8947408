"""Renders a CM/ECF page with its title, menu and user, and CM/ECF's error page."""

import secrets

from flask import render_template

from stage.ecf import menu, wording
from stage.ecf.sessions import User


def render(template: str, user: User, **context: object) -> str:
    """Render a page with the user's menu, as of the start of the request."""
    return render_template(
        f"ecf/{template}.html",
        user=user,
        court=user.court,
        bar=menu.list_bar(user),
        menu_user=user.ecf_id if user.may_file else -1,
        form_suffix=make_form_suffix(),
        **context,
    )


def render_error(user: User, text: str) -> str:
    """Render CM/ECF's error page: HTTP status 200 (facts B4), sometimes without Back (F4)."""
    return render("error", user, text=text, has_back=not text.startswith(wording.WITHOUT_BACK))


def make_form_suffix() -> str:
    """Return the suffix of a form's address: new digits each time (facts B4)."""
    return f"{secrets.randbelow(10**15):015}-L_1_0-1"
