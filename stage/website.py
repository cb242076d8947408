"""The court's website: the way to E-Filing that the document starts from."""

from flask import render_template

from stage.settings import current_settings
from stage.site import Site, current_court

site = Site("website", "www.<court>.localhost")


@site.get("/")
def home() -> str:
    """Anyone may read it; E-Filing (CM/ECF) leads to CM/ECF's root."""
    return _page("home")


@site.get("/cmecf")
def cmecf() -> str:
    """Anyone may read it; the CM/ECF logo leads to CM/ECF's root."""
    return _page("cmecf")


def _page(name: str) -> str:
    court = current_court()
    return render_template(f"website/{name}.html", court=court, ecf=current_settings().ecf(court))
