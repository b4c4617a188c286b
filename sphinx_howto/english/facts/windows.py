"""Window: which functions show windows and wait for them, and which only show message boxes."""

from __future__ import annotations

import re

from sphinx_howto import document
from sphinx_howto.analysis import certainty, effects, members
from sphinx_howto.english.facts import carried, subject
from sphinx_howto.english.facts import effects as wording
from sphinx_howto.english.phrase import Spans, fill

#: Calls that show a text and nothing more: their texts are in the steps.
_BOX = re.compile(
    r"tkinter\.messagebox\.show\w+|\w+\.QtWidgets\.QMessageBox\.(?:information|warning|critical)"
)


def tell(group: subject.Group) -> document.Step | None:
    """The bullet, or None."""
    boxes: dict[members.Member, list[effects.Effect]] = {}
    others = []
    for member in group.reached:
        for effect in effects.everything(member):
            if effect.kind != "window":
                continue
            if _BOX.fullmatch(effect.match.entry.name):
                boxes.setdefault(member, []).append(effect)
            else:
                others.append((member, effect))
    more = [*_boxes(group, boxes), *carried.tell(group, frozenset({"window"}))]
    return wording.step(group, "Window", others, more)


def _boxes(
    group: subject.Group, boxes: dict[members.Member, list[effects.Effect]]
) -> list[tuple[Spans, tuple[int, int]]]:
    """Who shows message boxes on every call, and who on some."""
    told = []
    for verb, sure in (("shows", True), ("can show", False)):
        who = [member for member, found in boxes.items() if certainty.certain(found) is sure]
        if who:
            rest = fill("message boxes")
            lines = subject.lines([effect.lines for member in who for effect in boxes[member]])
            told.append((subject.clause(group, who, verb, rest), lines))
    return told
