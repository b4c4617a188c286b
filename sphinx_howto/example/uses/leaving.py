"""Tests that ask whether to leave: what they compare with is the value that must not be given."""

from __future__ import annotations

import ast

from sphinx_howto.example.usage import Study


def is_left_early(test: ast.expr, study: Study) -> bool:
    """Whether the test being true, alone or with others, ends the function or the round."""
    holder = study.parent(test)
    while isinstance(holder, ast.BoolOp):
        holder = study.parent(holder)
    leaving = (ast.Return, ast.Raise, ast.Continue, ast.Break)
    return isinstance(holder, ast.If) and len(holder.body) == 1 and isinstance(holder.body[0], leaving)


def is_special(test: ast.Compare, study: Study) -> bool:
    """The same, where the compared is asked for nothing else: the rest of the code is what matters."""
    if not is_left_early(test, study):
        return False
    asked = ast.dump(test.left)
    others = [
        node
        for node in ast.walk(study.root)
        if isinstance(node, ast.Compare) and node is not test and ast.dump(node.left) == asked
    ]
    return not others and not _is_refused_else(test, study)


def _is_refused_else(test: ast.expr, study: Study) -> bool:
    """Whether what follows is only an exception, so that the test asks for what is wanted."""
    holder = study.parent(test)
    while isinstance(holder, ast.BoolOp):
        holder = study.parent(holder)
    if not isinstance(holder, ast.If):
        return False
    block = getattr(study.parent(holder), "body", [])
    rest = holder.orelse or (block[block.index(holder) + 1 :] if holder in block else [])
    return bool(rest) and isinstance(rest[0], ast.Raise)
