"""What is said of fields: in the docstring, in a comment beside, in a string below, in the declaration."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.english.explaining import lines


@pytest.mark.parametrize(("head", "field", "told"), [
    ("", "x: int  # how often it is sent", "How often it is sent."),
    ("", 'x: int\n    """How often it is sent."""', "How often it is sent."),
    ('    """Of it.\n\n    Attributes:\n        x: How often.\n    """\n', "x: int", "How often."),
    ('    """Of it.\n\n    Args:\n        x (int): how often\n    """\n', "x: int", "How often."),
    # Near misses: directives, code, the name again, another field
    ("", "x: int  # noqa: E501", ""),
    ("", "x: int  # y = 2", ""),
    ("", 'x: int\n    """The x."""', ""),
    ('    """Of it.\n\n    Attributes:\n        y: How often it is sent.\n    """\n', "x: int", ""),
])  # fmt: skip
def test_the_words_of_a_field(tmp_path: Path, head: str, field: str, told: str) -> None:
    code = f"from dataclasses import dataclass\n@dataclass\nclass A:\n{head}    {field}\n"
    assert lines(tmp_path, code, "A")[1] == f"  Field: `x` (`int`) is required. {told}".rstrip()


def test_the_description_of_a_pydantic_field(tmp_path: Path) -> None:
    head = "from pydantic import BaseModel, Field\nclass A(BaseModel):\n"
    code = f"{head}    x: int = Field(1, description='How often')\n"
    assert lines(tmp_path, code, "A")[1] == "  Field: `x` (`int`) is `1` by default. How often."
    other = code.replace("description", "alias")
    assert lines(tmp_path, other, "A")[1].endswith('by default; `alias="How often"`.')


def test_fields_with_words_of_their_own_are_told_alone(tmp_path: Path) -> None:
    head = "from dataclasses import dataclass\n@dataclass\nclass A:\n"
    first, last = lines(tmp_path, f"{head}    a: int\n    b: int\n    c: int  # the last of all\n", "A")[1:3]
    assert first.endswith("`a` (`int`) and `b` (`int`) are required.")
    assert last.endswith("`c` (`int`) is required. The last of all.")


def test_documented_attributes_of_a_class(tmp_path: Path) -> None:
    code = """
    class A:
        \"\"\"A part.

        Attributes:
            x: Where it is sent.
            y: How often.
        \"\"\"
        def __init__(self, x):
            self.x = x
            self.y = 1
    """
    assert lines(tmp_path, code, "A")[:3] == ["Attributes: ", "  `x`: Where it is sent.", "  `y`: How often."]
    twice = code.replace("Attributes:", "Args:\n            x: To whom.\n\n        Attributes:")
    assert lines(tmp_path, twice, "A")[:2] == ["Attributes: ", "  `y`: How often."]
