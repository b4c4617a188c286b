"""Which exceptions leave a function, and by which way: explicit ``raise`` statements and known calls."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sphinx_howto import phrasebook
from sphinx_howto.analysis import effects, members, paths, raised_names, signatures
from sphinx_howto.analysis.once import once
from sphinx_howto.analysis.scope import ClassScope, FunctionScope

_DEPTH = 12


@dataclass(frozen=True)
class Raised:
    """An exception that leaves a member.

    exception: the expression that names its class. path: how control comes there.
    match, condition: of a known call that raises it, the phrasebook row and its condition phrase.
    again: whether a handler raises again what it caught. asserted: an ``assert`` raises it.
    made: the expression that is raised, or the text of an ``assert``.
    """

    member: members.Member
    exception: ast.expr
    dotted: str
    path: paths.Path
    lines: tuple[int, int]
    match: phrasebook.Match | None = None
    condition: str = ""
    again: bool = False
    asserted: bool = False
    made: ast.expr | None = None


def of(member: members.Member) -> tuple[Raised, ...]:
    """What a member raises itself, in source order; what it catches itself is left out."""
    return once(member.scope, "raises", member.node, lambda: _of(member))


def _of(member: members.Member) -> tuple[Raised, ...]:
    if is_stub(member.scope, member.node):
        return ()
    found = [*_explicit(member), *_asserted(member), *_known(member)]
    return tuple(sorted(found, key=lambda item: item.lines))


def is_stub(scope: FunctionScope, node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a body only says that a subclass has to fill it: ``raise NotImplementedError``."""
    if signatures.is_stub(node) or signatures.is_abstract(scope, node):
        return True
    return raises_not_implemented(scope, node)


