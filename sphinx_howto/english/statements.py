"""Statements as clauses and blocks: one rule per kind of statement, in a table."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sphinx_howto import definition, document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import comments, types
from sphinx_howto.analysis.scope import FunctionScope, bound_names, walk_scope
from sphinx_howto.english import commandline, conditions, names, values
from sphinx_howto.english.outline import Act, Attempt, Block, Choice, Node, Source
from sphinx_howto.english.phrase import Spans, code, fill, join, merged, plain, words

#: Longest message of an exception that is told with it, in characters.
_LONGEST_MESSAGE = 60


@dataclass(frozen=True)
class Teller:
    """What the rules need: the names in scope, the comments, and how much is to be said.

    full: whether statements without effect (imports, declarations) are told as well.
    said: constants whose value was told already in this body.
    """

    scope: FunctionScope
    comments: comments.Comments
    full: bool = False
    said: set[str] = field(default_factory=set)

    def inside(self, scope: FunctionScope) -> Teller:
        """The same in another scope."""
        return replace(self, scope=scope)


def tell(teller: Teller, body: Sequence[ast.stmt]) -> tuple[Node, ...]:
    """The statements of a block, in order; what needs no words gives none."""
    nodes: list[Node] = []
    last_line = 0
    skipped = 0
    for index, statement in enumerate(body):
        if skipped:
            skipped -= 1
            continue
        arguments = commandline.run(teller.scope, body[index:])
        if arguments > 1:
            source = _source(teller, statement, last_line)
            end = body[index + arguments - 1].end_lineno or source.lines[1]
            nodes.append(commandline.block(teller.scope, body[index : index + arguments],
                                           replace(source, lines=(source.lines[0], end))))
            skipped, last_line = arguments - 1, end
            continue
        rule = RULES.get(type(statement))
        source = _source(teller, statement, last_line)
        found = rule(teller, statement, source) if rule is not None else [_quoted(statement, source)]
        found = [_with_constants(teller, statement, node) for node in found]
        for position, node in enumerate(found):
            nodes.append(node if position == 0 else replace(node, source=replace(node.source, label="", note="", gap=False)))
        last_line = statement.end_lineno or statement.lineno
    return tuple(nodes)


def _source(teller: Teller, statement: ast.stmt, last_line: int) -> Source:
    comment = teller.comments.above(statement)
    first = comment.first if comment is not None else statement.lineno
    return Source(
        lines=(statement.lineno, statement.end_lineno or statement.lineno),
        label=(comments.label(comment) or "") if comment is not None else "",
        note=(comments.note(comment) or "") if comment is not None else "",
        gap=bool(last_line) and first > last_line + 1,
    )


def _with_constants(teller: Teller, statement: ast.stmt, node: Node) -> Node:
    """A clause that quotes constants, with their values at the first mention: ``(`TIMEOUT` is `30`)``."""
    if not isinstance(node, Act) or isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return node
    told = plain(node.text)
    shown: list[Spans] = []
    for part in ast.walk(statement):
        if not isinstance(part, (ast.Name, ast.Attribute)) or not isinstance(part.ctx, ast.Load):
            continue
        name = quoting.source(part)
        value = values.constant_value(teller.scope, part)
        if value is None or name in teller.said or value in told or name not in told or len(value) > 40:
            continue
        teller.said.add(name)
        shown.append(fill("{name} is {value}", name=code(name), value=code(value)))
    if not shown or len(shown) > 2:
        return node
    remark = join(shown)
    text = fill("{clause} ({remark})", clause=node.text, remark=remark)
    item = fill("{clause} ({remark})", clause=node.item, remark=remark) if node.item else ()
    return replace(node, text=text, item=item)


def _quoted(statement: ast.stmt, source: Source) -> Act:
    """Any statement, as code: what no rule words is never left out."""
    return Act(fill("runs {code}", code=code(quoting.short(statement))), source, "quote")


# -- assignments ---------------------------------------------------------------------------------


def _assign(teller: Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, ast.Assign)
    if len(node.targets) == 1:
        return _set(teller, node.targets[0], node.value, source)
    targets = join([values.quote(teller.scope, target) for target in node.targets])
    nouns = tuple(noun for target in node.targets for noun in names.nouns(target))
    item = fill("{targets} to {value}", targets=targets, value=values.value(teller.scope, node.value))
    return [_merging("sets {items}", item, source, "set", nouns)]


def _annotated_assign(teller: Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, ast.AnnAssign)
    return [] if node.value is None else _set(teller, node.target, node.value, source)


def _merging(wrapper: str, item: Spans, source: Source, role: str, nouns: Sequence[str] = ()) -> Act:
    return Act(fill(wrapper, items=item), source, role, tuple(nouns), wrapper, item)


def _set(teller: Teller, target: ast.expr, value: ast.expr, source: Source) -> list[Node]:
    scope = teller.scope
    if isinstance(target, (ast.Tuple, ast.List)):
        return _unpack(teller, target, value, source)
    if isinstance(value, (ast.Yield, ast.YieldFrom)):
        return [Act(fill("{clause} and sets {target} to what is sent back", clause=_yielded(scope, value),
                         target=values.quote(scope, target)), source, "yield", names.nouns(target))]
    nouns = names.nouns(target)
    if isinstance(target, ast.Name) and scope.function is None and scope.owner is None \
            and scope.module.alias(target.id) is not None:
        return [_merging("defines {items}", fill("{name} as the type {value}",
                         name=code(target.id), value=values.quote(scope, value)), source, "type", ("Types",))]
    if _is_stored_parameter(scope, target, value):
        assert isinstance(target, ast.Attribute)
        same = isinstance(value, ast.Name) and value.id.lstrip("_") == target.attr.lstrip("_")
        item = values.quote(scope, value) if same and isinstance(value, ast.Name) and value.id == target.attr else \
            fill("{value} in {target}", value=values.quote(scope, value), target=values.quote(scope, target))
        wrapper = "stores {items}" if not isinstance(item[-1], document.Code) or len(item) == 1 else "stores {items}"
        return [_merging(wrapper, item, source, "store", nouns)]
    if isinstance(target, ast.Subscript) and not isinstance(target.slice, ast.Slice):
        mapping = scope.type_of(target.value)
        if mapping is not None and mapping.name in types.MAPPINGS:
            told = values.value(scope, value)
            if not conditions.is_plain(told) and plain(told[:1]).split(" ")[0] != "a":
                told = values.quote(scope, value)
            item = fill("{value} in {mapping} under {key}", value=told,
                        mapping=values.quote(scope, target.value), key=values.operand(scope, target.slice))
            return [_merging("stores {items}", item, source, "store item", (*nouns, *names.nouns(target.value)))]
    if isinstance(value, ast.Call) and _is_opened(scope, value):
        clause = _clause(scope, value)
        if clause is not None:
            return [Act(fill("{clause}, kept as {target}", clause=clause, target=values.quote(scope, target)), source,
                        "open", (*_label(scope, value), *nouns))]
    role = "state" if isinstance(target, ast.Attribute) else "set"
    if isinstance(value, ast.BoolOp) and isinstance(value.op, ast.Or) and len(value.values) == 2 \
            and quoting.source(value.values[0]) == quoting.source(target):
        return [Choice(((case_head(scope, value.values[0], negated=True),
                         tuple(_set(teller, target, value.values[1], source))),), source, nouns)]
    if isinstance(value, ast.IfExp) and quoting.source(target) in (quoting.source(value.orelse), quoting.source(value.body)):
        kept_last = quoting.source(value.orelse) == quoting.source(target)
        head = case_head(scope, value.test, negated=not kept_last)
        return [Choice(((head, tuple(_set(teller, target, value.body if kept_last else value.orelse, source))),),
                       source, nouns)]
    item = fill("{target} to {value}", target=values.quote(scope, target), value=values.value(scope, value))
    return [_merging("sets {items}", item, source, role, nouns)]


def _is_stored_parameter(scope: FunctionScope, target: ast.expr, value: ast.expr) -> bool:
    return (isinstance(target, ast.Attribute) and scope.is_receiver(target.value)
            and isinstance(value, ast.Name) and value.id in scope.parameters and value.id not in scope.bindings)


def _is_opened(scope: FunctionScope, value: ast.Call) -> bool:
    """Whether a call acts on the outside world, so that what it does is said before its result."""
    match = scope.match(value)
    return (match is not None and not match.entry.value and bool(match.entry.clause))


def _unpack(teller: Teller, target: ast.Tuple | ast.List, value: ast.expr, source: Source) -> list[Node]:
    scope = teller.scope
    if isinstance(value, (ast.Tuple, ast.List)) and len(value.elts) == len(target.elts) and not any(
            isinstance(item, ast.Starred) for item in (*target.elts, *value.elts)):
        return [_parallel(scope, target, value, source)]
    starred = [index for index, item in enumerate(target.elts) if isinstance(item, ast.Starred)]
    nouns = tuple(noun for item in target.elts for noun in names.nouns(item))
    shown = [values.quote(scope, item.value if isinstance(item, ast.Starred) else item) for item in target.elts]
    if starred:
        shown[starred[0]] = fill("{name} (a list of the items in between)" if 0 < starred[0] < len(shown) - 1 else
                                 "{name} (a list of the other items)", name=shown[starred[0]])
    told = values.value(scope, value)
    if not conditions.is_plain(told):
        told = values.quote(scope, value)
    return [_merging("unpacks {items}", fill("{value} into {targets}", value=told, targets=join(shown)), source,
                     "unpack", nouns)]


def _parallel(scope: FunctionScope, target: ast.Tuple | ast.List, value: ast.Tuple | ast.List, source: Source) -> Act:
    """``a, b = x, y``: all right sides are evaluated first, so independence must be proven to split it."""
    nouns = tuple(noun for item in target.elts for noun in names.nouns(item))
    bound = {quoting.source(item) for item in target.elts}
    used = {quoting.source(part) for item in value.elts for part in ast.walk(item)
            if isinstance(part, (ast.Name, ast.Attribute, ast.Subscript))}
    if len(target.elts) == 2 and quoting.source(target.elts[0]) == quoting.source(value.elts[1]) and \
            quoting.source(target.elts[1]) == quoting.source(value.elts[0]):
        return Act(fill("swaps {first} and {last}", first=values.quote(scope, target.elts[0]),
                        last=values.quote(scope, target.elts[1])), source, "set", nouns)
    if bound & used:
        return Act(fill("sets {targets} at once to {values}",
                        targets=join([values.quote(scope, item) for item in target.elts]),
                        values=join([values.operand(scope, item) for item in value.elts])), source, "set", nouns)
    items = [fill("{target} to {value}", target=values.quote(scope, left), value=values.value(scope, right))
             for left, right in zip(target.elts, value.elts)]
    return _merging("sets {items}", join(items), source, "set", nouns)


_UPDATES: Mapping[type[ast.operator], str] = {
    ast.Add: "adds {value} to {target}", ast.Sub: "subtracts {value} from {target}",
    ast.Mult: "multiplies {target} by {value}", ast.Div: "divides {target} by {value}",
}


def _update(teller: Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, ast.AugAssign)
    scope = teller.scope
    found = scope.type_of(node.target)
    message = _UPDATES.get(type(node.op), "updates {target} with {code}")
    if isinstance(node.op, ast.Add) and found is not None and not found.optional and found.name in {"str", "list", "bytes"}:
        message = "appends {value} to {target}" if found.name != "list" else "extends {target} by {value}"
    if isinstance(node.op, ast.Mod) or isinstance(node.op, ast.Mult) and not (
            found is not None and found.name in types.NUMBERS) and isinstance(node.value, (ast.List, ast.Constant)):
        message = "updates {target} with {code}"
    told = values.value(scope, node.value)
    if not conditions.is_plain(told):
        message = {"adds {value} to {target}": "adds to {target} {value}"}.get(message, message)
        told = told if message.startswith("adds to") else values.quote(scope, node.value)
    shown = {"target": values.quote(scope, node.target), "value": told, "code": code(quoting.short(node))}
    used = {name: spans for name, spans in shown.items() if "{" + name + "}" in message}
    return [Act(fill(message, **used), source, "update", names.nouns(node.target))]


def _delete(teller: Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, ast.Delete)
    items = [values.quote(teller.scope, target) for target in node.targets]
    return [_merging("deletes {items}", join(items), source, "delete", names.nouns(node.targets[0]))]


# -- calls ---------------------------------------------------------------------------------------


def _expression(teller: Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, ast.Expr)
    value = node.value
    if isinstance(value, ast.Constant):
        return []
    if isinstance(value, (ast.Yield, ast.YieldFrom)):
        return [Act(_yielded(teller.scope, value), source, "yield", ("Yield",))]
    awaited = isinstance(value, ast.Await)
    call = value.value if isinstance(value, ast.Await) else value
    if isinstance(call, ast.Call):
        return [_called(teller, call, source, awaited)]
    if awaited:
        assert isinstance(value, ast.Await)
        return [Act(fill("awaits {value}", value=values.quote(teller.scope, value.value)), source, "await")]
    if isinstance(value, ast.IfExp):
        return [Choice(((case_head(teller.scope, value.test),
                         tell(teller, [ast.copy_location(ast.Expr(value.body), node)])),
                        ((), tell(teller, [ast.copy_location(ast.Expr(value.orelse), node)]))), source)]
    return [Act(fill("evaluates {code}", code=values.quote(teller.scope, value)), source, "quote")]


def _yielded(scope: FunctionScope, value: ast.Yield | ast.YieldFrom) -> Spans:
    if isinstance(value, ast.YieldFrom):
        if isinstance(value.value, (ast.GeneratorExp, ast.ListComp)):
            found = values.over(scope, value.value)
            if found is not None:
                return fill("yields {element} for {over}", element=values.inner(found[1], value.value.elt),
                            over=found[0])
        return fill("yields each item of {value}", value=values.operand(scope, value.value))
    if value.value is None:
        return fill("yields {value}", value=code("None"))
    return fill("yields {value}", value=values.value(scope, value.value))


def _clause(scope: FunctionScope, call: ast.Call, awaited: bool = False) -> Spans | None:
    """What a known call does, in words; None if nothing is known of it."""
    rule = CALL_RULES.get(scope.dotted(call.func) or "")
    found = rule(scope, call) if rule is not None else None
    if found is not None:
        return found
    match = scope.match(call, awaited)
    if match is None or not match.entry.clause:
        return None
    return values.with_rest(scope, match, values.filled(scope, match, match.entry.clause))


def _label(scope: FunctionScope, call: ast.Call) -> tuple[str, ...]:
    match = scope.match(call)
    return (match.entry.label,) if match is not None and match.entry.label else ()


def _called(teller: Teller, call: ast.Call, source: Source, awaited: bool) -> Act:
    scope = teller.scope
    nouns = (*_label(scope, call), *names.call_nouns(call))
    inherited = _inherited(scope, call)
    if inherited is not None:
        return Act(inherited, source, "inherited", ("Base class",))
    clause = _clause(scope, call, awaited)
    leaves = scope.dotted(call.func) in {"sys.exit", "os._exit", "exit", "quit"}
    if clause is not None:
        return Act(clause, source, "exit" if leaves else "known call", nouns, leaves=leaves)
    told = _told(scope, call)
    if awaited:
        return _merging("awaits {items}", told, source, "call", nouns)
    return _merging("calls {items}", told, source, "call", nouns)


def _told(scope: FunctionScope, call: ast.Call) -> Spans:
    """A call as code, or, when long, its callee as code and its arguments in words."""
    if len(quoting.source(call)) <= 60 or not (call.args or call.keywords):
        return values.quote(scope, call)
    arguments = [values.inner(scope, item) for item in call.args]
    arguments += [values.keyword(scope, item) for item in call.keywords]
    return fill("{callee} with {arguments}", callee=values.quote(scope, call.func), arguments=join(arguments))


def _inherited(scope: FunctionScope, call: ast.Call) -> Spans | None:
    """``super().__init__(x)`` -> calls the inherited `__init__` with `x`."""
    function = call.func
    if not (isinstance(function, ast.Attribute) and isinstance(function.value, ast.Call)
            and scope.dotted(function.value.func) == "super"):
        return None
    arguments = [values.quote(scope, item) for item in call.args]
    arguments += [values.keyword(scope, item) for item in call.keywords]
    if not arguments:
        return fill("calls the inherited {name}", name=code(function.attr))
    return fill("calls the inherited {name} with {arguments}", name=code(function.attr), arguments=join(arguments))


def _setattr(scope: FunctionScope, call: ast.Call) -> Spans | None:
    if len(call.args) != 3 or call.keywords:
        return None
    return fill("sets the attribute {name} of {object} to {value}", name=values.quote(scope, call.args[1]),
                object=values.quote(scope, call.args[0]), value=values.value(scope, call.args[2]))


def _sys_exit(scope: FunctionScope, call: ast.Call) -> Spans | None:
    """A string given to ``sys.exit`` is printed to standard error and the status is 1."""
    if len(call.args) != 1 or call.keywords:
        return fill("exits with status `0`") if not call.args and not call.keywords else None
    argument = call.args[0]
    if isinstance(argument, ast.JoinedStr) or isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return fill("prints {message} to standard error and exits with status `1`",
                    message=values.value(scope, argument))
    found = scope.type_of(argument)
    if found is not None and found.name == "int" and not found.optional:
        return fill("exits with status {status}", status=values.operand(scope, argument))
    return None


CALL_RULES: Mapping[str, Callable[[FunctionScope, ast.Call], Spans | None]] = {
    "setattr": _setattr, "sys.exit": _sys_exit,
}


# -- leaving -------------------------------------------------------------------------------------


def _return(teller: Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, ast.Return)
    scope, value = teller.scope, node.value
    if value is None:
        return [Act(words("returns"), source, "return", ("Return",), leaves=True)]
    if scope.is_receiver(value) and not _is_class_method(scope):
        return [Act(words("returns the object itself"), source, "return", ("Return",), leaves=True)]
    if isinstance(value, ast.IfExp) and phrase_is_long(value):
        cases = ((case_head(scope, value.test), tuple(_return(teller, ast.copy_location(ast.Return(value.body), node), source))),
                 ((), tuple(_return(teller, ast.copy_location(ast.Return(value.orelse), node), source))))
        return [Choice(cases, source, ("Return",))]
    return [Act(fill("returns {value}", value=values.value(scope, value)), source, "return", ("Return",), leaves=True)]


def _is_class_method(scope: FunctionScope) -> bool:
    return isinstance(scope.function, (ast.FunctionDef, ast.AsyncFunctionDef)) and any(
        isinstance(item, ast.Name) and item.id == "classmethod" for item in scope.function.decorator_list)


def phrase_is_long(node: ast.expr) -> bool:
    """Whether a conditional expression is better told as two sentences."""
    return len(quoting.source(node)) > 90


def _raise(teller: Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, ast.Raise)
    if node.exc is None:
        return [Act(words("re-raises the exception"), source, "raise", ("Error",), leaves=True)]
    raised = exception(teller.scope, node.exc)
    if isinstance(node.cause, ast.Constant) and node.cause.value is None:
        raised = fill("{exception}, without showing the original exception", exception=raised)
    elif node.cause is not None:
        raised = fill("{exception} with {cause} as its cause", exception=raised,
                      cause=fill("the original exception") if _is_caught(teller.scope, node.cause) else
                      values.quote(teller.scope, node.cause))
    return [Act(fill("raises {exception}", exception=raised), source, "raise", ("Error",), leaves=True, item=raised)]


def _is_caught(scope: FunctionScope, node: ast.expr) -> bool:
    bindings = scope.bindings.get(node.id, []) if isinstance(node, ast.Name) else []
    return bool(bindings) and all(isinstance(item, ast.ExceptHandler) for _, item in bindings)


def exception(scope: FunctionScope, node: ast.expr) -> Spans:
    """What is raised: ``ValueError("negative")`` -> `ValueError` ("negative")."""
    if not isinstance(node, ast.Call) or not is_class_like(scope, node.func):
        return values.quote(scope, node)
    name = values.quote(scope, node.func)
    arguments = [item for item in (*node.args, *(keyword.value for keyword in node.keywords))]
    if len(arguments) == 1 and not node.keywords:
        text = message_text(arguments[0])
        if text is not None:
            return fill("{name} ({message})", name=name, message=text)
    return values.quote(scope, node) if arguments else name


def is_class_like(scope: FunctionScope, node: ast.expr) -> bool:
    """Whether a callee is a class: known as one, or named as classes are."""
    path = scope.dotted(node)
    if path is not None:
        found = scope.module.context.find(path)
        if found is not None:
            return isinstance(found.node, ast.ClassDef)
    last = quoting.source(node).rpartition(".")[2]
    return last[:1].isupper() and last.upper() != last


def message_text(node: ast.expr) -> Spans | None:
    """The message of an exception, as code, if it is a literal of moderate length."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        text = " ".join(node.value.split())
        return code(quoting.literal(text if len(text) <= _LONGEST_MESSAGE else text[: _LONGEST_MESSAGE - 2] + "…"))
    if isinstance(node, ast.JoinedStr):
        return code(values.template_text(node))
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        return code(quoting.short(node))
    return None


