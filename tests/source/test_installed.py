"""Code that we did not write: the standard library and packages."""

from __future__ import annotations

import ast
import importlib
import inspect
import sys

import pytest

from sphinx_howto import errors, source
from sphinx_howto.source import contents


@pytest.mark.parametrize(
    ("target", "path", "import_path"),
    [
        ("http.client.HTTPConnection", "http.client.HTTPConnection", "http.client.HTTPConnection"),
        ("json.JSONDecoder", "json.decoder.JSONDecoder", "json.JSONDecoder"),
        ("json.decoder.JSONDecoder", "json.decoder.JSONDecoder", "json.JSONDecoder"),
        ("json.decoder.JSONDecoder.decode", "json.decoder.JSONDecoder.decode", "json.JSONDecoder.decode"),
        ("os.path.join", "posixpath.join", "os.path.join"),
        ("os.path", "posixpath", "os.path"),
        ("collections.OrderedDict", "collections.OrderedDict", "collections.OrderedDict"),
        ("collections.abc.Mapping", "_collections_abc.Mapping", "collections.abc.Mapping"),
        ("unittest.mock.Mock", "unittest.mock.Mock", "unittest.mock.Mock"),
        ("unittest.TestCase", "unittest.case.TestCase", "unittest.TestCase"),
        ("concurrent.futures.ThreadPoolExecutor", "concurrent.futures.thread.ThreadPoolExecutor", ""),
        (
            "concurrent.futures.thread.ThreadPoolExecutor",
            "concurrent.futures.thread.ThreadPoolExecutor",
            None,
        ),
        ("asyncio.Queue", "asyncio.queues.Queue", ""),
        ("asyncio.queues.Queue", "asyncio.queues.Queue", "asyncio.Queue"),
        ("logging.handlers.RotatingFileHandler", "logging.handlers.RotatingFileHandler", ""),
        ("decimal.Decimal", "_pydecimal.Decimal", ""),
        ("xml.etree.ElementTree.Element", "xml.etree.ElementTree.Element", ""),
        ("re.IGNORECASE", "re.RegexFlag.IGNORECASE", ""),
        ("random.choice", "random.Random.choice", ""),
        ("rich.table.Table", "rich.table.Table", ""),
        ("rich.table.Table.add_row", "rich.table.Table.add_row", ""),
        ("click.Command", "click.core.Command", ""),
        ("click.core.Command", "click.core.Command", "click.Command"),
        ("attrs.field", "attr._next_gen.field", ""),
        ("attr._make.Factory", "attr._make.Factory", "attr.Factory"),
    ],
)
def test_a_known_object_is_found_where_it_is_defined(target: str, path: str, import_path: str | None) -> None:
    """``import_path``: "" for the target itself, None for either of the two public ones."""
    if target.split(".")[0] not in sys.stdlib_module_names:
        pytest.importorskip(target.split(".")[0])
    if target == "re.IGNORECASE" and sys.version_info < (3, 11):
        pytest.skip("a plain constant before Python 3.11")
    found = source.open_project([], False).definition(target)
    assert found.path == path
    if import_path is not None:
        assert found.import_path == (import_path or target)
    assert found.module.path.is_absolute()
    assert found.module.path in found.files
    assert list(found.files) == sorted(found.files)


MODULES = sorted(
    {name for name in sys.stdlib_module_names if not name.startswith("_")}
    | {
        "asyncio.queues",
        "collections.abc",
        "concurrent.futures",
        "email.message",
        "http.client",
        "importlib.util",
    }
    | {"logging.handlers", "os.path", "unittest.mock", "urllib.request", "xml.etree.ElementTree"}
)


@pytest.mark.parametrize("name", MODULES)
def test_every_public_name_of_the_standard_library_is_found_or_refused_in_words(name: str) -> None:
    try:
        module = source.open_project([], True).definition(name).module
    except errors.NotFoundError:
        pytest.skip("a module of another system")
    known = contents.of(module)
    names = {*known.top.bindings, *(known.exports or ())}
    for public in sorted(entry for entry in names if not entry.startswith("_") and "*" not in entry):
        view = source.open_project([], True)
        try:
            found = view.definition(f"{name}.{public}")
        except errors.HowtoError as error:
            assert f"{public}" in str(error) or "inspecting it failed" in str(error)  # noqa: PT017
            continue
        assert found.module.text or found.kind == "module"
        if isinstance(found.node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            view.docstring(ast.get_docstring(found.node, clean=False), found.node.lineno)


@pytest.mark.parametrize("name", ["json", "http.client", "logging", "unittest.mock", "textwrap", "tarfile"])
def test_functions_are_found_where_python_says_they_are(name: str) -> None:
    functions = {
        public: item
        for public, item in vars(importlib.import_module(name)).items()
        if inspect.isfunction(item) and item.__module__ == name and item.__name__ == public
    }
    assert functions
    for public, item in functions.items():
        node = source.open_project([], False).definition(f"{name}::{public}").node
        assert isinstance(node, ast.FunctionDef)
        first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
        assert first == inspect.unwrap(item).__code__.co_firstlineno
