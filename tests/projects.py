"""A fixture that writes a small project and builds it with ``sphinx-testing``'s application."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from docutils import nodes
from sphinx.locale import translators
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace
from sphinx_testing import TestApp

TestApp.__test__ = False  # it is no test

PARROT = '''\
"""Words and parrots."""

import os


class Parrot:
    """Repeat what people say, *loudly* if asked.

    See :class:`Cage`.
    """

    #: voice
    voice = "grey"

    def __init__(self, name, retries=2):
        if retries < 0:
            raise ValueError("retries")
        self.name = name
        self.key = os.environ["PARROT_KEY"]

    def speak(self, words):
        """Say all words."""
        for word in words:
            yield word.upper()


def add(left: int, right: int) -> int:
    """Add two numbers."""
    return left + right
'''


DEFAULTS: dict[str, Any] = {
    "extensions": ["sphinx_howto"],
    "howto_search_paths": ["."],
    "nitpicky": True,
    "html_theme": "basic",
    "html_copy_source": False,
            "show_warning_types": True,  # the default since Sphinx 8
    "exclude_patterns": ["_*"],
    "project": "Birds",
    "copyright": "2026",
    "version": "1",
}


@dataclass
class Built:
    """What a build gave."""

    app: Any
    root: Path
    out: Path
    warnings: list[str]

    def text(self, name: str) -> str:
        return (self.out / name).read_text("utf-8")

    def doctree(self, docname: str = "index") -> nodes.document:
        doctree: nodes.document = self.app.env.get_doctree(docname)
        return doctree

    def files(self) -> dict[str, bytes]:
        """Everything that a reader gets, by name."""
        kept = (path for path in sorted(self.out.rglob("*")) if path.is_file())
        return {str(path.relative_to(self.out)): path.read_bytes() for path in kept}


Build = Callable[..., Built]


@pytest.fixture
def build(tmp_path: Path) -> Iterator[Build]:
    """A function that writes ``files`` into one folder, the same at each call, and builds it.

    ``parrot.py`` is always there, and ``howto_search_paths`` points to it. ``nitpicky`` is on.
    A second build continues the first one, unless ``doctrees`` names another place for its memory.
    """
    apps: list[Any] = []
    root = tmp_path / "docs"

    def run(
        files: dict[str, str], builder: str = "html", parallel: int = 0, doctrees: str = "", **config: Any
    ) -> Built:
        root.mkdir(exist_ok=True)
        write(root, {"parrot.py": PARROT, **files})
        outdir, kept = tmp_path / (builder + doctrees), tmp_path / f"doctrees{doctrees}"
        outdir.mkdir(exist_ok=True)
        kept.mkdir(exist_ok=True)
        said = StringIO()
        values = {**DEFAULTS, **config}
        values = {name: value for name, value in values.items() if name not in files.get("conf.py", "")}
        with docutils_namespace():
            app = TestApp(
                srcdir=root, outdir=outdir, doctreedir=kept, buildername=builder, confoverrides=values,
                warning=said, parallel=parallel,
            )  # fmt: skip
            apps.append(app)
            app.build()
        warnings = [line for line in strip_colors(said.getvalue()).splitlines() if line.strip()]
        return Built(app, root, outdir, warnings)

    yield run
    for app in apps:
        app.cleanup()
    translators.clear()  # else the catalogues of one project translate the next


def write(root: Path, files: dict[str, str]) -> None:
    """Write what differs, so that unchanged files keep their time."""
    (root / "conf.py").touch()
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        content = dedent(text)
        if not path.is_file() or path.read_text("utf-8") != content:
            path.write_text(content, "utf-8")
