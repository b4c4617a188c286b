"""What of a package deserves a how-to."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_howto import errors, listing, options

PACKAGE = """\
from nest._base import Base
from nest.inner import Nest

__all__ = ["Base", "Nest", "SIZE"]
SIZE = 1
"""

INNER = """\
import os
from nest._base import Base


class Nest:
    pass


if os:
    def build():
        pass


def _hidden():
    pass
"""


@pytest.fixture
def settings(tmp_path: Path) -> options.Options:
    files = {
        "nest/__init__.py": PACKAGE,
        "nest/_base.py": "class Base:\n    pass\n",
        "nest/inner.py": INNER,
        "nest/broken.py": "def f(:\n",
        "nest/sub/__init__.py": "",
        "nest/sub/eggs.py": "async def lay():\n    pass\n",
        "nest/_private/__init__.py": "def f():\n    pass\n",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return options.make(search_paths=[str(tmp_path)])


def names(package: str, settings: options.Options, recursive: bool = False) -> list[str]:
    return [item.name for item in listing.public(package, settings, recursive)]


def test_exported_names_win(settings: options.Options) -> None:
    assert names("nest", settings) == ["nest.Base", "nest.Nest"]


def test_module_without_list_offers_what_it_defines(settings: options.Options) -> None:
    assert names("nest.inner", settings) == ["nest.inner.Nest", "nest.inner.build"]


def test_recursion_names_each_object_once_and_skips_what_cannot_be_read(settings: options.Options) -> None:
    assert names("nest", settings, recursive=True) == [
        "nest.Base",
        "nest.Nest",
        "nest.inner.build",
        "nest.sub.eggs.lay",
    ]


def test_an_object_is_its_own_list(settings: options.Options) -> None:
    assert names("nest.Nest", settings) == ["nest.Nest"]


def test_paths_are_where_things_are_defined(settings: options.Options) -> None:
    assert [item.path for item in listing.public("nest", settings)] == ["nest._base.Base", "nest.inner.Nest"]


def test_missing_package(settings: options.Options) -> None:
    with pytest.raises(errors.NotFoundError):
        listing.public("nets", settings)


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("from .inner import Nest as Nest\nfrom ._base import Base\n", ["twig.Nest"]),
        ("from .inner import Nest as Nest\nfrom ._base import Base as Root\n", ["twig.Nest"]),
        ("from ._base import Base\nfrom twig.inner import Nest\n", ["twig.Base", "twig.Nest"]),
        ("from ._base import Base as Root\n", ["twig.Root"]),
        ("from ._base import Base as _Base\nfrom . import inner\n", []),
        ("try:\n    from .inner import Nest\nexcept ImportError:\n    pass\n", ["twig.Nest"]),
        ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .inner import Nest\n", []),
        ("from nest import Nest\n", []),
        ("from .inner import Nest\n__all__ = ['Base']\nfrom ._base import Base\n", ["twig.Base"]),
        ("from .inner import *\nfrom ._base import *\n", ["twig.Nest", "twig.Base"]),
        ("from .inner import *\nfrom ._base import Base as Base\n", ["twig.Nest", "twig.Base"]),
        ("from os.path import *\nfrom .inner import *\n", ["twig.Nest"]),
        ("from .absent import *\nfrom . import *\ndef own(): pass\n", ["twig.own"]),
        ("from . import inner\nfrom .inner import *\n__all__ = inner.__all__ + ['own']\ndef own(): pass\n",
         ["twig.Nest", "twig.own"]),
        ("from . import inner as i\nfrom .inner import *\n__all__ = [*i.__all__]\n", ["twig.Nest"]),
        ("from .inner import *\n__all__ = []\n__all__ += twig.inner.__all__\nimport twig.inner\n",
         ["twig.Nest"]),
        ("from .inner import *\n__all__: list[str] = list(('Nest',))\n", ["twig.Nest"]),
        ("from .inner import *\n__all__ = ['a']\n__all__.append('Nest')\n", ["twig.Nest"]),
        ("from .inner import *\n__all__ = ['a']\n__all__.extend(unknown())\n", []),
    ],
)
def test_package_without_list_offers_what_it_imports(
    settings: options.Options, tmp_path: Path, text: str, offered: list[str]
) -> None:
    (tmp_path / "twig").mkdir()
    (tmp_path / "twig/__init__.py").write_text(text, "utf-8")
    (tmp_path / "twig/_base.py").write_text("class Base:\n    pass\n", "utf-8")
    (tmp_path / "twig/inner.py").write_text("class Nest:\n    pass\n", "utf-8")
    assert names("twig", settings) == offered
