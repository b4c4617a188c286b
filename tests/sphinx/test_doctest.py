"""With ``howto_doctest`` the user's own doctest builder runs the examples."""

from __future__ import annotations

import pytest

from tests.projects import Build, Built

CONTENT = "\n   from parrot import add\n\n   print(add(1, 2))\n"
PAGE = "Birds\n=====\n\n.. howto:: parrot.add\n"
PATH = "import os, sys\nsys.path.insert(0, os.path.dirname(__file__))\n"


def run(build: Build, page: str, **config: object) -> Built:
    files = {"index.rst": page, "conf.py": PATH}
    return build(files, "doctest", extensions=["sphinx.ext.doctest", "sphinx_howto"], **config)


def test_example_runs(build: Build) -> None:
    built = run(build, PAGE + CONTENT, howto_doctest=True)
    assert built.warnings == []
    assert "1 passed" in built.text("output.txt")
    assert built.app.statuscode == 0


def test_option_is_for_one(build: Build) -> None:
    built = run(build, PAGE + "   :doctest:\n" + CONTENT + "\n.. howto:: parrot.Parrot\n")
    assert built.warnings == []
    assert "1 passed" in built.text("output.txt")
    assert built.app.statuscode == 0


def test_what_doctest_needs_is_not_shown(build: Build) -> None:
    shown = run(build, PAGE, howto_doctest=False).doctree().astext()
    built = build({"index.rst": PAGE}, "text", doctrees="2", howto_doctest=True)
    assert built.warnings == []
    assert built.text("index.txt") == build({}, "text", doctrees="3").text("index.txt")
    assert "..." not in shown


def test_nothing_runs_unless_asked(build: Build) -> None:
    assert "0 tests" in run(build, PAGE + CONTENT).text("output.txt")


def test_failure_names_the_page(build: Build) -> None:
    failing = CONTENT + "   raise SystemError('ouch')\n"
    built = run(build, PAGE + failing, howto_doctest=True)
    assert built.app.statuscode == 1
    assert "ouch" in built.text("output.txt")
    assert 'File "index.rst"' in built.text("output.txt")


@pytest.mark.parametrize("comment", ["", "  # {expected}"])
@pytest.mark.parametrize(("expected", "status"), [("3", 0), ("4", 1)])
def test_known_output_is_compared(build: Build, expected: str, status: int, comment: str) -> None:
    handler = (
        PATH + "import dataclasses\n\n\ndef handler(app, page):\n"
        f"    example = dataclasses.replace(page.examples[0], output={expected!r})\n"
        "    return dataclasses.replace(page, examples=(example,))\n\n\n"
        "def setup(app):\n    app.connect('howto-process-document', handler)\n"
    )
    content = CONTENT.rstrip() + comment.format(expected=expected) + "\n"
    files = {"index.rst": PAGE + content, "conf.py": handler}
    built = build(files, "doctest", extensions=["sphinx.ext.doctest", "sphinx_howto"], howto_doctest=True)
    assert built.app.statuscode == status


def test_groups_are_shared_with_testsetup(build: Build) -> None:
    content = "\n   print(word)\n"
    setup = "\n.. testsetup:: howto\n\n   word = 'hello'\n"
    built = run(build, PAGE + content + setup, howto_doctest=True, suppress_warnings=["howto.example"])
    assert built.app.statuscode == 0, built.text("output.txt")
