"""CM/ECF's public pages: its root, its front page, and the pages they link to (facts F2)."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from stage.ecf import page, wording
from stage.ecf.access import require_login
from stage.ecf.login import FIRST_SCREEN
from stage.ecf.refusals import THRESHOLD_PAGE
from stage.ecf.sessions import User
from stage.settings import ECF_HOST
from stage.site import Site, current_court

FRONT_PAGE = "/cgi-bin/ShowIndex.pl"

site = Site("ecf_public", ECF_HOST)


@site.get("/")
def show_root() -> str:
    """Show the front page or refresh to it, depending on the court."""
    if current_court().root_refreshes:
        return render_template("ecf/refresh.html", address=FRONT_PAGE)
    return show_front_page()


@site.get(FRONT_PAGE)
def show_front_page() -> str:
    """Show the link to the login; the page is the same for users who are logged in."""
    court = current_court()
    return render_template(
        "ecf/front_page.html",
        court=court,
        login=FIRST_SCREEN,
        link=court.front_page_link.format(name=court.name),
    )


@site.get("/cgi-bin/CourtInfo.pl")
def show_court_information() -> ResponseReturnValue:
    """Show which court this is: public from the front page, behind the login from Utilities."""
    if request.query_string == b"location=main":
        return render_template("ecf/court_information.html", court=current_court(), frame="ecf/base.html")
    return _show_court_information_to_user()


@require_login
def _show_court_information_to_user(user: User) -> ResponseReturnValue:
    return page.render("court_information", user, frame="ecf/page.html")


@site.get(THRESHOLD_PAGE)
def show_threshold() -> str:
    """Explain that the user exceeded the court's threshold."""
    return render_template("ecf/over_threshold.html", court=current_court(), text=wording.OVER_THRESHOLD)


# The scripts' names below are real; their content is invented.


@site.get("/cgi-bin/Opinions.pl")
def show_opinions() -> str:
    """Show an empty list of opinions."""
    return _show_text("Opinions", "There are no opinions.")


@site.get("/cgi-bin/PublicCalendar.pl")
def show_calendar() -> str:
    """Show an empty calendar."""
    return _show_text("Court Calendar", "There are no events on the calendar.")


@site.get("/cgi-bin/rss_outside.pl")
def show_recent_filings() -> Response:
    """Return an empty feed of recent filings."""
    feed = render_template("ecf/recent_filings.xml", court=current_court(), address=request.base_url)
    return Response(feed, mimetype="application/rss+xml")


def _show_text(heading: str, text: str) -> str:
    return render_template("ecf/public_page.html", court=current_court(), heading=heading, text=text)