def _assert(teller: Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, ast.Assert)
    if isinstance(node.test, ast.Constant) and not node.test.value:
        clause = fill("raises `AssertionError`")
    else:
        clause = fill("asserts that {condition}", condition=conditions.condition(teller.scope, node.test))
    if node.msg is not None:
        text = message_text(node.msg)
        if text is not None:
            clause = fill("{clause} ({message})", clause=clause, message=text)
    return [Act(clause, source, "assert", ("Assertion",))]


def _jump(message: str, label: str) -> Callable[[Teller, ast.stmt, Source], list[Node]]:
    return lambda teller, node, source: [Act(words(message), source, "jump", (label,), leaves=True)]


def _nothing(teller: Teller, node: ast.stmt, source: Source) -> list[Node]:
    return []


def _declaration(teller: Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, (ast.Global, ast.Nonlocal))
    shown = join([code(name) for name in node.names])
    message = "uses {names} of the module" if isinstance(node, ast.Global) else "uses {names} of the enclosing function"
    return [Act(fill(message, names=shown), source, "declare")] if teller.full else []


def _import(teller: Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, (ast.Import, ast.ImportFrom))
    if not teller.full and teller.scope.function is not None:
        return []
    if isinstance(node, ast.Import):
        shown = join([code(alias.name) for alias in node.names])
        return [_merging("imports {items}", shown, source, "import", ("Imports",))]
    module = "." * node.level + (node.module or "")
    shown = fill("{names} from {module}", names=join([code(alias.name) for alias in node.names]), module=code(module))
    return [_merging("imports {items}", shown, source, "import", ("Imports",))]


