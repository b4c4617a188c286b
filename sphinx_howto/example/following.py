"""Follows plain values through the statements of a body, and notes what is proven or may happen."""

from __future__ import annotations

import ast
import copy
import sys
from collections.abc import Callable, Mapping

from sphinx_howto.example import attributes, body, risks, scope
from sphinx_howto.example import callee as callees
from sphinx_howto.example.callee import Callee
from sphinx_howto.example.context import Context
from sphinx_howto.example.evaluation import Evaluator
from sphinx_howto.example.operations import UNKNOWN, Missing, RefusedError, UnknownError
from sphinx_howto.example.verdicts import LoopEndError, StopError, Verdict, plain

# Statements that are followed at most, and calls inside calls
FUEL, DEEPEST = 400, 2


Run = Callable[..., Verdict]


class Trial:
    """One run through a body."""

    def __init__(
        self, callee: Callee, values: Mapping[str, object], context: Context, depth: int, run: Run
    ) -> None:
        self.callee, self.context, self.depth, self.run = callee, context, depth, run
        self.fuel = FUEL
        self.doubtful = False
        self.catches: set[str] = set()
        # Whether it came to nothing, and the names in the tests of the blocks that are being followed
        self.left = False
        # Whether a branch of which nothing is known may have returned
        self.may_be_over = False
        self.guards: list[list[str]] = []
        self.state: dict[str, object] = {"self": UNKNOWN, "cls": UNKNOWN}
        for parameter in callee.parameters:
            default = ast.unparse(parameter.default) if parameter.default is not None else ""
            self.state[parameter.name] = copy.deepcopy(plain(default)) if default else UNKNOWN
        self.state.update(values)
        self.evaluator = Evaluator(self.state, self.constant)

    def attributes(self) -> Mapping[str, object]:
        """What is known of the attributes of ``self``."""
        return {name: value for name, value in self.state.items() if name.startswith("self.")}

    def doubt(self, *nodes: ast.AST) -> None:
        """Note that ``nodes``, of which it is not known whether they run, may fail or wait."""
        for node in nodes:
            for inner in body.below(node):
                if isinstance(inner, ast.Raise):
                    own = self._own_exception(inner)
                    self.catches |= {own} if own else set()
                    self.doubtful = self.doubtful or not own
                elif isinstance(inner, ast.Call) and risks.is_risky(inner):
                    self.doubtful = True
                elif isinstance(inner, ast.Return):
                    self.may_be_over = True

    def _own_exception(self, node: ast.Raise) -> str:
        """The path of a raised exception that the module itself defines or imports from its package."""
        raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        path = scope.canonical(raised, self.callee.module) if raised is not None else ""
        return path if "." in path and path.split(".")[0] == self.callee.module.name.split(".")[0] else ""

    def constant(self, name: str) -> object:
        """The plain value of a constant of the module or, for ``self.name``, of the class."""
        if name.startswith("self."):
            return self._class_constant(name[5:])
        statement = scope.defined(self.callee.module).get(name)
        value = getattr(statement, "value", None)
        if not isinstance(statement, (ast.Assign, ast.AnnAssign)) or not isinstance(value, ast.expr):
            return UNKNOWN
        if (isinstance(value, ast.Name) and value.id == name) or name in attributes.shared(
            self.callee.module
        ):
            return UNKNOWN
        try:
            return Evaluator({}, lambda other: UNKNOWN).value(value)
        except (UnknownError, RefusedError):
            return UNKNOWN

    def _class_constant(self, name: str) -> object:
        one = self.callee.owner
        if one is None or any(name in body.stored(part.node) for part in one.parts):
            return UNKNOWN
        for part in one.parts:
            for statement in part.node.body:
                if name in scope.bound_by(statement) and isinstance(statement, (ast.Assign, ast.AnnAssign)):
                    return plain(ast.unparse(statement.value)) if statement.value is not None else UNKNOWN
        return UNKNOWN

    def block(self, statements: list[ast.stmt]) -> None:
        """Follow statements in order."""
        for statement in statements:
            self.fuel -= 1
            if self.fuel < 0:
                raise StopError
            rule = getattr(self, f"on_{type(statement).__name__}", None)
            if rule is not None:
                rule(statement)
            else:
                self.forget(statement)

    def try_value(self, node: ast.expr | None) -> object:
        """The value of ``node`` or ``UNKNOWN``; calls of project functions are tried, too."""
        if node is None:
            return None
        try:
            return self.evaluator.value(node)
        except UnknownError:
            awaited = {id(one.value) for one in body.below(node) if isinstance(one, ast.Await)}
            for call in body.below(node):
                if isinstance(call, ast.Call):
                    self.doubtful = self.doubtful or risks.is_risky(call)
                    self._try_call(call, id(call) in awaited)
            return UNKNOWN

    def _try_call(self, call: ast.Call, awaited: bool) -> None:
        """A call of the project whose arguments are known to make it raise."""
        if self.depth >= DEEPEST or any(isinstance(one, ast.Starred) for one in call.args):
            return
        found = callees.resolve(call.func, self.callee, self.context)
        one = callees.from_definition(found, self.context) if found is not None else None
        if one is None or (one.is_async and not awaited) or _yields(one) or self._is_far(one):
            return
        plain_ones = [
            parameter.name for parameter in one.parameters if parameter.kind in ("plain", "positional-only")
        ]
        values = dict(zip(plain_ones, (self._argument(arg) for arg in call.args), strict=False))
        values.update({str(word.arg): self._argument(word.value) for word in call.keywords if word.arg})
        if any(word.arg is None for word in call.keywords):
            return
        on_self = scope.dotted(call.func).startswith("self.") or "super()" in ast.unparse(call.func)
        verdict = self.run(one, values, self.context, self.attributes() if on_self else None, self.depth + 1)
        if on_self:
            self.state.update(verdict.state)
            self.doubtful = self.doubtful or verdict.doubtful
            self.catches |= set(verdict.catches)
        if verdict.raises:
            raise RefusedError(ast.unparse(call.func), verdict.raised)

    def _is_far(self, one: Callee) -> bool:
        """Whether a function of the standard library is called, whose body depends on the system."""
        library = sys.stdlib_module_names
        own = self.callee.module.name.partition(".")[0]
        return one.module.name.partition(".")[0] in library and own not in library

    def _argument(self, node: ast.expr) -> object:
        try:
            return self.evaluator.value(node)
        except UnknownError:
            return UNKNOWN

    def forget(self, node: ast.AST) -> None:
        """Names that are bound or changed below ``node`` are no longer known."""
        for inner in body.below(node):
            if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
                self.state[inner.id] = UNKNOWN
            elif isinstance(inner, ast.Attribute) and isinstance(inner.ctx, ast.Store):
                self.state[f"self.{inner.attr}"] = UNKNOWN
            elif isinstance(inner, ast.Call) and isinstance(inner.func, ast.Attribute):
                name = scope.dotted(inner.func.value)
                if name in self.state and not isinstance(self.state[name], (str, bytes, int, float, tuple)):
                    self.state[name] = UNKNOWN
            elif isinstance(inner, ast.Subscript) and isinstance(inner.ctx, (ast.Store, ast.Del)):
                self.state[scope.dotted(inner.value)] = UNKNOWN

    def bind(self, target: ast.expr, value: object) -> None:
        """Assign ``value`` to ``target``."""
        if isinstance(target, ast.Name):
            self.state[target.id] = value
        elif isinstance(target, ast.Attribute):
            self.state[f"self.{target.attr}"] = value if scope.dotted(target.value) == "self" else UNKNOWN
        elif isinstance(target, (ast.Tuple, ast.List)):
            self._unpack(target.elts, value)
        else:
            self.forget(target)

    def _unpack(self, targets: list[ast.expr], value: object) -> None:
        starred = any(isinstance(one, ast.Starred) for one in targets)
        if isinstance(value, (int, float, type(None))) and not isinstance(value, Missing):
            raise RefusedError("cannot be unpacked")
        if not isinstance(value, (tuple, list, str, bytes)) or starred:
            for one in targets:
                self.forget(one)
            return
        if len(value) != len(targets):
            raise RefusedError("unpacks into another number of names")
        for one, part in zip(targets, value, strict=False):
            self.bind(one, part)

    def on_Raise(self, node: ast.Raise) -> None:
        raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        raise RefusedError(
            ast.unparse(node), scope.canonical(raised, self.callee.module) if raised is not None else ""
        )

    def on_Return(self, node: ast.Return) -> None:
        self.try_value(node.value)
        self.left = self.left or (bool(self.guards) and self._is_nothing(node.value))
        raise StopError

    def _is_nothing(self, node: ast.expr | None) -> bool:
        """Whether what is returned says that nothing was made: no value, an empty one, what was given."""
        if isinstance(node, ast.Name):
            return any(parameter.name == node.id for parameter in self.callee.parameters)
        if isinstance(node, ast.Constant):
            return not node.value
        return node is None or (
            isinstance(node, (ast.List, ast.Tuple, ast.Dict))
            and not getattr(node, "elts", None)
            and not getattr(node, "keys", None)
        )

    def on_Break(self, node: ast.Break) -> None:
        raise LoopEndError

    def on_Continue(self, node: ast.Continue) -> None:
        raise LoopEndError

    def on_Assert(self, node: ast.Assert) -> None:
        value = self.try_value(node.test)
        if not isinstance(value, Missing) and not value:
            raise RefusedError

    def on_Expr(self, node: ast.Expr) -> None:
        self.try_value(node.value)
        self.forget(node)

    def on_Assign(self, node: ast.Assign) -> None:
        value = self.try_value(node.value)
        self.forget(node.value)
        for target in node.targets:
            self.bind(target, value)

    def on_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.bind(node.target, self.try_value(node.value) if node.value is not None else UNKNOWN)

    def on_AugAssign(self, node: ast.AugAssign) -> None:
        if not isinstance(node.target, ast.Name):
            self.forget(node)
            return
        combined = ast.BinOp(ast.Name(node.target.id, ast.Load()), node.op, node.value)
        self.bind(node.target, self.try_value(combined))

    def on_If(self, node: ast.If) -> None:
        value = self.try_value(node.test)
        if isinstance(value, Missing):
            self.doubt(*node.body, *node.orelse)
            self.forget(node)
        else:
            self.guards.append([name for one in body.below(node.test) for name in _read(one)])
            self.block(node.body if value else node.orelse)
            self.guards.pop()

    def on_For(self, node: ast.For) -> None:
        value = self.try_value(node.iter)
        if isinstance(value, (int, float, type(None))):
            raise RefusedError("cannot be iterated")
        if not isinstance(value, (list, tuple, str, bytes, range)) or len(value) > 20:
            self.doubt(*node.body)
            self.forget(node)
            return
        for one in value:
            self.bind(node.target, one)
            try:
                self.block(node.body)
            except LoopEndError:
                self.forget(node)
                return

    def on_While(self, node: ast.While) -> None:
        if self.try_value(node.test) is not False:
            self.doubt(*node.body)
        self.forget(node)

    def on_With(self, node: ast.With) -> None:
        for item in node.items:
            self.try_value(item.context_expr)
            if item.optional_vars is not None:
                self.forget(item.optional_vars)
        if any("suppress" in ast.unparse(item.context_expr) for item in node.items):
            self.forget(node)
            return
        self.block(node.body)

    def on_Try(self, node: ast.Try) -> None:
        """What is raised inside may be caught: only the handlers that raise again tell something."""
        try:
            self.block(node.body)
        except RefusedError:
            if any(_leaves_by_raise(handler.body) for handler in node.handlers) and len(node.handlers) == 1:
                raise
            self.left = True
            raise StopError from None
        for handler in node.handlers:
            for inner in body.below(handler):
                if isinstance(inner, ast.Raise) and self._own_exception(inner):
                    self.catches.add(self._own_exception(inner))
        if node.orelse and node.handlers:
            # What is not known may have been raised and caught
            self.doubt(*node.orelse)
            self.forget(ast.Module(node.orelse, []))
        self.block(node.finalbody)

    def on_FunctionDef(self, node: ast.FunctionDef) -> None:
        self.state[node.name] = UNKNOWN

    def on_Pass(self, node: ast.Pass) -> None:
        """Nothing happens."""


def _read(node: ast.AST) -> list[str]:
    """The name that is read, of a variable or of an attribute of ``self``."""
    if isinstance(node, ast.Attribute) and scope.dotted(node.value) == "self":
        return [node.attr]
    return [node.id] if isinstance(node, ast.Name) else []


def _leaves_by_raise(body: list[ast.stmt]) -> bool:
    return bool(body) and isinstance(body[-1], ast.Raise)


def _yields(one: Callee) -> bool:
    return one.node is not None and any(
        isinstance(node, (ast.Yield, ast.YieldFrom)) for node in body.below(one.node)
    )
