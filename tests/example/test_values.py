"""Which value each kind of evidence gives: pairs of code and call, and near misses."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_howto import document

Show = Callable[..., document.Example]
Run = Callable[[str], str]
Check = Callable[[str], tuple[document.Check, ...]]


def call(code: str) -> str:
    """The last line of an example: the call."""
    return code.splitlines()[-1].strip()


@pytest.mark.parametrize(
    ("parameter", "expected"),
    [
        ("count: int", "print(f(3))"),
        ("share: float", "print(f(0.5))"),
        ("flag: bool", "print(f(True))"),
        ("data: bytes", 'print(f(b"data"))'),
        ("word: str", 'print(f("Some text"))'),
        ("email: str", 'print(f("ada@example.com"))'),
        ("base_url: str", 'print(f("https://example.com"))'),
        ("port: int", "print(f(8000))"),
        ("mode: Literal['fast', 'slow']", 'print(f("fast"))'),
        ("name: Optional[str]", 'print(f("Ada"))'),
        ("names: list[str]", 'print(f(["Ada", "Bob"]))'),
        ("ages: Iterable[int]", "print(f([36, 37, 38]))"),
        ("span: tuple[int, int]", "print(f((1, 2)))"),
        ("prices: dict[str, float]", 'print(f({"key": 1.5}))'),
        ("day: date", "print(f(date(2024, 1, 31)))"),
        ("cost: Decimal", 'print(f(Decimal("9.99")))'),
        ("key: Callable[[int], int]", "print(f(lambda item: item))"),
        ("stream: TextIO", 'print(f(io.StringIO("line 1\\nline 2\\n")))'),
        ("unit: Unit", "print(f(Unit.GRAM))"),
        ("point: Point", "print(f(Point(1.5, 2.5)))"),
        ("size: Size", "print(f(10))"),
        ("kind: type[int]", "print(f(int))"),
        ("movie: Movie", 'print(f({"title": "Example", "year": 2024}))'),
    ],
)
def test_annotation_and_name(show: Show, parameter: str, expected: str) -> None:
    code = f"""
        from collections.abc import Callable, Iterable
        from dataclasses import dataclass
        from datetime import date
        from decimal import Decimal
        from enum import Enum
        from typing import Literal, NewType, Optional, TextIO, TypedDict

        Size = NewType("Size", int)

        class Movie(TypedDict):
            title: str
            year: int

        class Unit(Enum):
            GRAM = 1

        @dataclass
        class Point:
            x: float
            y: float

        def f({parameter}):
            return 1
    """
    assert call(show(code, "f").code) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("return value.strip()", 'print(f("Some text"))'),
        ("return [row.strip() for row in value]", 'print(f(["Some text", "Another text"]))'),
        ("return value['name'] + value['town']", 'print(f({"name": "Ada", "town": "Berlin"}))'),
        ("return value.year", "print(f(date(2024, 1, 31)))"),
        ("return value(1) + 2", "print(f(lambda item: item))"),
        ("return value.startswith(b'a')", 'print(f(b"data"))'),
        ("return math.sqrt(value)", "print(f(1.5))"),
        ("return value << 2", "print(f(1))"),
        ("return isinstance(value, bytes)", 'print(f(b"data"))'),
        ("return helper(value)", "print(f(1))"),
        ("low, high = value\n            return low - high", "print(f((0.0, 10.0)))"),
    ],
)
def test_use_in_the_body(show: Show, body: str, expected: str) -> None:
    code = f"""
        import math

        def helper(number):
            return number << 1

        def f(value):
            {body}
    """
    assert call(show(code, "f").code) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("if count <= 5: raise ValueError", "print(f(10))"),
        ("if not 0 < count < 3: raise ValueError", "print(f(1))"),
        ("assert count % 2 == 0", "print(f(0))"),
        ("count = count - 3\n            if count == 0: raise ValueError", "print(f(1))"),
        ("check(count)", "print(f(100))"),
        ("if LIMIT < count: raise ValueError", "print(f(1))"),
    ],
)
def test_values_pass_the_guards(show: Show, body: str, expected: str) -> None:
    code = f"""
        LIMIT = 2

        def check(number: int) -> None:
            if number < 50:
                raise ValueError(number)

        def f(count: int):
            {body}
            return count
    """
    assert call(show(code, "f").code) == expected


def test_allowed_values_of_a_guard(show: Show) -> None:
    code = """
        COLORS = ("red", "green")

        def paint(color):
            if color not in COLORS:
                raise ValueError(color)
            return color
    """
    assert call(show(code, "paint").code) == 'print(paint("red"))'


def test_compared_values_and_keys_of_a_dictionary(show: Show) -> None:
    code = """
        def speak(messages):
            system = " ".join(message["content"] for message in messages if message["role"] == "system")
            return system, messages[-1]["content"]
    """
    made = show(code, "speak").code
    assert '{"role": "system", "content": "Some text"}' in made
    assert '{"role": "user", "content": "Hello, world!"}' in made


@pytest.mark.parametrize(
    ("docstring", "expected"),
    [
        ('"""Read a slot such as "09:30-10:15"."""', 'print(f("09:30-10:15"))'),
        ('"""Split at `text`, for example "a;b"."""', 'print(f("a;b"))'),
        (
            (
                '"""Do it.\n\n            Args:\n'
                '                text: the day, e.g. ``monday``.\n            """'
            ),
            'print(f("monday"))',
        ),
        (
            '"""Do it.\n\n            Args:\n                text (int): the day.\n            """',
            "print(f(3))",
        ),
        ('"""Encode the bytes-like object text."""', 'print(f(b"data"))'),
        ('"""Read such as a text."""', 'print(f("Some text"))'),
    ],
)
def test_words_of_the_docstring(show: Show, docstring: str, expected: str) -> None:
    code = f"""
        def f(text):
            {docstring}
            return [text]
    """
    assert call(show(code, "f").code) == expected


