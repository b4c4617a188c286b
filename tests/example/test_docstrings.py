"""Examples that the author wrote: completed, cut down, or left where they cannot stand alone."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from sphinx_howto import document

Show = Callable[..., document.Example]

PAIRS = {
    "a value becomes a comment": (
        ">>> twice(4)\n8",
        "from shop import twice\n\nprint(twice(4))  # 8",
        "8\n",
    ),
    "a text is shown as it prints": (
        ">>> twice('ab')\n'abab'",
        "from shop import twice\n\nprint(twice('ab'))  # abab",
        "abab\n",
    ),
    "what print shows": (
        ">>> print(twice(2))\n4",
        "from shop import twice\n\nprint(twice(2))  # 4",
        "4\n",
    ),
    "another kind of value is shown by repr": (
        ">>> from fractions import Fraction\n>>> twice(Fraction(1, 2))\nFraction(1, 1)",
        (
            "from fractions import Fraction\n\nfrom shop import twice\n\n"
            "print(repr(twice(Fraction(1, 2))))  # Fraction(1, 1)"
        ),
        "Fraction(1, 1)\n",
    ),
    "several lines stand below": (
        ">>> for n in (1, 2):\n...     print(twice(n))\n2\n4",
        "from shop import twice\n\nfor n in (1, 2):\n    print(twice(n))\n# 2\n# 4",
        "2\n4\n",
    ),
    "an exception is caught": (
        ">>> twice(1)\n2\n>>> int('x')\nTraceback (most recent call last):\n  ...\nValueError: invalid x",
        (
            "from shop import twice\n\nprint(twice(1))  # 2\n"
            "try:\n    int('x')\nexcept ValueError as error:\n"
            "    print(error)  # invalid x"
        ),
        "2\ninvalid x\n",
    ),
    "an open result is dropped": (
        ">>> twice([1])\n[1, ...]",
        "from shop import twice\n\nprint(twice([1]))",
        None,
    ),
    "directives of doctest are dropped": (
        ">>> twice(1)  # doctest: +SKIP\n2",
        "from shop import twice\n\nprint(twice(1))  # 2",
        "2\n",
    ),
    "the module's own import is found": (
        ">>> math.floor(twice(1.5))\n3",
        "import math\n\nfrom shop import twice\n\nprint(math.floor(twice(1.5)))  # 3",
        "3\n",
    ),
}


def documented(text: str) -> str:
    inner = textwrap.indent(text, "    ")
    return f'import math\n\ndef twice(value):\n    """Double it.\n\n{inner}\n    """\n    return value * 2\n'


@pytest.mark.parametrize("what", PAIRS)
def test_doctest(show: Show, what: str) -> None:
    text, code, output = PAIRS[what]
    made = show(documented(text), "twice")
    assert made.code == code
    assert made.output == output
    assert made.origin == "docstring"


NEAR_MISSES = {
    "an unknown name": ">>> twice(nobody)\n2",
    "another function": ">>> abs(-1)\n1",
    "a file that is not there": ">>> twice(open('data.txt').read())\n''",
    "the keyboard": ">>> twice(input())\n''",
    "a call that no longer fits": ">>> twice(1, 2)\n3",
    "an import that does not exist": ">>> from shop import thrice\n>>> twice(thrice)\n3",
    "a part left open": ">>> twice(...)\n3",
    "no Python": ">>> twice(1\n2",
}


@pytest.mark.parametrize("what", NEAR_MISSES)
def test_a_docstring_example_that_cannot_stand_alone_is_left(show: Show, what: str) -> None:
    assert show(documented(NEAR_MISSES[what]), "twice").origin == "synthesised"


def test_place_of_a_docstring_example(show: Show) -> None:
    made = show(documented(">>> twice(4)\n8"), "twice")
    assert made.file.endswith("shop.py")
    assert made.line == 6


def test_plain_code_of_an_examples_section(show: Show) -> None:
    code = '''
        def twice(value):
            """Double it.

            Examples:
                result = twice(4)
                print(result)
            """
            return value * 2
    '''
    made = show(code, "twice")
    assert made.code == "from shop import twice\n\nresult = twice(4)\nprint(result)"
    assert made.origin == "docstring"


def test_earlier_blocks_are_taken_along_where_they_are_needed(show: Show) -> None:
    made = show(documented("First:\n\n>>> number = 4\n\nThen:\n\n>>> twice(number)\n8"), "twice")
    assert "number = 4" in made.code
    assert made.code.endswith("print(twice(number))  # 8")


def test_a_long_example_is_cut_behind_a_statement(show: Show) -> None:
    text = "\n".join(f">>> twice({n})\n{n * 2}" for n in range(40))
    made = show(documented(text), "twice")
    assert len(made.code.splitlines()) < 24
    assert made.code.splitlines()[2] == "print(twice(0))  # 0"


def test_the_class_docstring_serves_a_method(show: Show) -> None:
    code = '''
        class Box:
            """A box.

            >>> Box().size()
            3
            """

            def size(self):
                return 3
    '''
    assert show(code, "Box.size").code == "from shop import Box\n\nprint(Box().size())  # 3"


def test_a_remark_behind_a_line_goes_above_it(show: Show) -> None:
    made = show(documented(">>> twice(4)  # four\n8"), "twice")
    assert made.code.endswith("\n# four\nprint(twice(4))  # 8")


def test_a_block_that_shows_a_result_comes_before_one_that_only_makes_something(show: Show) -> None:
    made = show(documented(">>> number = twice(2)\n\nThen:\n\n>>> twice(4)\n8"), "twice")
    assert made.code.endswith("print(twice(4))  # 8")


AWAITING = '''
async def twice(n: int) -> int:
    """Twice it.

    Example:
        Multiply by two::

            n = 4
            print(await twice(n))

    Nothing else.
    """
    return n * 2
'''


def test_what_is_awaited_at_the_top_stands_in_a_coroutine(show: Show) -> None:
    made = show(AWAITING, "twice")
    assert made.origin == "docstring"
    assert "async def main():\n    n = 4\n    print(await twice(n))\n\n\nasyncio.run(main())" in made.code


OFFERS = '''
def {first}(n: int) -> int:
    return n
def {second}(n: int) -> int:
    """Twice it.

    Example::

        print({second}(21))
    """
    return n * 2
'''


@pytest.mark.parametrize(
    ("first", "second", "origin"),
    # A helper's example is no use of the module
    [("other", "convert", "docstring"), ("convert", "_part", "synthesised")],
)
def test_the_example_of_its_main_function_is_that_of_a_module(
    show: Show, first: str, second: str, origin: str
) -> None:
    assert show(OFFERS.format(first=first, second=second)).origin == origin
