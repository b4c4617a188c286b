"""Which row fits which call: pairs that must match, near misses that must not."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from sphinx_howto import phrasebook, phrasebooks

BOOK = phrasebooks.load()


def find(name: str, source: str, awaited: bool = False) -> phrasebook.Match | None:
    node = ast.parse(source, mode="eval").body
    assert isinstance(node, ast.Call)
    return phrasebooks.match(BOOK, name, node, awaited)


def say(name: str, source: str, awaited: bool = False) -> str:
    """The value, condition or clause with its arguments in place, and what stays unsaid in brackets."""
    found = find(name, source, awaited)
    if found is None:
        return "-"
    entry = found.entry
    text = ""
    for part in phrasebooks.phrase(found, entry.value or entry.condition or entry.clause or entry.enter):
        text += ast.unparse(found.arguments[part.name]) if isinstance(part, phrasebook.Slot) else part.text
    rest = ", ".join(f"{keyword}={ast.unparse(value)}" for keyword, value in found.rest)
    return f"{text} [{rest}]" if rest else text


@pytest.mark.parametrize(
    ("name", "source", "said"),
    [
        # binding: position, keyword, rest, defaults
        ("json.dumps", "json.dumps(x)", "x as JSON text"),
        ("json.dumps", "json.dumps(obj=x, indent=2)", "x as JSON text indented by 2"),
        ("json.dumps", "json.dumps(x, indent=width)", "x as JSON text with the indent width"),
        ("json.dumps", "json.dumps(x, indent=None)", "x as JSON text"),
        ("json.dumps", "json.dumps(x, sort_keys=flag)", "x as JSON text [sort_keys=flag]"),
        ("print", "print(a, b)", "prints (a, b)"),
        ("print", "print()", "prints an empty line"),
        ("print", "print(a, end='')", "prints (a,) without a line break at the end"),
        ("print", "print(a, end='\\n')", "prints (a,)"),
        ("os.path.join", "os.path.join(*parts)", "(*parts,) joined into a path"),
        ("os.path.join", "os.path.join(a, *parts)", "(a, *parts) joined into a path"),
        ("sorted", "sorted(xs, reverse=True)", "a sorted list of xs in descending order"),
        ("sorted", "sorted(xs, key=len)", "a list of xs sorted by len"),
        ("os.getenv", "os.getenv('A')", "the environment variable 'A', or None if it is not set"),
        ("max", "max(xs)", "the largest item of xs"),
        ("max", "max(xs, default=0)", "the largest item of xs, or 0 if there is none"),
        ("max", "max(a, b)", "the largest of (a, b)"),
        # the same name, another meaning
        ("open", "open(p)", "p, opened for reading as text"),
        ("open", "open(p, 'r')", "p, opened for reading as text"),
        ("open", "open(p, mode='rb')", "p, opened for reading as bytes"),
        ("open", "open(p, mode)", "p, opened in the mode mode"),
        ("open", "open(p, 'r+')", "p, opened in the mode 'r+'"),
        ("open", "open(p, 'w', encoding='utf-8')",
         "p, opened for writing text (replacing any content), with the encoding 'utf-8'"),
        ("str.split", "s.split()", "the words of s, split at whitespace"),
        ("str.split", "s.split(None)", "the words of s, split at whitespace"),
        ("str.split", "s.split(',')", "the parts of s, split at ','"),
        ("str.split", "s.split('=', 1)", "the parts of s, split at '=' at most once"),
        ("str.strip", "s.strip()", "s without leading or trailing whitespace"),
        ("str.strip", "s.strip('/')", "s with all characters in '/' stripped from both ends"),
        ("str.join", "''.join(xs)", "the items of xs joined without a separator"),
        ("str.join", "', '.join(xs)", "the items of xs joined with ', '"),
        ("str.startswith", "s.startswith(('a', 'b'))", "s starts with one of ('a', 'b')"),
        ("str.startswith", "s.startswith(prefix)", "s starts with prefix"),
        ("dict.get", "d.get(k)", "the value of k in d, or None if it is missing"),
        ("dict.get", "d.get(k, None)", "the value of k in d, or None if it is missing"),
        ("dict.get", "d.get(k, 0)", "the value of k in d, or 0 if it is missing"),
        ("list.pop", "stack.pop()", "the last item of stack, removing it"),
        ("list.pop", "stack.pop(-1)", "the last item of stack, removing it"),
        ("list.pop", "stack.pop(0)", "the first item of stack, removing it"),
        ("range", "range(10, 0, -1)", "the integers from 10 down to but not including 0"),
        ("round", "round(x, 2)", "x rounded to 2 decimal places"),
        ("round", "round(x, -2)", "x rounded with the precision -2"),
        ("re.sub", "re.sub(p, '', s)", "s without the matches of p"),
        ("re.sub", "re.sub(p, f, s)", "s with every match of p replaced using f"),
        ("re.sub", "re.sub(p, f, s, 1)", "s with the first match of p replaced using f"),
        (
            "sys.exit",
            "sys.exit('no file')",
            "prints 'no file' to the error output and exits with the status 1",
        ),
        ("sys.exit", "sys.exit(2)", "exits with the status 2"),
        ("sys.exit", "sys.exit(main())", "exits with main()"),
        ("datetime.datetime.now", "datetime.now()", "the current local time without a time zone"),
        ("datetime.datetime.now", "datetime.now(UTC)", "the current time in the time zone UTC"),
        ("datetime.timedelta", "timedelta(hours=2)", "a time span of 2 hours"),
        ("datetime.timedelta", "timedelta(days=1, hours=2)", "a time span [days=1, hours=2]"),
        # nothing is dropped
        ("requests.get", "requests.get(url, **options)", "the response to a GET request to url [**=options]"),
        ("requests.get", "requests.get(url, timeout=10, hooks=h)",
         "the response to a GET request to url, with a timeout of 10 seconds [hooks=h]"),
        ("dataclasses.replace", "replace(o, x=1, **more)", "a copy of o [x=1, **=more]"),
        ("logging.Logger.info", "log.info('%d', n)", "logs the information '%d' with (n,)"),
        ("*.append", "self.rows.append(row)", "appends row to self.rows"),
        ("json.dump", "json.dump(x, f, **options)", "writes x to f as JSON [**=options]"),
        ("*.split", "line.split(':')", "the parts of line, split at ':'"),
        # fitting receivers
        ("pathlib.Path.exists", "Path(x).exists()", "Path(x) exists"),
        ("pathlib.Path.cwd", "Path.cwd()", "the current directory"),
    ],
)  # fmt: skip
def test_a_call_is_worded(name: str, source: str, said: str) -> None:
    assert say(name, source) == said


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("open", "open(p, mode, opener=o)"),
        ("open", "open(p, opener=o)"),
        ("open", "open(*args)"),
        ("open", "open(p, **options)"),
        ("json.loads", "json.loads()"),
        ("json.loads", "json.loads(a, b)"),
        ("json.loads", "json.loads(s, strict=False)"),
        ("json.loads", "json.loads(s, **options)"),
        ("json.loads", "json.loads(*args)"),
        ("json.loads", "json.loads(s=a, **options)"),
        ("nowhere.at_all", "nowhere.at_all()"),
        ("str.startswith", "s.startswith('a', 3)"),
        ("zip", "zip(a, b, strict=flag)"),
        ("textwrap.wrap", "textwrap.wrap(t, 30, 40)"),
        ("range", "range(a, b, step)"),
        # a method called on its class has another receiver
        ("str.strip", "str.strip(name)"),
        ("pathlib.Path.exists", "pathlib.Path.exists(p)"),
        ("datetime.datetime.isoformat", "datetime.isoformat(d)"),
        ("*.close", "super().close()"),
        # names that do not settle the meaning for any receiver
        ("*.get", "x.get(k)"),
        ("*.pop", "x.pop()"),
        ("*.split", "x.split()"),
        ("*.split", "x.split(pattern)"),
        ("*.replace", "x.replace(year=2020)"),
        ("*.write", "x.write(y)"),
        ("*.append", "x.append(a, b)"),
        ("*.close", "x.close(now)"),
    ],
)
def test_a_call_that_a_row_does_not_cover_is_not_worded(name: str, source: str) -> None:
    assert find(name, source) is None


def test_words_about_an_awaited_call_need_the_await() -> None:
    assert say("asyncio.sleep", "asyncio.sleep(2)", awaited=True) == "waits 2 seconds"
    assert say("asyncio.sleep", "asyncio.sleep(2)") == "-"
    assert say("asyncio.create_task", "asyncio.create_task(f())", awaited=True) == "a task that runs f()"


def test_a_splat_must_not_fill_what_a_row_demands() -> None:
    found = find("subprocess.run", "subprocess.run(command, **options)")
    assert found is not None
    assert not found.entry.raises
    assert find("textwrap.fill", "textwrap.fill(text, 40, **options)") is not None


def test_a_later_keyword_never_replaces_a_positional_argument() -> None:
    assert find("json.loads", "json.loads(a, s=b)") is None


def test_a_run_that_is_checked_raises_and_one_that_is_not_does_not() -> None:
    checked = find("subprocess.run", "subprocess.run(command, check=True)")
    unchecked = find("subprocess.run", "subprocess.run(command)")
    maybe = find("subprocess.run", "subprocess.run(command, check=flag)")
    assert checked is not None
    assert unchecked is not None
    assert maybe is not None
    assert list(checked.entry.raises) == ["subprocess.CalledProcessError"]
    assert unchecked.entry.raises == maybe.entry.raises == {}
    assert [keyword for keyword, _ in maybe.rest] == ["check"]


@pytest.mark.parametrize(
    ("name", "exception", "words"),
    [
        (
            "requests.Response.raise_for_status",
            "requests.HTTPError",
            "the response status is from 400 to 599",
        ),
        ("httpx.Response.raise_for_status", "httpx.HTTPStatusError", "the response status is not 2xx"),
        (
            "aiohttp.ClientResponse.raise_for_status",
            "aiohttp.ClientResponseError",
            "the response status is 400 or higher",
        ),
    ],
)
def test_a_status_check_raises_what_its_library_raises(name: str, exception: str, words: str) -> None:
    found = find(name, "response.raise_for_status()")
    assert found is not None
    assert found.entry.raises == {exception: words}


def test_a_project_row_overrides_a_bundled_one(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        '[[call]]\nname = "requests.get"\nparameters = ["url", "**options"]\n'
        'clause = "asks the shop for {url}"\n',
        encoding="utf-8",
    )
    node = ast.parse("requests.get(u, timeout=3)", mode="eval").body
    assert isinstance(node, ast.Call)
    found = phrasebooks.match(phrasebooks.load([str(path)]), "requests.get", node)
    assert found is not None
    assert found.entry.clause == "asks the shop for {url}"
    assert [(keyword, ast.unparse(value)) for keyword, value in found.rest] == [("timeout", "3")]
