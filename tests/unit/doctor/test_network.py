"""Proxy, certificates and clocks are examined; each origin is asked once, without credentials."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from config.court import load_court
from ecfcheck.doctor.diagnosis import Level
from ecfcheck.doctor.network import examine_origins, examine_proxy

StartSite = Callable[[timedelta, int], HTTPServer]
NOW = timedelta()


@pytest.fixture
def start_site() -> Iterator[StartSite]:
    """Return a function that starts a site on loopback with a clock that differs by a duration."""
    servers: list[HTTPServer] = []

    def start(offset: timedelta, status: int) -> HTTPServer:
        class Handler(BaseHTTPRequestHandler):
            def do_HEAD(self) -> None:
                requests.append(dict(self.headers))
                self.send_response_only(status)
                self.send_header("Date", format_datetime(datetime.now(UTC) + offset, usegmt=True))
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Print nothing."""

        requests: list[dict[str, str]] = []
        server = HTTPServer(("127.0.0.1", 0), Handler)
        vars(server)["requests"] = requests
        Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return server

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def examine(port: int) -> list[tuple[Level, str]]:
    origin = f"http://127.0.0.1:{port}"
    court = load_court("staged").model_copy(
        update={
            "website": origin,
            "ecf": origin,
            "pacer_login": f"{origin}/login",
            "pacer_account": f"{origin}/account",
        }
    )
    return [(finding.level, finding.text) for finding in examine_origins(court)]


@pytest.mark.parametrize("status", [200, 405])
def test_each_origin_is_asked_once_and_without_credentials(start_site: StartSite, status: int) -> None:
    site = start_site(NOW, status)
    answer = f"answers with HTTP status {status}; its clock and this machine's agree"
    assert examine(site.server_port) == [(Level.OK, answer)]
    requests = vars(site)["requests"]
    assert len(requests) == 1
    assert not {"Cookie", "Authorization"} & requests[0].keys()


@pytest.mark.parametrize(("offset", "word"), [(40, "behind"), (-40, "ahead")])
def test_a_clock_that_is_wrong_by_more_than_half_a_passcode_is_a_problem(
    start_site: StartSite, offset: int, word: str
) -> None:
    site = start_site(timedelta(seconds=offset), 200)
    ((level, text),) = examine(site.server_port)
    assert level is Level.PROBLEM
    assert f"s {word} of its clock" in text


def test_an_origin_that_does_not_answer_is_a_problem(start_site: StartSite) -> None:
    site = start_site(NOW, 200)
    site.server_close()
    ((level, text),) = examine(site.server_port)
    assert level is Level.PROBLEM
    assert text.startswith("does not answer: ")


def test_a_proxy_is_told_without_its_credentials() -> None:
    (finding,) = examine_proxy({"HTTPS_PROXY": "http://user:word@proxy:3128", "NO_PROXY": "localhost"})
    assert finding.text == "HTTPS_PROXY=http://proxy:3128; not for localhost"
    assert finding.level is Level.OK


def test_a_proxy_that_would_get_the_staged_court_is_noted() -> None:
    (finding,) = examine_proxy({"HTTP_PROXY": "proxy:3128"})
    assert finding.level is Level.NOTE
    assert finding.text == "HTTP_PROXY=proxy:3128, also for the staged court, which is on this machine"
    assert "NO_PROXY=localhost" in finding.remedy


def test_certificates_that_do_not_exist_are_a_problem(tmp_path: Path) -> None:
    _, finding = examine_proxy({"SSL_CERT_FILE": str(tmp_path / "ca.pem")})
    assert finding.level is Level.PROBLEM
    assert finding.text == f"SSL_CERT_FILE names {tmp_path / 'ca.pem'}, which does not exist"
