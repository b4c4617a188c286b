"""What a program must be given: variables of the environment, words and options of its command line."""

from __future__ import annotations

import ast

import pytest

from sphinx_howto import demands
from tests.test_running import module


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import os\nos.environ['A']; os.getenv('B'); os.environ.get('C')", ("A", "B", "C")),
        ("from os import environ, getenv\nenviron['A']; getenv('B'); environ.get('A')", ("A", "B")),
        ("import os\nos.environ.get('A', 'x'); os.getenv('B', default=1)", ()),
        ("import os\na = os.getenv('A') or 1\nif os.environ.get('B'): ...", ()),
        ("import os\nos.environ['A'] = '1'\nsettings.get('B')\nos.getenv(name)", ()),
    ],
)
def test_variables_that_must_be_set(code: str, expected: tuple[str, ...]) -> None:
    assert demands.environment(module(code)) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            "if not args.old:\n    parser.error('no')\nelif not args.new:\n    parser.error('no')",
            {"old", "new"},
        ),
        ("if not (args.a and args.b):\n    parser.print_help()\n    sys.exit(1)", {"a", "b"}),
        ("if args.a is None or not args.b:\n    parser.print_usage()\n    return", {"a", "b"}),
        ("if not args.a:\n    sys.exit('no a')", {"a"}),
        ("if not args.a:\n    raise SystemExit(2)", {"a"}),
        # One of two is enough; what is not given may be asked for; a switch that is given may be wrong
        ("if not args.a and not args.b:\n    parser.error('no')", set()),
        ("if not args.a:\n    args.a = input()", set()),
        ("if args.a:\n    parser.error('no')", set()),
        ("if not args.a:\n    return", set()),
    ],
)
def test_options_that_are_demanded(code: str, expected: set[str]) -> None:
    inner = "\n".join(f"    {line}" for line in code.splitlines())
    assert demands.demanded(ast.parse(f"def main():\n{inner}")) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("path = sys.argv[1]\nlimit = int(sys.argv[2])", ("path", "limit")),
        ("run(sys.argv[1])", ("value",)),
        ("if len(sys.argv) < 2:\n    sys.exit(1)\npath = sys.argv[1]", ("path",)),
        # What is only read where it is given; all of them; a number with a gap
        ("if len(sys.argv) > 1:\n    path = sys.argv[1]", ()),
        ("path = sys.argv[1] if len(sys.argv) > 1 else '.'", ()),
        ("main(sys.argv[1:])\nname = sys.argv[0]", ()),
        ("path = sys.argv[2]", ()),
    ],
)
def test_words_of_the_command_line(code: str, expected: tuple[str, ...]) -> None:
    assert demands.arguments(module(f"import sys\n{code}")) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("return kwargs['ip'] + kwargs['port']", ("ip", "port")),
        ("if a:\n    return 1\ntry:\n    x = kwargs['ip']\nexcept KeyError:\n    x = 1", ("ip",)),
        # Asked for before, given by the function itself, in a branch, in a function inside
        ("if 'ip' in kwargs:\n    kwargs['ip'] = 1\nreturn kwargs['ip']", ()),
        ("kwargs.setdefault('ip', 1)\nreturn kwargs['ip']", ()),
        ("kwargs['ip'] = 1\nreturn kwargs['ip']", ()),
        ("if a:\n    return kwargs['ip']", ()),
        ("def g():\n    return kwargs['ip']\nreturn g", ()),
        ("return kwargs['not a name']", ()),
    ],
)
def test_keywords_that_must_be_given(code: str, expected: tuple[str, ...]) -> None:
    inner = "\n".join(f"    {line}" for line in code.splitlines())
    node = ast.parse(f"def f(a, **kwargs):\n{inner}").body[0]
    assert isinstance(node, ast.FunctionDef)
    assert demands.keywords(node) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("if not a or not b:\n    raise ValueError", {"a", "b"}),
        ("if not (a and b):\n    raise ValueError", {"a", "b"}),
        ("if a is None:\n    raise ValueError", {"a"}),
        # One of two is enough; another default; only told; not always
        ("if not a and not b:\n    raise ValueError", set()),
        ("if not c:\n    raise ValueError", set()),
        ("if not a:\n    log('no a')", set()),
        ("if a:\n    raise ValueError", set()),
        ("if late:\n    if not a:\n        raise ValueError", set()),
    ],
)
def test_parameters_that_must_be_given(code: str, expected: set[str]) -> None:
    inner = "\n".join(f"    {line}" for line in code.splitlines())
    node = ast.parse(f"def f(a=None, *, b='', c=1):\n{inner}").body[0]
    assert isinstance(node, ast.FunctionDef)
    assert demands.parameters(node) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("a['key'] = 1", {"a"}),
        ("if b:\n    print(b)\nreturn a.name", {"a"}),
        ("try:\n    a.close()\nexcept OSError:\n    pass", {"a"}),
        ("if c and a['key']:\n    return 1\nreturn a['other']", {"a"}),
        # Asked for, replaced, in a branch, in a function for later, expected to be none, another default
        ("if a is None:\n    a = {}\na['key'] = 1", set()),
        ("a = a or {}\na['key'] = 1", set()),
        ("return a and a.name", set()),
        ("return a.name if c else 1", set()),
        ("if c:\n    return a.name", set()),
        ("return lambda: a.name", set()),
        ("try:\n    return a.name\nexcept AttributeError:\n    return ''", set()),
        ("return b.name", set()),
        ("return print(a)", set()),
    ],
)
def test_parameters_whose_none_is_used_as_an_object(code: str, expected: set[str]) -> None:
    inner = "\n".join(f"    {line}" for line in code.splitlines())
    node = ast.parse(f"def f(a=None, *, b='', c=1):\n{inner}").body[0]
    assert isinstance(node, ast.FunctionDef)
    assert demands.dereferenced(node) == demands.parameters(node) == expected


