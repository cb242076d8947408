"""Carries out the procedure with an HTTP client and no browser: the floor, what the court's own answers cost.

It follows forms with their hidden fields, cookies and redirects, as a script for this one site would. It runs
no script of a page: it sends what CM/ECF's `ProcessForm` and PACER's `PrimeFaces.ab` send. An element counts
as visible if no style attribute hides it.
"""

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

import httpx
from lxml import etree, html

from benchmarks.peers.arguments import read_procedures

_FORWARDS = (
    re.compile(r"http-equiv='REFRESH' content='0;url=(?P<address>[^']+)'"),
    re.compile(r"location\.assign\((?P<literal>\".+?\")\)"),
)
"""What makes a browser go on to another page by itself: a refresh, or a script with a literal address."""

_NOT_SENT = {"button", "submit", "reset", "image"}
_CHECK_BOX = "ui-chkbox-box"
_SECONDS = 30


class LoopbackTransport:
    """Sends each request to this machine: only browsers know by themselves where `*.localhost` is."""

    def __init__(self) -> None:
        self._transport = httpx.HTTPTransport()

    def handle_request(self, request: Any) -> Any:
        """Send the request; its Host header keeps the court's name."""
        if not request.url.host.endswith(".localhost"):
            raise ValueError(f"{request.url} is not on the staged court")
        return self._transport.handle_request(
            httpx.Request(
                request.method,
                request.url.copy_with(host="127.0.0.1"),
                headers=request.headers,
                stream=request.stream,
                extensions=request.extensions,
            )
        )

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()


class Driver:
    """Performs operations with the cookies of one user."""

    def __init__(self) -> None:
        self._client = httpx.Client(
            transport=LoopbackTransport(), follow_redirects=True, timeout=_SECONDS, trust_env=False
        )
        self._address = ""
        self._page: Any = None

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def perform(self, operation: Mapping[str, Any]) -> None:
        """Perform one operation. Raises AssertionError if the page is not as asserted."""
        found = self._find(operation["css"]) if "css" in operation else []
        match operation:
            case {"op": "goto", "url": url}:
                self._request("GET", url)
            case {"op": "click"}:
                self._click(_require_one(found, operation))
            case {"op": "fill", "text": text}:
                _require_one(found, operation).set("value", text)
            case {"op": "visible"}:
                _require(_is_visible(_require_one(found, operation)), operation, "it is hidden")
            case {"op": "texts", "texts": texts}:
                seen = [_read_text(one) for one in found]
                _require(seen == texts, operation, seen)
            case {"op": "contains", "text": text}:
                seen = [_read_text(one) for one in found[-1:]]
                _require(any(text in one for one in seen), operation, seen)
            case {"op": "count", "n": n}:
                _require(len(found) == n, operation, len(found))
            case _:
                raise ValueError(f"unknown operation: {operation}")

    def _find(self, css: str) -> list[Any]:
        return list(self._page.xpath(css) if css.startswith("//") else self._page.cssselect(css))

    def _request(self, method: str, address: str, **content: Any) -> None:
        """Send a request, go on where a browser would by itself, and keep the page that arrives."""
        while address:
            answer = self._client.request(method, urljoin(self._address, address), **content)
            answer.raise_for_status()
            self._address = str(answer.url)
            method, address, content = "GET", _find_forward(answer.text), {}
        self._page = _parse(answer.text)

    def _click(self, element: Any) -> None:
        if element.tag == "a":
            self._request("GET", element.get("href"))
            return
        form = next(element.iterancestors("form"))
        if element.get("class", "").startswith(_CHECK_BOX):
            box = element.getparent()
            box.find(".//input").set("checked", "checked")
            self._post_partially(form, box.get("id"))
        elif "ProcessForm" in element.get("onclick", ""):
            parts = {name: (None, value) for name, value in _read_fields(form).items()}
            self._request(form.get("method"), form.get("action"), files=parts)
        else:
            self._post_partially(form, element.get("id"))

    def _post_partially(self, form: Any, source: str) -> None:
        """Post a form as PrimeFaces does, and apply JSF's partial response."""
        fields = {"javax.faces.partial.ajax": "true", "javax.faces.source": source, source: source}
        answer = self._client.post(
            self._address, data={**_read_fields(form), **fields}, headers={"Faces-Request": "partial/ajax"}
        )
        answer.raise_for_status()
        response = etree.fromstring(answer.content)
        if (error := response.findtext(".//error-message")) is not None:
            raise AssertionError(f"the court answers: {error}")
        if (redirect := response.find(".//redirect")) is not None:
            self._request("GET", redirect.get("url"))
            return
        for update in response.iter("update"):
            new, old = html.fragment_fromstring(update.text), self._page.get_element_by_id(update.get("id"))
            new.tail = old.tail
            old.getparent().replace(old, new)
        for extension in response.iter("extension"):
            self._page.get_element_by_id(json.loads(extension.text)["show"]).set("style", "display: block")


def _find_forward(text: str) -> str:
    """Return the address to which a page forwards the browser; "" if it stays."""
    for pattern in _FORWARDS:
        if found := pattern.search(text):
            groups = found.groupdict()
            return str(json.loads(groups["literal"]) if "literal" in groups else groups["address"])
    return ""


def _parse(text: str) -> Any:
    page = html.document_fromstring(text)
    etree.strip_elements(page, "script", "style", with_tail=False)
    for element in page.iter("input", "button"):
        # A browser compares this attribute without regard to case, and CM/ECF writes RESET.
        element.set("type", element.get("type", "text").lower())
    return page


def _read_fields(form: Any) -> dict[str, str]:
    """Return what a browser would send of a form's inputs."""
    return {
        field.get("name"): field.get("value", "on" if field.get("type") == "checkbox" else "")
        for field in form.iter("input")
        if field.get("name")
        and field.get("type") not in _NOT_SENT
        and (field.get("type") != "checkbox" or "checked" in field.attrib)
    }


def _is_visible(element: Any) -> bool:
    styles = (one.get("style", "") for one in (element, *element.iterancestors()))
    return element.get("type") != "hidden" and not any("display: none" in style for style in styles)


def _read_text(element: Any) -> str:
    return " ".join(element.text_content().split())


def _require_one(found: list[Any], operation: Mapping[str, Any]) -> Any:
    _require(len(found) == 1, operation, f"{len(found)} elements")
    return found[0]


def _require(holds: object, operation: Mapping[str, Any], seen: object) -> None:
    if not holds:
        raise AssertionError(f"{operation}: seen {seen}")


def main() -> None:
    """Carry out every procedure, each with new cookies."""
    for procedure in read_procedures():
        driver = Driver()
        try:
            for operations in procedure.values():
                for operation in operations:
                    driver.perform(operation)
        finally:
            driver.close()


if __name__ == "__main__":
    main()
