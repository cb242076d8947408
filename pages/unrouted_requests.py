"""Closes what sends requests that no route of Playwright sees (docs/adr/0013)."""

from pages.seeing import read_script

_KEY = "Symbol.for('ecfcheck.unrouted')"

CLOSE_UNROUTED_WAYS = read_script("unrouted_requests.js").replace("KEY", _KEY)
"""A script for each document of a context, before its own: it sends nothing past the routes.

It removes what opens such connections, and has the document send nothing from when it is left.
"""

CLOSE_SOCKETS = f"globalThis[{_KEY}].closeSockets"
"""A script that evaluates to a function of hosts: it closes the WebSockets to others, now and from now on."""
