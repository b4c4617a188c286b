"""Objects that are known by what is done with them, and the near misses that plain values serve."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from sphinx_howto import document

Show = Callable[..., document.Example]
Run = Callable[[str], str]


def shown(show: Show, body: str, parameters: str = "given", head: str = "") -> str:
    return show(f"{head}\ndef f({parameters}):\n{textwrap.indent(textwrap.dedent(body), '    ')}\n", "f").code


@pytest.mark.parametrize(
    ("body", "made"),
    [
        ("return given.get()", 'given = Queue()\ngiven.put("item")'),
        ("given.put(1)\nreturn given.get()", "print(f(Queue()))"),
        ("given.wait()\nreturn 1", "given = Event()\ngiven.set()"),
        ("given.join()\nreturn 1", "given = Thread(target=print)\ngiven.start()"),
        ("given.start()\ngiven.join()\nreturn 1", "print(f(Thread(target=print)))"),
        ("given.info('x')\nreturn 1", 'f(logging.getLogger("example"))'),
        ("return given.size + given.speed", "SimpleNamespace(size=10, speed="),
        ("return given.server.port", "SimpleNamespace(server=SimpleNamespace(port=8000))"),
        ("return [one.size for one in given]", "[SimpleNamespace(size=10)]"),
        ("return getattr(given, 'size', 0)", "SimpleNamespace(size=10)"),
    ],
)
def test_what_is_done_with_it_makes_the_object(show: Show, run: Run, body: str, made: str) -> None:
    found = shown(show, body)
    assert made in found
    run(found)


@pytest.mark.parametrize(
    ("body", "made"),
    [
        ("return given.get('size')", '{"size": '),
        ("return given.join(['a', 'b'])", 'f("'),
        ("return given.upper()", 'f("'),
        ("return given.year", "f(date("),
    ],
)
def test_a_plain_value_that_has_it_serves(show: Show, run: Run, body: str, made: str) -> None:
    found = shown(show, body)
    assert made in found
    run(found)


def test_a_library_is_meant_only_where_it_is_imported(show: Show) -> None:
    body = "return given.status_code, given.json()"
    assert 'requests.get("https://example.com")' in shown(show, body, head="import requests")
    assert 'json=lambda: {"key": "value"}' in shown(show, body)
    body = "return given.post(url, data=1)"
    assert "requests.Session()" in shown(show, body, "given, url", head="import requests")
    assert "post=lambda *args, **kwargs: " in shown(show, body, "given, url")
    # A dictionary in a module that sends requests
    assert "Session()" not in shown(show, "return given.get('size')", head="import requests")


@pytest.mark.parametrize("name", ["thread", "data", "items", "path_list"])
def test_the_use_comes_before_the_name(show: Show, name: str) -> None:
    assert "frobnicate=lambda *args: " in shown(show, f"return {name}.frobnicate(1)", name)
    body = "".join(f"{name}.part{number}(1)\n" for number in range(5))
    assert f"{name} = ...  # your own " in shown(show, body, name)


@pytest.mark.parametrize(
    ("body", "made"),
    [
        ("return given.find_all(1)['size']", "find_all=lambda *args: {"),
        ("for row in given.rows(): row.upper()", 'rows=lambda: ["'),
        ("given.start_it(1)", "start_it=print"),
        ("return given.size * given.scale(by=2)", "scale=lambda **kwargs: "),
        ("with given.opened() as file: pass", "opened=lambda: nullcontext()"),
    ],
)
def test_methods_give_what_is_done_with_their_results(show: Show, run: Run, body: str, made: str) -> None:
    found = shown(show, body)
    assert made in found
    run(found)


def test_methods_that_are_awaited(show: Show, run: Run) -> None:
    code = "async def f(bot):\n    await bot.send_it('a')\n    return (await bot.fetch_it(1)) + 2\n"
    found = show(code, "f").code
    assert "async def example_fetch_it(*args):" in found
    assert "bot = SimpleNamespace(" in found
    assert "send_it=example_send_it" in found
    assert run(found) == "5\n"


def test_a_text_is_given_where_types_are_told_apart(show: Show) -> None:
    body = "if isinstance(word, str):\n    return word\nreturn word.frobnicate()"
    assert 'f("Some text")' in shown(show, body, "word")


def test_a_namespace_has_what_is_read(show: Show, run: Run) -> None:
    head = "from __future__ import annotations\nimport argparse"
    found = shown(show, "return args.task + args.title", "args: argparse.Namespace", head)
    assert 'f(Namespace(task="example", title="Example"))' in found
    run(found)
    assert "f(Namespace())" in shown(show, "return [args]", "args: argparse.Namespace", head)


def test_values_of_a_dictionary_of_anything_are_those_that_are_read(show: Show, run: Run) -> None:
    head = "from __future__ import annotations\nfrom typing import Any"
    body = "rows = data.get('rows') or []\nreturn [row['size'] + 1 for row in rows]"
    found = shown(show, body, "data: dict[str, Any]", head)
    assert 'f({"rows": [{"size": 10}]})' in found
    assert run(found) == "[11]\n"


def test_what_is_made_a_list_at_once_is_one(show: Show, run: Run) -> None:
    body = "if isinstance(word, str):\n    word = [word]\nreturn [one.upper() for one in word]"
    assert 'f(["' in shown(show, body, "word")
    # Near miss: it stays what it is
    body = "if isinstance(word, str):\n    return word.upper()\nreturn [one.upper() for one in word]"
    assert 'f("' in shown(show, body, "word")


def test_parts_are_no_objects_by_their_names(show: Show, run: Run) -> None:
    found = shown(show, "return [given.code, given.node, given.output]")
    assert 'SimpleNamespace(code="200", node="example", output="out.txt")' in " ".join(found.split())
    run(found)


def test_one_type_among_several_is_not_the_usual_one(show: Show, run: Run) -> None:
    head = "import os"
    body = "return given.measure() if isinstance(given, os.DirEntry) else os.path.getsize(given)"
    found = shown(show, body, head=head)
    assert "f(str(given))" in found
    run(found)
    # Near miss: it is asked whatever it is
    assert "SimpleNamespace(measure=" in shown(show, "return given.measure()", head=head)


def test_an_object_comes_before_a_function_that_may_stand_for_it(show: Show, run: Run) -> None:
    head = (
        "from __future__ import annotations\nfrom abc import ABC, abstractmethod\n"
        "from typing import Callable\n"
        "class Agent:\n    def run(self):\n        return 1\n"
        "class Guard(ABC):\n    @abstractmethod\n    def check(self): ...\n"
    )
    found = shown(show, "return given.run()", "given: Agent | Callable", head)
    assert "f(Agent())" in found
    run(found)
    # Near miss: one that cannot be made
    assert "f([print])" in shown(show, "return [given]", "given: list[Guard | Callable]", head)


STOP = "if random.random() > 0.5: raise StopIteration"
ITERABLE = """
    import random
    class Dice:
        def __iter__(self):
            return self
        def __next__(self):
            {end}
            return random.randint(1, 6)
