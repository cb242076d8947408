"""JSF's partial responses: what the login page's script is answered (JSF 2.3, section 13.4.4)."""

import json
from dataclasses import dataclass

from flask import Response, render_template


@dataclass(frozen=True)
class Update:
    """An element of the page, by id, and the markup that replaces it."""

    id: str
    markup: str

    @property
    def cdata(self) -> str:
        """The markup as a CDATA section may hold it."""
        return self.markup.replace("]]>", "]]]]><![CDATA[>")


def updates(*changes: Update, show: str = "") -> Response:
    """Change parts of the page, and show the dialog of the id `show`, if any."""
    arguments = json.dumps({"show": show}) if show else ""
    return _partial(changes=changes, arguments=arguments, redirect="", error="")


def redirect(url: str) -> Response:
    """Send the browser on."""
    return _partial(changes=(), arguments="", redirect=url, error="")


def error(message: str) -> Response:
    """Say that the view is not, or no longer, to be used."""
    return _partial(changes=(), arguments="", redirect="", error=message)


def _partial(**context: object) -> Response:
    return Response(render_template("pacer/partial_response.xml", **context), mimetype="text/xml")
