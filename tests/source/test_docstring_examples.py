"""Examples in docstrings: what is code, and where it stands."""

from __future__ import annotations

import pytest

from sphinx_howto.source import docstring_examples


def found(text: str) -> list[tuple[str, int]]:
    return docstring_examples.find(text, 1)


@pytest.mark.parametrize(
    ("text", "examples"),
    [
        ("Adds.\n\n>>> add(1, 2)\n3\n", [(">>> add(1, 2)\n3", 3)]),
        # Blank lines do not end a session, words do
        (">>> a = 1\n\n>>> a\n1\n\nThen:\n\n>>> b = 2\n", [(">>> a = 1\n\n>>> a\n1", 1), (">>> b = 2", 8)]),
        (">>> f(\n...     1)\n2", [(">>> f(\n...     1)\n2", 1)]),
        ("Text\n\n    >>> a()\n    1\n", [(">>> a()\n1", 3)]),
        ("Example:\n    a = f(3)\n    print(a)\n", [("a = f(3)\nprint(a)", 2)]),
        ("Usage::\n\n    import m\n    m.f()\n\nMore.", [("import m\nm.f()", 3)]),
        ("Examples\n--------\n\n>>> f()\n", [(">>> f()", 4)]),
        ("```python\nf(1)\n```\n", [("f(1)", 2)]),
        ("~~~py\nf(1)\n~~~\n", [("f(1)", 2)]),
        (".. code-block:: python\n   :linenos:\n\n   f(1)\n\nText", [("f(1)", 4)]),
        (".. code::\n\n   f(1)\n", [("f(1)", 3)]),
        ("Example:\n    Call it so:\n\n    ```python\n    f(1)\n    ```\n", [("f(1)", 5)]),
        (".. code-block: python\n\n   f(1)\n", [("f(1)", 3)]),
        ("Give it a name::\n\n    f('a')\n\nMore.", [("f('a')", 3)]),
        ("Sample usage:\n    f(1)\n", [("f(1)", 2)]),
        ("```python\nf(1)\n```\n\n>>> g()\n", [("f(1)", 2), (">>> g()", 5)]),
    ],
)
def test_code_is_found_with_its_line(text: str, examples: list[tuple[str, int]]) -> None:
    assert found(text) == examples


@pytest.mark.parametrize(
    "text",
    [
        "Plain text.",
        "```sh\npip install x\n```",
        "```\nf(1)\n```",
        ".. code-block:: console\n\n   f(1)\n",
        "Example:\n    Call it with a name and see.\n",
        "Example:\n    word\n",
        "```python\nnot python (\n```",
        "For example\n    f(1)\n",
        "Run it so::\n\n    $ tool --help\n",
        "Takes a name:\n    f(1)\n",
        ".. note::\n\n   f(1)\n",
        "Some examples of this are f and g.\n",
        "```python\nnever closed(",
    ],
)
def test_what_is_not_python_is_no_example(text: str) -> None:
    assert found(text) == []


def test_a_doctest_in_a_code_block_is_told_once() -> None:
    assert found(".. code-block:: python\n\n   >>> f(1)\n   2\n") == [(">>> f(1)\n2", 3)]


def test_a_malformed_doctest_does_not_hide_the_other_examples() -> None:
    assert found(">>>f(1)\n\n```python\ng(2)\n```\n") == [("g(2)", 4)]
