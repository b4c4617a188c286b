"""What users install and what the README promises: the wheel's content, the metadata, the two commands."""

from __future__ import annotations

import re
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

import sphinx_howto

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "sphinx_howto"
DATA = ("*.toml", "*.po", "*.pot", "*.mo", "py.typed", "*.py")


@pytest.fixture(scope="module")
def wheel_files(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    built = next(WheelBuilder(str(ROOT)).build(directory=str(tmp_path_factory.mktemp("wheel"))))
    with zipfile.ZipFile(built) as wheel:
        return set(wheel.namelist())


@pytest.mark.parametrize("pattern", DATA)
def test_the_wheel_holds_every_file_of_the_package(wheel_files: set[str], pattern: str) -> None:
    expected = {path.relative_to(ROOT).as_posix() for path in PACKAGE.rglob(pattern)}
    assert expected
    assert expected <= wheel_files


def test_the_wheel_holds_nothing_else(wheel_files: set[str]) -> None:
    assert {name.split("/")[0] for name in wheel_files} == {
        "sphinx_howto", f"sphinx_howto-{sphinx_howto.__version__}.dist-info",
    }


def test_metadata() -> None:
    package = metadata.metadata("sphinx-howto")
    assert package["Version"] == sphinx_howto.__version__
    assert package["License-Expression"] == "MIT"
    assert "Framework :: Sphinx :: Extension" in package.get_all("Classifier", [])


def test_no_upper_bounds() -> None:
    requirements = metadata.requires("sphinx-howto") or []
    runtime = [line.split(";")[0] for line in requirements if "extra ==" not in line]
    assert {re.split(r"\W", line)[0] for line in runtime} == {"sphinx", "docutils", "griffelib", "tomli"}
    assert not [line for line in runtime if "<" in line or "==" in line]


def test_console_script() -> None:
    (script,) = metadata.entry_points(group="console_scripts", name="sphinx-howto")
    assert callable(script.load())


def test_the_changelog_knows_the_version() -> None:
    assert f"## {sphinx_howto.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_readme_has_exactly_two_commands_that_set_up_everything() -> None:
    """``.ci/run`` finds them by their beginning and by the program that they end in."""
    readme = (ROOT / "README.md").read_text("utf-8")
    commands = re.findall(r"^python3 -m venv.*$", readme, flags=re.MULTILINE)
    assert [command.rsplit(" && ", 1)[1].split()[0] for command in commands] == [
        ".venv/bin/sphinx-build", ".venv/bin/pytest",
    ]