OVERLOADED = """
class C:
    {deco}
    def f(self, a, b=1): ...
    {deco}
    def f(self, *, c): ...
    def f(self, a=None, b=1, *, c=None): ...
"""


@pytest.mark.parametrize(
    ("deco", "expected"), [("@overload", {"a"}), ("@typing.overload", {"a"}), ("@other", set())]
)
def test_the_first_overload_says_what_is_given(deco: str, expected: set[str]) -> None:
    body = ast.parse(OVERLOADED.format(deco=deco)).body[0].body  # type: ignore[attr-defined]
    assert demands.overload(body[-1], body) == expected


JOB = """
class Job:
    def __init__(self, config=None, size=1, name=None):
        self.config = {value}
        self.size = size
        self.name = name
    def run(self):
        {run}
    def _inner(self):
        return self.name.upper()
"""


@pytest.mark.parametrize(
    ("value", "run", "expected"),
    [
        ("config", "return self.config.url", {"config"}),
        (
            "config",
            "try:\n            return self.config['url']\n        finally:\n            pass",
            {"config"},
        ),
        # Replaced, asked for, in a branch, only handed on, another default, only used by a private method
        ("config or {}", "return self.config.url", set()),
        ("config", "if self.config:\n            return 1\n        return self.config.url", set()),
        ("config", "if self.size:\n            return self.config.url", set()),
        ("config", "return print(self.config)", set()),
        ("config", "return self.size.real", set()),
        ("config", "self.config = {}\n        return self.config.url", set()),
    ],
)
def test_what_a_constructor_keeps_and_a_method_needs(value: str, run: str, expected: set[str]) -> None:
    owner = ast.parse(JOB.format(value=value, run=run)).body[0]
    assert isinstance(owner, ast.ClassDef)
    made = owner.body[0]
    assert isinstance(made, ast.FunctionDef)
    assert demands.kept(made, owner) == expected
