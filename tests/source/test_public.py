"""The path to import an object by: public, short, and really there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from sphinx_howto import definition, source

Define = Callable[[Mapping[str, str], str], definition.Definition]
Write = Callable[[Mapping[str, str]], Path]

FILES = {
    "pkg/__init__.py": """
        from ._impl import Thing, helper as assist, _private
        from .deep.inner import Deep
        from typing import TYPE_CHECKING
        if TYPE_CHECKING:
            from .typed import OnlyTyped
        if __name__ == "__main__":
            from .typed import OnlyScript
    """,
    "pkg/_impl.py": """
        class Thing:
            def go(self): ...
        def helper(): ...
        def _private(): ...
        def lonely(): ...
    """,
    "pkg/deep/__init__.py": "from .inner import Deep, Middle",
    "pkg/deep/inner.py": "class Deep: ...\nclass Middle: ...\nclass Low: ...",
    "pkg/typed.py": "class OnlyTyped: ...\nclass OnlyScript: ...",
    "pkg/user.py": "from .deep.inner import Middle",
    "listed/__init__.py": '__all__ = ["Shown"]\nfrom .m import Shown, Hidden',
    "listed/m.py": "class Shown: ...\nclass Hidden: ...",
    "stars/__init__.py": "from .m import *",
    "stars/m.py": '__all__ = ["Star"]\nclass Star: ...\nclass Dust: ...',
    "twins/__init__.py": "from .a import Twin",
    "twins/a.py": "class Twin: ...",
    "twins/b.py": "class Twin: ...",
    "_hidden/__init__.py": "from .m import Thing",
    "_hidden/m.py": "class Thing: ...",
    "script.py": "def main(): ...",
}


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("pkg._impl.Thing", "pkg.Thing"),
        ("pkg._impl.Thing.go", "pkg.Thing.go"),
        ("pkg.Thing", "pkg.Thing"),
        ("pkg._impl::Thing", "pkg.Thing"),
        # Only another name leads there, which the user knows and we do not look for
        ("pkg._impl.helper", "pkg._impl.helper"),
        ("pkg.assist", "pkg.assist"),
        # Private things stay where they are
        ("pkg._private", "pkg._impl._private"),
        ("pkg._impl.lonely", "pkg._impl.lonely"),
        # The shortest of several
        ("pkg.deep.inner.Deep", "pkg.Deep"),
        ("pkg.deep.inner.Middle", "pkg.deep.Middle"),
        ("pkg.deep.inner.Low", "pkg.deep.inner.Low"),
        # What the user wrote is kept if it is public
        ("pkg.deep.Deep", "pkg.deep.Deep"),
        ("pkg.user.Middle", "pkg.user.Middle"),
        # What is imported for type checkers or in a script cannot be imported from there
        ("pkg.typed.OnlyTyped", "pkg.typed.OnlyTyped"),
        ("pkg.OnlyTyped", "pkg.typed.OnlyTyped"),
        ("pkg.OnlyScript", "pkg.typed.OnlyScript"),
        # __all__ decides where there is one
        ("listed.m.Shown", "listed.Shown"),
        ("listed.m.Hidden", "listed.m.Hidden"),
        ("stars.m.Star", "stars.Star"),
        ("stars.m.Dust", "stars.m.Dust"),
        # The same name is not the same object
        ("twins.a.Twin", "twins.Twin"),
        ("twins.b.Twin", "twins.b.Twin"),
        ("_hidden.m.Thing", "_hidden.m.Thing"),
        ("pkg.deep", "pkg.deep"),
        ("pkg._impl", "pkg._impl"),
        ("script.main", "script.main"),
    ],
)
def test_the_import_path_is_public_and_short(define: Define, target: str, path: str) -> None:
    assert define(FILES, target).import_path == path


def test_the_files_that_the_import_path_rests_on_are_files_of_the_definition(write: Write) -> None:
    root = write(FILES).resolve()
    found = source.open_project([str(root)], False).definition("pkg._impl.Thing")
    assert found.files == (root / "pkg" / "__init__.py", root / "pkg" / "_impl.py")
