"""Which further keyword arguments a function needs, reads and passes on."""

from __future__ import annotations

import ast

import pytest

from sphinx_howto.analysis import keywords


@pytest.mark.parametrize(("body", "needed", "read", "passed"), [
    ("return kw['a']", ("a",), (), ()),
    ("return kw.pop('a')", ("a",), (), ()),
    ("x = kw.get('b'); y = kw['a']", ("a",), ("b",), ()),
    ("with open(kw['a']): pass", ("a",), (), ()),
    ("g(**kw); self.h(1, **kw)", (), (), ("g", "self.h")),
    ("return kw.get('a', 1)", (), ("a",), ()),
    # Not every call needs it
    ("if x: return kw['a']", (), ("a",), ()),
    ("if 'a' in kw: return kw['a']", (), ("a",), ()),
    ("try: return kw['a']\n    except KeyError: pass", (), ("a",), ()),
    ("return x and kw['a']", (), ("a",), ()),
    ("kw.setdefault('a', 1); return kw['a']", (), ("a",), ()),
    # Nothing is known
    ("return kw", (), (), ()),
    ("kw = x; return kw['a']", (), (), ()),
    ("return kw[x], other['a'], other.get('b')", (), (), ()),
    ("def g(kw): return kw['a']", (), (), ()),
])  # fmt: skip
def test_what_becomes_of_keyword_arguments(
    body: str, needed: tuple[str, ...], read: tuple[str, ...], passed: tuple[str, ...]
) -> None:
    node = ast.parse(f"def f(self, x, **kw):\n    {body}\n").body[0]
    assert isinstance(node, ast.FunctionDef)
    assert keywords.of(node) == keywords.Keywords(needed, read, passed)


def test_a_function_without_them() -> None:
    node = ast.parse("def f(kw): return kw['a']").body[0]
    assert isinstance(node, ast.FunctionDef)
    assert keywords.of(node) == keywords.Keywords((), (), ())
