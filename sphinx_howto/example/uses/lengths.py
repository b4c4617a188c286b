"""Rules of use for texts of which the code demands a length."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from sphinx_howto.example import scope
from sphinx_howto.example.shape import Shape
from sphinx_howto.example.usage import Study, Vote
from sphinx_howto.example.uses import leaving, places
from sphinx_howto.example.value import text

# Texts of one length that are known by the name
_KNOWN = {("ean", 13): "4006381333931", ("isbn", 13): "9780306406157", ("isbn", 10): "0306406152"}
# Texts of other lengths are made of digits
_LEAST, _MOST = 2, 20


def of(node: ast.expr, call: ast.Call, study: Study) -> Iterator[Vote]:
    """``len(value) != 13``, where the code goes on only with the very length."""
    test = study.parent(call)
    if not isinstance(test, ast.Compare) or test.left is not call or len(test.ops) != 1:
        return
    wanted = getattr(places.constant_of(test.comparators[0], study), "value", None)
    if isinstance(test.ops[0], ast.Eq):
        is_demanded = not leaving.is_left_early(test, study)
    else:
        is_demanded = isinstance(test.ops[0], ast.NotEq) and leaving.is_left_early(test, study)
    if not is_demanded or isinstance(wanted, bool) or not isinstance(wanted, int):
        return
    if _LEAST <= wanted <= _MOST:
        name = scope.dotted(node).rpartition(".")[2].lower()
        known = next((one for (word, length), one in _KNOWN.items() if word in name and length == wanted), "")
        yield Vote(Shape("str", literals=(text(known or ("1234567890" * 2)[:wanted]),)), 1)
