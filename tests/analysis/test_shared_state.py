"""Changes that others than the instance and the arguments see: told in the fact ``State``."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

import pytest

from tests.english.describing import facts_of

HEAD = "import sys\nclass Shop:\n    count = 0\n"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Shop.count = x", "Changes `Shop.count`."),
        ("Shop.count += 1", "Changes `Shop.count`."),
        ("if x:\n    Shop.count = x", "Can change `Shop.count`."),
        ("del sys.argv[1]", "Changes `sys.argv`."),
        ("sys.path.insert(0, x)", "Changes `sys.path`."),
        ("sys.stdout = x", "Changes `sys.stdout`."),
        ("setattr(Shop, 'count', x)", "Changes `Shop.count`."),
        ("setattr(Shop, x, 1)", "Changes attributes of the class `Shop`."),
        # Near misses: what only the function sees, or what is not changed
        ("shop = Shop()\nshop.count = x", None),
        ("Shop = x()\nShop.count = 1", None),
        ("sys.stdout.write(x)", None),
        ("argv = list(sys.argv)\ndel argv[1]", None),
        ("print(Shop.count)", None),
        ("other.Shop.count = 1", None),
    ],
)
def test_functions(tmp_path: Path, body: str, expected: str | None) -> None:
    code = f"{HEAD}def f(x):\n{indent(body, '    ')}\n"
    assert facts_of(tmp_path, code, "f").get("State") == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("type(self).count = x", "`go` changes `C.count`."),
        ("self.__class__.count = x", "`go` changes `C.count`."),
        ("setattr(type(self), x, 1)", "`go` changes attributes of the class `C`."),
        ("self.count = x", "`go` changes `self.count`."),
        ("kind = type(self)\n        setattr(kind, x, 1)", "`go` changes attributes of the class `C`."),
        ("self._go()\n    def _go(self):\n        C.count = 1", "`_go` (called by `go`) changes `C.count`."),
        ("type(x).count = 1", None),
        ("kind = type(self)\n        kind = x\n        kind.count = 1", None),
    ],
)
def test_methods(tmp_path: Path, body: str, expected: str | None) -> None:
    code = f"class C:\n    count = 0\n    def go(self, x):\n        {body}\n"
    assert facts_of(tmp_path, code, "C").get("State") == expected
