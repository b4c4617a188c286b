"""Long texts, browsers' names, f-strings and displays in few words."""

# ruff: noqa: E501  # a pair stands on one line

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_howto.english import inline
from sphinx_howto.english.phrase import code, fill, join, plain, words
from tests.english.explaining import lines
from tests.english.telling import statement

BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120 Safari/537.36"
QUERY = "\n    SELECT id, name\n      FROM users\n     WHERE name = 'a'\n     ORDER BY name, id, other\n"

SHOWN = [
    ("return f'{x}: {y[\"a\"]!r}'", "Returns `\"{x}: {y['a']!r}\"`."),
    ("return f'{x:>10} {y:%Y-%m-%d} {{z}}'", 'Returns `"{x:>10} {y:%Y-%m-%d} {{z}}"`.'),
    ("return f'{x:{y}}'", 'Returns `"{x:{y}}"`.'),
    ("return f'a \"{x}\"'", 'Returns `"a \\"{x}\\""`.'),
    (f"x = '{BROWSER}'", 'Sets `x` to `"Mozilla/5.0 (X11; Linux x86_64)…"`.'),
    ("x = 'Mozilla/5.0 (X11)'", 'Sets `x` to `"Mozilla/5.0 (X11)"`.'),
    (f"x = {QUERY!r}", 'Sets `x` to a text of 4 lines that begins with `"SELECT id, name"`.'),
    ("x = 'a\\nb\\nc\\nd'", 'Sets `x` to `"a\\nb\\nc\\nd"`.'),
    (
        "x = {**y, 'first': 1, 'second': z, 'third': 'a text that is long'}",
        'Sets `x` to a dictionary with the items of `y`, `first` (`1`), `second` (`z`) and `third` (`"a text that is long"`).',
    ),
]


@pytest.mark.parametrize(("code", "said"), SHOWN, ids=[row[0][:40] for row in SHOWN])
def test_how_a_value_is_shown(code: str, said: str) -> None:
    assert statement(code) == said


def test_gaps_in_a_text_of_several_lines_are_one_space() -> None:
    assert "\\n" not in statement(f"x.go({QUERY!r})")
    assert "SELECT id, name FROM users" in statement(f"x.go({QUERY!r})")


OPTIONS = [
    (
        "requests.get(x, headers=y, timeout=5)",
        "Sends a `GET` request to `x`, with the headers `y` and a timeout of `5` seconds.",
    ),
    (
        "requests.post(x, json=y, headers=z, timeout=5, hooks=x)",
        "Sends a `POST` request to `x` with `y` as its JSON body, the headers `z`, a timeout of `5` seconds and `hooks=x`.",
    ),
    (
        "requests.get(x, headers=y, timeout=5, verify=False)",
        "Sends a `GET` request to `x`, with the headers `y` and a timeout of `5` seconds, without checking the TLS certificate.",
    ),
    # near misses: one option, or none that begins so
    ("requests.get(x, headers=y)", "Sends a `GET` request to `x`, with the headers `y`."),
    ("requests.get(x, verify=False)", "Sends a `GET` request to `x`, without checking the TLS certificate."),
    ("requests.get(x, hooks=y)", "Sends a `GET` request to `x`, with `hooks=y`."),
]


@pytest.mark.parametrize(("code", "said"), OPTIONS, ids=[row[0] for row in OPTIONS])
def test_options_are_one_list(code: str, said: str) -> None:
    assert statement(code, before="import requests") == said


def test_a_long_head_and_its_end_are_two_clauses() -> None:
    short = join([code("x")])
    assert plain(inline.with_leave(fill("opens {x}", x=short), words("closes it at the end"))) == (
        "opens x, and closes it at the end"
    )
    long = words(" ".join(["word"] * 16))
    assert plain(inline.with_leave(long, words("closes it"))).endswith("word; closes it")


def test_line_breaks_of_a_text_are_kept_unless_it_is_sql() -> None:
    text = "One line that is a little longer\\n\\n  Another line with blanks before it"
    assert f'x.go("{text}")' in statement(f'x.go("{text}")')
    assert '`"{y}' + text + '"`' in statement(f'x = f"{{y}}{text}"')
    assert '`"SELECT {y} FROM t WHERE a = 1 AND b = 2 ORDER BY c, d, e, f"`' in statement(
        'x = f"SELECT {y}\\n  FROM t WHERE a = 1 AND b = 2\\n ORDER BY c, d, e, f"'
    )


def test_a_long_text_is_cut_between_words() -> None:
    text = "Analyze the sentiment of the following text and answer with one word only, please: "
    assert f'prompt=f"{text}{{y}}"' in statement(f"x.go(prompt=f'{text}{{y}}')")
    assert '`a.b(c.d("Analyze the sentiment of the following text and answer with…"))`' in statement(f"x.go(a.b(c.d({text * 2!r})), 1)")


PAYLOAD = """
def f(a, b):
    payload = {
        "model": a,  # the model that the account pays for
        # 0 makes the answer deterministic
        "temperature": 0,
        # "old": 1,
        "messages": [{"role": "user", "content": a}],
        "tools": [{"type": "function", "function": b}, {"type": "search"}],
        "api_key": "sk-1234567890abcdef",
    }
    return b.post(payload)
"""


def test_the_entries_of_a_long_dictionary_are_a_list_with_their_comments(tmp_path: Path) -> None:
    assert lines(tmp_path, PAYLOAD)[:6] == [
        "Payload: Sets `payload` to a dictionary with 5 entries:",
        "  `model`: `a`. The author notes: “the model that the account pays for”.",
        "  `temperature`: `0`. The author notes: “0 makes the answer deterministic”.",
        '  `messages`: `[{"role": "user", "content": a}]`.',
        '  `tools`: `[{"type": "function", "function": b}, {"type": "search"}]`.',
        '  `api_key`: `"…"`.',
    ]


def test_a_short_dictionary_is_a_sentence(tmp_path: Path) -> None:
    told = lines(tmp_path, "def f(a, b):\n    return {'first': a, 'second': b, 'third': a.b, 'fourth': b.c}\n")
    assert len(told) == 1


def test_an_answer_of_flask_has_its_status() -> None:
    before = "import flask"
    assert statement("return flask.jsonify(x), 404", before=before) == "Returns `x` as a JSON response with the status `404`."
    assert statement("return y(x), 404", before=before) == "Returns `(y(x), 404)`."
