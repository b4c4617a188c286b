"""What a callee of the project does is said once, where it is first called."""

# ruff: noqa: E501  # a pair stands on one line

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_howto import explain

HELPERS = {
    "documented": '"""Join the messages into one text."""\n    a = x\n    return a',
    "long": '"""Join the messages into one text that has one line for each message and ends with an empty line."""\n    return x',
    "said by the name": '"""Join the texts."""\n    a = x\n    return a',
    "introduction": '"""Join what is given, as follows:"""\n    a = x\n    return a',
    "one return": "return x.strip().lower()",
    "a long return": "return x.strip().lower().replace('a', 'b').replace('c', 'd').replace('e', 'f')",
    "two statements": "a = x\n    return a",
}
SAID = {
    "documented": "`join_texts` is documented as “Join the messages into one text”.",
    "one return": "`join_texts(x)` returns `x.strip().lower()`.",
}


def steps(tmp_path: Path, code: str, target: str, helper: str = "", detail: str = "normal") -> str:
    """The steps of ``target`` in a project with a module of helpers, as Markdown."""
    package = tmp_path / "shop"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "helpers.py").write_text(helper)
    (package / "main.py").write_text(code)
    found = explain(f"shop.main.{target}", [str(tmp_path)], detail=detail)  # type: ignore[arg-type]
    text = found.to_markdown()
    return text.partition("Execution Steps")[2].partition("Usage Example")[0]


CODE = "from shop.helpers import join_texts\n\ndef f(x):\n    y = join_texts(x)\n    print(y)\n    z = join_texts(y)\n    return z\n"


@pytest.mark.parametrize("body", HELPERS, ids=list(HELPERS))
def test_what_is_said_of_a_function(tmp_path: Path, body: str) -> None:
    text = steps(tmp_path, CODE, "f", f"def join_texts(x):\n    {HELPERS[body]}\n")
    expected = SAID.get(body)
    if expected is None:
        assert "is documented as" not in text
        assert "join_texts(x)` returns" not in text
    else:
        assert text.count(expected) == 1


def test_it_stands_after_the_first_call(tmp_path: Path) -> None:
    text = steps(tmp_path, CODE, "f", f"def join_texts(x):\n    {HELPERS['documented']}\n")
    assert text.index("`join_texts(x)`") < text.index("is documented as")


def test_what_belongs_to_the_how_to_is_told_there(tmp_path: Path) -> None:
    code = 'class C:\n    def f(self, x):\n        y = self.g(x)\n        print(y)\n        return y\n    def g(self, x):\n        """Weigh the parcel."""\n        return x\n'
    assert "is documented as" not in steps(tmp_path, code, "C")


METHODS = '''
class Base:
    def weigh(self, parcel):
        """Put the parcel on the scales."""
        raise NotImplementedError

    def short(self, parcel):
        return parcel.name


class C(Base):
    def f(self, x):
        y = self.weigh(x)
        print(y)
        return y

    def weigh(self, parcel):
        z = super().weigh(parcel)
        print(z)
        return z


class D(Base):
    def f(self, x: Base):
        y = x.weigh(self)
        print(y)
        z = self.short(x)
        return z
'''


def test_methods_of_bases_and_of_objects_of_known_type(tmp_path: Path) -> None:
    text = steps(tmp_path, METHODS, "C")
    assert "self.weigh` is documented" not in text
    (tmp_path / "other").mkdir()
    text = steps(tmp_path / "other", METHODS, "D")
    assert "`x.weigh` is documented as “Put the parcel on the scales”." in text
    # A subclass may return something else
    assert "short(parcel)` returns" not in text


def test_what_is_raised_and_what_python_brings_is_not_explained(tmp_path: Path) -> None:
    code = (
        "import stat\nfrom shop.helpers import NotThere, join_texts\n\ndef f(x):\n    if stat.S_ISDIR(x):\n"
        "        raise NotThere(x)\n    return join_texts(x)\n"
    )
    helper = (
        'class NotThere(Exception):\n    """The parcel was lost on its way."""\n\n\n'
        f"def join_texts(x):\n    {HELPERS['documented']}\n"
    )
    text = steps(tmp_path, code, "f", helper)
    assert text.count("is documented as") == 1
    assert SAID["documented"] in text


def test_comments_of_another_file_are_not_taken(tmp_path: Path) -> None:
    code = "from shop.helpers import g\n# Weigh the parcel on the scales.\ndef f(x):\n    y = g(x)\n    print(y)\n    return y\n"
    helper = "\n\ndef g(x):\n    y = x\n    return y\n"
    assert "documented" not in steps(tmp_path, code, "f", helper)


def test_nothing_of_it_in_short_how_tos(tmp_path: Path) -> None:
    helper = f"def join_texts(x):\n    {HELPERS['documented']}\n"
    assert "is documented as" not in steps(tmp_path, CODE, "f", helper, "brief")


@pytest.mark.parametrize(("said", "told"), [
    ("Initialize a new part of the shop.", False),
    ("Prices are read from the file that is given.", True),
])  # fmt: skip
def test_that_an_instance_is_made_needs_no_words(tmp_path: Path, said: str, told: bool) -> None:
    code = "from shop.helpers import Base\n\nclass C(Base):\n    def __init__(self, **kw):\n        super().__init__(**kw)\n        self.y = 1\n"
    helper = f'class Base:\n    def __init__(self, **kw):\n        """{said}"""\n        self.x = kw\n'
    assert ("is documented as" in steps(tmp_path, code, "C", helper)) is told
