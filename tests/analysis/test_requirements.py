"""Which packages a module needs: pairs of imports that count and near misses that do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_howto import phrasebooks, source
from sphinx_howto.analysis import requirements
from sphinx_howto.analysis.scope import Context
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


PLATFORMS = [
    ("import winreg as reg", ("winreg",), ()),
    ("from win32com.client import Dispatch", ("win32com",), ()),
    ("import fcntl", (), ("fcntl",)),
    ("import sys\nif sys.platform == 'win32':\n    import winreg\nelse:\n    import termios", (), ()),
    ("try:\n    import msvcrt\nexcept ImportError:\n    msvcrt = None", (), ()),
    ("import json", (), ()),
]


@pytest.mark.parametrize(("code", "windows", "elsewhere"), PLATFORMS, ids=[row[0] for row in PLATFORMS])
def test_systems(code: str, windows: tuple[str, ...], elsewhere: tuple[str, ...]) -> None:
    found = requirements.of(scope_of(f"{code}\ndef f():\n    pass\n").module, ())
    assert (found.windows, found.elsewhere) == (windows, elsewhere)


BESIDE = [
    # A script's own folder, or that of the script which imports it
    ("import header", ["app/bots/header.py"], ()),
    ("import config", ["app/config.py"], ()),
    ("from handlers.start import x", ["app/handlers/start.py"], ()),
    ("from tools import x", ["tools.py"], ()),
    # The project's module has the name of a package, and stands in a package
    ("import requests", ["app/bots/requests.py"], ("requests",)),
    ("import discord", ["app/discord/__init__.py"], ("discord",)),
    # The importing module itself, and the folder that it stands in
    ("import sample", ["app/bots/other.py"], ("sample",)),
    ("from bots import x", ["app/bots/other.py"], ("bots",)),
    ("from bots.other import x", ["app/bots/other.py"], ()),
    ("import header", ["app/other/header.py"], ("header",)),
    ("import resource", ["resource.py"], ()),
]


@pytest.mark.parametrize(("code", "files", "required"), BESIDE, ids=[f"{row[0]} {row[1]}" for row in BESIDE])
def test_modules_of_the_project(
    tmp_path: Path, code: str, files: list[str], required: tuple[str, ...]
) -> None:
    for name in (*files, "app/bots/__init__.py", "app/__init__.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / "app/bots/sample.py").write_text(code, encoding="utf-8")
    lookup = source.open_project([str(tmp_path)], False)
    module = lookup.module("app.bots.sample")
    assert module is not None
    found = requirements.of(Context(lookup, phrasebooks.load([])).module(module), ())
    assert found.required == required
    assert found.elsewhere == ()


BEYOND = [
    ("from app import tools", {"app/tools.py": "import bs4"}, ("bs4",)),
    ("from .tools import x", {"app/tools.py": "import bs4, requests"}, ("bs4", "requests")),
    ("from . import tools", {"app/tools.py": "import app.more\nimport bs4"}, ("bs4",)),
    ("import app.tools", {"app/tools.py": "import json"}, ()),
    # It is told already, can be done without, or is not needed on import
    ("import bs4\nfrom app import tools", {"app/tools.py": "import bs4"}, ()),
    ("from app import tools", {"app/tools.py": "try:\n    import bs4\nexcept ImportError: pass"}, ()),
    ("def f():\n    from app import tools", {"app/tools.py": "import bs4"}, ()),
    ("try:\n    from app import tools\nexcept ImportError: pass", {"app/tools.py": "import bs4"}, ()),
    # Another project
    ("from shop import tools", {"app/tools.py": "import bs4"}, ()),
]


@pytest.mark.parametrize(("code", "files", "beyond"), BEYOND, ids=[row[0] for row in BEYOND])
def test_what_imported_modules_of_the_project_need(
    tmp_path: Path, code: str, files: dict[str, str], beyond: tuple[str, ...]
) -> None:
    (tmp_path / "app").mkdir()
    for name, text in {**files, "app/__init__.py": "", "app/sample.py": code}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    lookup = source.open_project([str(tmp_path)], False)
    module = lookup.module("app.sample")
    assert module is not None
    assert requirements.of(Context(lookup, phrasebooks.load([])).module(module), ()).beyond == beyond


PLUGINS = [
    ("test_a.py", "import pytest\n@pytest.mark.asyncio\nasync def test_x(): pass", ("pytest-asyncio",)),
    ("test_a.py", "def test_x(mocker, tmp_path): pass", ("pytest-mock",)),
    ("test_a.py", "import pytest\n@pytest.mark.slow\ndef test_x(): pass", ()),
    ("test_a.py", "def mocker(): pass\ndef test_x(mocker): pass", ()),
    ("test_a.py", "def helper(mocker): pass", ()),
    ("a.py", "def test_x(mocker): pass", ()),
]


@pytest.mark.parametrize(("name", "code", "plugins"), PLUGINS, ids=[f"{row[0]} {row[1]}" for row in PLUGINS])
def test_plugins_of_pytest(tmp_path: Path, name: str, code: str, plugins: tuple[str, ...]) -> None:
    (tmp_path / name).write_text(code, encoding="utf-8")
    lookup = source.open_project([str(tmp_path)], False)
    module = lookup.module(name.removesuffix(".py"))
    assert module is not None
    assert requirements.of(Context(lookup, phrasebooks.load([])).module(module), ()).plugins == plugins


def test_a_fixture_of_the_project_is_no_plugin(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text("def mocker():\n    pass\n", encoding="utf-8")
    (tmp_path / "test_a.py").write_text("def test_x(mocker): pass\n", encoding="utf-8")
    lookup = source.open_project([str(tmp_path)], False)
    module = lookup.module("test_a")
    assert module is not None
    assert requirements.of(Context(lookup, phrasebooks.load([])).module(module), ()).plugins == ()
