"""JSF's partial responses, the answers to the login page's script (JSF 2.3, section 13.4.4)."""

import json
from dataclasses import dataclass

from flask import Response, render_template


@dataclass(frozen=True)
class Update:
    """The id of an element of the page, and the markup that replaces it."""

    id: str
    markup: str

    @property
    def cdata(self) -> str:
        """The markup, escaped for a CDATA section."""
        return self.markup.replace("]]>", "]]]]><![CDATA[>")


def update(*changes: Update, show: str = "") -> Response:
    """Replace parts of the page, and show the dialog with the id `show`, if any."""
    arguments = json.dumps({"show": show}) if show else ""
    return _render(changes=changes, arguments=arguments, redirect="", error="")


def redirect(url: str) -> Response:
    """Redirect the browser."""
    return _render(changes=(), arguments="", redirect=url, error="")


def error(message: str) -> Response:
    """Report that the view is unknown or has ended."""
    return _render(changes=(), arguments="", redirect="", error=message)


def _render(**context: object) -> Response:
    return Response(render_template("pacer/partial_response.xml", **context), mimetype="text/xml")
