"""The court's website: the way to E-Filing, and what the password notice says is to be found there."""

from flask import abort, render_template

from stage.settings import current_settings
from stage.site import Site, current_court

site = Site("website", "www.<court>.localhost")

# The front page's menu: below each heading, where its links lead, and their words.
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

# The headings of pages that say nothing but whom to ask, by path.
PLAIN_PAGES = {path: words for links in MENU.values() for path, words in links.items()} | {
    "/court-info/news": "News"
}

# Where a page about CM/ECF is, below /cmecf: the link that leads there, and the page's heading.
CMECF_PAGES = {
    "policies": "Policies and Procedures",
    "manual": "Attorney User's Manual",
    "forms": "Forms",
    "seminars": "Seminars",
}


@site.get("/")
def home() -> str:
    """Show the way to E-Filing to anyone, among links into CM/ECF that are not the way in."""
    settings = current_settings()
    return _page("home", menu=MENU, pacer=settings.pacer, cdn=_script_host())


@site.get("/cmecf")
def cmecf() -> str:
    """Anyone may read it; the CM/ECF logo leads to CM/ECF's root."""
    return _page("cmecf", pages=CMECF_PAGES)


@site.get("/cmecf/<name>")
def about(name: str) -> str:
    """Anyone may read these."""
    heading = CMECF_PAGES.get(name) or abort(404)
    return _page(name, heading=heading)


@site.get("/court-info/<name>")
def court_info(name: str) -> str:
    """Anyone may read what else the front page links."""
    heading = PLAIN_PAGES.get(f"/court-info/{name}") or abort(404)
    return _page("plain", heading=heading)


def _script_host() -> str:
    settings = current_settings()
    return settings.cdn if current_court().script_host_reached else settings.blocked_cdn


def _page(name: str, **context: object) -> str:
    court = current_court()
    return render_template(f"website/{name}.html", court=court, ecf=current_settings().ecf(court), **context)
