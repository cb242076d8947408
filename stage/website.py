"""The court's website: the link to E-Filing, and the pages of the password notice."""

from flask import abort, render_template

from stage.settings import WEBSITE_HOST, current_settings
from stage.site import Site, current_court

site = Site("website", WEBSITE_HOST)

# The front page's menu: by heading, the addresses and the words of its links.
MENU = {
    "About the Court": {
        "/court-info/holidays": "Court Holidays",
        "/court-info/offices": "Offices and Directions",
    },
    "Case Information": {
        "/court-info/transcripts": "Transcripts",
        "/court-info/nextgen": "NextGen Information",
    },
    "For Attorneys": {
        "/cmecf": "CM/ECF Notices & Instructions",
        "/court-info/admission": "How To Apply for Admission",
    },
    "Jury Service": {"/court-info/ejuror": "eJUROR", "/court-info/employers": "Notice to Employer"},
}

# By path: the heading of a page that only says whom to ask.
PLAIN_PAGES = {path: words for links in MENU.values() for path, words in links.items()} | {
    "/court-info/news": "News"
}

# By path below /cmecf: the words of the link to a page about CM/ECF, which are the page's heading too.
CMECF_PAGES = {
    "policies": "Policies and Procedures",
    "manual": "Attorney User's Manual",
    "forms": "Forms",
    "seminars": "Seminars",
}


@site.get("/")
def show_home() -> str:
    """Show the link to E-Filing, among other links to CM/ECF that do not lead to the login."""
    settings = current_settings()
    return _render("home", menu=MENU, pacer=settings.pacer, cdn=_find_script_host())


@site.get("/cmecf")
def show_cmecf() -> str:
    """Show the page about CM/ECF, with the logo that links to CM/ECF's root."""
    return _render("cmecf", pages=CMECF_PAGES)


@site.get("/cmecf/<name>")
def show_cmecf_page(name: str) -> str:
    """Show a page that the page about CM/ECF links to."""
    heading = CMECF_PAGES.get(name) or abort(404)
    return _render(name, heading=heading)


@site.get("/court-info/<name>")
def show_court_info(name: str) -> str:
    """Show another page that the front page links to."""
    heading = PLAIN_PAGES.get(f"/court-info/{name}") or abort(404)
    return _render("plain", heading=heading)


def _find_script_host() -> str:
    settings = current_settings()
    return settings.cdn if current_court().script_host_reached else settings.blocked_cdn


def _render(name: str, **context: object) -> str:
    court = current_court()
    return render_template(f"website/{name}.html", court=court, ecf=current_settings().ecf(court), **context)