def raises_not_implemented(scope: FunctionScope, node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a body consists of ``raise NotImplementedError``."""
    body = [
        item
        for item in node.body
        if not (isinstance(item, ast.Expr) and isinstance(item.value, ast.Constant))
    ]
    if len(body) != 1 or not isinstance(body[0], ast.Raise) or body[0].exc is None:
        return False
    raised = body[0].exc.func if isinstance(body[0].exc, ast.Call) else body[0].exc
    return scope.dotted(raised) == "NotImplementedError"


def refuses(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether every call of a function raises, as a constructor does that is not for the public."""
    return any(isinstance(item, ast.Raise) and path.always for item, path in paths.statements(node.body))


def _explicit(member: members.Member) -> Iterator[Raised]:
    for statement, path in member.statements:
        if not isinstance(statement, ast.Raise):
            continue
        if path.handler is not None and is_unreachable(member.scope, *path.handler):
            continue
        for name, again in raised_names.of(member.scope, statement, path, is_exception):
            dotted = raised_names.dotted(member.scope, name)
            is_kept = path.handler is None and statement.exc is not None
            if dotted is None or (again and not is_kept and dotted in {"Exception", "BaseException"}):
                continue
            if again and _is_excluded(member.scope, dotted, path):
                continue
            if leaves(member.scope, dotted, path):
                lines = (statement.lineno, statement.end_lineno or statement.lineno)
                yield Raised(member, name, dotted, path, lines, again=again, made=statement.exc)


def _asserted(member: members.Member) -> Iterator[Raised]:
    """What a member asserts of its arguments: a check that its callers should know."""
    for statement, path in member.statements:
        if isinstance(statement, ast.Assert) and _is_of_arguments(member.scope, statement.test):
            way = replace(path, tests=(*path.tests, paths.Test(statement.test, True)))
            if leaves(member.scope, "AssertionError", path):
                name = ast.copy_location(ast.Name("AssertionError", ast.Load()), statement)
                lines = (statement.lineno, statement.end_lineno or statement.lineno)
                yield Raised(member, name, "AssertionError", way, lines, asserted=True, made=statement.msg)


def _is_of_arguments(scope: FunctionScope, test: ast.expr) -> bool:
    """Whether a test asks for parameters, which the function has not bound again, and nothing of its own."""
    names = {item.id for item in ast.walk(test) if isinstance(item, ast.Name)}
    local = {name for name in names if _is_bound_before(scope, name, test)}
    return bool((names - local) & set(scope.parameters) - {scope.receiver}) and not local


def _is_bound_before(scope: FunctionScope, name: str, test: ast.expr) -> bool:
    """Whether a name may be what the function has bound where ``test`` asks for it."""
    bound = [getattr(statement, "lineno", 0) for _, statement in scope.bindings.get(name, [])]
    if not bound or name not in scope.parameters or min(bound) <= test.lineno:
        return bool(bound)
    assert scope.function is not None
    loops = (item for item in paths.own_nodes(scope.function) if isinstance(item, _LOOPS))
    return any(loop.lineno <= test.lineno <= (loop.end_lineno or 0) for loop in loops)


_LOOPS = (ast.For, ast.AsyncFor, ast.While)


def _is_excluded(scope: FunctionScope, raised: str, path: paths.Path) -> bool:
    """Whether a test on the way says that the caught exception is of another class."""
    name = path.handler[1].name if path.handler is not None else None
    for test in path.tests:
        node = test.node
        if (
            test.negated
            and isinstance(node, ast.Call)
            and scope.dotted(node.func) == "isinstance"
            and len(node.args) == 2
            and isinstance(node.args[0], ast.Name)
            and node.args[0].id == name
        ):
            classes = node.args[1].elts if isinstance(node.args[1], ast.Tuple) else [node.args[1]]
            if any(catches(scope, scope.dotted(item) or "", raised) for item in classes):
                return True
    return False


def is_exception(scope: FunctionScope, path: str | None) -> bool:
    """Whether a dotted path provably names an exception class."""
    if path is None:
        return False
    found = class_of(scope, path)
    if found is None:
        return _builtin(path) is not None
    return any(_builtin(item) is not None for item in _ancestors(found)) or path.rpartition(".")[2].endswith(
        ("Error", "Exception")
    )


def class_of(scope: FunctionScope, path: str) -> ClassScope | None:
    """The class at a dotted path, if its source is found."""
    own = scope.module.definitions.get(path.rpartition(".")[2])
    if isinstance(own, ast.ClassDef) and path == f"{scope.module.module.name}.{own.name}":
        return scope.module.class_scope(own)
    found = scope.module.context.find(path)
    if found is None or not isinstance(found.node, ast.ClassDef):
        return None
    return scope.module.context.module(found.module).class_scope(found.node)


def _builtin(path: str) -> type[BaseException] | None:
    found = getattr(builtins, path.removeprefix("builtins."), None)
    return found if isinstance(found, type) and issubclass(found, BaseException) else None


def is_builtin(path: str) -> bool:
    """Whether a dotted path names an exception of Python itself."""
    return _builtin(path) is not None


def _ancestors(scope: ClassScope) -> Iterator[str]:
    for item in scope.lineage():
        yield item.path
        for base in item.node.bases:
            path = item.module.dotted(base)
            if path:
                yield path


def catches(scope: FunctionScope, caught: str, raised: str) -> bool | None:
    """Whether a handler for the class ``caught`` catches ``raised``; None when that is not known."""
    if caught == raised or caught == "BaseException":
        return True
    first, last = _builtin(caught), _builtin(raised)
    if first is not None and last is not None:
        return issubclass(last, first)
    found = class_of(scope, raised)
    if found is None:
        return False if last is not None and class_of(scope, caught) is not None else None
    ancestors = set(_ancestors(found))
    if caught in ancestors:
        return True
    handler = class_of(scope, caught)
    if handler is not None and handler.path in ancestors:
        return True
    if first is not None and any(
        issubclass(known, first) for known in map(_builtin, ancestors) if known is not None
    ):
        return True
    return False if all(_is_known(scope, item) for item in ancestors) else None


def _is_known(scope: FunctionScope, path: str) -> bool:
    return path == "object" or _builtin(path) is not None or class_of(scope, path) is not None


def leaves(scope: FunctionScope, raised: str, path: paths.Path) -> bool:
    """Whether no ``try`` or ``with`` around a place could catch the exception ``raised``."""
    for guard in path.guards:
        if isinstance(guard, (ast.With, ast.AsyncWith)):
            if any(_suppresses(scope, item.context_expr) for item in guard.items):
                return False
        elif not _passes(scope, raised, guard):  # type: ignore[arg-type]  # TryStar has the fields of Try
            return False
    return True


def _suppresses(scope: FunctionScope, node: ast.expr) -> bool:
    if not isinstance(node, ast.Call):
        return False
    name = (scope.dotted(node.func) or ast.unparse(node.func)).rpartition(".")[2]
    return name in {"suppress", "raises", "assertRaises", "ignored"}


def _passes(scope: FunctionScope, raised: str, node: ast.Try) -> bool:
    if any(
        isinstance(item, ast.Return)
        for statement in node.finalbody
        for item in (statement, *paths.own_nodes(statement))
    ):
        return False
    for handler in node.handlers:
        types = [handler.type] if not isinstance(handler.type, ast.Tuple) else handler.type.elts
        for item in types:
            caught = scope.dotted(item) if item is not None else "BaseException"
            found = catches(scope, caught, raised) if caught is not None else None
            if found is False or (found is None and _is_far(scope, caught or "", raised)):
                continue
            if not _raises_again(handler):
                return False
            if found:
                return True
    return True


#: Exceptions of Python from which classes of projects are not derived.
_NARROW = {
    "AttributeError", "IndexError", "TypeError", "ImportError", "ModuleNotFoundError", "NameError",
    "StopIteration", "ZeroDivisionError", "UnicodeDecodeError", "UnicodeEncodeError", "FileNotFoundError",
    "KeyboardInterrupt", "SystemExit", "AssertionError",
}  # fmt: skip


def _is_far(scope: FunctionScope, caught: str, raised: str) -> bool:
    """Whether an exception whose source is not found is hardly one of the class ``caught``."""
    if class_of(scope, raised) is not None or is_builtin(raised):
        return False
    other = "." in caught and caught.split(".")[0] != raised.split(".")[0] and not scope.same_project(caught)
    return caught in _NARROW or (other and class_of(scope, caught) is None)


def is_unreachable(scope: FunctionScope, node: ast.Try, handler: ast.ExceptHandler) -> bool:
    """Whether handlers above take all that a handler is for."""
    above = node.handlers[: node.handlers.index(handler)]
    taken = [path for item in above for path in _caught(scope, item)]
    own = _caught(scope, handler)
    return all(own) and all(any(catches(scope, item, path) for item in taken if item) for path in own)


def _caught(scope: FunctionScope, handler: ast.ExceptHandler) -> list[str]:
    if handler.type is None:
        return ["BaseException"]
    items = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return [scope.dotted(item) or "" for item in items]


def _raises_again(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    if not isinstance(last, ast.Raise) or any(map(paths.may_jump, handler.body)):
        return False
    return last.exc is None or (isinstance(last.exc, ast.Name) and last.exc.id == handler.name)


def is_told_again(scope: FunctionScope, raised: str, path: paths.Path) -> bool:
    """Whether a handler that names the exception raises it again: it is told of that ``raise``."""
    for guard in path.guards:
        for handler in getattr(guard, "handlers", ()):
            items = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
            names = [scope.dotted(item) for item in items if item is not None]
            if any(
                name not in {None, "Exception", "BaseException"} and catches(scope, name, raised)
                for name in names
            ):
                return True
    return False


def _known(member: members.Member) -> Iterator[Raised]:
    """Known calls whose phrasebook row says what they raise and when."""
    for effect in effects.calls(member):
        for name, condition in effect.match.entry.raises.items():
            if leaves(member.scope, name, effect.path) and not is_told_again(member.scope, name, effect.path):
                yield Raised(
                    member,
                    ast.parse(name, mode="eval").body,
                    name,
                    effect.path,
                    effect.lines,
                    effect.match,
                    condition,
                )
