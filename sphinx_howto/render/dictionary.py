"""A finished how-to as values that ``json.dumps`` takes, for scripts and other programs."""

from __future__ import annotations

import dataclasses
from typing import Any

from sphinx_howto import document
from sphinx_howto.render import markdown, outline


def render(page: document.Document) -> dict[str, Any]:
    """The how-to as a dictionary.

    ``description`` is Markdown. The text of facts and steps is plain, with code between single
    backticks. ``example`` is the first of ``examples``, or None.
    """
    described = (block for part in outline.parts(page) if part.name == "description" for block in part.blocks)
    examples = [_example(example) for example in page.examples]
    return {
        "target": page.target,
        "path": page.path,
        "kind": page.kind,
        "title": page.title,
        "description": markdown.blocks(described),
        "facts": [_step(step) for step in page.facts],
        "steps": [_step(step) for step in page.steps],
        "example": examples[0] if examples else None,
        "examples": examples,
        "files": list(page.files),
        "source_file": page.source_file,
        "problems": [dataclasses.asdict(problem) for problem in page.problems],
    }


def _step(step: document.Step) -> dict[str, Any]:
    return {
        "label": outline.plain(step.label),
        "text": outline.plain(step.text, quote="`"),
        "lines": list(step.lines),
        "steps": [_step(nested) for nested in step.steps],
    }


def _example(example: document.Example) -> dict[str, Any]:
    return dataclasses.asdict(example) | {"checks": [dataclasses.asdict(check) for check in example.checks]}
