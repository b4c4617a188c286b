"""Which packages a module needs: pairs of imports that count and near misses that do not."""

from __future__ import annotations

import pytest

from sphinx_howto.analysis import requirements
from tests.english.telling import scope_of

ROWS = [
    ("import bs4", ("bs4",), (), ()),
    ("import json, os.path", (), (), ()),
    ("from google import genai", ("google.genai",), (), ()),
    ("import google.auth.x", ("google.auth",), (), ()),
    ("try:\n    import bs4\nexcept ImportError:\n    bs4 = None", (), ("bs4",), ()),
    ("try:\n    import bs4\nexcept ValueError:\n    bs4 = None", ("bs4",), (), ()),
    ("import sys\nif sys.platform == 'x':\n    import bs4", (), ("bs4",), ()),
    ("if TYPE_CHECKING:\n    import bs4", (), (), ()),
    ("import sample.other", (), (), ()),
]


@pytest.mark.parametrize(("code", "required", "optional", "late"), ROWS, ids=[row[0] for row in ROWS])
def test_needs(
    code: str, required: tuple[str, ...], optional: tuple[str, ...], late: tuple[str, ...]
) -> None:
    scope = scope_of(f"{code}\ndef f():\n    pass\n")
    found = requirements.of(scope.module, ())
    assert (found.required, found.optional, found.late) == (required, optional, late)