"""


@pytest.mark.parametrize(
    ("end", "head"),
    [("pass", "for item in itertools.islice(dice, 3):"), (STOP, "for item in dice:")],
)
def test_what_gives_items_is_iterated(show: Show, end: str, head: str) -> None:
    code = show(ITERABLE.format(end=end), "Dice").code
    assert head in code
    assert ("islice" in code) == ("islice" in head)


def test_what_is_put_in_is_shown(show: Show, run: Run) -> None:
    code = """
        class Bag:
            def __init__(self) -> None:
                self.items = []
            def add(self, item: str) -> None:
                self.items.append(item)
            def __iter__(self):
                return iter(self.items)
        class Box:
            def __init__(self) -> None:
                self.items = []
            def add(self, item: str) -> str:
                self.items.append(item)
                return item
            def __iter__(self):
                return iter(self.items)
    """
    made = show(code, "Bag").code
    assert "for item in bag:\n    print(item)" in made
    assert run(made)
    # What says something by itself needs no more
    assert "for item" not in show(code, "Box").code


TOOLS = """
    class Base:
        def register(self, name: str) -> None: self.name = name
        def get_functions(self) -> list: return []
        def run(self, name: str) -> str: return name
    class Tools(Base):
        def get_stories(self, number: int = 3) -> str:
            {body}
            return text
"""
LONG = "a = 1; b = 2; c = 3; text = str(number)"


@pytest.mark.parametrize(("body", "inherited"), [(LONG, False), ("text = str(number)", True)])
def test_a_class_is_shown_by_its_own_methods(show: Show, body: str, inherited: bool) -> None:
    """Only main methods of a base stand beside those that read one thing."""
    code = show(TOOLS.format(body=body), "Tools").code
    assert "tools.get_stories()" in code
    assert ("tools.run(" in code) == inherited
    assert "register" not in code
    assert "get_functions" not in code