# -- blocks --------------------------------------------------------------------------------------


def _if(teller: Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, ast.If)
    if _is_type_checking(teller.scope, node.test):
        return list(tell(teller, node.orelse))
    if quoting.source(node.test) in _RUN_AS_SCRIPT:
        body = or_no_action(tell(teller, node.body), source)
        return [Block(words("when run as a script"), body, source, "script", ("Script",))]
    cases: list[tuple[Spans, tuple[Node, ...]]] = []
    current: ast.stmt = node
    while True:
        assert isinstance(current, ast.If)
        body = tell(teller, current.body)
        negate_only = not body and not cases and current.orelse and not _is_elif(current.orelse)
        test = merged_conditions(teller, current)
        if negate_only:
            return [Choice(((case_head(teller.scope, current.test, negated=True),
                             or_no_action(tell(teller, current.orelse), source)),), source, names.test_nouns(node.test))]
        if test is not None:
            both, inner_body = test
            cases.append((case_head(teller.scope, both), or_no_action(tell(teller, inner_body), source)))
        else:
            cases.append((case_head(teller.scope, current.test), or_no_action(body, source)))
        if _is_elif(current.orelse):
            current = current.orelse[0]
            continue
        if current.orelse:
            rest = tell(teller, current.orelse)
            if rest:
                cases.append(((), rest))
        break
    if all(not body for _, body in cases):
        return []
    return [Choice(tuple(cases), source, names.test_nouns(node.test))]


