"""Short ways from a module in one file to the steps that are told of it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

import sphinx_howto
from sphinx_howto import document, options
from sphinx_howto.render import markdown


def explained(
    folder: Path, code: str, name: str = "", detail: options.Detail = "normal"
) -> document.Document:
    """What is told of ``sample.<name>``, where ``code`` is the module ``sample``."""
    folder.mkdir(exist_ok=True)
    (folder / "sample.py").write_text(textwrap.dedent(code), encoding="utf-8")
    target = f"sample.{name}" if name else "sample"
    return sphinx_howto.explain(target, search_paths=[str(folder)], detail=detail)


def page(folder: Path, code: str, name: str = "") -> str:
    """The whole page of ``sample.<name>`` as Markdown."""
    return markdown.render(explained(folder, code, name))


def written(spans: document.Spans) -> str:
    """Spans with code in backticks."""
    return "".join(f"`{span.text}`" if isinstance(span, document.Code) else span.text for span in spans)


def outline(steps: tuple[document.Step, ...], indent: str = "") -> Iterator[str]:
    """Each step as ``label: text``, nested ones indented by two spaces."""
    for step in steps:
        yield f"{indent}{written(step.label)}: {written(step.text)}"
        yield from outline(step.steps, f"{indent}  ")


def lines(folder: Path, code: str, name: str = "f", detail: options.Detail = "normal") -> list[str]:
    """The steps of ``sample.<name>`` as lines."""
    return list(outline(explained(folder, code, name, detail).steps))


def every(steps: tuple[document.Step, ...]) -> Iterator[document.Step]:
    """All steps at any depth."""
    for step in steps:
        yield step
        yield from every(step.steps)
