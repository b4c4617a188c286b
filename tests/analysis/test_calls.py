"""Which rows of the phrasebook a call fits through the classes that a project class extends."""

# ruff: noqa: E501  # a pair stands on one line

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_howto import phrasebooks, source
from sphinx_howto.analysis.scope import Context, FunctionNode, FunctionScope
from tests.analysis.test_scope import returned

_PHRASES = phrasebooks.load([])


def row_of(tmp_path: Path, code: str, awaited: bool = False) -> str:
    """The name of the row that the call fits that the last function of ``code`` returns; "" for none."""
    (tmp_path / "sample.py").write_text(code)
    lookup = source.open_project([str(tmp_path)], False)
    sample = lookup.module("sample")
    assert sample is not None
    module = Context(lookup, _PHRASES).module(sample)
    last = [item for item in module.module.tree.body if isinstance(item, FunctionNode)][-1]
    call = returned(FunctionScope(module, last))
    found = FunctionScope(module, last).match(call.value if awaited else call, awaited)  # type: ignore[attr-defined, arg-type]
    return found.entry.name if found is not None else ""


HEAD = "import requests\nfrom functools import partialmethod\n"
USE = "\ndef f(u):\n    s = S()\n    return s.post(u)\n"
PASSING = "    def request(self, method, url, **kw):\n        return W(super().request(method, url, **kw))\n"

ROWS = [
    ("class S(requests.Session):\n    pass\n", "requests.Session.post"),
    ("class A(requests.Session):\n    pass\nclass S(A):\n    pass\n", "requests.Session.post"),
    (
        "class S(requests.Session):\n    def post(self, url, **kw):\n        log(url)\n        return super().post(url, **kw)\n",
        "requests.Session.post",
    ),
    (
        f"class S(requests.Session):\n{PASSING}    post = partialmethod(request, 'POST')\n",
        "requests.Session.post",
    ),
    # near misses: the method does something else, or the class is not the library's
    ("class S(requests.Session):\n    def post(self, url):\n        return url\n", ""),
    (
        "class S(requests.Session):\n    def post(self, url, **kw):\n        if url:\n            return super().post(url, **kw)\n        return 1\n",
        "",
    ),
    (
        "class S(requests.Session):\n    def post(self, url, **kw):\n        return super().post('x', **kw)\n",
        "",
    ),
    ("class S(requests.Session):\n    post = None\n", ""),
    (f"class S(requests.Session):\n{PASSING}    post = partialmethod(request, 'GET')\n", ""),
    ("class S:\n    pass\n", ""),
]


@pytest.mark.parametrize(("classes", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_a_method_of_a_library_reached_through_a_class_of_the_project(
    tmp_path: Path, classes: str, expected: str
) -> None:
    assert row_of(tmp_path, HEAD + classes + USE) == expected


def test_what_a_method_in_between_returns_is_not_what_the_library_returns(tmp_path: Path) -> None:
    code = f"{HEAD}class S(requests.Session):\n{PASSING}    post = partialmethod(request, 'POST')\n{USE}"
    (tmp_path / "sample.py").write_text(code)
    lookup = source.open_project([str(tmp_path)], False)
    sample = lookup.module("sample")
    assert sample is not None
    module = Context(lookup, _PHRASES).module(sample)
    scope = FunctionScope(
        module, [item for item in module.module.tree.body if isinstance(item, FunctionNode)][-1]
    )
    found = scope.match(returned(scope))  # type: ignore[arg-type]
    assert found is not None
    assert (found.entry.effect, found.entry.value, found.entry.returns) == ("network", "", "")


def test_the_rows_of_all_that_a_name_may_be_imported_from_must_agree(tmp_path: Path) -> None:
    either = (
        "try:\n    import {} as j\nexcept ImportError:\n    import {} as j\ndef f(x): return j.loads(x)\n"
    )
    assert row_of(tmp_path, either.format("simplejson", "json")) == "json.loads"
    assert row_of(tmp_path, either.format("json", "pickle")) == ""
