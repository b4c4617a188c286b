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
    "y = os.environ.get('API_KEY', '{}')",
    "y = config.get('password', '{}')",
    "y = token or '{}'",
    "server.login('user', '{}')",
    "requests.get(x, auth=HTTPBasicAuth('user', '{}'))",
]


@pytest.mark.parametrize("code", HIDDEN)
def test_a_literal_under_the_name_of_a_credential_is_hidden(code: str) -> None:
    told = statement(code.format(SECRET))
    assert SECRET not in told
    assert told


@pytest.mark.parametrize(
    "code", ["x.go(password='{}')", "y = {{'api_key': '{}', 'a': 'a long text', 'b': 'a long text'}}"]
)
def test_what_is_called_a_password_is_hidden_however_short(code: str) -> None:
    assert "cats7" not in statement(code.format("cats7"))
    # A kind of token is no credential
    assert "name" in statement("x.go(token='name')")


KEYS = [
    "sk-proj-abcdefghijklmnop",
    "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
    "AIzaSyA1234567890abcdefghijklmnopqrstuvw",
    "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc",
]


@pytest.mark.parametrize("key", KEYS)
def test_what_looks_like_a_key_is_hidden_under_any_name(key: str) -> None:
    for code in (
        "x.go('{}')",
        "raise ValueError('bad key {}')",
        "y = f'a {} {{x}}'",
        "y = ['a', '{}', 'b']",
        "x.go(a='{}')",
    ):
        assert key not in statement(code.format(key)), code


def test_the_password_in_an_address_is_hidden() -> None:
    told = statement("x.connect('postgresql://ada:lovelace99@db.example/shop')")
    assert "lovelace99" not in told
    assert "db.example/shop" in told


@pytest.mark.parametrize(
    "text", ["sk-learn", "https://example.com/a:b@c", "12:30", "task-force-of-many-words"]
)
def test_plain_texts_are_shown(text: str) -> None:
    assert text in statement(f"x.go('{text}')")


@pytest.mark.parametrize(
    "address", ["https://auth.example/oauth2/v1/token/", "/oauth2/v1/token", "wss://a.example:8080/{name}/token"]
)
def test_where_a_token_is_asked_for_is_public(address: str) -> None:
    assert address in statement(f"token_endpoint = '{address}'")


@pytest.mark.parametrize(
    "address",
    [
        "https://hooks.example/services/T0123456789ABCDEFGH",
        "https://ada@api.example/token",
        "https://api.example/a?key=lovelace",
        "aB3/xYz9q8w7e6r5",
    ],
)
def test_an_address_that_holds_a_credential_is_hidden(address: str) -> None:
    assert address not in statement(f"token_endpoint = '{address}'")


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