_RUN_AS_SCRIPT = {'__name__ == "__main__"', '"__main__" == __name__'}


def case_head(scope: FunctionScope, test: ast.expr, negated: bool = False) -> Spans:
    """``if C``; a negated chain of comparisons is told as ``unless C``, which needs no negation of orders."""
    inside, flipped = test, negated
    while isinstance(inside, ast.UnaryOp) and isinstance(inside.op, ast.Not):
        inside, flipped = inside.operand, not flipped
    if flipped and isinstance(inside, ast.Compare) and len(inside.ops) > 1:
        return fill("unless {condition}", condition=conditions.condition(scope, inside))
    return fill("if {condition}", condition=conditions.condition(scope, test, negated))


def merged_conditions(teller: Teller, node: ast.If) -> tuple[ast.expr, list[ast.stmt]] | None:
    """``if A: if B: S`` -> the condition A and B with the body S."""
    if node.orelse or len(node.body) != 1 or not isinstance(node.body[0], ast.If) or node.body[0].orelse:
        return None
    inner = node.body[0]
    if teller.comments.above(inner) is not None:
        return None
    both = ast.BoolOp(ast.And(), [*_conjuncts(node.test), *_conjuncts(inner.test)])
    if len(both.values) > 3 or any(isinstance(item, ast.BoolOp) for item in both.values):
        return None
    return both, inner.body


