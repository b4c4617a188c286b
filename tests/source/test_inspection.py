"""Compiled modules: inspected where that is allowed, written as stubs, never guessed."""

from __future__ import annotations

import ast
import importlib.machinery
import inspect
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from sphinx_howto import definition, errors, source
from sphinx_howto.source import inspection

Write = Callable[[Mapping[str, str]], Path]


def define(target: str) -> definition.Definition:
    return source.open_project([], True).definition(target)


def parameters(node: ast.AST) -> str:
    assert isinstance(node, ast.FunctionDef)
    return ast.unparse(node.args)


@pytest.mark.parametrize(
    ("target", "kind", "written"),
    [
        ("math.sqrt", "function", "x, /"),
        ("math.isclose", "function", "a, b, *, rel_tol=1e-09, abs_tol=0.0"),
        ("zlib.compressobj", "function", "level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=None"),
        ("_struct.Struct.unpack", "method", "self, buffer, /"),
        ("_collections.deque.append", "method", None),
        ("itertools.chain.from_iterable", "method", None),
    ],
)
def test_a_compiled_callable_has_the_signature_that_python_knows(
    target: str, kind: definition.Kind, written: str | None
) -> None:
    found = define(target)
    assert (found.kind, found.module.body) == (kind, "inspected")
    if written:
        assert parameters(found.node) == written
    assert found.node in ast.walk(found.module.tree)


def test_the_line_is_that_of_the_written_text() -> None:
    found = define("math.sqrt")
    assert isinstance(found.node, ast.FunctionDef)
    assert found.module.text.splitlines()[found.node.lineno - 1] == "def sqrt(x, /):"
    assert ast.get_docstring(found.node) == inspect.getdoc(__import__("math").sqrt)


def test_an_unknown_signature_is_written_as_unknown() -> None:
    node = define("builtins.max").node
    assert parameters(node) == "*args, **kwargs"


def test_values_of_this_machine_are_not_told() -> None:
    text = define("sys").module.text
    assert "\nexecutable = ...\n" in text
    assert "\nhexversion = ...\n" in text
    assert "pi = 3.14159" in define("math").module.text


@pytest.mark.parametrize("name", ["math", "time", "itertools", "_io", "_collections", "_socket", "sys"])
def test_the_written_text_is_the_same_each_time(name: str) -> None:
    path = define(name).module.path
    text = inspection.read(name, "" if name in sys.builtin_module_names else str(path), False).text
    assert text == define(name).module.text
    assert " at 0x" not in "\n".join(line for line in text.splitlines() if " = " in line)


@pytest.mark.parametrize(
    "target",
    ["math.sqrt", "math", "time.sleep", "struct.Struct", "socket.AF_INET", "json.scanner.c_make_scanner"],
)
def test_without_permission_nothing_is_inspected_and_the_option_is_named(target: str) -> None:
    with pytest.raises(errors.NoSourceError, match="the option allow_inspection") as caught:
        source.open_project([], False).definition(target)
    assert "howto_allow_inspection" in str(caught.value)


@pytest.mark.parametrize(
    "path", ["math.sqrt", "time", "struct.Struct", "json.scanner.c_make_scanner", "builtins.str"]
)
def test_find_inspects_nothing(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> definition.Module:
        raise AssertionError("inspected")

    monkeypatch.setattr(inspection, "read", refuse)
    assert source.open_project([], True).find(path) is None


def test_source_is_preferred_where_a_module_has_both() -> None:
    for target in ("heapq.heappush", "pickle.Pickler", "functools.partial", "datetime.datetime"):
        assert define(target).module.body == "source"


def test_a_compiled_module_that_cannot_be_imported_is_named(tmp_path: Path) -> None:
    (tmp_path / f"broken{importlib.machinery.EXTENSION_SUFFIXES[0]}").write_bytes(b"not really compiled")
    with pytest.raises(errors.NoSourceError, match="'broken' is compiled, and inspecting") as caught:
        source.open_project([str(tmp_path)], True).definition("broken.f")
    assert "\n" not in str(caught.value)
    assert "broken" not in sys.modules


def test_packages_around_a_compiled_module_are_not_run(write: Write) -> None:
    import _struct  # a compiled file to copy; built-in ones have none

    if not getattr(_struct, "__file__", None):
        pytest.skip("this Python has _struct built in")
    root = write({"pkg/__init__.py": "open(__file__ + '.ran', 'w').close()\nraise SystemExit(3)"})
    original = Path(str(_struct.__file__))
    (root / "pkg" / original.name).write_bytes(original.read_bytes())
    found = source.open_project([str(root)], True).definition("pkg._struct")
    assert (found.path, found.module.body) == ("pkg._struct", "inspected")
    assert not list(root.rglob("*.ran"))
    assert "pkg" not in sys.modules
    assert "pkg._struct" not in sys.modules
