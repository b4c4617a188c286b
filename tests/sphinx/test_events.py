"""Other extensions take part through events."""

from __future__ import annotations

from textwrap import dedent

import pytest
from sphinx.errors import ExtensionError

from tests.projects import Build, Built

PAGE = """
    Birds
    =====

    .. howto:: parrot.add

    .. howto:: parrot.Parrot
"""


def made(build: Build, handler: str, event: str) -> Built:
    conf = dedent(handler) + f"\n\ndef setup(app):\n    app.connect({event!r}, handler)\n"
    return build({"index.rst": PAGE, "conf.py": conf}, "text")


def test_skip(build: Build) -> None:
    handler = """
        def handler(app, path, kind):
            return True if (path, kind) == ("parrot.add", "function") else None
    """
    built = made(build, handler, "howto-skip-object")
    assert built.warnings == []
    assert built.text("index.txt").count("How to Use This Code Block") == 1
    assert "Add two numbers" not in built.text("index.txt")


def test_steps(build: Build) -> None:
    handler = """
        import dataclasses
        from sphinx_howto import document

        def handler(app, definition, description):
            if definition.path != "parrot.add":
                return None
            step = document.Step((document.Words("Extra"),), (document.Words("Said by a handler."),), (0, 0))
            return dataclasses.replace(description, steps=(*description.steps, step))
    """
    built = made(build, handler, "howto-process-steps")
    assert built.warnings == []
    assert built.text("index.txt").count("**Extra**: Said by a handler.") == 1


def test_document(build: Build) -> None:
    handler = """
        import dataclasses

        def handler(app, page):
            return dataclasses.replace(page, title=f"Using {page.path}")
    """
    built = made(build, handler, "howto-process-document")
    assert built.warnings == []
    assert "Using parrot.add\n====" in built.text("index.txt")
    assert "Using parrot.Parrot\n====" in built.text("index.txt")


def test_handler_that_says_nothing_changes_nothing(build: Build) -> None:
    plain = build({"index.rst": PAGE}, "text", doctrees="plain").text("index.txt")
    handler = "def handler(app, *arguments):\n    return None\n"
    assert made(build, handler, "howto-process-document").text("index.txt") == plain


@pytest.mark.parametrize("event", ["howto-skip-object", "howto-process-steps", "howto-process-document"])
def test_failing_handler_is_not_swallowed(build: Build, event: str) -> None:
    with pytest.raises(Exception, match="ouch"):
        made(build, "def handler(app, *arguments):\n    raise ValueError('ouch')\n", event)


@pytest.mark.parametrize("event", ["howto-process-steps", "howto-process-document"])
def test_a_handler_that_returns_something_else(build: Build, event: str) -> None:
    handler = """
        def handler(app, *given):
            return "text"
    """
    with pytest.raises(ExtensionError, match=f"{event} returned 'text'; allowed are None and a D"):
        made(build, handler, event)
