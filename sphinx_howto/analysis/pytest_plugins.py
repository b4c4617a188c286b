"""Which plugins of pytest the tests of a module need: by their marks, and by the fixtures that they take."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from sphinx_howto.analysis.scope import FunctionNode, ModuleScope

_MARKS: Mapping[str, str] = {
    "pytest.mark.asyncio": "pytest-asyncio",
    "pytest.mark.anyio": "anyio",
    "pytest.mark.django_db": "pytest-django",
    "pytest.mark.timeout": "pytest-timeout",
    "pytest.mark.trio": "pytest-trio",
}
_FIXTURES: Mapping[str, str] = {
    "mocker": "pytest-mock",
    "benchmark": "pytest-benchmark",
    "httpx_mock": "pytest-httpx",
    "requests_mock": "requests-mock",
    "aiohttp_client": "pytest-aiohttp",
    "httpserver": "pytest-httpserver",
    "qtbot": "pytest-qt",
}


def of(scope: ModuleScope) -> tuple[str, ...]:
    """The packages of the plugins, in the order of their use."""
    if not scope.module.path.name.startswith("test_") and not scope.module.path.stem.endswith("_test"):
        return ()
    return tuple(dict.fromkeys(_needed(scope)))


def _needed(scope: ModuleScope) -> Iterator[str]:
    tree = scope.module.tree
    own = {node.name for node in ast.walk(tree) if isinstance(node, FunctionNode)}
    # A fixture of a conftest.py may have any name
    is_free = any((folder / "conftest.py").is_file() for folder in scope.module.path.parents)
    for node in ast.walk(tree):
        if not isinstance(node, (*FunctionNode, ast.ClassDef)):
            continue
        for item in node.decorator_list:
            mark = scope.dotted(item.func if isinstance(item, ast.Call) else item)
            if mark is not None and mark in _MARKS:
                yield _MARKS[mark]
        if isinstance(node, FunctionNode) and node.name.startswith("test") and not is_free:
            arguments = {item.arg for item in (*node.args.args, *node.args.kwonlyargs)} - own
            yield from (package for name, package in _FIXTURES.items() if name in arguments)
