"""The first sentences where there is no docstring: what it is, what it gives, what stands round it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_howto import explain
from tests.english.describing import facts_of, paragraphs_of
from tests.english.explaining import lines, written


@pytest.mark.parametrize(("code", "opening"), [
    ("class A:\n    url = 'u'\n    key = 1", "`A` is a class that sets `url` and `key`."),
    ("class A:\n    u = 'u'\n    def m(self): return 1", "`A` is a class with the method `m`; it sets `u`."),
    ("class A:\n    @classmethod\n    async def m(cls):\n        yield 1",
     "`A` is a class with the class method `m`, an asynchronous generator."),
    ("class A:\n    async def m(self): pass", "`A` is a class with the coroutine `m`."),
    # Near misses: private names, more than one method, enumerations
    ("class A:\n    _url = 'u'\n    def m(self): return 1", "`A` is a class with the method `m`."),
    ("class A:\n    url = 'u'\n    def m(self): 1\n    def n(self): 1",
     "`A` is a class with the methods `m` and `n`."),
    ("import enum\nclass A(enum.Enum):\n    X = 1", "`A` is an enumeration with the member `X`."),
])  # fmt: skip
def test_a_class_is_told_by_its_methods_and_attributes(tmp_path: Path, code: str, opening: str) -> None:
    assert paragraphs_of(tmp_path, code, "A")[0] == opening


def test_of_many_methods_the_number_and_what_is_kept(tmp_path: Path) -> None:
    methods = "".join(f"    def m{number}(self): return 1\n" for number in range(9))
    made = "    def __init__(self, x):\n        self.x = self._y = x\n        if x:\n            self.z = 1\n"
    opening = paragraphs_of(tmp_path, f"class A:\n{made}{methods}", "A")[0]
    assert opening == "`A` is a class with 9 public methods; its instances hold `x`."
    assert paragraphs_of(tmp_path, f"class A:\n{methods}", "A")[0] == "`A` is a class with 9 public methods."
    few = "".join(methods.splitlines(keepends=True)[:3])
    assert "`A` is a class with the methods `m0`, `m1` and `m2`." in paragraphs_of(
        tmp_path, f"class A:\n{made}{few}", "A"
    )


@pytest.mark.parametrize(("code", "opening"), [
    ("X = 1\nY = 2", "`sample` is a module with the variables `X` and `Y`."),
    ("from os import sep", "`sample` is a module that offers `sep`, imported from other modules."),
    ("X = 1\ndef f(): pass", "`sample` is a module with the function `f`."),
    ("from os import *", "`sample` is a module."),
])  # fmt: skip
def test_a_module_without_definitions(tmp_path: Path, code: str, opening: str) -> None:
    assert paragraphs_of(tmp_path, code)[0] == opening


@pytest.mark.parametrize(("head", "told"), [
    ("#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n# Copyright Ann\n\n# Sends the reports.\n\n", True),
    ("## \\file sample.py\n## \\brief Sends the reports.\n\n", True),
    ("# ------------\n# Sends the reports.\n# ------------\n\n", True),
    # Near misses: headings of imports, code, licences, what stands directly above a statement
    ("# Import the libraries\n\n", False),
    ("# x = open('reports')\n\n", False),
    ("# Licensed under the terms of the reports.\n\n", False),
    ("# Sends the reports\n", False),
])  # fmt: skip
def test_the_comment_at_the_head_of_a_module(tmp_path: Path, head: str, told: bool) -> None:
    code = f"{head}import os\ndef f(): pass\ndef g(): pass\n"
    assert (paragraphs_of(tmp_path, code)[0] == "`sample`: Sends the reports.") is told
    # The docstring comes first
    assert paragraphs_of(tmp_path, f'{head}"""Prints."""\n{code}')[0] == "`sample`: Prints."


def test_a_module_and_its_only_definition_tell_of_each_other(tmp_path: Path) -> None:
    said = "documented as “Sends the reports”."
    code = '"""Sends the reports."""\nclass A:\n    def m(self): return 1\n'
    assert paragraphs_of(tmp_path, code, "A")[0].endswith(f"`m`. Its module is {said}")
    assert said not in paragraphs_of(tmp_path, f"{code}class B: pass\n", "A")[0]
    assert said not in paragraphs_of(tmp_path, code.replace("A:\n", 'A:\n    """Prints it."""\n'), "A")[0]
    code = 'def f():\n    """Sends the reports."""\n'
    assert paragraphs_of(tmp_path, code)[0] == "`sample`: Sends the reports."
    # Of several the first two that are documented
    assert paragraphs_of(tmp_path, f"def g(): pass\n{code}")[0].endswith(f"`g` and `f`. `f` is {said}")
    three = code + code.replace("f()", "g()").replace("Sends", "Reads") + code.replace("f()", "h()")
    told = f"`f` is {said} `g` is documented as “Reads the reports”."
    assert paragraphs_of(tmp_path, three)[0].endswith(told)


_SEND = "import requests\nclass A:\n    url = 'https://a.example'\n    def send(self, text):\n        "


@pytest.mark.parametrize(("code", "name", "opening"), [
    # One thing, several, what depends on the way through the body
    ("import requests\ndef f(url):\n    r = requests.get(url)\n    g(r)\n    h(r)", "f",
     "`f` sends a `GET` request to `url`."),
    (("import requests, os\ndef f(url, p):\n    r = requests.get(url)\n"
     "    g(r)\n    if r.ok: os.remove(p)"), "f",
     "`f` sends a `GET` request to `url`, and can delete the file `p`."),
    (("def f(p, q):\n    with open(p) as f: t = f.read()\n"
     "    g(t)\n    with open(q, 'w') as f: f.write(t)"), "f",
     "`f` writes `q` and reads `p`."),
    # Two requests that differ in one thing are told once, constants are put in
    (("import requests\nU = 'https://a.example'\ndef f():\n"
     "    requests.get(f'{U}/x')\n    requests.get(U)\n    g()"), "f",
     "`f` sends `GET` requests to `\"https://a.example/x\"` and `\"https://a.example\"`."),
    (f"{_SEND}return requests.post(self.url, json=text)", "A",
     "`A` is a class with the method `send`. `A` sends a `POST` request to `\"https://a.example\"`."),
    (f"{_SEND}return requests.post(self.url, json=text)", "",
     "`sample` is a module with the class `A`. It sends a `POST` request to `\"https://a.example\"`."),
    # An address that begins with a text is known; beside one that nobody knows it is not all
    (f"{_SEND}n = g()\n        h(n)\n        requests.post(f'{{self.url}}/{{n}}')", "",
     "`sample` is a module with the class `A`. It sends a `POST` request to `\"https://a.example/{n}\"`."),
    (f"{_SEND}u = g(requests.get(self.url))\n        h(u)\n        requests.get(u)", "",
     ("`sample` is a module with the class `A`."
     " It sends a `GET` request to `\"https://a.example\"`, among others.")),
    # What a function of the module is given
    ("import subprocess\ndef run(c):\n    subprocess.run(c)\ndef main():\n    run('git push')\n    h()", "",
     ("`sample` is a module with the functions `run` and `main`."
     " It runs `\"git push\"`.")),
    # A module that only runs
    ("import requests\nP = 'a.txt'\nt = requests.get('https://a.example').text\nopen(P, 'w').write(t)", "",
     ("`sample`"
     " sends a `GET` request to `\"https://a.example\"` and writes `\"a.txt\"`.")),
    # A short body, a result
    ("def f(x):\n    return x + 1", "f", "`f` returns `x + 1`."),
    ("def f(x):\n    g(x)\n    h(x)\n    g(x)\n    return {'a': x}",
     "f", "`f` returns a dictionary with the key `a`."),
    # Near misses: nothing that a reader knows, words of the author
    ("import requests\ndef f(x):\n    u = g(x)\n    h(u)\n    requests.get(u)\n    h(x)",
     "f", "`f` is a function of `sample`."),
    (f"{_SEND}u = g()\n        h(u)\n        requests.post(u)",
     "", "`sample` is a module with the class `A`."),
    ('import requests\ndef f(url):\n    """Counts."""\n    return requests.get(url)', "f", "`f`: Counts."),
])  # fmt: skip
def test_what_is_touched_opens_a_description_without_words_of_an_author(
    tmp_path: Path, code: str, name: str, opening: str
) -> None:
    assert paragraphs_of(tmp_path, code, name)[0] == opening


def test_a_module_of_functions_is_told_one_by_one(tmp_path: Path) -> None:
    code = (
        "import requests, os\ndef f(url):\n    return requests.get(url)\n"
        "def g(p):\n    os.remove(p)\ndef h(): pass\n"
    )
    assert paragraphs_of(tmp_path, code)[0] == (
        "`sample` is a module with the functions `f`, `g` and `h`."
        " `f` sends a `GET` request to `url`. `g` deletes the file `p`."
    )


def test_what_the_bases_of_the_project_are_for(tmp_path: Path) -> None:
    code = (
        'class A:\n    """Sends the reports."""\nclass B:\n    """Base class."""\nclass C(A, B):\n    x = 1\n'
    )
    assert paragraphs_of(tmp_path, code, "C")[0].endswith("`x`. `A` is documented as “Sends the reports”.")
    deeper = f"{code}class D(B, C): pass\n"
    assert "`A` is documented" in paragraphs_of(tmp_path, deeper, "D")[0]
    own = code.replace("    x = 1", '    """Prints."""')
    assert "`A`" not in paragraphs_of(tmp_path, own, "C")[0]


@pytest.mark.parametrize(("body", "gives"), [
    ("return x.name", "; it returns `x.name`."),
    ("return [x]", "; it returns `[x]`."),
    ("y = []\n    for z in x: y.append(z)\n    return y", "; it returns a list."),
    ("if x: return [1]\n    return []", "; it returns a list."),
    ("return {'a': x, 'b': 1}", "; it returns a dictionary with `a` and `b`."),
    ("if x: return {'a': x}", "; it returns a dictionary with the key `a`, or `None`."),
    ("while 1:\n        if x: return True\n        return False", "; it returns `True` or `False`."),
    ("while x:\n        if x: return True\n        return False", "; it returns `True`, `False` or `None`."),
    ("if x is None: return x\n    return [x]", "; it returns a list, or `None`."),
    # Near misses: nothing is returned, or nobody knows what
    ("return None", "."),
    ("return g(x)", "."),
    ("yield x", "."),
])  # fmt: skip
def test_what_a_call_gives_by_its_returns(tmp_path: Path, body: str, gives: str) -> None:
    use = paragraphs_of(tmp_path, f'def f(x):\n    """Counts."""\n    {body}\n', "f")[-1]
    assert use.partition("`f(x)`")[2] == gives
    wrapped = f'def w(f): return lambda x: str(f(x))\n@w\ndef f(x):\n    """Counts."""\n    {body}\n'
    assert "it returns" not in paragraphs_of(tmp_path, wrapped, "f")[-1]
    typed = paragraphs_of(tmp_path, f"def f(x) -> T:\n    {body}\n", "f")[-1]
    assert typed.partition("`f(x)`")[2] in ("; it returns `T`.", ".")


@pytest.mark.parametrize(("code", "told"), [
    ("import enum\nclass A(enum.Enum):\n    X = 1", "Subclass of `enum.Enum`."),
    ("class A(type): pass", "Subclass of `type`."),
    ("import abc\nclass A(abc.ABC):\n  @abc.abstractmethod\n  def m(self): ...", "Subclass of `abc.ABC`."),
    ("class A: pass", "Class, created with `A()`."),
    ("class A(object): pass", "Class, created with `A()`."),
])  # fmt: skip
def test_how_a_class_of_a_module_is_made(tmp_path: Path, code: str, told: str) -> None:
    assert lines(tmp_path, code, "")[0] == f"`A`: {told}"


@pytest.mark.parametrize(("body", "gives"), [
    ("print(1)", "returns nothing, although it is annotated `bool`"),
    ("if x: return True", "returns `bool`"),
    ("if x: return True\n    return None", "returns `True` or `None`"),
    # Near misses: the annotation holds, or somebody else defines the body
    ("return x", "returns `bool`"),
    ("if x: return True\n    return False", "returns `bool`"),
    ("raise NotImplementedError", "returns `bool`"),
    ("...", "returns `bool`"),
])  # fmt: skip
def test_an_annotation_that_the_body_disproves(tmp_path: Path, body: str, gives: str) -> None:
    code = f"def f(x) -> bool:\n    {body}\n"
    assert paragraphs_of(tmp_path, code, "f")[-1] == f"Call `f(x)`; it {gives}."
    optional = code.replace("bool", "bool | None")
    assert paragraphs_of(tmp_path, optional, "f")[-1] == "Call `f(x)`; it returns `bool` or `None`."


@pytest.mark.parametrize(("body", "told"), [
    ("return kw['a']", "(`**kw`: `a` is needed)"),
    ("return kw.get('a'), kw.get('b')", "(`**kw`: `a` and `b` are read)"),
    ("return g(**kw)", "(`**kw`: passed on to `g`)"),
    ("kw.pop('a', 1); return g(**kw)", "(`**kw`: `a` is read; all that are left go to `g`)"),
    ("return kw", "(`**kw`)"),
])  # fmt: skip
def test_what_becomes_of_further_keyword_arguments(tmp_path: Path, body: str, told: str) -> None:
    step = lines(tmp_path, f"def f(x, **kw):\n    {body}\n", "")[0]
    assert f"Takes `x` and further keyword arguments {told}." in step


def test_of_many_definitions_of_a_module_the_number(tmp_path: Path) -> None:
    errors = "".join(f"class E{number}(ValueError): pass\n" for number in range(9))
    functions = "def f(): pass\n"
    opening = paragraphs_of(tmp_path, f"{errors}class A: pass\n{functions}")[0]
    assert opening == "`sample` is a module with the class `A`, 9 exceptions and the function `f`."
    few = paragraphs_of(tmp_path, f"class E(ValueError): pass\n{functions}")[0]
    assert few == "`sample` is a module with the exception `E` and the function `f`."


def test_a_module_whose_docstring_is_its_name_is_told_by_what_it_holds(tmp_path: Path) -> None:
    code = "def f(): pass\ndef g(): pass\n"
    held = "`sample` is a module with the functions `f` and `g`."
    assert paragraphs_of(tmp_path, f'"""Sample module."""\n{code}')[0] == held
    assert paragraphs_of(tmp_path, f'"""Sample of a report."""\n{code}')[0] == "`sample`: Sample of a report."


def test_a_module_of_tests_says_what_it_tests(tmp_path: Path) -> None:
    folder = tmp_path / "app"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    code = "import pytest\nfrom app.send import send, wait\ndef test_send(): send()\n"
    code += "@pytest.fixture\ndef mail(): pass\n"
    for name, text in (
        ("send.py", "def send(): pass"),
        ("checks.py", code),
        ("uses.py", f"{code}def other(): pass\n"),
    ):
        (folder / name).write_text(text)
    tests, others = (explain(f"app.{name}", [str(tmp_path)]).summary[0] for name in ("checks", "uses"))
    assert written(tests) == "`app.checks` is a module of tests for `send` and `wait`."
    assert written(others) == "`app.uses` is a module with the functions `test_send`, `mail` and `other`."


@pytest.mark.parametrize(("code", "opening"), [
    ("try:\n    import x\n    def f(a): return x(a)\nexcept ImportError:\n    def f(a): return a",
     "`sample` is a module with the function `f`."),
    ("import sys\nif sys.platform == 'win32':\n    class A: pass\nelse:\n    def g(): pass",
     "`sample` is a module with the class `A` and the function `g`."),
    # Near misses: what only a program or a type checker sees, private names
    ("X = 1\nif __name__ == '__main__':\n    def f(a): return a",
     "`sample` is a module with the variable `X`."),
    ("import typing\nX = 1\nif typing.TYPE_CHECKING:\n    class A: pass",
     "`sample` is a module with the variable `X`."),
    ("X = 1\nif X:\n    def _f(a): return a", "`sample` is a module with the variable `X`."),
])  # fmt: skip
def test_what_a_test_defines_is_of_the_module(tmp_path: Path, code: str, opening: str) -> None:
    assert paragraphs_of(tmp_path, code)[0] == opening


def test_of_what_is_defined_in_two_ways_no_one_is_told_as_the_fact(tmp_path: Path) -> None:
    code = "import os\nif os.name == 'nt':\n    def f(p): os.remove(p)\nelse:\n    def f(p): os.unlink(p)\n"
    assert "Files" not in facts_of(tmp_path, code)
    assert "Files" in facts_of(tmp_path, code.replace("else:\n    def f(p)", "else:\n    def g(p)"))
    # At the left margin the last one counts
    assert "Files" in facts_of(tmp_path, "import os\ndef f(p): return p\ndef f(p): os.remove(p)\n")


@pytest.mark.parametrize(("code", "told"), [
    ("import os\n\n'''Sends the reports.'''\n\ndef f(): pass\ndef g(): pass\n", True),
    # Near misses: what is said of a value, code, a text between definitions
    ("import os\nX = 1\n'''Sends the reports.'''\ndef f(): pass\ndef g(): pass\n", False),
    ("import os\n'''x = open(\"reports\")'''\ndef f(): pass\ndef g(): pass\n", False),
    ("import os\ndef f(): pass\n'''Sends the reports.'''\ndef g(): pass\n", False),
])  # fmt: skip
def test_a_text_after_the_imports_speaks_of_the_module(tmp_path: Path, code: str, told: bool) -> None:
    assert (paragraphs_of(tmp_path, code)[0] == "`sample`: Sends the reports.") is told


@pytest.mark.parametrize(("body", "told"), [
    ("return x.strip()", " `f` returns `x.strip()`."),
    ("return {'a': x, 'b': 1}", " `f` returns a dictionary with `a` and `b`."),
    # Near misses: a type, a literal
    ("y = ''\n    for z in x: y += z\n    return y", ""),
    ("return False", ""),
])  # fmt: skip
def test_a_module_of_functions_that_touch_nothing_tells_what_they_give(
    tmp_path: Path, body: str, told: str
) -> None:
    code = f"def f(x):\n    {body}\ndef g(x): pass\n"
    assert paragraphs_of(tmp_path, code)[0] == f"`sample` is a module with the functions `f` and `g`.{told}"


def test_an_exception_does_not_tell_what_a_module_is_for(tmp_path: Path) -> None:
    code = 'class Broken(LockError):\n    """It is broken."""\n'
    assert "is documented" in paragraphs_of(tmp_path, code)[0]
    assert "is documented" not in paragraphs_of(tmp_path, f"{code}def f(): pass\n")[0]


@pytest.mark.parametrize(("code", "opening"), [
    # What only an argument asks for that is off by default is not what code is for
    (("import shutil, requests\ndef f(p, keep=False):\n    if keep: shutil.copy('a.txt', p)\n"
     "    requests.get('https://a.example')\ndef g(): pass"), "It sends a `GET` request to `\"https://a.example\"`."),
    # Near miss: the test is of something else
    (("import shutil, requests\ndef f(p, keep):\n    if keep: shutil.copy('a.txt', p)\n"
     "    requests.get('https://a.example')\ndef g(): pass"),
     ("It sends a `GET` request to `\"https://a.example\"`,"
      " and can copy the file `\"a.txt\"` to `p`, with its permissions.")),
    # One file is told once, what reads comes after what acts, one clause for what several do
    (("import os\ndef f():\n    if os.path.exists('a.txt'): os.remove('a.txt')\n"
      "    open('a.txt', 'w').write('x')\ndef g(): pass"), "It writes `\"a.txt\"`."),
    # Folders in words, no attributes of the class alone
    (("import os, tempfile\ndef f(d):\n    os.remove(os.path.join(tempfile.gettempdir(), 'a.txt'))\n"
     "def g(): pass"),
     "It deletes the file `\"a.txt\"` in the directory for temporary files."),
    ("from pathlib import Path\ndef f(d: Path):\n    (d / 'a.txt').unlink()\ndef g(): pass",
     "It deletes the file `\"a.txt\"` in `d`."),
    ("import os\ndef f(p):\n    return open(p).read()\ndef g(p):\n    os.remove(p)\n    h()\n    k()",
     "`g` deletes the file `p`."),
    ("def f(p):\n    return open(p).read()\ndef g(p):\n    x = open(p).read()\n    h(x)\n    k(x)\n    h(x)",
     "`f` reads `p`; likewise `g`."),
    (("import shutil\ndef f(p, keep=False):\n    if keep and p: shutil.move('a.txt', p)\n"
     "def g(p):\n    return open(p, 'w')"), "`g` writes `p`."),
    (("import os\ndef f(p):\n    if p: os.remove(p)\n    h()\n    k()\n"
     "def g(p):\n    if p: os.remove(p)\n    k()\n    h()"),
     "`f` and `g` can delete the file `p`."),
])  # fmt: skip
def test_what_an_opening_chooses(tmp_path: Path, code: str, opening: str) -> None:
    held = "`sample` is a module with the functions `f` and `g`."
    assert paragraphs_of(tmp_path, code)[0] == f"{held} {opening}"


@pytest.mark.parametrize(("code", "opening"), [
    # What acts on a name comes before what is only read
    (("import webbrowser\ndef f(p):\n    link = g(open(p).read())\n    h(link)\n"
     "    webbrowser.open(link)\ndef g(x): pass"),
     "`f` opens `link` in the web browser and reads `p`."),
    # Some commands of several
    (("import subprocess\ndef f():\n    subprocess.run('git push')\n    c = h()\n    k(c)\n"
     "    subprocess.run(c)\ndef g(): pass"), "It runs `\"git push\"`, among others."),
    # Near miss: a function that is given the command
    ("import subprocess\ndef f(c):\n    subprocess.run(c)\ndef g():\n    f('git push')\n    h()",
     "It runs `\"git push\"`."),
])  # fmt: skip
def test_what_an_opening_cannot_tell_in_full(tmp_path: Path, code: str, opening: str) -> None:
    held = "`sample` is a module with the functions `f` and `g`."
    assert paragraphs_of(tmp_path, code)[0] == f"{held} {opening}"
