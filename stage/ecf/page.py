"""How a CM/ECF page is made: title, menu and user from one place, and the error page."""

from flask import render_template

from stage.ecf import menu, wording
from stage.ecf.forms import new_suffix
from stage.ecf.users import User


def render(template: str, user: User, **context: object) -> str:
    """Render a page with the menu of the user, as they stood when their request came in."""
    return render_template(
        f"ecf/{template}.html",
        user=user,
        court=user.court,
        bar=menu.bar(user),
        menu_user=user.ecf_id if user.may_file else -1,
        form_suffix=new_suffix(),
        **context,
    )


def error_page(user: User, text: str) -> str:
    """Return CM/ECF's error page, which comes with HTTP status 200 (facts B4); some have no Back (F4)."""
    return render("error", user, text=text, has_back=not text.startswith(wording.WITHOUT_BACK))
