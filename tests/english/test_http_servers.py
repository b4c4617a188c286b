"""Servers of the standard library, told in the words of their clients."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.english.explaining import page

_HANDLER = (
    "from http.server import BaseHTTPRequestHandler\n"
    "class H({base}):\n    def do_GET(self):\n        {body}\n"
)

ANSWERS = [
    ("self.send_response(200)", "Answers with the status `200`."),
    ("self.send_error(404, 'no page')", 'Answers with the error status `404` and the message `"no page"`.'),
    ("self.send_header('A', 'b')", 'Sets the header `"A"` of the answer to `"b"`.'),
    ("self.wfile.write(b'x')", 'Sends `b"x"` to the client.'),
]


@pytest.mark.parametrize(("body", "said"), ANSWERS, ids=[row[0] for row in ANSWERS])
def test_what_a_handler_answers(tmp_path: Path, body: str, said: str) -> None:
    assert said in page(tmp_path, _HANDLER.format(base="BaseHTTPRequestHandler", body=body))
    # Another class may mean another thing by the name
    assert said not in page(tmp_path / "other", _HANDLER.format(base="object", body=body))


def test_where_a_server_listens(tmp_path: Path) -> None:
    code = (
        "from http.server import HTTPServer\ndef main(handler):\n"
        "    server = HTTPServer(('127.0.0.1', 8123), handler)\n    server.serve_forever()\n"
    )
    told = page(tmp_path, code)
    assert '**Network**: `main` listens on `("127.0.0.1", 8123)`' in told
    assert "**Waiting**: `main` serves requests until the server is shut down." in told
