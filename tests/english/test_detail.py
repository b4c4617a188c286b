"""How much is said: one line a method, the normal text, or every statement."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

import sphinx_howto
from sphinx_howto import document, errors, options
from tests.english.explaining import every, lines, written

SAMPLES = Path(__file__).parents[1] / "samples"
DETAILS: tuple[options.Detail, ...] = ("brief", "normal", "full")
TARGETS = [
    "archive.Archive",
    "inventory.Inventory",
    "parrot.Parrot",
    "relay.Relay",
    "report",
    "slots",
    "slots.first_fit",
]


@cache
def told(target: str, detail: options.Detail) -> document.Document:
    """A sample at one of the three details."""
    return sphinx_howto.explain(target, search_paths=[str(SAMPLES)], detail=detail)


def quoted(steps: tuple[document.Step, ...]) -> int:
    """How many pieces of code the steps speak of."""
    return sum(isinstance(span, document.Code) for step in every(steps) for span in step.text)


def test_an_unknown_detail_is_refused() -> None:
    with pytest.raises(errors.OptionError, match="brief, normal, full"):
        told("archive.Archive", "much")


@pytest.mark.parametrize("target", TARGETS)
def test_more_detail_says_more(target: str) -> None:
    brief, normal, full = (quoted(told(target, detail).steps) for detail in DETAILS)
    assert brief < normal <= full


@pytest.mark.parametrize("target", TARGETS)
def test_the_description_is_the_same_at_every_detail(target: str) -> None:
    assert told(target, "brief").summary == told(target, "normal").summary == told(target, "full").summary
    assert told(target, "brief").facts == told(target, "normal").facts == told(target, "full").facts


@pytest.mark.parametrize("target", ["archive.Archive", "relay.Relay", "parrot.Parrot"])
def test_brief_has_one_line_for_each_method(target: str) -> None:
    steps = told(target, "brief").steps
    assert not [step for step in steps if step.steps]
    module, _, name = target.partition(".")
    tree = ast.parse((SAMPLES / f"{module}.py").read_text(encoding="utf-8"))
    found = next(node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == name)
    methods = {node.name for node in found.body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))}
    shown = {written(step.label).strip("`") for step in steps} - {"Class attributes"}
    assert shown == (methods - {"__init__"}) | {"Initialization"}


def test_brief_of_a_function_is_its_signature() -> None:
    steps = told("slots.first_fit", "brief").steps
    assert [written(step.label) for step in steps] == ["`first_fit`"]
    assert "keyword-only `step` (default `15`)" in written(steps[0].text)
    assert "while" not in written(steps[0].text)


@pytest.mark.parametrize("target", TARGETS)
def test_normal_keeps_to_its_budgets(target: str) -> None:
    for step in every(told(target, "normal").steps):
        assert len(step.steps) <= 8


@pytest.mark.parametrize("target", ["archive.Archive", "slots", "report"])
def test_full_points_at_the_lines_of_every_statement(target: str) -> None:
    page = told(target, "full")
    tree = ast.parse(Path(page.source_file).read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    covered = {line for step in every(page.steps) for line in range(step.lines[0], step.lines[1] + 1)}
    name = target.partition(".")[2]
    owned = next((node for node in tree.body if getattr(node, "name", "") == name), tree)
    first, last = getattr(owned, "lineno", 1), getattr(owned, "end_lineno", 10**6)
    for function in functions:
        if first <= function.lineno <= last:
            for statement in function.body:
                assert statement.lineno in covered or isinstance(statement, ast.Expr), ast.unparse(statement)


CODE = "def f(a):\n    import os\n    global q\n    q = a\n    a.go()\n    x = 1\n    return x\n"


def test_only_full_tells_declarations_and_imports(tmp_path: Path) -> None:
    normal, full = lines(tmp_path, CODE), lines(tmp_path, CODE, detail="full")
    assert full == [
        "Imports: Imports `os`.",
        "Names: Uses `q` of the module.",
        "`go`: Sets `q` to `a`. Calls `a.go()`.",
        "Value: Sets `x` to `1`.",
        "Return: Returns `x`.",
    ]
    assert normal == full[2:]


@pytest.mark.parametrize(("length", "told_in_full"), [(900, True), (1100, False)])
def test_the_classes_of_a_long_file_keep_their_steps(tmp_path: Path, length: int, told_in_full: bool) -> None:
    code = "class Door:\n    def open(self):\n        self.state = 'ajar'\n" + "\n" * length
    (tmp_path / "doors.py").write_text(code + "HINGES = 2\n", encoding="utf-8")
    page = sphinx_howto.explain("doors", search_paths=[str(tmp_path)]).to_markdown()
    steps = page.partition("Execution Steps")[2].partition("Usage Example")[0]
    assert ('"ajar"' in steps) is told_in_full
