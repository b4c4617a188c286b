"""Older ways to fill a text in, as f-strings; where that is not certain, nothing."""

from __future__ import annotations

import ast

import pytest

from sphinx_howto.analysis import formatting

PAIRS = [
    ('"<%s>" % name', "f'<{name}>'"),
    ('"%s %r at %#x" % (a, b, c)', "f'{a} {b!r} at {c:#x}'"),
    ('"%(a)s!" % {"a": x.y}', "f'{x.y}!'"),
    ('"%5.2f%%" % x', "f'{x:5.2f}%'"),
    ('"%-5s|%5s|%05d" % (a, b, c)', "f'{a:<5}|{b:>5}|{c:05d}'"),
    ('"%d" % (n,)', "f'{n}'"),
    ('"%s {x}" % a', "f'{a} {{x}}'"),
    ('"{!r} is {} of {n}".format(a, b, n=c)', "f'{a!r} is {b} of {c}'"),
    ('"{0}{1}{0}".format(a, b)', "f'{a}{b}{a}'"),
    ('"{:>5}".format(a)', "f'{a:>5}'"),
    # Near misses
    ("x % 3", None),
    ('"%*d" % (a, b)', None),
    ('"100%" % x', None),
    ('"%s" % (a, b)', None),
    ('"%s %s" % (*a,)', None),
    ('"%(a)s" % x', None),
    ('"%(a)s" % {"b": x}', None),
    ('"{a.b}".format(a=x)', None),
    ('"{:>{w}}".format(a, w=3)', None),
    ('"{}".format(*x)', None),
    ('"{}".format()', None),
    ('"{".format(a)', None),
    ('"a".format()', None),
    ('x.format(a)', None),
    ('"a" % x', None),
]  # fmt: skip


@pytest.mark.parametrize(("code", "expected"), PAIRS)
def test_as_f_string(code: str, expected: str | None) -> None:
    found = formatting.joined(ast.parse(code, mode="eval").body)
    assert (ast.unparse(found) if found is not None else None) == expected


@pytest.mark.parametrize(("code", "expected"), [pair for pair in PAIRS if pair[1] is not None])
def test_both_give_the_same_text(code: str, expected: str) -> None:
    names = {"a": 7, "b": 8, "c": 9, "n": 3, "name": "Ada", "x": 2.5}
    if "x.y" not in code:
        assert eval(code, {}, names) == eval(expected, {}, names)  # noqa: S307  # both stand above
