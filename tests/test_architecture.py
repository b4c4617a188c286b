"""The data flows one way: no module imports a part that it must not know."""

from __future__ import annotations

import ast
import graphlib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "sphinx_howto"
MODULES = sorted(ROOT.rglob("*.py"))

RECORDS = {"catalogue", "definition", "document", "errors", "options", "phrasebook"}
# Rules over syntax trees alone, which more than one stage follows
RULES = {
    "class_body",
    "click_parsers",
    "demands",
    "deprecation",
    "frameworks",
    "operators",
    "parsers",
    "prominence",
    "running",
}
STAGES = {"analysis", "english", "example", "phrasebooks", "render", "source"}

# Part of the package -> the other parts that it may import; "" is the package itself (its version)
MAY_IMPORT = {
    **dict.fromkeys(RECORDS, RECORDS),
    "locale": set(),  # catalogues, and the tool that finds their messages
    **dict.fromkeys(RULES, RECORDS),
    "parsers": RECORDS | {"demands"},
    "prominence": RECORDS | {"deprecation"},
    "click_parsers": RECORDS | {"parsers"},
    **dict.fromkeys(STAGES, RECORDS),
    "example": RECORDS | RULES,
    # What a call means is known to the phrasebooks; what the names in it are, to the analysis
    "analysis": RECORDS | RULES | {"phrasebooks"},
    "english": RECORDS | RULES | {"analysis", "phrasebooks"},
    "howto": RECORDS | {"render"},
    "pipeline": RECORDS | {"howto", "source", "phrasebooks", "english", "example"},
    "__init__": RECORDS | {"pipeline", "howto", "extension"},
    "__main__": {"command"},
    # Whole packages: which objects there are, and a page for each; both rims write them
    "exports": RECORDS,
    "listing": RECORDS | {"source", "exports"},
    "pages": RECORDS | {"listing"},
    "command": RECORDS | {"", "pipeline", "howto", "listing", "pages"},
    "extension": RECORDS | {"", "pipeline", "howto", "render", "sphinx_ext"},
    "sphinx_ext": RECORDS | {"", "pipeline", "howto", "render", "listing", "pages", "source"},
}

# What is outside -> the files or folders that alone may import it
ALONE_MAY_IMPORT = {
    "sphinx": ("__init__.py", "extension.py", "sphinx_ext/"),
    "docutils": ("extension.py", "render/doctree.py", "sphinx_ext/"),
    "griffe": ("source/",),
    "argparse": ("command.py",),
    # Nothing of the user's code is run
    "subprocess": (),
    "runpy": (),
    # Nothing is fetched
    "socket": (),
    "urllib": (),
}


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def part_of(path: Path) -> str:
    return path.relative_to(ROOT).with_suffix("").parts[0]


def dotted(path: Path) -> str:
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path: Path, for_types: bool = True) -> Iterator[str]:
    """The dotted names that a module imports, at its top or late; also those that only types need."""
    tree = ast.parse(path.read_text("utf-8"))
    typing_only = {
        below
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for below in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in typing_only and not for_types:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"relative import in {path}"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imported_part(name: str) -> str:
    """The part of the package that a dotted name lies in; "" for what the package itself defines."""
    part = name.split(".")[1] if "." in name else ""
    return part if (ROOT / part).is_dir() or (ROOT / f"{part}.py").is_file() else ""


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_a_part_imports_only_the_parts_it_may_know(path: Path) -> None:
    part = part_of(path)
    own = {imported_part(name) for name in imported(path) if name.split(".")[0] == "sphinx_howto"}
    assert own <= MAY_IMPORT[part] | {part}


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_only_the_rims_know_the_outside(path: Path) -> None:
    for name in imported(path):
        allowed = ALONE_MAY_IMPORT.get(name.split(".")[0])
        assert allowed is None or place(path).startswith(allowed), name


def imported_at_run_time(path: Path) -> Iterator[str]:
    """The dotted names that a module imports when it runs: what stands under ``TYPE_CHECKING`` is not."""
    tree = ast.parse(path.read_text("utf-8"))
    for_types = {
        part
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for part in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node not in for_types:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_no_import_cycle() -> None:
    """What runs has no cycle; a type may be named from below.

    The package itself is left out: it is the door, and imports the Sphinx rim only inside ``setup``.
    """
    names = {dotted(path) for path in MODULES} - {"sphinx_howto"}
    graph = {}
    for path in MODULES:
        wanted = {name if name in names else name.rpartition(".")[0] for name in imported_at_run_time(path)}
        graph[dotted(path)] = wanted & names - {dotted(path)}
    del graph["sphinx_howto"]
    order = list(graphlib.TopologicalSorter(graph).static_order())  # raises CycleError
    assert order.index("sphinx_howto.document") < order.index("sphinx_howto.pipeline")


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_every_module_says_its_duty(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    assert docstring.split("\n\n")[0].rstrip().endswith((".", ":")), "no first sentence"


def test_explain_needs_no_sphinx() -> None:
    """What travels from ``sphinx_howto`` alone reaches the Sphinx rim only inside ``setup``."""
    tree = ast.parse((ROOT / "__init__.py").read_text("utf-8"))
    at_import = [
        name.name if isinstance(node, ast.Import) else f"{node.module}.{name.name}"
        for node in tree.body
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for name in node.names
    ]
    assert not [name for name in at_import if "extension" in name or name.startswith("sphinx.")]