def test_a_value_of_a_callee_serves_its_caller(show: Show) -> None:
    code = '''
        def parse(text: str) -> int:
            """Read a time such as "09:30"."""
            return len(text)

        def parse_all(text: str) -> list[int]:
            return [parse(line) for line in text.splitlines()]
    '''
    assert call(show(code, "parse").code) == 'print(parse("09:30"))'


def test_a_credential_is_a_placeholder_that_is_explained(show: Show) -> None:
    code = """
        class Client:
            def __init__(self, api_key: str = ""):
                self.api_key = api_key or os.environ["KEY"]
    """
    lines = show(code, "Client").code.splitlines()
    assert lines[2:4] == [
        "# Replace YOUR_API_KEY with your own API key",
        'client = Client(api_key="YOUR_API_KEY")',
    ]


def test_an_optional_parameter_is_left_out(show: Show) -> None:
    assert call(show("def f(count: int, step: int = 2): return count", "f").code) == "print(f(3))"


def test_many_arguments_are_given_by_keyword(show: Show) -> None:
    code = show("def f(name: str, age: int, city: str): return name", "f").code
    assert call(code) == 'print(f(name="Ada", age=36, city="Berlin"))'


def test_a_file_is_written_first_with_what_is_read_from_it(show: Show, run: Run) -> None:
    code = """
        import json
        from pathlib import Path

        def load(path: Path):
            with path.open() as file:
                return json.load(file)
    """
    made = show(code, "load").code
    assert 'path = Path(folder, "data.json")' in made
    assert run(made) == "{'key': 'value'}\n"


def test_reserved_domains_only(show: Show) -> None:
    code = show("def f(url: str, email: str, ip: str, host: str): return url", "f").code
    assert "https://example.com" in code
    assert "192.0.2.1" in code
    assert "ada@example.com" in code


def test_a_number_in_another_base_is_a_number(show: Show) -> None:
    code = """
        from abc import ABC, abstractmethod

        class Base(ABC):
            @abstractmethod
            def read(self, size: int = 0xFF) -> int: ...

        def mask(bits):
            if bits < 0x10:
                raise ValueError
            return bits
    """
    assert call(show(code, "mask").code) == "print(mask(100))"
    assert "def read(self, size: int = 255) -> int:" in show(code, "Base").code


def test_a_documented_element_becomes_a_list(show: Show) -> None:
    code = '''
        from collections.abc import Iterable

        def read(lines: Iterable[str]) -> int:
            """Read lines such as "bolt;40"."""
            total = 0
            for number, line in enumerate(lines, start=1):
                name, count = line.split(";")
                total += int(count) + number
            return total
    '''
    assert call(show(code, "read").code) == 'print(read(["bolt;40"]))'


def test_a_parameter_that_is_a_key_fits_the_dictionary(show: Show, run: Run) -> None:
    code = """
        def add_up(rows: list[dict[str, str]], by: str) -> dict[str, float]:
            totals = {}
            for row in rows:
                totals[row[by]] = float(row["amount"])
            return totals
    """
    assert run(show(code, "add_up").code) == "{'key': 2.5}\n"


def test_all_values_are_refused(show: Show, run: Run) -> None:
    code = """
        def stop(reason: str):
            raise RuntimeError("over")
    """
    made = show(code, "stop").code
    assert made.endswith('try:\n    stop("example")\nexcept RuntimeError as error:\n    print(error)')
    assert run(made) == "over\n"


SEND = """
    {library}

    def send(base_url: str) -> str:
        return base_url
"""


def test_an_address_is_explained_where_the_code_talks_to_a_server(show: Show) -> None:
    comment = '# Put the address of your server in place of "https://example.com"'
    assert comment in show(SEND.format(library="import socket"), "send").code.splitlines()
    assert comment not in show(SEND.format(library="import math"), "send").code
