"""Statements that are an expression: calls in the words of the phrasebook, ``yield``, ``await``."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping

from sphinx_howto import document, phrasebook, phrasebooks
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import formatting, sql
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import iteration, known, names, operands, orm, values
from sphinx_howto.english.outline import Act, Choice, Node, Source
from sphinx_howto.english.phrase import Spans, code, fill, join, merged, plain
from sphinx_howto.english.statements import branches, idioms, telling


def tell_expression(teller: telling.Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, ast.Expr)
    value = node.value
    if isinstance(value, ast.Constant):
        return []
    if isinstance(value, (ast.Yield, ast.YieldFrom)):
        return [Act(yielded(teller.scope, value), source, "yield", names.nouns(value.value))]
    awaited = isinstance(value, ast.Await)
    call = value.value if isinstance(value, ast.Await) else value
    if isinstance(call, ast.Call):
        return [_called(teller, call, source, awaited)]
    if awaited:
        assert isinstance(value, ast.Await)
        return [Act(fill("awaits {value}", value=operands.quote(teller.scope, value.value)), source, "await")]
    if isinstance(value, ast.IfExp):
        return _alternatives(teller, value, source)
    if isinstance(value, (ast.ListComp, ast.SetComp)):
        # A comprehension whose result nobody keeps is a loop
        return list(telling.tell(teller, [_as_loop(value)]))
    last = value.values[-1] if isinstance(value, ast.BoolOp) else None
    if isinstance(value, ast.BoolOp) and len(value.values) == 2 and isinstance(last, ast.Call):
        # ``x and x.a()`` calls only if ``x`` is truthy, ``x or y()`` only if it is falsy
        head = branches.case_head(teller.scope, value.values[0], negated=isinstance(value.op, ast.Or))
        return [Choice(((head, (_called(teller, last, source, awaited=False),)),), source)]
    return [Act(fill("evaluates {code}", code=operands.quote(teller.scope, value)), source, "quote")]


def _as_loop(value: ast.ListComp | ast.SetComp) -> ast.stmt:
    """``[f(x) for x in xs if c]`` -> ``for x in xs: if c: f(x)``."""
    body: ast.stmt = ast.Expr(value.elt)
    for generator in reversed(value.generators):
        for test in reversed(generator.ifs):
            body = ast.If(test, [body], [])
        loop = ast.AsyncFor if generator.is_async else ast.For
        body = loop(generator.target, generator.iter, [body], [])
    for part in ast.walk(body):
        if isinstance(part, (ast.stmt, ast.expr)) and not hasattr(part, "lineno"):
            ast.copy_location(part, value)
    return body


def _alternatives(teller: telling.Teller, value: ast.IfExp, source: Source) -> list[Node]:
    """``a() if c else b()`` as a statement: the branch that is only a constant needs no words."""
    body = telling.tell(teller, [ast.copy_location(ast.Expr(value.body), value)])
    other = telling.tell(teller, [ast.copy_location(ast.Expr(value.orelse), value)])
    if not body:
        return (
            [Choice(((branches.case_head(teller.scope, value.test, negated=True), other),), source)]
            if other
            else []
        )
    cases = ((branches.case_head(teller.scope, value.test), body), *((((), other),) if other else ()))
    return [Choice(cases, source)]


def yielded(scope: FunctionScope, value: ast.Yield | ast.YieldFrom) -> Spans:
    if isinstance(value, ast.YieldFrom):
        if isinstance(value.value, (ast.GeneratorExp, ast.ListComp)):
            found = iteration.over(scope, value.value)
            if found is not None:
                return fill(
                    "yields {element} for {over}",
                    element=iteration.element(found[1], value.value.elt),
                    over=found[0],
                )
        return fill("yields each item of {value}", value=operands.operand(scope, value.value))
    if value.value is None:
        return fill("yields {value}", value=code("None"))
    return fill("yields {value}", value=values.value(scope, value.value))


def clause_of(scope: FunctionScope, call: ast.Call, awaited: bool = False) -> Spans | None:
    """What a known call does, in words; None if nothing is known of it."""
    rule = CALL_RULES.get(scope.dotted(call.func) or "", idioms.clause)
    found = rule(scope, call)
    if found is not None:
        return found
    changed = orm.clause(scope, call)
    if changed is not None:
        return changed
    call = _with_text(call)
    match = scope.match(call, awaited) or _logged(scope, call) or sql.match(scope, call, awaited)
    if match is not None and awaited and not match.entry.awaited:
        # The row words what the call gives, an awaitable; waiting for it is another thing
        return None
    if match is None or not match.entry.clause:
        return None
    return known.told(scope, match, match.entry.clause)


#: The methods that log a text.
_LOGGING = frozenset({"debug", "info", "warning", "error", "exception", "critical"})


def _logged(scope: FunctionScope, call: ast.Call) -> phrasebook.Match | None:
    """``logger.debug("...")`` of a logger from elsewhere: named so and given a text, it is what it says."""
    function = call.func
    if isinstance(function, ast.Name):
        return _logged_by(scope, function.id, call)
    if not isinstance(function, ast.Attribute) or function.attr not in _LOGGING or not call.args:
        return None
    owner, name = function.value, ""
    if isinstance(owner, ast.Attribute) and scope.is_receiver(owner.value):
        name = owner.attr
    elif isinstance(owner, ast.Name):
        name = owner.id
    is_logger = names.LOGGERS.fullmatch(name) is not None
    is_message = len(call.args) == 1 or _is_text(call.args[0])
    if not is_logger or scope.type_of(owner) is not None or not is_message:
        return None
    return phrasebooks.match(scope.module.context.phrases, f"logging.Logger.{function.attr}", call)


def _logged_by(scope: FunctionScope, name: str, call: ast.Call) -> phrasebook.Match | None:
    """``log_error("...")``: a function that is named so and given only a text does what it says."""
    level = name.removeprefix("log_")
    if level == name or level not in _LOGGING or len(call.args) != 1 or not _is_text(call.args[0]):
        return None
    return phrasebooks.match(scope.module.context.phrases, f"logging.Logger.{level}", call)


def _with_text(call: ast.Call) -> ast.Call:
    """``log.info("%s of %d", a, b)`` with the text that is written: ``log.info(f"{a} of {b}")``."""
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in _LOGGING or len(call.args) < 2:
        return call
    text, *values = call.args
    joined = formatting.joined(ast.BinOp(text, ast.Mod(), ast.Tuple(values, ast.Load())))
    if joined is None:
        return call
    return ast.copy_location(ast.Call(call.func, [ast.copy_location(joined, text)], call.keywords), call)


def _is_text(node: ast.expr) -> bool:
    """Whether an expression is a text by its form: a literal, an f-string, ``"..." % x``, ``"..." + x``."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Mod, ast.Add)):
        return _is_text(node.left)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
        return _is_text(node.func.value)
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def label_of(scope: FunctionScope, call: ast.Call) -> tuple[str, ...]:
    match = scope.match(call)
    return (match.entry.label,) if match is not None and match.entry.label else ()


