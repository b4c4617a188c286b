"""Decorators of the same project: what runs in the place of the function."""

# ruff: noqa: E501  # a pair stands on one line

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from sphinx_howto import phrasebooks, source
from sphinx_howto.analysis import wrappers
from sphinx_howto.analysis.scope import Context, FunctionScope

_PHRASES = phrasebooks.load([])


def wrapped(folder: Path, code: str, decorators: str = "") -> str | None:
    """The source of the wrapper of the last function of ``code``, or None."""
    (folder / "deco.py").write_text(decorators, encoding="utf-8")
    (folder / "sample.py").write_text(code, encoding="utf-8")
    lookup = source.open_project([str(folder)], False)
    module = lookup.definition("sample").module
    scope = Context(lookup, _PHRASES).module(module)
    function = module.tree.body[-1]
    assert isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef))
    found = wrappers.find(FunctionScope(scope, function), function.decorator_list[0], function.name)
    return ast.unparse(found.node).partition("\n")[2] if found is not None else None


PLAIN = "def log(function):\n    def wrapper(*args):\n        print('called')\n        return function(*args)\n    return wrapper\n"
MADE = (
    "def retry(times, *, delay=2):\n    def decorate(function):\n        def wrapper(*args):\n"
    "            wait(times, delay)\n            return function(*args)\n        return wrapper\n    return decorate\n"
)


def test_the_wrapped_function_stands_under_its_own_name(tmp_path: Path) -> None:
    assert (
        wrapped(tmp_path, f"{PLAIN}@log\ndef send(): pass\n") == "    print('called')\n    return send(*args)"
    )


def test_arguments_of_the_decorator_are_put_in(tmp_path: Path) -> None:
    assert (
        wrapped(tmp_path, f"{MADE}@retry(4)\ndef send(): pass\n") == "    wait(4, 2)\n    return send(*args)"
    )
    assert wrapped(tmp_path, f"{MADE}@retry(times=4, delay=LIMIT)\ndef send(): pass\n") == (
        "    wait(4, LIMIT)\n    return send(*args)"
    )


def test_a_wrapper_that_copies_the_name_is_found(tmp_path: Path) -> None:
    code = PLAIN.replace("    def wrapper", "    @functools.wraps(function)\n    def wrapper")
    found = wrapped(tmp_path, f"import functools\n{code}@log\nasync def send(): pass\n")
    assert found is not None
    assert "return send(*args)" in found


REFUSED = [
    ("not called with its arguments", f"{MADE}@retry\ndef send(): pass\n"),
    ("an argument is missing", f"{MADE}@retry(delay=1)\ndef send(): pass\n"),
    ("an argument too many", f"{MADE}@retry(1, 2)\ndef send(): pass\n"),
    ("an unknown argument", f"{MADE}@retry(1, other=2)\ndef send(): pass\n"),
    ("an argument is computed", f"{MADE}@retry(times())\ndef send(): pass\n"),
    ("arguments are unpacked", f"{MADE}@retry(*times)\ndef send(): pass\n"),
    ("keywords are unpacked", f"{MADE}@retry(1, **times)\ndef send(): pass\n"),
    ("the wrapper is not returned", PLAIN.replace("    return wrapper\n", "    return function\n") + "@log\ndef send(): pass\n"),
    ("the result is wrapped again", PLAIN.replace("return wrapper", "return other(wrapper)") + "@log\ndef send(): pass\n"),
    ("two functions are defined", PLAIN.replace("    return wrapper", "    def other(): pass\n    return wrapper") + "@log\ndef send(): pass\n"),
    ("more parameters", PLAIN.replace("def log(function)", "def log(function, more)") + "@log\ndef send(): pass\n"),
    ("any parameters", PLAIN.replace("def log(function)", "def log(*function)") + "@log\ndef send(): pass\n"),
    ("the function is rebound", PLAIN.replace("print('called')", "function = None") + "@log\ndef send(): pass\n"),
    ("a local is read", PLAIN.replace("    def wrapper", "    count = 0\n    def wrapper").replace("'called'", "count") + "@log\ndef send(): pass\n"),
    ("the function is rebound before", PLAIN.replace("    def wrapper", "    function = trace(function)\n    def wrapper") + "@log\ndef send(): pass\n"),
    ("an argument is changed before", MADE.replace("    def decorate", "    times += 1\n    def decorate") + "@retry(1)\ndef send(): pass\n"),
    ("a parameter has the name of an argument", MADE.replace("wrapper(*args)", "wrapper(*args, times)") + "@retry(1)\ndef send(): pass\n"),
    ("only under a condition", PLAIN.replace("    def wrapper", "    if DEBUG:\n        return function\n    def wrapper") + "@log\ndef send(): pass\n"),
    ("it registers the function as well", PLAIN.replace("    def wrapper", "    REGISTRY.append(function)\n    def wrapper") + "@log\ndef send(): pass\n"),
    ("the decorator is decorated", f"@other\n{PLAIN}@log\ndef send(): pass\n"),
    ("a class", "class log:\n    def __init__(self, function): pass\n@log\ndef send(): pass\n"),
    ("unknown", "@log\ndef send(): pass\n"),
    ("an attribute of an instance", f"{PLAIN}@self.log\ndef send(): pass\n"),
    ("shadowed by an import", f"{PLAIN}from other import log as log2\n@log2\ndef send(): pass\n"),
]  # fmt: skip


@pytest.mark.parametrize("code", [row[1] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_is_not_proven_is_not_told(tmp_path: Path, code: str) -> None:
    assert wrapped(tmp_path, code) is None


def test_decorators_of_the_library_are_not_opened(tmp_path: Path) -> None:
    assert wrapped(tmp_path, "import functools\n@functools.wraps(f)\ndef send(): pass\n") is None
