"""Credentials in the source never reach the page."""

from __future__ import annotations

from pathlib import Path

import pytest

import sphinx_howto
from tests.english.telling import statement

SECRET = "hunter22222"  # noqa: S105  # it is what the tests hide

HIDDEN = [
    "password = '{}'",
    "self.api_key = '{}'",
    "self.token = x or '{}'",
    "token: str = '{}'",
    "a, token = 1, '{}'",
    "y = z = token = '{}'",
    "token += '{}'",
    "x['token'] = '{}'",
    "x.headers['Authorization'] = 'Bearer {}'",
    "os.environ['API_KEY'] = '{}'",
    "x.go(password='{}', user='u')",
    "return Client(token='{}')",
    "raise ValueError(secret='{}')",
    "y = {{'password': '{}'}}",
    "y = {{'password': '{}', 'user': 'somebody', 'more': 'a text that is long enough'}}",
    "x.post(y, headers={{'Authorization': 'Bearer {}'}})",
    "if password == '{}': x()",
    "if (token := '{}'): x()",
    "y = connect('host', password='{}', a_very_long_argument=1, another_long_argument=2)",
    "def g(token='{}'): return token",
]


@pytest.mark.parametrize("code", HIDDEN)
def test_a_literal_under_the_name_of_a_credential_is_hidden(code: str) -> None:
    told = statement(code.format(SECRET))
    assert SECRET not in told
    assert told


def test_it_is_hidden_wherever_else_the_module_quotes_it() -> None:
    told = statement(f"password = '{SECRET}'\nx.go('{SECRET}')\nif y == '{SECRET}': z()")
    assert SECRET not in told
    assert '`x.go("…")`' in told


def test_constants_defaults_and_class_attributes(tmp_path: Path) -> None:
    code = (
        f'API_KEY = "{SECRET}1"\nclass C:\n    token = "{SECRET}2"\n'
        f'    def __init__(self, password="{SECRET}3"):\n        self.password = password\n'
        "    def m(self):\n        return call(self.token, API_KEY)\n"
    )
    (tmp_path / "sample.py").write_text(code, encoding="utf-8")
    for name in ("sample", "sample.C", "sample.C.m", "sample.API_KEY", "sample.C.token"):
        assert SECRET not in sphinx_howto.explain(name, search_paths=[str(tmp_path)]).to_markdown(), name


SHOWN = [
    ("x = 'hunter22222'", '`"hunter22222"`'),
    ("token = 'short'", '`"short"`'),
    ("y = x.get('token')", '`x.get("token")`'),
    ("if token == 'identifier': x()", '`"identifier"`'),
    ("tokens = x.split('hunter22222')", '"hunter22222"'),
    ("password = None", "`None`"),
    ("password = x.password", "`x.password`"),
]


@pytest.mark.parametrize(("code", "quoted"), SHOWN, ids=[row[0] for row in SHOWN])
def test_other_values_are_shown(code: str, quoted: str) -> None:
    assert quoted in statement(code)
