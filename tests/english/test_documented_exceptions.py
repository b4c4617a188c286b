"""What a docstring says of exceptions, beside what the statements say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.english.explaining import explained, written

CODE = '''
def f(n, path):
    """Send.

    Raises:
        ValueError: If the number is odd.
    """
    {body}
'''


def facts(folder: Path, body: str) -> dict[str, str]:
    code = CODE.replace("{body}", body.replace("\n", "\n    "))
    return {written(step.label): written(step.text) for step in explained(folder, code, "f").facts}


HARD = (
    "x = open(path).read()\ny = sum(map(int, x.split()))\nif y % 7 == 3 and x[0] == 'a':\n    raise {}('no')"
)


def test_the_author_is_quoted_where_a_condition_takes_many_words(tmp_path: Path) -> None:
    said = "The author says of `ValueError`: “If the number is odd”."
    assert facts(tmp_path, HARD.format("ValueError"))["Raises"].endswith(said)
    # Near misses: a short condition says it, another exception
    assert said not in facts(tmp_path, "if n % 2:\n    raise ValueError('odd')")["Raises"]
    assert said not in facts(tmp_path, HARD.format("KeyError"))["Raises"]


@pytest.mark.parametrize(("body", "told"), [
    ("return int(open(path).read())", True),
    ("try:\n    return int(n)\nexcept KeyError:\n    return None", True),
    ("int(path)\ntry:\n    return int(n)\nexcept Exception:\n    return None", True),
    ("try:\n    return int(n)\nexcept Exception:\n    raise", True),
    # Nothing can come out
    ("try:\n    return int(n)\nexcept Exception:\n    return None", False),
    ("x = n\ntry:\n    x = int(n)\nexcept:\n    print(n)\nreturn x", False),
    ("try:\n    return int(n)\nexcept ValueError:\n    return None", False),
])  # fmt: skip
def test_a_documented_exception_that_cannot_come_is_left_out(tmp_path: Path, body: str, told: bool) -> None:
    assert ("Documented exceptions" in facts(tmp_path, body)) is told
