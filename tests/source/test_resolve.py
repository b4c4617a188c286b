"""From a path to the object it means: re-exports, aliases, classes, bases, and names in doubt."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from sphinx_howto import definition, errors, source

Define = Callable[[Mapping[str, str], str], definition.Definition]
Write = Callable[[Mapping[str, str]], Path]

SHAPES = {
    "shapes/__init__.py": """
        from .base import Shape as Figure, area
        from .round import *
        from . import square
    """,
    "shapes/base.py": """
        LIMIT = 3

        class Shape:
            sides: int = 0
            class Style:
                def apply(self): ...
            def __init__(self): self.name = "shape"
            def draw(self): ...
            @property
            def size(self): ...
            @size.setter
            def size(self, value): ...
            plot = draw
        def area(shape): ...
        surface = area
    """,
    "shapes/round.py": """
        from .base import Shape
        __all__ = ["Circle", "radius"]
        class Circle(Shape):
            def roll(self): ...
        def radius(): ...
        def hidden(): ...
    """,
    "shapes/square.py": "class Square: ...",
}


@pytest.mark.parametrize(
    ("target", "path", "kind"),
    [
        ("shapes", "shapes", "module"),
        ("shapes.base", "shapes.base", "module"),
        ("shapes.base.Shape", "shapes.base.Shape", "class"),
        ("shapes.base.Shape.Style", "shapes.base.Shape.Style", "class"),
        ("shapes.base.Shape.Style.apply", "shapes.base.Shape.Style.apply", "method"),
        ("shapes.base.Shape.draw", "shapes.base.Shape.draw", "method"),
        ("shapes.base.Shape.plot", "shapes.base.Shape.draw", "method"),
        ("shapes.base.Shape.size", "shapes.base.Shape.size", "property"),
        ("shapes.base.Shape.sides", "shapes.base.Shape.sides", "attribute"),
        ("shapes.base.Shape.name", "shapes.base.Shape.name", "attribute"),
        ("shapes.base.area", "shapes.base.area", "function"),
        ("shapes.base.surface", "shapes.base.area", "function"),
        ("shapes.base.LIMIT", "shapes.base.LIMIT", "attribute"),
        ("shapes.Figure", "shapes.base.Shape", "class"),
        ("shapes.Figure.draw", "shapes.base.Shape.draw", "method"),
        ("shapes.Circle", "shapes.round.Circle", "class"),
        ("shapes.Circle.roll", "shapes.round.Circle.roll", "method"),
        ("shapes.Circle.draw", "shapes.base.Shape.draw", "method"),
        ("shapes.round.Shape", "shapes.base.Shape", "class"),
        ("shapes.square.Square", "shapes.square.Square", "class"),
        ("shapes.base::Shape.draw", "shapes.base.Shape.draw", "method"),
        ("shapes.base::", "shapes.base", "module"),
    ],
)
def test_a_path_leads_to_the_object(define: Define, target: str, path: str, kind: str) -> None:
    found = define(SHAPES, target)
    assert (found.path, found.kind) == (path, kind)
    assert found.path == ".".join(filter(None, (found.module.name, found.qualname)))


@pytest.mark.parametrize(
    "target",
    [
        "shapes.hidden",  # not in __all__ of the module that is taken with *
        "shapes.Shape",  # only bound under another name
        "shapes.base.Shape.missing",
        "shapes.base.area.sides",  # a function has no members
        "shapes::Square",  # in a submodule only
        "shapes::square.Square.missing",
    ],
)
def test_a_name_that_is_not_there_is_not_found(define: Define, target: str) -> None:
    with pytest.raises(errors.NotFoundError):
        define(SHAPES, target)


def test_the_node_is_that_of_the_module_tree(define: Define) -> None:
    found = define(SHAPES, "shapes.Figure.draw")
    assert isinstance(found.owner, ast.ClassDef)
    assert found.owner in found.module.tree.body
    assert found.node in found.owner.body


def test_a_property_is_found_at_its_getter(define: Define) -> None:
    node = define(SHAPES, "shapes.base.Shape.size").node
    assert isinstance(node, ast.FunctionDef)
    assert [argument.arg for argument in node.args.args] == ["self"]


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("def f(): ...\ndef f(a): ...", 2),
        ("@overload\ndef f(a: int): ...\n@overload\ndef f(a: str): ...\ndef f(a): ...\nx = 1", 5),
        ("if TYPE_CHECKING:\n    def f(): ...\nelse:\n    def f(a): ...", 4),
        ("try:\n    import f\nexcept ImportError:\n    def f(): ...", 4),
        ("f = None\nif x:\n    def f(): ...", 3),
        ("def f(): ...\nf = wrap(f)", 1),
        ("if sys.platform == 'win32':\n    def f(): ...\nelse:\n    def f(): ...", 4),
        ("if sys.platform != 'win32':\n    def f(): ...\nelse:\n    def f(): ...", 2),
        ("if sys.version_info >= (3, 12):\n    def f(): ...\nelse:\n    def f(): ...", 2),
        ("if sys.version_info < (3, 12):\n    def f(): ...\nelse:\n    def f(): ...", 4),
        ("def f(): ...\nif x:\n    def f(): ...", 1),
        ("def f(): ...\ndel f\nif x:\n    def f(): ...", 4),
        ("if hasattr(os, 'fork'):\n    def f(): ...\nelse:\n    def f(): ...", 2),
        ("if not hasattr(os, 'fork'):\n    def f(): ...\nelse:\n    def f(): ...", 4),
        ("try:\n    x\nexcept E:\n    def f(): ...\nelse:\n    def f(): ...", 6),
        ("if a:\n    pass\n" + "elif b:\n    def f(): ...\n" * 300, 4),
        ("with x:\n    def f(): ...", 2),
        ("match x:\n    case 1:\n        def f(): ...", 3),
        ("f: int\nf = 3", 2),
        ("a, f = 1, 2", 1),
        ("for f in x: ...", 1),
        ("def g():\n    global f\n    f = 3", 3),
    ],
)
def test_of_several_bindings_the_one_for_a_reader_is_taken(define: Define, code: str, line: int) -> None:
    node = define({"m.py": code}, "m.f").node
    assert isinstance(node, ast.stmt)
    assert node.lineno == line


def test_a_local_name_is_not_a_name_of_the_module(define: Define) -> None:
    with pytest.raises(errors.NotFoundError):
        define({"m.py": "def g():\n    f = 3\nclass C:\n    f = 3"}, "m.f")


DOUBT = {
    "pkg/__init__.py": "from .table import table\nfrom .other import thing",
    "pkg/table.py": "class Table: ...\ndef table(): ...",
    "pkg/thing.py": "class Table: ...",
    "pkg/other.py": "class thing:\n    def go(self): ...",
}


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("pkg.table", "pkg.table.table"),
        ("pkg.table.Table", "pkg.table.Table"),
        ("pkg.table::", "pkg.table"),
        ("pkg.thing", "pkg.other.thing"),
        ("pkg.thing.go", "pkg.other.thing.go"),
        ("pkg.thing.Table", "pkg.thing.Table"),
        ("pkg.thing::Table", "pkg.thing.Table"),
    ],
)
def test_an_attribute_wins_over_a_submodule_of_its_name(define: Define, target: str, path: str) -> None:
    assert define(DOUBT, target).path == path


@pytest.mark.parametrize(
    "target",
    ["pkg.inner.Koala.Koala", "pkg.inner.Koala", "pkg.inner.Koala::Koala", "pkg.Koala", "pkg.inner.Koala.go"],
)
def test_a_class_whose_module_has_its_name_is_found(define: Define, target: str) -> None:
    files = {
        "pkg/__init__.py": "from .inner import *",
        "pkg/inner/__init__.py": "from .Koala import Koala",
        "pkg/inner/Koala.py": "class Koala:\n    def go(self): ...",
    }
    path = "pkg.inner.Koala.Koala.go" if target.endswith("go") else "pkg.inner.Koala.Koala"
    assert define(files, target).path == path


@pytest.mark.parametrize(
    "files",
    [
        {"a.py": "from b import x", "b.py": "from a import x"},
        {"a.py": "from b import *", "b.py": "from a import *"},
        {"a.py": "x = y\ny = x\nx.x"},
        {"a.py": "class x(x): ..."},
        {"a.py": "class x(y): ...\nclass y(x): ..."},
        {"a.py": "from a import x"},
        {f"{name}.py": f"from {other} import *" for name, other in zip("abcdefgh", "bcdefgha", strict=True)},
    ],
)
def test_a_cycle_ends(write: Write, files: Mapping[str, str]) -> None:
    view = source.open_project([str(write(files))], False)
    assert view.find("a.x.nothing") is None
    assert view.find("a.nothing") is None


def test_a_long_chain_of_reexports_is_followed(define: Define) -> None:
    files = {f"m{number}.py": f"from m{number + 1} import x" for number in range(40)}
    assert define({**files, "m40.py": "def x(): ..."}, "m0.x").path == "m40.x"


LAZY = {
    "imports/__init__.py": """
        def __getattr__(name):
            if name == "Pool":
                from .pools import Pool as found
                return found
            raise AttributeError(name)
    """,
    "table/__init__.py": """
        _places = {"Pool": ".pools", "Other": "table.pools"}
        def __getattr__(name): return getattr(import_module(_places[name], __name__), name)
    """,
    "lists/__init__.py": """
        __getattr__, __dir__, __all__ = attach(__name__, submod_attrs={"pools": ["Pool", "Other"]})
    """,
    "checked/__init__.py": """
        if TYPE_CHECKING:
            from .pools import Pool
        def __getattr__(name): return load(name)
    """,
    "plain/__init__.py": '_places = {"Pool": ".pools"}',
    **{
        f"{name}/pools.py": "class Pool: ...\nclass Other: ..."
        for name in ("imports", "table", "lists", "checked", "plain")
    },
}


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("imports.Pool", "imports.pools.Pool"),
        ("table.Pool", "table.pools.Pool"),
        ("table.Other", "table.pools.Other"),
        ("lists.Pool", "lists.pools.Pool"),
        ("lists.Other", "lists.pools.Other"),
        ("checked.Pool", "checked.pools.Pool"),
    ],
)
def test_lazy_reexports_are_read_where_they_are_written_down(define: Define, target: str, path: str) -> None:
    assert define(LAZY, target).path == path


@pytest.mark.parametrize("target", ["plain.Pool", "imports.Missing", "table.Missing"])
def test_a_dictionary_or_a_getattr_alone_makes_no_name(define: Define, target: str) -> None:
    with pytest.raises(errors.NotFoundError):
        define(LAZY, target)


def test_members_of_a_global_enum_are_names_of_the_module(define: Define) -> None:
    code = "@global_enum\nclass Day(IntEnum):\n    MONDAY = 0\nclass Month(Enum):\n    JUNE = 6"
    assert define({"m.py": code}, "m.MONDAY").path == "m.Day.MONDAY"
    with pytest.raises(errors.NotFoundError):
        define({"m.py": code}, "m.JUNE")


def test_members_of_an_object_made_in_the_module_are_those_of_its_class(define: Define) -> None:
    code = "class Random:\n    def choice(self): ...\n_one = Random()\nchoice = _one.choice"
    assert define({"m.py": code}, "m.choice").path == "m.Random.choice"
    assert define({"m.py": code}, "m._one").kind == "attribute"


def test_a_constant_that_is_another_name_for_a_constant_stays_itself(define: Define) -> None:
    assert define({"m.py": "a = 1\nb = a"}, "m.b").path == "m.b"


def test_wildcards_take_public_names_only_where_nothing_is_listed(define: Define) -> None:
    files = {"a.py": "from b import *", "b.py": "def x(): ...\ndef _y(): ..."}
    assert define(files, "a.x").path == "b.x"
    with pytest.raises(errors.NotFoundError):
        define(files, "a._y")


def test_a_module_that_stands_in_for_another_gives_its_names(define: Define) -> None:
    files = {"a.py": "import sys, _a\nsys.modules[__name__] = _a", "_a.py": "def x(): ..."}
    assert define(files, "a.x").path == "_a.x"
    with pytest.raises(errors.NotFoundError):
        define({**files, "a.py": "import sys, _a\nsys.modules['b'] = _a"}, "a.x")


def test_the_last_wildcard_wins(define: Define) -> None:
    files = {"a.py": "from b import *\nfrom c import *", "b.py": "def x(): ...", "c.py": "def x(): ..."}
    assert define(files, "a.x").path == "c.x"


@pytest.mark.parametrize(
    "listing",
    [
        '__all__ = ["_x"]',
        '__all__ = []\n__all__ += ["_x"]',
        '__all__ = ["y"] + ["_x"]',
        '__all__: list[str] = ["_x"]',
        '__all__ = []\n__all__.append("_x")',
        '__all__ = []\n__all__.extend(["_x"])',
        "__all__ = c.__all__ + ['y']",
    ],
)
def test_what_all_lists_in_whatever_way_is_exported(define: Define, listing: str) -> None:
    code = f"import c\ndef _x(): ...\n{listing}"
    files = {"a.py": "from b import *", "b.py": code, "c.py": '__all__ = ["_x"]'}
    assert define(files, "a._x").path == "b._x"
