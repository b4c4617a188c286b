"""Statements in short words: command lines, logs in a row, SQL of an unknown cursor, cut texts, new objects."""

# ruff: noqa: E501  # a pair stands on one line

from __future__ import annotations

import pytest

from tests.english.telling import body, statement

_LOG = 'import logging\nlog = logging.getLogger("a")'
_RUN = "import subprocess"

PAIRS = [
    (_LOG, "log.info('a')\nlog.info(f'b {x}')", 'Logs the information `"a"`, then `"b {x}"`.'),
    (_LOG, "log.info('a')\nlog.warning('b')", 'Logs the information `"a"`. Logs the warning `"b"`.'),
    ("", "print('a')\nprint()\nprint('a')", 'Prints `"a"`, an empty line, then `"a"`.'),
    ("", "print('a')\nx.go()", 'Prints `"a"`. Calls `x.go()`.'),
    (_RUN, "subprocess.run(['git', 'clone', x, f'{y}/a b'])", 'Runs `git clone {x} "{y}/a b"` and waits until it ends.'),
    (_RUN, "subprocess.run(['ls', *x])", 'Runs `["ls", *x]` and waits until it ends.'),
    (_RUN, "subprocess.run([x, 'a'])", 'Runs `[x, "a"]` and waits until it ends.'),
    ("", "y = x[len('data:'):]", 'Sets `y` to `x` without its first `5` characters (as many as `"data:"` has).'),
    ("", "y = x[len(z):]", "Sets `y` to `x[len(z):]`."),
    ("", "y = x.decode('utf-8')\nz = y[2:]", "Sets `y` to `x` decoded from UTF-8 and `z` to `y` without its first `2` characters."),
    ("", "y = x.decode(z)[2:]", "Sets `y` to `x.decode(z)[2:]`."),
    ("", "x.execute('INSERT INTO a (b) VALUES (?)', (y,))", 'Runs the SQL `"INSERT INTO a (b) VALUES (?)"` with the parameters `(y,)`.'),
    ("", "x.execute('insert it')", 'Calls `x.execute("insert it")`.'),
    ("", "y = x.execute('SELECT a FROM b')", 'Sets `y` to `x.execute("SELECT a FROM b")`.'),
    ("", "x.extend(z.a for z in y if z.b)", "Appends to `x`: `z.a` for each `z` in `y` for which `z.b` is truthy."),
    ("", "x.extend(y)", "Extends `x` with `y`."),
    ("", "x = tuple([z for z in y])", "Sets `x` to a tuple of each `z` in `y`."),
    ("", "x.assert_called_once_with(1, a=2)", "Checks that `x` was called once, with the arguments `1` and `a=2`."),
    ("", "x.a.assert_called_once_with(a=2)", "Checks that `x.a` was called once, with `a=2`."),
    ("", "x.assert_not_called()", "Checks that `x` was not called."),
    ("", "x.assert_it()", "Calls `x.assert_it()`."),
    ("", "y = []\ny += ['a', x]", 'Sets `y` to an empty list. Appends `"a"` and `x` to `y`.'),
    ("", "y = []\ny += [*x]", "Sets `y` to an empty list. Extends `y` by `[*x]`."),
    ("", "x += ['a']", 'Adds `["a"]` to `x`.'),
    ("", "raise SystemExit(2)", "Exits with status `2`."),
    ("", "raise SystemExit(x)", "Raises `SystemExit(x)`."),
    ("", "d = {}\nd['a'] = x\nd['b'] = 1", 'Sets `d` to an empty dictionary. Stores `x` under `"a"` and `1` under `"b"` in `d`.'),
    (
        "",
        "d = {}\ne = {}\nd['a'] = x\ne['b'] = 1",
        'Sets `d` to an empty dictionary and `e` to an empty dictionary. Stores `x` in `d` under `"a"`. Stores `1` in `e` under `"b"`.',
    ),
    (
        "",
        "y = Row(first=x.first.value.strip(), last=x.last.value.strip().lower())",
        "Sets `y` to a new `Row` with `first=x.first.value.strip()` and `last=x.last.value.strip().lower()`.",
    ),
    (
        "",
        "y = row(first=x.first.value.strip(), last=x.last.value.strip().lower())",
        "Sets `y` to the result of `row` with `first=x.first.value.strip()` and `last=x.last.value.strip().lower()`.",
    ),
    (
        "",
        "return [{'name': 'translate', 'description': 'a text that is long enough to be cut in two', 'kinds': {'a': 1, 'b': 2}}]",
        'Returns a list that holds `{"name": "translate", "description": …, "kinds": {"a": 1, "b": 2}}`.',
    ),
]


@pytest.mark.parametrize(("before", "code", "said"), PAIRS, ids=[row[1] for row in PAIRS])
def test_statements_in_short_words(before: str, code: str, said: str) -> None:
    assert statement(code, before=before) == said


AWAITED = [
    ("await x.execute('SELECT lock($1)', y)", 'Runs the SQL `"SELECT lock($1)"` with `y`.'),
    ("await x.execute(y)", "Awaits `x.execute(y)`."),
    (
        "y = await x.fetchval('SELECT 1 FROM a')",
        'Sets `y` to the first value of the SQL `"SELECT 1 FROM a"`, or `None` if there is none.',
    ),
    ("y = await x.fetch('the rows')", 'Sets `y` to the awaited result of `x.fetch("the rows")`.'),
]


@pytest.mark.parametrize(("code", "said"), AWAITED, ids=[row[0] for row in AWAITED])
def test_awaited_sql(code: str, said: str) -> None:
    assert body(f"async def f(x, y):\n    {code}\n") == [said]


_GET = "import requests, json"

ANSWERS = [
    ("y = requests.get(x).text", "Sets `y` to the text of the response to a `GET` request to `x`."),
    ("y = requests.get(x).json()['a']", 'Sets `y` to `["a"]` of the JSON body of the response to a `GET` request to `x`.'),
    ("y = json.loads(requests.get(x).text)", "Sets `y` to the text of the response to a `GET` request to `x` parsed as JSON."),
    (
        "y = requests.get(x, timeout=5).json()",
        "Sets `y` to the JSON body of the response to a `GET` request to `x`, with a timeout of `5` seconds.",
    ),
    # Near misses: not known to be an answer, another part of one
    ("y = z.get(x).json()", "Sets `y` to `z.get(x).json()`."),
    ("y = requests.get(x).elapsed", "Sets `y` to `requests.get(x).elapsed`."),
]


@pytest.mark.parametrize(("code", "said"), ANSWERS, ids=[row[0] for row in ANSWERS])
def test_what_is_read_of_an_answer_at_once(code: str, said: str) -> None:
    assert statement(code, before=_GET) == said
