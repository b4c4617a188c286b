"""Files that can be read, and what is said of those that cannot."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from sphinx_howto import errors, source

Write = Callable[[Mapping[str, str]], Path]


def read(folder: Path, content: bytes, target: str = "m") -> str:
    (folder / "m.py").write_bytes(content)
    return source.open_project([str(folder)], False).definition(target).module.text


@pytest.mark.parametrize(
    "content",
    [
        "x = 'größe'".encode(),
        codecs.BOM_UTF8 + "x = 'größe'".encode(),
        "# -*- coding: latin-1 -*-\nx = 'größe'".encode("latin-1"),
        "#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\nx = 'größe'".encode("cp1252"),
    ],
)
def test_the_encoding_is_that_which_python_would_use(tmp_path: Path, content: bytes) -> None:
    assert read(tmp_path, content).endswith("x = 'größe'")


@pytest.mark.parametrize("content", [b"", b"\n", b"# nothing\n", b'"""Doc."""'])
def test_an_empty_module_is_a_module(tmp_path: Path, content: bytes) -> None:
    assert read(tmp_path, content) == content.decode()
    with pytest.raises(errors.NotFoundError, match="'m' has no name 'f'"):
        read(tmp_path, content, "m.f")


def test_line_ends_of_any_system_are_read(tmp_path: Path) -> None:
    assert read(tmp_path, b"x = 1\r\ny = 2\r\n") == "x = 1\ny = 2\n"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"x = 1\ndef f(:\n", r"m\.py:2: it is not valid Python"),
        (b"x = 1\nx = '\xe4'\n", r"m\.py:2: it is not utf-8; save it so or name its encoding"),
        (b"# coding: nonsense\n", r"m\.py: it is not valid Python: unknown encoding"),
        (b"# coding: ascii\n\nx = '\xe4'\n", r"m\.py:3: it is not ascii"),
        (b"x = '\0'\n", "null bytes"),
        (b"x = " + b"(" * 5000 + b")" * 5000, "too many nested|nested too deeply|overflow"),
        (b"x = " + b"-" * 200_000 + b"1", "nested too deeply"),
        pytest.param(
            b"x = " + b"+".join([b"1"] * 100_000),
            "nested too deeply",
            marks=pytest.mark.skipif(sys.version_info < (3, 11), reason="Python 3.10 parses it"),
        ),
        (b"<<<<<<< HEAD\nx = 1\n", r"m\.py:1: it is not valid Python"),
    ],
    ids=["syntax", "utf-8", "cookie", "ascii", "null", "brackets", "minus", "plus", "merge"],
)
@pytest.mark.parametrize("target", ["m", "m.f"])
def test_what_python_cannot_read_is_named_with_place_and_reason(
    tmp_path: Path, content: bytes, reason: str, target: str
) -> None:
    with pytest.raises(errors.NotReadableError, match=reason) as caught:
        read(tmp_path, content, target)
    assert "module 'm' cannot be read from " in str(caught.value)
    assert str(tmp_path / "m.py") in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_may_not_be_opened_is_named(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write({"m.py": "def f(): ..."})

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(errors.NotReadableError, match=r"m\.py: it cannot be opened: Permission denied"):
        source.open_project([str(root)], False).definition("m.f")


def test_invalid_escapes_in_the_users_code_are_read_without_a_warning(tmp_path: Path) -> None:
    assert read(tmp_path, rb"x = '\d'") == r"x = '\d'"


def test_a_module_that_cannot_be_read_does_not_hide_the_rest(write: Write) -> None:
    root = write({"pkg/__init__.py": "def broken(:", "pkg/m.py": "def f(): ..."})
    view = source.open_project([str(root)], False)
    assert view.definition("pkg.m.f").path == "pkg.m.f"
    assert view.find("pkg.x") is None
    assert view.module("pkg") is None


def test_the_reason_is_told_where_a_name_comes_from_a_module_that_cannot_be_read(write: Write) -> None:
    root = write({"a.py": "from b import x", "b.py": "from c import x", "c.py": "def x(:"})
    with pytest.raises(errors.NotReadableError, match=r"'c' cannot be read from .*c\.py:1"):
        source.open_project([str(root)], False).definition("a.x")


def test_nothing_of_the_users_code_runs(write: Write) -> None:
    trap = "open(__file__ + '.ran', 'w').close()\nraise SystemExit(3)\n"
    root = write(
        {
            "pkg/__init__.py": trap + "from .m import f",
            "pkg/m.py": trap + "def f(): ...",
            "pkg/sub/__init__.py": trap,
            "pkg/sub/n.py": trap + "class C: ...",
            "conftest.py": trap,
            "setup.py": trap,
            "sitecustomize.py": trap,
        }
    )
    view = source.open_project([str(root)], True)
    assert view.definition("pkg.f").path == "pkg.m.f"
    assert view.definition("pkg.sub.n.C").path == "pkg.sub.n.C"
    with pytest.raises(errors.NotFoundError):
        view.definition("pkg.sub.missing")
    assert not list(root.rglob("*.ran"))
    assert not list(root.rglob("*.pyc"))
