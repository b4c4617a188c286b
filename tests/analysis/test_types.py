"""Types: what annotations state, what several types have in common, what iterating gives."""

from __future__ import annotations

import ast

import pytest

from sphinx_howto.analysis import types
from sphinx_howto.analysis.types import BOOL, INT, NONE, STR, Type

_IMPORTED = {
    name: f"typing.{name}"
    for name in (
        "Any",
        "Optional",
        "Union",
        "List",
        "Dict",
        "Literal",
        "Annotated",
        "Final",
        "Pattern",
        "Sequence",
    )
}


def resolve(node: ast.expr) -> str | None:
    """The path of a name; ``missing`` has none."""
    text = ast.unparse(node)
    return None if text.startswith("missing") else _IMPORTED.get(text, text)


def stated(annotation: str, **aliases: str) -> Type | None:
    """The type of an annotation in a module with these type aliases."""
    parsed = {name: ast.parse(text, mode="eval").body for name, text in aliases.items()}
    return types.from_annotation(ast.parse(annotation, mode="eval").body, resolve, parsed.get)


ANNOTATIONS = [
    ("str", STR),
    ("None", NONE),
    ("str | None", Type("str", optional=True)),
    ("None | str", Type("str", optional=True)),
    ("'str'", STR),
    ("'list[str] | None'", Type("list", (STR,), optional=True)),
    ("Optional[str]", Type("str", optional=True)),
    ("Optional['str']", Type("str", optional=True)),
    ("Union[str]", STR),
    ("List[int]", Type("list", (INT,))),
    ("Dict[str, int]", Type("dict", (STR, INT))),
    ("Sequence[str]", Type("collections.abc.Sequence", (STR,))),
    ("Pattern[str]", Type("re.Pattern", (STR,))),
    ("Literal['a', 'b']", STR),
    ("Literal[1]", INT),
    ("Annotated[int, 'more than 0']", INT),
    ("Final[int]", INT),
    ("tuple[int, ...]", Type("tuple", (INT, None))),
    ("dict[str, list[int]]", Type("dict", (STR, Type("list", (INT,))))),
    ("shop.Item", Type("shop.Item")),
    ("Any | str", None),
    ("str | int", None),
    ("Union[str, int]", None),
    ("Union[str, None]", Type("str", optional=True)),
    ("Union[str, missing, None]", None),
    ("Literal['a', 1]", None),
    ("Any", None),
    ("object", None),
    ("missing", None),
    ("missing[str]", None),
    ("missing | None", None),
    ("'not an expression ('", None),
    ("3", None),
    ("...", None),
    ("'\\'str\\''", None),
]


@pytest.mark.parametrize(("annotation", "expected"), ANNOTATIONS, ids=[row[0] for row in ANNOTATIONS])
def test_what_an_annotation_states(annotation: str, expected: Type | None) -> None:
    assert stated(annotation) == expected


def test_an_alias_stands_for_its_right_side_once() -> None:
    assert stated("Slot", Slot="tuple[int, int]") == Type("tuple", (INT, INT))
    assert stated("list[Slot]", Slot="tuple[int, int]") == Type("list", (Type("tuple", (INT, INT)),))
    assert stated("Loop", Loop="Loop | None") == Type("Loop", optional=True)


JOINS: list[tuple[str, list[Type | None], Type | None]] = [
    ("nothing", [], None),
    ("one", [STR], STR),
    ("the same", [STR, STR], STR),
    ("with None", [STR, NONE], Type("str", optional=True)),
    ("optional once", [STR, Type("str", optional=True)], Type("str", optional=True)),
    ("only None", [NONE, NONE], NONE),
    ("different", [STR, INT], None),
    ("one unknown", [STR, None], None),
    ("bool is not int here", [BOOL, INT], None),
    ("other arguments", [Type("list", (STR,)), Type("list", (INT,))], Type("list")),
    ("the same arguments", [Type("list", (STR,)), Type("list", (STR,))], Type("list", (STR,))),
]


@pytest.mark.parametrize(("parts", "expected"), [row[1:] for row in JOINS], ids=[row[0] for row in JOINS])
def test_the_type_that_covers_all(parts: list[Type | None], expected: Type | None) -> None:
    assert types.join(parts) == expected
    assert types.join(parts[::-1]) == expected


ELEMENTS: list[tuple[str, Type | None, Type | None]] = [
    ("text", STR, STR),
    ("bytes", Type("bytes"), INT),
    ("range", Type("range"), INT),
    ("list", Type("list", (STR,)), STR),
    ("dictionary", Type("dict", (STR, INT)), STR),
    ("tuple of any length", Type("tuple", (STR, None)), STR),
    ("tuple of the same", Type("tuple", (INT, INT)), INT),
    ("tuple of different", Type("tuple", (INT, STR)), None),
    ("list of unknown", Type("list"), None),
    ("list that may be None", Type("list", (STR,), optional=True), None),
    ("match", Type("re.Match", (STR,)), None),
    ("unknown", None, None),
]


@pytest.mark.parametrize(
    ("container", "expected"), [row[1:] for row in ELEMENTS], ids=[row[0] for row in ELEMENTS]
)
def test_what_iterating_gives(container: Type | None, expected: Type | None) -> None:
    assert types.element(container) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("str", STR),
        ("re.Match | None", Type("re.Match", optional=True)),
        ("list[str]", Type("list", (STR,))),
        ("", None),
        ("a b", None),
    ],
)
def test_the_type_that_a_row_of_the_phrasebook_states(text: str, expected: Type | None) -> None:
    assert types.from_text(text) == expected


def test_only_classes_that_are_empty_when_falsy_count_as_sized() -> None:
    assert {"str", "list", "dict", "set", "collections.deque"} <= types.SIZED
    assert not types.SIZED & {"int", "collections.abc.Iterator", "collections.abc.Iterable", "io.StringIO"}
    assert not types.SIZED & types.ALWAYS_TRUE
