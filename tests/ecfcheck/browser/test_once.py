"""A browser that is started offers a server HTTP/1.1 alone: there it can be kept from sending twice."""

import socket
from threading import Thread

from playwright.sync_api import Browser

HTTP_1_1_ALONE = b"\x00\x10\x00\x0b\x00\x09\x08http/1.1"
"""The extension of a TLS greeting by which a client says what it speaks: its number, lengths and one name."""


def test_a_server_is_offered_http_1_1_and_nothing_else(browser: Browser) -> None:
    greetings: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        listening = Thread(target=lambda: greetings.append(_greeting(server)))
        listening.start()
        page = browser.new_page()
        # Nobody answers, and nobody waits for it.
        address = f"https://127.0.0.1:{server.getsockname()[1]}/"
        page.evaluate("address => { fetch(address).catch(() => 0); }", address)
        listening.join()
        page.close()
    assert HTTP_1_1_ALONE in greetings[0]


def _greeting(server: socket.socket) -> bytes:
    connection, _ = server.accept()
    with connection:
        head = connection.recv(5, socket.MSG_WAITALL)  # its last two bytes say how long the rest is
        return connection.recv(int.from_bytes(head[3:]), socket.MSG_WAITALL)
