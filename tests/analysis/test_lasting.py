"""Results that are kept while their piece of syntax lives."""

from __future__ import annotations

import ast

from sphinx_howto.analysis import lasting


def test_a_result_is_made_once_for_a_node_and_a_name() -> None:
    node = ast.Pass()
    assert lasting.kept("first", node, lambda: [1]) is lasting.kept("first", node, lambda: [2])
    assert lasting.kept("other", node, lambda: [2]) == [2]
    assert lasting.kept("first", ast.Pass(), lambda: [3]) == [3]
