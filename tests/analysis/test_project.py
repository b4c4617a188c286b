"""What belongs to the project of a module, and what is followed there."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_howto import definition, source
from sphinx_howto.analysis.scope import project
from tests.english.explaining import page


@pytest.fixture
def module(tmp_path: Path) -> definition.Module:
    """``app.bots.main``, beside it the package ``tools``, the folder ``data`` and the module ``settings``."""
    files = ["app/__init__.py", "app/bots/__init__.py", "app/bots/main.py", "tools/web.py", "settings.py"]
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / "data").mkdir()
    found = source.open_project([str(tmp_path)], False).module("app.bots.main")
    assert found is not None
    return found


@pytest.mark.parametrize("path", ["app", "app.bots.other", "tools.web.fetch", "settings.URL"])
def test_what_lies_beside_the_package_belongs_to_the_project(module: definition.Module, path: str) -> None:
    assert project.holds(module, path)


@pytest.mark.parametrize("path", ["requests.get", "data", "json.loads", "bots.main"])
def test_other_packages_and_the_standard_library_do_not(module: definition.Module, path: str) -> None:
    assert not project.holds(module, path)


def test_where_packages_are_installed_each_is_a_project(tmp_path: Path) -> None:
    for name in ("shop/__init__.py", "tools/__init__.py", "shop-1.0.dist-info/METADATA"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    found = source.open_project([str(tmp_path)], False).module("shop")
    assert found is not None
    assert project.holds(found, "shop.x")
    assert not project.holds(found, "tools.x")


def test_what_another_package_of_the_project_touches_is_told(tmp_path: Path) -> None:
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / "__init__.py").write_text("", encoding="utf-8")
    (tmp_path / "tools" / "files.py").write_text(
        "import os\ndef wipe(path):\n    os.remove(path)\n", encoding="utf-8"
    )
    code = "from tools.files import wipe\ndef f(name):\n    wipe(name + '.bak')\n"
    assert "Deletes the file `" in page(tmp_path, code, "f")
