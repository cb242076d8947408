"""The court's website: the way to E-Filing, and what the password notice says is to be found there."""

from flask import abort, render_template

from stage.settings import current_settings
from stage.site import Site, current_court

site = Site("website", "www.<court>.localhost")

# Where a page about CM/ECF is, below /cmecf: the link that leads there, and the page's heading.
CMECF_PAGES = {
    "policies": "Policies and Procedures",
    "manual": "Attorney User's Manual",
    "forms": "Forms",
    "seminars": "Seminars",
}


@site.get("/")
def home() -> str:
    """Anyone may read it; E-Filing (CM/ECF) leads to CM/ECF's root."""
    return _page("home")


@site.get("/cmecf")
def cmecf() -> str:
    """Anyone may read it; the CM/ECF logo leads to CM/ECF's root."""
    return _page("cmecf", pages=CMECF_PAGES)


@site.get("/cmecf/<name>")
def about(name: str) -> str:
    """Anyone may read these."""
    heading = CMECF_PAGES.get(name) or abort(404)
    return _page(name, heading=heading)


def _page(name: str, **context: object) -> str:
    court = current_court()
    return render_template(f"website/{name}.html", court=court, ecf=current_settings().ecf(court), **context)
