"""CM/ECF's pages without a login: its root, its front page, and what else is public (facts F2)."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from stage.ecf import page, wording
from stage.ecf.access import signed_in
from stage.ecf.refusals import THRESHOLD_PAGE
from stage.ecf.sign_in import FIRST_SCREEN, HOST
from stage.ecf.users import User
from stage.site import Site, current_court

FRONT_PAGE = "/cgi-bin/ShowIndex.pl"

site = Site("ecf_public", HOST)


@site.get("/")
def root() -> str:
    """Show the front page, or lead to it: which of the two depends on the court."""
    if current_court().root_refreshes:
        return render_template("ecf/refresh.html", address=FRONT_PAGE)
    return front_page()


@site.get(FRONT_PAGE)
def front_page() -> str:
    """Greet everyone alike, logged in or not, with the link to the login."""
    court = current_court()
    return render_template(
        "ecf/front_page.html",
        court=court,
        login=FIRST_SCREEN,
        link=court.front_page_link.format(name=court.name),
    )


@site.get("/cgi-bin/CourtInfo.pl")
def court_information() -> ResponseReturnValue:
    """Say which court this is, from the front page to anyone and from Utilities to the user."""
    if request.query_string == b"location=main":
        return render_template("ecf/court_information.html", court=current_court(), frame="ecf/base.html")
    return _show_court_information()


@signed_in
def _show_court_information(user: User) -> ResponseReturnValue:
    return page.render("court_information", user, frame="ecf/page.html")


@site.get(THRESHOLD_PAGE)
def threshold() -> str:
    """Explain why a user was sent here."""
    return render_template("ecf/over_threshold.html", court=current_court(), text=wording.OVER_THRESHOLD)


# The scripts' names below are real, what they show is invented.


@site.get("/cgi-bin/Opinions.pl")
def opinions() -> str:
    """Show the court's opinions, of which there are none."""
    return _show_text("Opinions", "There are no opinions.")


@site.get("/cgi-bin/PublicCalendar.pl")
def calendar() -> str:
    """Show the court's calendar, which is empty."""
    return _show_text("Court Calendar", "There are no events on the calendar.")


@site.get("/cgi-bin/rss_outside.pl")
def recent_filings() -> Response:
    """Answer the feed of recent filings, which is empty."""
    feed = render_template("ecf/recent_filings.xml", court=current_court(), address=request.base_url)
    return Response(feed, mimetype="application/rss+xml")


def _show_text(heading: str, text: str) -> str:
    return render_template("ecf/public_page.html", court=current_court(), heading=heading, text=text)
