"""Whether control can come to the end of a body without a ``return``, and by which way."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence

from sphinx_howto.analysis import paths
from sphinx_howto.analysis.scope import FunctionNode, FunctionScope

_LEAVING = {
    "sys.exit",
    "os._exit",
    "exit",
    "quit",
    "os.abort",
    "os.execv",
    "os.execvp",
    "pytest.skip",
    "pytest.fail",
}
#: Methods that raise by convention: ``parser.error(...)``, ``self.fail(...)``, ``ctx.abort()``.
_RAISING = ("error", "fail", "abort", "exit", "skip", "raise", "throw", "reraise")

#: What loggers are called.
LOGGER = re.compile(r"(^|[._])(log|logger|logging)$", re.IGNORECASE)


def end(body: Sequence[ast.stmt]) -> paths.Path:
    """The path of the place behind the last statement of a body, which must be reached."""
    while body and isinstance(body[-1], (ast.With, ast.AsyncWith, ast.Try)):
        last = body[-1]
        if isinstance(last, ast.Try):
            if last.finalbody or not all(paths.leaves(handler.body) for handler in last.handlers):
                break
            body = [*body[:-1], *last.body, *last.orelse]
        else:
            body = [*body[:-1], *last.body]
    behind = ast.Pass()
    ways = (path for statement, path in paths.statements([*body, behind]) if statement is behind)
    return next(ways, paths.Path(sure=False))


def reaches_end(scope: FunctionScope, body: Sequence[ast.stmt]) -> bool:
    """Whether the end of ``body`` can be reached, as far as its last statement tells.

    False where that statement is a call that may be there because it never returns.
    """
    if not body:
        return True
    if any(paths.leaves([statement]) for statement in body[:-1]):
        return False
    last = body[-1]
    if isinstance(last, ast.If):
        return not last.orelse or reaches_end(scope, last.body) or reaches_end(scope, last.orelse)
    if isinstance(last, (ast.For, ast.AsyncFor)):
        return reaches_end(scope, last.orelse) or _breaks(last)
    if isinstance(last, ast.While):
        endless = isinstance(last.test, ast.Constant) and bool(last.test.value)
        return _breaks(last) or (not endless and reaches_end(scope, last.orelse))
    if isinstance(last, (ast.With, ast.AsyncWith)):
        return reaches_end(scope, last.body)
    if isinstance(last, ast.Try):
        return _try_ends(scope, last)
    if isinstance(last, ast.Match):
        return not _is_exhaustive(last) or any(reaches_end(scope, case.body) for case in last.cases)
    if isinstance(last, ast.Expr):
        return not _may_leave(scope, last.value)
    return isinstance(
        last, (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Pass, ast.Delete, ast.Import, ast.ImportFrom)
    )


def _try_ends(scope: FunctionScope, node: ast.Try) -> bool:
    if node.finalbody and not reaches_end(scope, node.finalbody):
        return False
    normal = reaches_end(scope, node.body) and (not node.orelse or reaches_end(scope, node.orelse))
    return normal or any(reaches_end(scope, handler.body) for handler in node.handlers)


def _is_exhaustive(node: ast.Match) -> bool:
    last = node.cases[-1]
    return last.guard is None and isinstance(last.pattern, ast.MatchAs) and last.pattern.pattern is None


def _may_leave(scope: FunctionScope, node: ast.expr) -> bool:
    """Whether an expression is a call that may never return."""
    call = node.value if isinstance(node, ast.Await) else node
    if not isinstance(call, ast.Call):
        return False
    target = scope.target_of(call)
    if target is not None and isinstance(target.node, FunctionNode) and target.node.returns is not None:
        return ast.unparse(target.node.returns).rpartition(".")[2] in {"NoReturn", "Never"}
    if is_logger(call):
        return False
    name = ast.unparse(call.func).rpartition(".")[2].lstrip("_")
    return (scope.dotted(call.func) or "") in _LEAVING or name.startswith(_RAISING)


def is_logger(node: ast.expr) -> bool:
    """``logger.error(...)``, which returns, whatever other methods of that name are for."""
    func = node.func if isinstance(node, ast.Call) else None
    return isinstance(func, ast.Attribute) and bool(LOGGER.search(ast.unparse(func.value)))


def _breaks(loop: ast.stmt) -> bool:
    """Whether a ``break`` of this loop, not of one inside, leaves it."""
    pending = [*getattr(loop, "body", [])]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Break):
            return True
        if not isinstance(node, (*FunctionNode, ast.ClassDef, ast.For, ast.AsyncFor, ast.While)):
            pending += [
                item
                for item in ast.iter_child_nodes(node)
                if isinstance(item, (ast.stmt, ast.ExceptHandler, ast.match_case))
            ]
        elif isinstance(node, (ast.For, ast.AsyncFor, ast.While)):
            pending += node.orelse
    return False
