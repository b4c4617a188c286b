"""Arguments that the code of the target asks for, and orders of calls that work: each with a near miss."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from sphinx_howto import document

Show = Callable[..., document.Example]
Run = Callable[[str], str]


def shown(show: Show, code: str, name: str) -> str:
    return show(textwrap.dedent(code), name).code


@pytest.mark.parametrize(
    ("body", "call"),
    [
        ("return datetime.strptime(given, '%d.%m.%Y')", 'f("31.01.2024")'),
        ("return datetime.strptime(given, '%H:%M')", 'f("12:30")'),
        ("return given != 1234", "f(1234)"),
        ("return given == -1234", "f("),
        ("return given == 0", "f("),
        ("return 'x' if given == 'Done' else 'y'", 'f("Done")'),
    ],
)
def test_the_value_that_the_code_asks_for(show: Show, run: Run, body: str, call: str) -> None:
    made = shown(show, f"from datetime import datetime\ndef f(given):\n    {body}\n", "f")
    assert call in made
    assert "lambda" not in made
    run(made)


def test_a_format_that_is_not_known_still_takes_a_text(show: Show) -> None:
    code = "from datetime import datetime\ndef f(given, form):\n    return datetime.strptime(given, form)\n"
    assert "lambda" not in shown(show, code, "f")


def test_the_ending_that_is_asked_for(show: Show, run: Run) -> None:
    code = """
        def f(path):
            if not path.endswith(".csv"):
                raise ValueError(path)
            with open(path) as file:
                return file.read()
    """
    made = shown(show, code, "f")
    assert 'Path(folder, "data.csv")' in made
    run(made)
    # Near miss: the end is no ending of a file name
    assert 'f("Job")' in shown(show, "def f(word):\n    return word.endswith('Job')\n", "f")


def test_a_folder_is_no_file(show: Show, run: Run) -> None:
    code = "from pathlib import Path\ndef f({0}):\n    return sorted(Path({0}).{1})\n"
    made = shown(show, code.format("folder", "rglob('*')"), "f")
    assert 'Path(folder, "data.txt").write_text(' in made
    assert "f(folder)" in made
    run(made)


@pytest.mark.parametrize(
    ("mode", "written"), [('"w"', False), ('"wb"', False), ('"r"', True), ('"w+"', False), ('"r+"', True)]
)
def test_only_what_is_read_must_be_there(show: Show, mode: str, written: bool) -> None:
    code = f"def f(target_path):\n    with open(target_path, {mode}) as file:\n        print(file)\n"
    assert ("write_text" in shown(show, code, "f")) == written


def test_attributes_that_are_read_make_an_object(show: Show) -> None:
    code = """
        class C:
            def __init__(self, obj):
                self.x = obj{0}
            def go(self):
                return 1
    """
    assert "C(SimpleNamespace(task_id=1))" in shown(show, code.format(".task_id"), "C")
    assert "obj = SimpleNamespace(find_task=lambda: " in shown(show, code.format(".find_task()"), "C")
    assert "task=SimpleNamespace(find_task=lambda: " in shown(show, code.format(".task.find_task()"), "C")
    many = "".join(f"\n                obj.part{number}(1)" for number in range(5))
    assert "obj = ...  # your own obj" in shown(show, code.format(many), "C")
    # Near misses: a dictionary has it, or nothing is read
    assert "= ..." not in shown(show, code.format(".items()"), "C")
    assert "= ..." not in shown(show, code.format(""), "C")


def test_a_class_that_cannot_be_looked_up_is_left_to_the_reader(show: Show) -> None:
    code = "from {0} import Session\ndef f(s: Session, x):\n    s.add(x)\n"
    assert "s = ...  # your own Session" in shown(show, code.format("not_here.orm"), "f")


def test_a_queue_is_filled_before_it_is_run(show: Show, run: Run) -> None:
    code = """
        class C:
            def __init__(self):
                self.waiting = []
            def run(self):
                return [job() for job in self.waiting]
            def {0}(self, action):
                self.waiting.append(action)
                return action
    """
    made = shown(show, code.format("enter"), "C")
    assert made.index(".enter(") < made.index(".run()")
    run(made)


DAO = """
    class DAO:
        model: type{0}
        @classmethod
        def find(cls, key: int) -> str:
            return str({1}.model) + str(key)
"""


def test_what_a_class_only_declares_is_set_in_a_subclass(show: Show, run: Run) -> None:
    made = shown(show, DAO.format("", "cls"), "DAO")
    assert "class MyDAO(DAO):\n    model = ...  # your own model\n" in made
    assert "MyDAO.find(" in made
    run(made)
    # Near misses: it has a value, or is not read on the class
    assert "MyDAO" not in shown(show, DAO.format(" = int", "cls"), "DAO")
    assert "MyDAO" not in shown(show, DAO.format("", "key"), "DAO")


def test_a_thread_that_can_be_stopped_is_stopped(show: Show) -> None:
    code = """
        import threading
        class C(threading.Thread):
            def run(self):
                print(1)
            def stop(self{0}):
                print(2)
    """
    made = shown(show, code.format(""), "C")
    assert made.endswith("c.start()\nc.stop()\nc.join()")
    # Near miss: nobody knows what to give
    assert ".stop(" not in shown(show, code.format(", why"), "C")


def test_methods_of_a_table_for_getattr_are_not_called(show: Show) -> None:
    code = """
        class C:
            def phase(self):
                self.x = 1
            def report(self):
                print(2)
            table = dict(x=phase)
            {0}
    """
    hook = "def __getattr__(self, name):\n                return self.table[name](self)"
    assert ".phase()" not in shown(show, code.format(hook), "C")
    assert ".phase()" in shown(show, code.format("pass"), "C")


@pytest.mark.parametrize(
    ("end", "imported"),
    [("main()", False), ("main(1)\nprint(2)", False), ("_go()", True), ("x = main()", True), ("", True)],
)
def test_what_is_run_as_it_is_imported_has_no_import(show: Show, end: str, imported: bool) -> None:
    code = """
        def main(a=1):
            return a
        def _go():
            pass
        def double(x: int) -> int:
            return 2 * x
    """
    made = show(textwrap.dedent(code) + end)
    assert ("import double" in made.code) == imported


def test_what_ends_the_function_is_not_given(show: Show) -> None:
    code = "def f(word):\n    if {0}word.endswith('>'):\n        return []\n    return [word]\n"
    assert 'f(">")' not in shown(show, code.format(""), "f")
    assert 'f(">")' in shown(show, code.format("not "), "f")


def test_many_of_what_one_name_calls_for(show: Show) -> None:
    code = "def f({0}):\n    return [one for one in {0}]\n"
    assert 'f(["https://example.com"])' in shown(show, code.format("urls"), "f")
    assert "f([1, 2, 3])" in shown(show, code.format("wheels"), "f")
