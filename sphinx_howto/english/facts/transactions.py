"""Transaction: which functions commit and roll back."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace

from sphinx_howto import document
from sphinx_howto.analysis import effects, members
from sphinx_howto.english.facts import effects as wording
from sphinx_howto.english.facts import subject
from sphinx_howto.english.phrase import fill, paragraph


def tell(group: subject.Group) -> document.Step | None:
    """Which functions commit and roll back, and that no other does where that is so."""
    every = [(member, effect) for member in group.reached for effect in effects.calls(member)]
    told_of = wording.step(group, "Transaction", [item for item in every if wording.is_transaction(item[1])])
    owner = group.scope.owner
    if told_of is None or owner is None or group.alone or not _commits_alone(group, every):
        return told_of
    return replace(told_of, text=paragraph([told_of.text, fill("no other method commits")]))


def _commits_alone(group: subject.Group, every: Sequence[tuple[members.Member, effects.Effect]]) -> bool:
    """Whether other methods use the database, and no code of the class names another ``commit``."""
    owner = group.scope.owner
    assert owner is not None
    committing = [
        item for item in ast.walk(owner.node) if isinstance(item, ast.Attribute) and item.attr == "commit"
    ]
    known = [(member, effect) for member, effect in every if effect.match.entry.name.endswith(".commit")]
    enders = {member.name for member, effect in every if wording.is_transaction(effect)}
    users = {member.name for member, effect in every if effect.kind == "database"} - enders
    return bool(known) and len(committing) == len(known) and bool(users)
