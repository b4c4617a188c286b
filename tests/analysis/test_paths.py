"""Under which tests a statement runs, and whether they are all that it needs."""

from __future__ import annotations

import ast
from textwrap import dedent

import pytest

from sphinx_howto.analysis import paths


def path_of(code: str) -> paths.Path:
    """The path of the statement ``here`` in ``code``."""
    body = ast.parse(dedent(code)).body
    return next(path for statement, path in paths.statements(body) if ast.unparse(statement) == "here")


def told(path: paths.Path) -> list[str]:
    """Its tests as source."""
    return [
        f"not {ast.unparse(test.node)}" if test.negated else ast.unparse(test.node) for test in path.tests
    ]


CASES = [
    ("here", [], True),
    ("if a:\n    here", ["a"], True),
    ("if a:\n    pass\nelse:\n    here", ["not a"], True),
    ("if a:\n    pass\nelif b:\n    here", ["not a", "b"], True),
    ("if a:\n    return\nhere", ["not a"], True),
    ("if a:\n    raise E\nhere", [], True),
    ("if a:\n    f()\nhere", [], True),
    ("if a:\n    return\nelif b:\n    return\nhere", ["not a", "not b"], True),
    ("if a:\n    f()\nelse:\n    return\nhere", ["a"], True),
    ("if a:\n    if b:\n        return\nhere", ["not a or not b"], True),
    ("if a:\n    f()\n    if b:\n        return\nhere", ["not a or not b"], True),
    ("if a:\n    if b:\n        return\n    f()\nhere", [], False),
    ("if a:\n    if b:\n        return\n    if c:\n        return\nhere", [], False),
    ("if a:\n    f()\nelif b:\n    f()\nelse:\n    return\nhere", ["a or b"], True),
    ("if a:\n    f()\nelif b:\n    return\nhere", ["a or not b"], True),
    ("if a:\n    f()\nelse:\n    if b:\n        return\n    else:\n        return\nhere", ["a"], True),
    ("if a:\n    try:\n        return\n    except E:\n        f()\nhere", [], False),
    ("if a:\n    if b:\n        return\nelse:\n    if c:\n        return\nhere", [], False),
    ("while a:\n    return\nhere", [], False),
    ("while a:\n    break\nhere", [], True),
    ("try:\n    return f()\nexcept E:\n    pass\nhere", [], True),
    ("try:\n    return f()\nexcept E:\n    pass\nexcept F:\n    pass\nhere", [], False),
    ("try:\n    if a:\n        return f()\nexcept E:\n    pass\nhere", [], False),
    ("try:\n    f()\nexcept E:\n    return\nhere", [], True),
    ("try:\n    f()\nexcept E:\n    if a:\n        return\nhere", [], True),
    ("try:\n    f()\nfinally:\n    if a:\n        return\nhere", [], False),
    ("try:\n    f()\nexcept E:\n    pass\nelse:\n    here", [], False),
    ("try:\n    f()\nexcept E:\n    raise\nelse:\n    here", [], True),
    ("try:\n    f()\nfinally:\n    here", [], True),
    ("with a:\n    here", [], True),
    ("match a:\n    case 1:\n        here", ["a == 1"], True),
    ("match a:\n    case 1:\n        f()\n    case _:\n        here", ["not a == 1"], True),
    ("match a:\n    case 'x' | 'y':\n        here", ["a in ('x', 'y')"], True),
    ("match a:\n    case 1 if b:\n        here", [], False),
    ("match a:\n    case 1 if b:\n        f()\n    case _:\n        here", [], False),
    ("match a:\n    case [b]:\n        f()\n    case 1:\n        here", ["a == 1"], False),
    ("match a:\n    case int(n) if n < 0:\n        here", ["isinstance(a, int) and a < 0"], True),
    ("match a:\n    case int() | str():\n        here", ["isinstance(a, (int, str))"], True),
    ("match a:\n    case list() as b if b:\n        here", ["isinstance(a, list) and a"], True),
    ("match a:\n    case C.D:\n        f()\n    case _:\n        here", ["not a == C.D"], True),
    ("match a:\n    case bool():\n        f()\n    case int():\n        here", ["isinstance(a, int)"], False),
    ("match a:\n    case C(n) if n < 0:\n        here", [], False),
    ("match a:\n    case C(d=1):\n        here", [], False),
    ("match a:\n    case int():\n        f()\n    case _:\n        here", [], False),
    ("match a():\n    case 1:\n        here", [], False),
    ("match a:\n    case 1:\n        f()\n    case b:\n        here", ["not a == 1"], True),
    ("for a in b:\n    if c:\n        continue\n    here", ["not c"], True),
    ("if True:\n    here", [], True),
    ("if 0:\n    f()\nelse:\n    here", [], True),
    ("if not TYPE_CHECKING:\n    here", [], True),
    ("if a and 0:\n    f()\nelif b:\n    here", ["b"], True),
    ("if 0:\n    return\nhere", [], True),
    ("if 1:\n    if a:\n        return\nhere", ["not a"], True),
    ("if __debug__:\n    here", ["__debug__"], True),
    ("if DEBUG:\n    here", ["DEBUG"], True),
    ("if a or 0:\n    here", ["a or 0"], True),
]

