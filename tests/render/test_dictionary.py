"""The dictionary: values that JSON takes, code between single backticks."""

from __future__ import annotations

import json
import re

from sphinx_howto import document
from sphinx_howto.document import Author, Code, Words
from sphinx_howto.render import dictionary

PAGE = document.Document(
    target="nest.Nest",
    path="nest._inner.Nest",
    kind="class",
    title="How to Use This Code Block",
    summary=((Code("Nest"), Words(": "), Author("Where *eggs* lie.")),),
    facts=(document.Step((Words("Raises"),), (Code("ValueError"), Words(".")), (4, 4)),),
    steps=(
        document.Step(
            (Code("lay"),), (Words("Takes "), Code("a"), Words(" and "), Code("b"), Words(".")), (3, 5),
            (document.Step((Words("Return"),), (Words("Returns "), Code("f(\n  a)"), Words(".")), (5, 5)),),
        ),
    ),
    examples=(
        document.Example(
            "lay(1)", "mined",
            (document.Check("compiles", True), document.Check("binds", False, "one too few", 1)),
            file="tests/test_nest.py", line=9,
        ),
        document.Example("lay(2)", "synthesised"),
    ),
    files=("/src/nest.py",),
    problems=(document.Problem("vague", "says “handles”", "nest.py", 3),),
)  # fmt: skip


def test_values() -> None:
    made = dictionary.render(PAGE)
    assert made["target"] == "nest.Nest"
    assert made["path"] == "nest._inner.Nest"
    assert made["kind"] == "class"
    assert made["title"] == "How to Use This Code Block"
    assert made["description"] == "`Nest`: Where \\*eggs\\* lie.\n\n- **Raises**: `ValueError`."
    assert made["steps"] == [
        {
            "label": "lay",
            "text": "Takes `a` and `b`.",
            "lines": [3, 5],
            "steps": [{"label": "Return", "text": "Returns `f( a)`.", "lines": [5, 5], "steps": []}],
        }
    ]
    assert made["facts"] == [{"label": "Raises", "text": "`ValueError`.", "lines": [4, 4], "steps": []}]
    assert made["files"] == ["/src/nest.py"]


def test_examples() -> None:
    made = dictionary.render(PAGE)
    assert made["example"] == made["examples"][0]
    assert [example["code"] for example in made["examples"]] == ["lay(1)", "lay(2)"]
    assert made["example"]["origin"] == "mined"
    assert made["example"]["checks"][1] == {
        "name": "binds", "passed": False, "message": "one too few", "line": 1,
    }  # fmt: skip


def test_no_example() -> None:
    without = document.Document("a", "a", "module", "T", (), (), (), (), ())
    assert dictionary.render(without)["example"] is None


def test_json_and_back() -> None:
    made = dictionary.render(PAGE)
    assert json.loads(json.dumps(made)) == made


def test_code_is_found_between_backticks() -> None:
    assert re.findall(r"`([^`]+)`", dictionary.render(PAGE)["steps"][0]["text"]) == ["a", "b"]