def _conjuncts(node: ast.expr) -> list[ast.expr]:
    return node.values if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And) else [node]


def or_no_action(nodes: tuple[Node, ...], source: Source) -> tuple[Node, ...]:
    """``nodes``, or the statement that nothing follows."""
    return nodes or (Act(words("takes no action"), source, "nothing", ("No action",)),)


def _is_elif(body: Sequence[ast.stmt]) -> bool:
    return len(body) == 1 and isinstance(body[0], ast.If)


def _is_type_checking(scope: FunctionScope, test: ast.expr) -> bool:
    return scope.dotted(test) == "typing.TYPE_CHECKING"


def _loop_body(teller: Teller, body: Sequence[ast.stmt], source: Source) -> tuple[Node, ...]:
    return or_no_action(tell(teller, body), source)


def _tail(teller: Teller, body: Sequence[ast.stmt], has_break: bool) -> tuple[tuple[Spans, tuple[Node, ...]], ...]:
    if not body:
        return ()
    told = tell(teller, body)
    head = words("if the loop was not stopped") if has_break else words("after the loop")
    return ((head, told),) if told else ()


def _breaks(body: Sequence[ast.stmt]) -> bool:
    """Whether a ``break`` of this loop stands in ``body``."""
    for node in walk_scope(list(body)):
        if isinstance(node, ast.Break):
            return True
    return False