NEVER = [
    "if 0 and a:\n    here",
    "if False:\n    here",
    "if None:\n    here",
    "if typing.TYPE_CHECKING:\n    here",
    "if 1 or a:\n    f()\nelse:\n    here",
]


@pytest.mark.parametrize("code", NEVER)
def test_what_never_runs_has_no_path(code: str) -> None:
    assert "here" not in [ast.unparse(item) for item, _ in paths.statements(ast.parse(code).body)]


@pytest.mark.parametrize(("code", "tests", "sure"), CASES)
def test_tests_on_the_way(code: str, tests: list[str], sure: bool) -> None:
    path = path_of(code)
    assert (told(path), path.sure) == (tests, sure)


def test_loops_handlers_and_searches_are_noted() -> None:
    assert isinstance(path_of("for a in b:\n    here").loop, ast.For)
    assert path_of("try:\n    f()\nexcept E:\n    here").handler is not None
    assert path_of("try:\n    return f()\nexcept E:\n    pass\nhere").handler is not None
    assert path_of("try:\n    f()\nexcept E:\n    return\nhere").always
    assert path_of("for a in b:\n    if a:\n        return a\nhere").searched is not None
    assert not path_of("for a in b:\n    if a:\n        return a\nhere").always


@pytest.mark.parametrize(
    ("code", "tests", "sure"),
    [
        ("x = a or f()", ["not a"], True),
        ("x = a and f()", ["a"], True),
        ("x = f() or a", [], True),
        ("x = f() if a else b", ["a"], True),
        ("x = b if a else f()", ["not a"], True),
        ("x = [f() for y in z]", [], True),
        ("x = [f() for y in z if y]", ["y"], True),
        ("x = (f() for y in z)", [], False),
        ("x = [y for y in f()]", [], True),
        ("x = {y: z for y in f() if y}", [], True),
        ("x = [y for z in a for y in f()]", [], False),
        ("x = 0 or f()", [], True),
        ("x = f() if 1 else a", [], True),
        ("x = g(f())", [], True),
        ("x = g(y=f())", [], True),
    ],
)
def test_tests_inside_an_expression(code: str, tests: list[str], sure: bool) -> None:
    (statement,) = ast.parse(code).body
    path = next(path for node, path in paths.expressions(statement) if ast.unparse(node) == "f()")
    assert (told(path), path.sure) == (tests, sure)


def test_a_comprehension_is_a_loop() -> None:
    (statement,) = ast.parse("x = [f() for y in g()]").body
    loops = {ast.unparse(node): path.loop for node, path in paths.expressions(statement)}
    assert isinstance(loops["f()"], ast.comprehension)
    assert loops["g()"] is None


def test_what_a_lambda_holds_is_not_run() -> None:
    (statement,) = ast.parse("x = lambda: f()").body
    assert "f()" not in [ast.unparse(node) for node, _ in paths.expressions(statement)]