def _called(teller: telling.Teller, call: ast.Call, source: Source, awaited: bool) -> Act:
    scope = teller.scope
    nouns = (*label_of(scope, call), *names.call_nouns(call))
    inherited = _inherited(scope, call)
    if inherited is not None:
        return Act(inherited, source, "inherited", ("Base class",))
    clause = clause_of(scope, call, awaited)
    leaves = scope.dotted(call.func) in {"sys.exit", "os._exit", "exit", "quit"}
    printed = _printed(clause) if scope.dotted(call.func) == "print" else ()
    if printed:
        return telling.merging("prints {items}", printed, source, "print", nouns)
    if clause is not None and "Log" in nouns[:1] and len(clause) == 2:
        return _logs(clause, source, nouns)
    if clause is not None:
        return Act(clause, source, "exit" if leaves else "known call", nouns, leaves=leaves)
    told = _told(scope, call)
    if awaited:
        return telling.merging("awaits {items}", told, source, "call", nouns)
    return telling.merging("calls {items}", told, source, "call", nouns)


def _logs(clause: Spans, source: Source, nouns: tuple[str, ...]) -> Act:
    """A message that is logged, so that those of one kind in a row are one sentence."""
    verb, message = clause
    wrapper = verb.text.replace("{", "{{") + "{items}"
    if not isinstance(verb, document.Words) or "{" in verb.text or not isinstance(message, document.Code):
        return Act(clause, source, "known call", nouns)
    return Act(clause, source, "log", nouns, wrapper, (message,))