def _for(teller: Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, (ast.For, ast.AsyncFor))
    scope = teller.scope
    nouns = (*names.iterable_nouns(node.iter), *names.nouns(node.target))
    counted = _repeated(scope, node)
    if isinstance(node, ast.AsyncFor):
        head = fill("for each {target} that {iterable} yields asynchronously", target=values.names_of(node.target),
                    iterable=values.operand(scope, node.iter))
    elif counted is not None:
        head = counted
    else:
        head = fill("for {each}", each=values.each(scope, node.target, node.iter))
    return [Block(head, _loop_body(teller, node.body, source), source, "loop", nouns,
                  _tail(teller, node.orelse, _breaks(node.body)))]


def _repeated(scope: FunctionScope, node: ast.For | ast.AsyncFor) -> Spans | None:
    """``for _ in range(n)`` -> `n` times."""
    call = node.iter
    if not (isinstance(call, ast.Call) and scope.dotted(call.func) == "range" and len(call.args) == 1
            and not call.keywords and isinstance(node.target, ast.Name) and not isinstance(call.args[0], ast.Starred)):
        return None
    name = node.target.id
    if any(isinstance(part, ast.Name) and part.id == name and isinstance(part.ctx, ast.Load)
           for part in (ast.walk(scope.function) if scope.function is not None else ast.walk(node))):
        return None
    message = "up to {count} times" if _breaks(node.body) or any(
        isinstance(part, ast.Return) for part in walk_scope(node.body)) else "{count} times"
    return fill(message, count=values.operand(scope, call.args[0]))


