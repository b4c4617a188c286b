"""Classes with one instance for all: by ``__new__``, by a metaclass, with and without ``__init__``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.english.describing import facts_of

META = """
class Meta(type):
    _all = {}
    def __call__(cls, *args, **kwargs):
        if cls not in cls._all:
            cls._all[cls] = super().__call__(*args, **kwargs)
        return cls._all[cls]

class A(metaclass=Meta):
    def __init__(self, x): self.x = x
"""
NEW = """
class A:
    _one = None
    def __new__(cls, *args):
        if cls._one is None:
            cls._one = super().__new__(cls)
        return cls._one
    def __init__(self, x): self.x = x
"""
SAME = "Every `A(...)` returns the same instance"


@pytest.mark.parametrize(("code", "told"), [
    (META, f"{SAME}; the arguments of later calls are ignored."),
    (META.replace("        if cls", "        with lock:\n         if cls").replace("            cls", "          cls"),  # noqa: E501
     f"{SAME}; the arguments of later calls are ignored."),
    (NEW, f"{SAME}; `__init__` runs again each time."),
    (NEW.replace("cls._one is None", "not cls._one"), f"{SAME}; `__init__` runs again each time."),
    (NEW.replace("    def __init__(self, x): self.x = x\n", ""), f"{SAME}."),
    (f"{NEW}\nclass B(A): pass", f"{SAME}; `__init__` runs again each time."),
    # Near misses: a new one each time, one for each argument, something else is given back
    (NEW.replace("if cls._one is None", "if args"), None),
    (NEW.replace("return cls._one", "return super().__new__(cls)"), None),
    (NEW.replace("        return cls", "        cls._one = 1\n        return cls"), None),
    (META.replace("cls not in", "cls in"), None),
    (META.replace("metaclass=Meta", "object"), None),
])  # fmt: skip
def test_one_instance(tmp_path: Path, code: str, told: str | None) -> None:
    assert facts_of(tmp_path, code, "A").get("One instance") == told


def test_the_classes_of_a_module(tmp_path: Path) -> None:
    code = f"{NEW}{META.replace('class A', 'class B')}class C: pass\n"
    assert facts_of(tmp_path, code)["One instance"] == (
        f"{SAME}; `__init__` runs again each time."
        f" {SAME.replace('A', 'B')}; the arguments of later calls are ignored."
    )