def _printed(clause: Spans | None) -> Spans:
    """What is printed, of the clause that says so; () where the clause is another one."""
    begin = fill("prints {items}", items=())
    if not clause or not isinstance(clause[0], document.Words) or not begin:
        return ()
    said, verb = clause[0].text, plain(begin)
    if not said.startswith(verb):
        return ()
    return merged((document.Words(said[len(verb) :]), *clause[1:]))


#: Letters of a call of several arguments up to which it is quoted as a whole.
_LONGEST = 60


def _told(scope: FunctionScope, call: ast.Call) -> Spans:
    """A call as code, or, when long, its callee as code and its arguments in words."""
    longest = quoting.LONGEST if len(call.args) + len(call.keywords) == 1 else _LONGEST
    if len(quoting.source(call)) <= longest or not (call.args or call.keywords):
        return operands.quote(scope, call)
    arguments = [operands.inner(scope, item) for item in call.args]
    arguments += [operands.keyword(scope, item) for item in call.keywords]
    return fill(
        "{callee} with {arguments}", callee=operands.quote(scope, call.func), arguments=join(arguments)
    )


def _inherited(scope: FunctionScope, call: ast.Call) -> Spans | None:
    """``super().__init__(x)`` -> calls the inherited `__init__` with `x`."""
    function = call.func
    if not (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Call)
        and scope.dotted(function.value.func) == "super"
        and all(scope.is_receiver(item) for item in function.value.args[1:])
    ):
        return None
    arguments = [operands.quote(scope, item) for item in call.args]
    arguments += [operands.keyword(scope, item) for item in call.keywords]
    if not arguments:
        return fill("calls the inherited {name}", name=code(function.attr))
    return fill(
        "calls the inherited {name} with {arguments}", name=code(function.attr), arguments=join(arguments)
    )


def _setattr(scope: FunctionScope, call: ast.Call) -> Spans | None:
    if len(call.args) != 3 or call.keywords:
        return None
    is_literal = isinstance(call.args[1], ast.Constant)
    return fill(
        "sets the attribute {name} of {object} to {value}"
        if is_literal
        else "sets the attribute of {object} that {name} names to {value}",
        name=operands.quote(scope, call.args[1]),
        object=operands.quote(scope, call.args[0]),
        value=values.value(scope, call.args[2]),
    )


def exits(scope: FunctionScope, node: ast.expr) -> Spans | None:
    """``raise SystemExit(2)`` -> exits with status `2`; None for other exceptions."""
    is_exit = isinstance(node, ast.Call) and scope.dotted(node.func) == "SystemExit"
    return _sys_exit(scope, node) if isinstance(node, ast.Call) and is_exit else None


def _sys_exit(scope: FunctionScope, call: ast.Call) -> Spans | None:
    """A string given to ``sys.exit`` is printed to standard error and the status is 1."""
    if len(call.args) != 1 or call.keywords:
        return fill("exits with status `0`") if not call.args and not call.keywords else None
    argument = call.args[0]
    if isinstance(argument, ast.JoinedStr) or (
        isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ):
        return fill(
            "prints {message} to standard error and exits with status `1`",
            message=values.value(scope, argument),
        )
    found = scope.type_of(argument)
    if found is not None and found.name == "int" and not found.optional:
        return fill("exits with status {status}", status=operands.operand(scope, argument))
    return None


CALL_RULES: Mapping[str, Callable[[FunctionScope, ast.Call], Spans | None]] = {
    "setattr": _setattr,
    "sys.exit": _sys_exit,
}
