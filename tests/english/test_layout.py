"""The arrangement of steps: what stands together, under which label, how deep, and how many."""

# ruff: noqa: E501  # a pair stands on one line

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from sphinx_howto import document, options
from sphinx_howto.english import labels
from sphinx_howto.english.phrase import code, join, plain
from tests.english.explaining import every, explained, lines, written


def told(folder: Path, body: str, detail: options.Detail = "normal") -> list[str]:
    """The steps of a function of `a` and `b`."""
    return lines(folder, f"def f(a, b):\n{textwrap.indent(textwrap.dedent(body), '    ')}", "f", detail)


GROUPS = [
    (
        "guards stand together",
        'if not a:\n    raise ValueError("a")\nif b < 0:\n    raise TypeError("b")\nreturn a\n',
        [
            'Validation: Raises `ValueError` (`"a"`) if `a` is falsy. Raises `TypeError` (`"b"`) if `b` is less than `0`.',
            "Return: Returns `a`.",
        ],
    ),
    (
        "a comment cuts between guards",
        'if not a:\n    raise ValueError("a")\n# The second\nif b < 0:\n    raise TypeError("b")\n',
        [
            'Validation: Raises `ValueError` (`"a"`) if `a` is falsy.',
            'The second: Raises `TypeError` (`"b"`) if `b` is less than `0`.',
        ],
    ),
    (
        "a small assignment goes with what follows",
        "c = 1\na.go(c)\n",
        ["`go`: Sets `c` to `1`. Calls `a.go(c)`."],
    ),
    (
        "unless the author put a gap between",
        "c = 1\n\na.go(c)\n",
        ["Value: Sets `c` to `1`.", "`go`: Calls `a.go(c)`."],
    ),
    (
        "a comment is the label of what stands below it",
        "# Read the input\nc = a.go()\nd = c.go()\n# Write the output\nprint(c, d)\n",
        ["Read the input: Sets `c` to `a.go()` and `d` to `c.go()`.", "Write the output: Prints `c` and `d`."],
    ),
    (
        "a label is used once",
        "# Read the input\na.go()\nb.go()\n\n# Read the input\nprint(a)\n",
        ["Read the input: Calls `a.go()`, then `b.go()`.", "Output: Prints `a`."],
    ),
    (
        "a reason is quoted and other comments are not told",
        "# it is fast\nprint(a)\n\n# since it may be closed already\na.close()\n\n# x = 3\nreturn b\n",
        [
            "Output: Prints `a`.",
            "Closing: Closes `a`. The author notes: “since it may be closed already”.",
            "Return: Returns `b`.",
        ],
    ),
    (
        "a with block at the end lasts to the end",
        "with open(a) as file:\n    for line in file:\n        print(line)\n        b.go(line)\n",
        [
            "File: Opens `a` for reading as text (as `file`), and closes it at the end of these steps.",
            "Line: For each `line` in `file`, prints `line` and calls `b.go(line)`.",
        ],
    ),
    (
        "and one before the end does not",
        "with open(a) as file:\n    text = file.read()\nreturn text\n",
        [
            "File: Opens `a` for reading as text (as `file`); sets `text` to the remaining text of `file`; closes it at the end.",
            "Return: Returns `text`.",
        ],
    ),
    (
        "cases of one subject have its values as labels",
        ("if a == 1:\n    a.first_action_of_them(b)\n    print(a)\nelif a == 2:\n    a.second_action_of_them(b)\n    return 2\n"
        "else:\n    a.third(a)\n    return 4\nprint(b)\n"),
        [
            "Decision: Takes the first case that applies:",
            "  `1`: If `a` is `1`, calls `a.first_action_of_them(b)` and prints `a`.",
            "  `2`: If `a` is `2`, calls `a.second_action_of_them(b)` and returns `2`.",
            "  Third: Otherwise, calls `a.third(a)` and returns `4`.",
            "Output: Prints `b`.",
        ],
    ),
    (
        "loops in loops share a head",
        "for x in a:\n    for y in x:\n        for z in y:\n            z.go(a)\n            z.stop(a)\n            if z.x:\n                b.append(z)\n                return y\n",
        [
            "Stop: For each `x` in `a`, for each `y` in `x`, for each `z` in `y`:",
            "  `go`: Calls `z.go(a)`, then `z.stop(a)`.",
            "  Return: If `z.x` is truthy, appends `z` to `b` and returns `y`.",
        ],
    ),
    (
        "a try round everything names its exceptions in the same list",
        ("try:\n    x = a.go()\n    for y in x:\n        y.go()\n    x.halt()\nexcept ValueError as error:\n    print(error)\n    raise\n"
        "except OSError:\n    pass\nelse:\n    return x\nfinally:\n    a.close()\n"),
        [
            "`go`: Sets `x` to `a.go()`. For each `y` in `x`, calls `y.go()`.",
            "Halt: Calls `x.halt()`.",
            "ValueError: If any of these steps raises `ValueError` (as `error`), prints `error` and re-raises the exception.",
            "OSError: If any of these steps raises `OSError`, ignores it.",
            "No exception: If nothing was raised, returns `x`.",
            "Finally: In every case, closes `a`.",
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), [row[1:] for row in GROUPS], ids=[row[0] for row in GROUPS])
def test_what_stands_together(tmp_path: Path, body: str, expected: list[str]) -> None:
    assert told(tmp_path, body) == expected


def test_the_state_of_an_object_is_one_item(tmp_path: Path) -> None:
    code = "class C:\n    def f(self, a):\n        self.a = a\n        self._b = a\n        self.c = 1\n        self.go()\n        return a\n"
    assert lines(tmp_path, code, "C.f") == [
        "State: Stores `a`. Stores `a` in `self._b`. Sets `self.c` to `1`.",
        "`go`: Calls `self.go()`.",
        "Return: Returns `a`.",
    ]


MANY = "".join(f"a.go{number}(a)\nif a.x{number}:\n    print({number})\n" for number in range(12))


def test_a_list_has_at_most_eight_items_and_leaves_nothing_out(tmp_path: Path) -> None:
    items = told(tmp_path, MANY)
    assert len(items) == 8
    text = " ".join(items)
    for number in range(12):
        assert f"`a.go{number}(a)`" in text
        assert f"prints `{number}`" in text


def test_full_detail_has_an_item_for_each_statement(tmp_path: Path) -> None:
    assert len(told(tmp_path, MANY, "full")) == 24


def test_runs_of_one_kind_are_one_sentence(tmp_path: Path) -> None:
    body = "".join(f"x{number} = {number}\n" for number in range(5))
    assert told(tmp_path, body + "return x1\n")[0].endswith(
        "Sets `x0` to `0`, `x1` to `1`, `x2` to `2`, `x3` to `3` and `x4` to `4`."
    )


DEEP = """
for one in a:
    one.begin()
    for two in one:
        two.begin()
        for three in two:
            three.begin()
            for four in three:
                four.begin()
                for five in four:
                    five.begin()
                    for six in five:
                        six.begin()
                        six.end()
                    five.end()
                four.end()
            three.end()
        two.end()
    one.end()
"""


def test_lists_are_not_nested_without_end(tmp_path: Path) -> None:
    items = told(tmp_path, DEEP)
    assert max(len(item) - len(item.lstrip()) for item in items) <= 2 * 6
    text = " ".join(items)
    for name in ("one", "two", "three", "four", "five", "six"):
        assert f"`{name}.begin()`" in text
        assert f"`{name}.end()`" in text


def test_every_step_points_at_its_lines(tmp_path: Path) -> None:
    code = "def f(a):\n    x = a.go()\n\n    if x:\n        return 1\n\n    print(x)\n"
    assert [step.lines for step in explained(tmp_path, code, "f").steps] == [(2, 2), (4, 5), (7, 7)]


def test_nested_steps_lie_within_their_parents(tmp_path: Path) -> None:
    for step in every(explained(tmp_path, f"def f(a):\n{textwrap.indent(DEEP, '    ')}", "f").steps):
        for nested in step.steps:
            assert step.lines[0] <= nested.lines[0] <= nested.lines[1] <= step.lines[1]


EMPTY = [
    ("pass", "pass", ["`f`: Takes `a` and `b`. Has no statements of its own."]),
    ("a docstring", '"""Doc."""', ["`f`: Doc. Takes `a` and `b`. Has no statements of its own."]),
    ("only an annotation", "c: int", ["`f`: Takes `a` and `b`. Has no statements of its own."]),
]


@pytest.mark.parametrize(("body", "expected"), [row[1:] for row in EMPTY], ids=[row[0] for row in EMPTY])
def test_a_function_without_actions_says_so(tmp_path: Path, body: str, expected: list[str]) -> None:
    assert told(tmp_path, body) == expected


NOTED = [
    (
        "above a statement",
        "# it must be closed first\na.close()\n",
        ["Closing: Closes `a`. The author notes: “it must be closed first”."],
    ),
    (
        "behind a statement",
        "c = 30  # seconds to wait\na.go(c)\n",
        ["`go`: Sets `c` to `30`. The author notes: “seconds to wait”. Calls `a.go(c)`."],
    ),
    (
        "in a branch of one sentence",
        "if a:\n    # the server needs it twice\n    a.go()\nreturn b\n",
        [
            "`go`: If `a` is truthy, calls `a.go()`. The author notes: “the server needs it twice”.",
            "Return: Returns `b`.",
        ],
    ),
    (
        "in a handler that does nothing",
        "try:\n    a.go()\nexcept OSError:\n    # we'll wait for more data\n    pass\n",
        ["`go`: Calls `a.go()`; if that raises `OSError`, ignores it. The author notes: “we'll wait for more data”."],
    ),
    (
        "beyond what the label says",
        "# Named files only: others are not kept for long\na.go()\n",
        ["Named files only: Calls `a.go()`. The author notes: “others are not kept for long”."],
    ),
    (
        "above a list",
        "# only what is not known yet\nfor c in a:\n    if c:\n        continue\n    b.go(c)\n",
        [
            "Loop: The author notes: “only what is not known yet”. For each `c` in `a`:",
            "  Skip: Skips to the next round of the loop if `c` is truthy.",
            "  `go`: Calls `b.go(c)`.",
        ],
    ),
    (
        "said once where it is repeated",
        "# it must be closed first\na.close()\nprint(a)\n\n# it must be closed first\nb.go()\n",
        ["Closing: Closes `a`. The author notes: “it must be closed first”.", "Output: Prints `a`.", "`go`: Calls `b.go()`."],
    ),
    ("code, markers and directives are left out", "# a.go(b)\n# TODO: not now\na.halt()  # noqa: X1\n", ["Halt: Calls `a.halt()`."]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), [row[1:] for row in NOTED], ids=[row[0] for row in NOTED])
def test_comments_are_quoted_as_the_words_of_the_author(
    tmp_path: Path, body: str, expected: list[str]
) -> None:
    items = told(tmp_path, body)
    assert [item.replace("`f`: Takes `a` and `b`. ", "") for item in items] == expected


LABELS = [
    (
        "a child does not repeat its parent",
        "if a.headers:\n    headers = b.new()\n    a.headers = headers\n    a.go(headers)\n    if b:\n        return 1\n",
    ),
    (
        "nor a grandchild",
        "for row in a.rows:\n    for row in row.rows:\n        if row:\n            row.rows = 1\n        else:\n            row.go()\n        row.rows.halt()\n",
    ),
    (
        "nor two neighbours",
        "a.state = 1\n\na.state.x = 2\n\na.state = b\nprint(a)\n\na.state = 4\n",
    ),
]


@pytest.mark.parametrize("body", [row[1] for row in LABELS], ids=[row[0] for row in LABELS])
def test_a_label_is_not_used_again_where_it_stands(tmp_path: Path, body: str) -> None:
    code = f"def f(a, b):\n{textwrap.indent(body, '    ')}"

    def check(steps: tuple[document.Step, ...], above: tuple[str, ...]) -> None:
        found = [written(step.label) for step in steps]
        assert len(set(found)) == len(found)
        assert not set(found) & set(above)
        for step in steps:
            check(step.steps, (*above, written(step.label)))

    check(explained(tmp_path, code, "f").steps, ())


def test_a_class_inside_a_function_is_told_with_its_methods(tmp_path: Path) -> None:
    code = """
    def f(a):
        class Error(ConnectionError):
            kind = 3

            def __init__(self, text, code=None):
                super().__init__(text)
                self.code = code

        class Done(Exception):
            pass

        return Error
    """
    assert lines(tmp_path, code, "f") == [
        "Error: Defines the class `Error`, a subclass of `ConnectionError`:",
        "  Kind: Sets `kind` to `3`.",
        "  `__init__`: Gives it the method `__init__` of `text` and `code` (default `None`):",
        "    Base class: Calls the inherited `__init__` with `text`.",
        "    Code: Stores `code`.",
        "Done: Defines the class `Done`, a subclass of `Exception`.",
        "Return: Returns `Error`.",
    ]


def test_a_function_in_a_method_keeps_its_first_parameter(tmp_path: Path) -> None:
    code = """
    class C:
        def f(self, a):
            def given(count):
                return a.go(count)

            class D:
                def h(self, b):
                    return b

            return given, D
    """
    told = lines(tmp_path, code, "C.f")
    assert told[0] == "Given: Defines the function `given` of `count`, which returns `a.go(count)`."
    assert told[2] == "  `h`: Gives it the method `h` of `b`, which returns `b`."


def test_the_values_are_labels_only_if_they_are_compared_in_one_way(tmp_path: Path) -> None:
    body = "if a < 0:\n    b.first(a)\n    b.x = 1\nelif a > 9:\n    b.second(a)\n    b.x = 2\nelse:\n    b.third(a)\nprint(b)\n"
    assert [line.partition(":")[0] for line in told(tmp_path, body)] == [
        "Decision",
        "  First",
        "  Second",
        "  Third",
        "Output",
    ]


LONG = [
    (
        "a long sentence has a mark after its condition",
        "if a.first_name is not None:\n    b.x, b.y, b.z = a.one(b), a.two(b), a.three(b)\n    b.u, b.v = 1, 2\n",
        "If `a.first_name` is not `None`: sets `b.x` to `a.one(b)`, `b.y` to `a.two(b)` and `b.z` to `a.three(b)`",
    ),
    (
        "a short one has a comma",
        "if a.first_name is not None:\n    b.x, b.y = a.one(b), a.two(b)\n",
        "If `a.first_name` is not `None`, sets `b.x` to `a.one(b)` and `b.y` to `a.two(b)`.",
    ),
    (
        "many keys have semicolons between them",
        "b.x = {'one': a.one(b), 'two': a.two(b), 'three': a.three(b), 'four': a.four(b), 'five': a, 'six': 6}\n",
        "Sets `b.x` to a dictionary with `one` (`a.one(b)`); `two` (`a.two(b)`); `three` (`a.three(b)`); `four` (`a.four(b)`); `five` (`a`); `six` (`6`).",
    ),
    (
        "few have commas",
        "b.x = {'one': a.first_one(b), 'two': a.second_one(b)}\n",
        "Sets `b.x` to a dictionary with `one` (`a.first_one(b)`) and `two` (`a.second_one(b)`).",
    ),
]


@pytest.mark.parametrize(("body", "expected"), [row[1:] for row in LONG], ids=[row[0] for row in LONG])
def test_long_sentences_have_marks(tmp_path: Path, body: str, expected: str) -> None:
    assert expected in " ".join(told(tmp_path, body))


def test_the_last_case_says_once_that_it_is_the_other_one(tmp_path: Path) -> None:
    body = "if a:\n    b.go()\nelif b:\n    a.go()\nelse:\n    for c in a:\n        c.x = 1\n        if c:\n            c.y = 2\n        c.z()\nprint(1)\n"
    items = told(tmp_path, body)
    assert not [item for item in items if "Otherwise: Otherwise" in item or "all other cases" in item]
    body = "if a > 1:\n    x = a.go()\n    y = x\n    print(x)\nelif b > 2:\n    a = b\n    a.go()\n    a()\nelse:\n    a = 1\n    (a)()\n"
    items = told(tmp_path, body)
    assert [item for item in items if item.strip().startswith(("Otherwise: Sets", "Otherwise: Takes these steps:"))]


def test_abbreviations_and_verbs_are_labels_as_words(tmp_path: Path) -> None:
    body = "msg = a.go()\n\na.rows.append(msg)\n\na.rows.append(b)\n"
    assert _labels(tmp_path, body) == ["Message", "Rows", "Addition"]


def _labels(folder: Path, body: str) -> list[str]:
    return [item.partition(":")[0].strip() for item in told(folder, body)]


NOUNS = [
    ("what a function acts on", "a.add_field(b)\ndel a\nb.iter_lines(a)\n", ["Field", "Removal", "Lines"]),
    ("no name of a built-in function", "isinstance(a, list)\ndel a\n", ["`list`", "Removal"]),
    ("a name before a kind", "a.rows = [b]\na.last_rows = []\nb.first()\n", ["Rows", "First"]),
    ("a kind without a name", "x = [b]\n\na.title()\n", ["List", "Title"]),
]


@pytest.mark.parametrize(("body", "expected"), [row[1:] for row in NOUNS], ids=[row[0] for row in NOUNS])
def test_labels_are_nouns(tmp_path: Path, body: str, expected: list[str]) -> None:
    assert _labels(tmp_path, body) == expected


def test_prints_in_a_row_are_one_item(tmp_path: Path) -> None:
    items = told(tmp_path, 'print("=" * 60)\nprint("Rows", a)\nprint("=" * 60)\na.title()\n')
    assert items[0] == 'Output: Prints `"="` repeated `60` times, `"Rows"` and `a`, then `"="` repeated `60` times.'


CHECKS = """
import unittest

class TestRows(unittest.TestCase):
    def test_rows(self, a):
        self.assertEqual(a.first, 1)
        self.assertEqual(a.last, 2)
        self.assertTrue(a.open)

        self.assertIsNone(a.closed)
        a.go()
        self.assertIsNone(a.went)
"""


def test_checks_in_a_row_are_one_item(tmp_path: Path) -> None:
    items = lines(tmp_path, CHECKS, "TestRows.test_rows")
    assert [item.count("Checks that") for item in items] == [3, 1, 0, 1]


@pytest.mark.parametrize(("caught", "label"), [
    ("ValueError", "ValueError"),
    ("self._supported_errors", "Supported errors"),
    ("(KeyError, shop.ClosedError)", "KeyError, ClosedError"),
])  # fmt: skip
def test_a_handler_is_labelled_by_what_it_catches(caught: str, label: str) -> None:
    classes = join([code(name) for name in caught.strip("()").split(", ")])
    assert plain(labels.exception(classes, set())) == label


def test_an_action_of_the_same_kind_has_its_number_in_the_label(tmp_path: Path) -> None:
    body = "a.raise_for_status()\n\nx = a.go()\ny = x.z\n\nb.raise_for_status()\n\nreturn y\n"
    assert [label for label in _labels(tmp_path, body) if "check" in label] == ["Status check", "Second status check"]


def test_a_log_never_names_an_item_that_holds_something_else(tmp_path: Path) -> None:
    body = "rows = a.go()\nlog_info(rows)\nreturn rows\n"
    assert _labels(tmp_path, body)[0] == "Rows"


def test_what_skips_is_called_so_again_below(tmp_path: Path) -> None:
    inner = "    if a:\n        x = a.go()\n        b.rows = x\n        b.take(x)\n        a.halt(x)\n        continue\n"
    body = f"for a in b:\n    if not a:\n        continue\n    y = a\n{inner}    b.end(a)\n"
    labels = _labels(tmp_path, body)
    assert "Skip" in labels
    assert "Stop" not in labels


def test_what_is_printed_first_names_no_list(tmp_path: Path) -> None:
    body = "print('a')\ntry:\n    print('b')\n    for c in a.rows:\n        c.x = 1\n        if c:\n            c.y = 2\n        c.z(b)\n    b.z()\n    b.y()\n    print(b)\nexcept OSError:\n    b.halt()\n"
    labels = _labels(tmp_path, f"{body}b.end()\n")
    assert labels[0] == "Output"
    assert labels[1] not in {"Output", "Print"}


def test_long_values_are_not_crowded_into_one_sentence(tmp_path: Path) -> None:
    body = "".join(f"a.b{n} = 'https://example.com/{n}{'x' * 60}'\n" for n in range(6))
    assert all(item.count("https") < 5 for item in told(tmp_path, body))
