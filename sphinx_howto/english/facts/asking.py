"""Questions to the user: those that one piece of code asks, in one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_howto import document
from sphinx_howto.analysis import effects, runs
from sphinx_howto.english import operands
from sphinx_howto.english.phrase import Spans, fill, join

_MOST = 6


def parted(found: Sequence[effects.Effect]) -> tuple[list[effects.Effect], list[effects.Effect]]:
    """The questions that are asked on every way, where there are several, and all others."""
    asked = [item for item in found if item.match.entry.name == "input" and _prompt(item) is not None]
    together = [item for item in asked if runs.is_plain(item.path) and item.path.loop is None]
    if len(together) < 2:
        return [], list(found)
    return together, [item for item in found if item not in together]


def _prompt(effect: effects.Effect) -> Spans | None:
    given = effect.match.arguments.get("prompt")
    return operands.operand(effect.scope, given) if given is not None else None


def rest(found: Sequence[effects.Effect]) -> Spans:
    """``the user for 3 lines of text, at the prompts ...``."""
    prompts = [prompt for item in found for prompt in [_prompt(item)] if prompt is not None]
    shown = prompts[:_MOST]
    if len(prompts) > _MOST:
        shown.append(fill("{count} more", count=document.Words(str(len(prompts) - _MOST))))
    return fill(
        "the user for {count} lines of text, at the prompts {prompts}",
        count=document.Words(str(len(prompts))),
        prompts=join(shown),
    )