def _while(teller: Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, ast.While)
    if isinstance(node.test, ast.Constant) and node.test.value:
        head = words("again and again")
    else:
        head = fill("as long as {condition}", condition=conditions.condition(teller.scope, node.test))
    return [Block(head, _loop_body(teller, node.body, source), source, "loop",
                  ("Loop",) if isinstance(node.test, ast.Constant) else (*names.test_nouns(node.test), "Loop"),
                  _tail(teller, node.orelse, _breaks(node.body)))]


def _with(teller: Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, (ast.With, ast.AsyncWith))
    body = or_no_action(tell(teller, node.body), source)
    for item in reversed(node.items):
        head, nouns, leave = _entered(teller, item, isinstance(node, ast.AsyncWith))
        body = (Block(head, body, source, "with", nouns, leave=leave),)
    return list(body)


def _entered(teller: Teller, item: ast.withitem, is_async: bool) -> tuple[Spans, tuple[str, ...], Spans]:
    scope, call = teller.scope, item.context_expr
    nouns = (*(names.nouns(item.optional_vars) if item.optional_vars is not None else ()), *names.nouns(call))
    match = scope.match(call, is_async) if isinstance(call, ast.Call) else None
    if match is not None and match.entry.enter:
        clause = values.with_rest(scope, match, values.filled(scope, match, match.entry.enter))
        head = clause if item.optional_vars is None else fill(
            "{clause} as {name}", clause=clause, name=values.quote(scope, item.optional_vars))
        leave = values.filled(scope, match, match.entry.leave, with_options=False) if match.entry.leave else ()
        return head, ((match.entry.label,) if match.entry.label else ()) + nouns, leave
    lock = scope.type_of(call)
    if lock is not None and not lock.optional and lock.name in LOCKS and item.optional_vars is None:
        return fill("while holding {lock}", lock=values.quote(scope, call)), nouns, ()
    if item.optional_vars is None:
        return fill("inside {with_}", with_=code(f"with {quoting.short(call)}")), nouns, ()
    return fill("inside {with_} (as {name})", with_=code(f"with {quoting.short(call)}"),
                name=values.quote(scope, item.optional_vars)), nouns, ()


LOCKS = {"threading.Lock", "threading.RLock", "threading.Condition", "threading.Semaphore", "asyncio.Lock",
         "asyncio.Semaphore", "asyncio.Condition", "threading.BoundedSemaphore", "multiprocessing.Lock"}


def _try(teller: Teller, node: ast.stmt, source: Source) -> list[Node]:
    body = tell(teller, getattr(node, "body"))
    handlers = []
    for handler in getattr(node, "handlers"):
        told = tell(teller, handler.body)
        handlers.append((caught(teller.scope, handler, type(node).__name__ == "TryStar"),
                         told or (Act(words("ignores it"), source, "ignore", ("Ignored",)),)))
    return [Attempt(or_no_action(body, source), tuple(handlers), tell(teller, getattr(node, "orelse")),
                    tell(teller, getattr(node, "finalbody")), source)]


def caught(scope: FunctionScope, handler: ast.ExceptHandler, group: bool = False) -> Spans:
    """What a handler catches: `A` or `B`."""
    if handler.type is None:
        return words("any exception at all")
    items = handler.type.elts if isinstance(handler.type, ast.Tuple) and handler.type.elts else [handler.type]
    shown = join([values.quote(scope, item) for item in items], "or")
    return fill("an exception group with {classes}", classes=shown) if group else shown


