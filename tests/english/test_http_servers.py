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


_ROUTES = [
    ("if self.path == '/ping': self.send_response(200)", "Answers `GET /ping`."),
    ("if self.path != '/ping': return", "Answers `GET /ping`."),
    ("if self.path in ('/a', '/b'): self.send_response(200)", "Answers `GET /a` and `GET /b`."),
    (
        "if self.path.startswith('/fs/'): self.send_response(200)",
        "Answers `GET` requests to paths that begin with `/fs/`.",
    ),
    ("if self.path == self.known: self.send_response(200)", None),
    ("if self.name == '/ping': self.send_response(200)", None),
]


@pytest.mark.parametrize(("body", "said"), _ROUTES, ids=[row[0] for row in _ROUTES])
def test_the_paths_that_a_handler_tells_apart(tmp_path: Path, body: str, said: str | None) -> None:
    told = page(tmp_path, _HANDLER.format(base="BaseHTTPRequestHandler", body=body))
    assert (f"**Routes**: {said}" in told) if said else ("**Routes**" not in told)
    assert "**Routes**" not in page(tmp_path / "other", _HANDLER.format(base="object", body=body))


def test_the_result_of_an_answer_is_nobodys(tmp_path: Path) -> None:
    body = "return 1 if self.path else None"
    assert "**None**" not in page(tmp_path, _HANDLER.format(base="BaseHTTPRequestHandler", body=body))
    assert "**None**" in page(tmp_path / "other", _HANDLER.format(base="object", body=body))
