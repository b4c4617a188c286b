"""Where modules lie: packages, folders without ``__init__``, several search paths, links."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from sphinx_howto import definition, errors, source

Define = Callable[[Mapping[str, str], str], definition.Definition]
Write = Callable[[Mapping[str, str]], Path]


def test_search_paths_come_before_installed_modules(define: Define) -> None:
    assert define({"json/__init__.py": "def mine(): ..."}, "json.mine").path == "json.mine"


def test_a_folder_without_init_does_not_hide_an_installed_package(define: Define) -> None:
    files = {"json/data.txt": "", "json/own.py": "def mine(): ..."}
    assert define(files, "json.loads").module.path.is_relative_to(sys.base_prefix)
    assert define(files, "json.own.mine").path == "json.own.mine"


def test_modules_in_folders_without_init_are_found(define: Define) -> None:
    assert define({"a/b/c.py": "def f(): ..."}, "a.b.c.f").path == "a.b.c.f"


def test_a_folder_without_init_has_no_source_itself(define: Define) -> None:
    with pytest.raises(errors.NoSourceError, match=r"'a\.b' is a folder without __init__\.py.*name one of"):
        define({"a/b/c.py": ""}, "a.b")


def test_one_namespace_package_may_lie_in_several_search_paths(write: Write) -> None:
    root = write({"one/space/a.py": "def f(): ...", "two/space/b.py": "def g(): ..."})
    view = source.open_project([str(root / "one"), str(root / "two")], False)
    assert view.definition("space.a.f").path == "space.a.f"
    assert view.definition("space.b.g").path == "space.b.g"


def test_the_first_search_path_wins(write: Write) -> None:
    root = write({"one/m.py": "def f(): ...", "two/m.py": "def g(): ..."})
    assert source.open_project([str(root / "one"), str(root / "two")], False).find("m.g") is None
    assert source.open_project([str(root / "two"), str(root / "one")], False).find("m.g")


def test_a_package_wins_over_a_module_of_its_name(define: Define) -> None:
    assert define({"m/__init__.py": "", "m.py": ""}, "m").module.is_package


def test_relative_search_paths_start_in_the_working_folder(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write({"src/m.py": "def f(): ..."}))
    found = source.open_project(["src"], False).definition("m.f")
    assert found.module.path == Path("src/m.py").resolve()
    assert found.module.path.is_absolute()


def test_files_are_given_as_they_are_behind_links(write: Write) -> None:
    root = write({"real/m.py": "def f(): ..."})
    (root / "src").mkdir()
    (root / "src" / "linked.py").symlink_to(root / "real" / "m.py")
    found = source.open_project([str(root / "src")], False).definition("linked.f")
    assert found.path == "linked.f"
    assert found.files == ((root / "real" / "m.py").resolve(),)


def test_a_broken_link_is_named(write: Write) -> None:
    root = write({"other.py": ""})
    (root / "m.py").symlink_to(root / "gone.py")
    with pytest.raises(errors.NotReadableError, match=r"'m\.f' cannot be read: .*links to a missing file"):
        source.open_project([str(root)], False).definition("m.f")


def test_bytecode_alone_is_no_source(write: Write) -> None:
    root = write({})
    (root / "m.pyc").write_bytes(b"")
    with pytest.raises(errors.NoSourceError, match="only bytecode"):
        source.open_project([str(root)], True).definition("m.f")


def test_a_stub_beside_a_compiled_module_is_read_instead(write: Write) -> None:
    root = write({"fast.pyi": "def sum(values: list[int]) -> int: ..."})
    (root / "fast.so").write_bytes(b"not really compiled")
    found = source.open_project([str(root)], False).definition("fast.sum")
    assert (found.module.body, found.module.path.name) == ("stub", "fast.pyi")


def test_source_is_preferred_to_the_compiled_module_beside_it(write: Write) -> None:
    root = write({"fast.py": "def sum(values): ...", "fast.pyi": "def sum(): ..."})
    (root / "fast.so").write_bytes(b"not really compiled")
    assert source.open_project([str(root)], False).definition("fast.sum").module.body == "source"


def test_a_search_path_that_is_missing_is_passed_over(write: Write) -> None:
    root = write({"m.py": "def f(): ..."})
    assert source.open_project([str(root / "none"), str(root)], False).find("m.f")