def _match(teller: Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, ast.Match)
    subject = values.operand(teller.scope, node.subject)
    cases: list[tuple[Spans, tuple[Node, ...]]] = []
    for case in node.cases:
        body = or_no_action(tell(teller, case.body), source)
        if isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None and case.pattern.name is None \
                and case.guard is None:
            cases.append(((), body))
            continue
        test = _pattern(teller.scope, subject, case.pattern)
        if case.guard is not None:
            test = fill("{first} and {last}", first=test, last=conditions.condition(teller.scope, case.guard))
        cases.append((fill("if {condition}", condition=test), body))
    return [Choice(tuple(cases), source, names.nouns(node.subject))]


def _pattern(scope: FunctionScope, subject: Spans, pattern: ast.pattern) -> Spans:
    if isinstance(pattern, (ast.MatchValue, ast.MatchSingleton)):
        shown = code(quoting.source(pattern.value if isinstance(pattern, ast.MatchValue) else ast.Constant(pattern.value)))
        return fill("{subject} is {value}", subject=subject, value=shown)
    if isinstance(pattern, ast.MatchOr) and all(isinstance(item, ast.MatchValue) for item in pattern.patterns):
        shown = [code(quoting.source(item.value)) for item in pattern.patterns if isinstance(item, ast.MatchValue)]
        return fill("{subject} is {values}", subject=subject, values=join(shown, "or"))
    if isinstance(pattern, ast.MatchClass) and not (pattern.patterns or pattern.kwd_patterns):
        return fill("{subject} is an instance of {name}", subject=subject, name=values.quote(scope, pattern.cls))
    return fill("{subject} matches {pattern}", subject=subject, pattern=code(quoting.source(pattern)))


def _function(teller: Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    inside = FunctionScope(teller.scope.module, node, teller.scope.owner, teller.scope)
    parameters = [code(item.arg) for item in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    parameters += [code(f"*{node.args.vararg.arg}")] if node.args.vararg else []
    parameters += [code(f"**{node.args.kwarg.arg}")] if node.args.kwarg else []
    head = fill("defines the function {name}", name=code(node.name))
    if parameters:
        head = fill("{clause} of {parameters}", clause=head, parameters=join(parameters))
    if node.decorator_list:
        head = fill("{clause}, decorated with {decorators}", clause=head,
                    decorators=join([code(f"@{quoting.short(item)}") for item in node.decorator_list]))
    body = tell(teller.inside(inside), quoting.body_of(node))
    if not body:
        return [Act(fill("{clause}, which has no statements", clause=head), source, "define", (names.label(node.name),))]
    return [Block(head, body, source, "define", (names.label(node.name),))]


def _class(teller: Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, ast.ClassDef)
    bases = [values.quote(teller.scope, base) for base in node.bases]
    head = fill("defines the class {name}", name=code(node.name))
    if bases:
        head = fill("{clause}, a subclass of {bases}", clause=head, bases=join(bases))
    methods = [item.name for item in node.body if isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef))]
    if methods:
        head = fill("{clause}, with {methods}", clause=head, methods=join([code(name) for name in methods]))
    return [Act(head, source, "define", (names.label(node.name),))]


def _type_alias(teller: Teller, node: ast.stmt, source: Source) -> list[Node]:
    name, value = getattr(node, "name"), getattr(node, "value")
    return [Act(fill("defines the type {name} as {value}", name=code(quoting.source(name)),
                     value=code(quoting.short(value))), source, "type", ("Types",))]


Rule = Callable[[Teller, ast.stmt, Source], "list[Node]"]
RULES: Mapping[type[ast.stmt], Rule] = {
    ast.Assign: _assign, ast.AnnAssign: _annotated_assign, ast.AugAssign: _update, ast.Delete: _delete,
    ast.Expr: _expression, ast.Return: _return, ast.Raise: _raise, ast.Assert: _assert,
    ast.Break: _jump("stops the loop", "Stop"), ast.Continue: _jump("skips to the next round of the loop", "Skip"),
    ast.Pass: _nothing, ast.Global: _declaration, ast.Nonlocal: _declaration,
    ast.Import: _import, ast.ImportFrom: _import, ast.If: _if, ast.For: _for, ast.AsyncFor: _for,
    ast.While: _while, ast.With: _with, ast.AsyncWith: _with, ast.Try: _try, ast.Match: _match,
    ast.FunctionDef: _function, ast.AsyncFunctionDef: _function, ast.ClassDef: _class,
    **{getattr(ast, name): rule for name, rule in (("TryStar", _try), ("TypeAlias", _type_alias)) if hasattr(ast, name)},
}
