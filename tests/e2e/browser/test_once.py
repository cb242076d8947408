"""A browser started here only offers HTTP/1.1, so that it sends nothing twice (docs/adr/0021)."""

import socket
from threading import Thread

from playwright.sync_api import Browser

ONLY_HTTP_1_1 = b"\x00\x10\x00\x0b\x00\x09\x08http/1.1"
"""The ALPN extension of a TLS ClientHello: its number, lengths and one protocol name."""


def test_only_http_1_1_is_offered_to_a_server(browser: Browser) -> None:
    client_hellos: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        listener = Thread(target=lambda: client_hellos.append(_read_client_hello(server)))
        listener.start()
        page = browser.new_page()
        # The server does not respond, and the page does not wait for it.
        address = f"https://127.0.0.1:{server.getsockname()[1]}/"
        page.evaluate("address => { fetch(address).catch(() => 0); }", address)
        listener.join()
        page.close()
    assert ONLY_HTTP_1_1 in client_hellos[0]


def _read_client_hello(server: socket.socket) -> bytes:
    connection, _ = server.accept()
    with connection:
        head = connection.recv(5, socket.MSG_WAITALL)  # its last two bytes are the length of the rest
        return connection.recv(int.from_bytes(head[3:]), socket.MSG_WAITALL)
