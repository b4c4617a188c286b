"""How to create or call the thing: the second paragraph of a description."""

from __future__ import annotations

import ast
import builtins
import keyword
from collections.abc import Mapping, Sequence

from sphinx_howto import document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import commands, kinds, members, order, paths, signatures
from sphinx_howto.analysis.scope import ClassScope, FunctionNode, FunctionScope, ModuleScope
from sphinx_howto.english import functions, names, values
from sphinx_howto.english.phrase import Spans, code, fill, join, paragraph, plain, sentence

Method = kinds.Method
_MOST_CALLS = 8
#: A longer call form shows the required arguments only.
_LONGEST_FORM = 88


def call_form(node: Method, scope: FunctionScope, name: str, required: bool = False) -> str:
    """``name(a, *, b=1)`` as a caller writes it; only the required arguments if asked."""
    shown, star = [], False
    for item in signatures.parameters(scope, node):
        if item.kind in {"*", "**"}:
            star = star or item.kind == "*"
            if not required:
                shown.append(item.kind + item.name)
            continue
        if required and item.default is not None:
            continue
        if item.kind == "keyword" and required:
            shown.append(f"{item.name}={item.name}")
            continue
        if item.kind == "keyword" and not star:
            shown.append("*")
            star = True
        shown.append(item.name if item.default is None else f"{item.name}={quoting.short(item.default, 24)}")
        if item.last_positional_only and not required:
            shown.append("/")
    return f"{name}({', '.join(shown)})"


def fitting_form(node: Method, scope: FunctionScope, name: str) -> str:
    """The whole call form if it is short, else the one with the required arguments."""
    whole = call_form(node, scope, name)
    return whole if len(whole) <= _LONGEST_FORM else call_form(node, scope, name, required=True)


# -- functions -----------------------------------------------------------------------------------


def function(scope: FunctionScope, node: Method) -> Spans:
    """``Call `f(a, b=1)`; it returns `T`.`` in the words of the kind of function."""
    kind = signatures.kind(scope, node)
    name = _qualified(scope, node, kind)
    if kind.endswith("property"):
        gives = functions.result(scope, node, "property")
        read = fill("read {name} without parentheses", name=code(name))
        return sentence(fill("{read}; it is {type}", read=read, type=_an(gives)) if gives else read)
    if kind in {"setter", "deleter"}:
        message = "assign to {name} to run it" if kind == "setter" else "delete {name} to run it"
        return sentence(fill(message, name=code(name)))
    if node.name in _OPERATORS and scope.owner is not None:
        operation = _operator(scope, node, instance_name(scope.owner))
        if operation:
            return sentence(fill("runs for {use}", use=code(operation)))
    form = fitting_form(node, scope, name)
    if is_decorator(scope, node):
        return sentence(
            fill("decorate a function with {form}", form=code(f"@{_decorator_form(node, scope, name)}"))
        )
    gives = functions.result(scope, node, kind)
    used = fill(_uses(kind), form=code(form))
    if not gives:
        return sentence(used)
    return sentence(fill("{use}; it {gives}", use=used, gives=gives))


def _an(gives: Spans) -> Spans:
    return fill("of the type {type}", type=gives)


def _qualified(scope: FunctionScope, node: Method, kind: str) -> str:
    if scope.owner is None:
        return node.name
    owner = scope.owner.node.name
    if node.name in {"__init__", "__new__"}:
        return owner
    if kind.startswith(("class", "static")) or kind == "class method":
        return f"{owner}.{node.name}"
    return f"{instance_name(scope.owner)}.{node.name}"


def _uses(kind: str) -> str:
    """The pattern for a kind of function: what its caller writes."""
    if kind.startswith("asynchronous context"):
        return "use `async with` on {form}"
    if kind.endswith("context manager"):
        return "use {form} in a `with` statement"
    if kind.endswith("asynchronous generator"):
        return "iterate over {form} with `async for`"
    if kind.endswith("generator"):
        return "iterate over {form}"
    if kind.endswith("coroutine"):
        return "await {form}"
    return "call {form}"


def is_decorator(scope: FunctionScope, node: Method) -> bool:
    """Whether a function provably makes a decorator: it returns a wrapper made with ``functools.wraps``."""
    if not isinstance(node, ast.FunctionDef) or scope.owner is not None:
        return False
    inner = _returned_function(node)
    if inner is None:
        return False
    deeper = _returned_function(inner)
    return _wraps(scope, inner) or (deeper is not None and _wraps(scope, deeper))


def _decorator_form(node: Method, scope: FunctionScope, name: str) -> str:
    inner = _returned_function(node)
    return name if inner is not None and _wraps(scope, inner) else fitting_form(node, scope, name)


def _returned_function(node: Method) -> ast.FunctionDef | None:
    """The nested function that a function returns in its last statement."""
    last = node.body[-1]
    if not isinstance(last, ast.Return) or not isinstance(last.value, ast.Name):
        return None
    found = [item for item in node.body if isinstance(item, ast.FunctionDef) and item.name == last.value.id]
    return found[0] if len(found) == 1 else None


def _wraps(scope: FunctionScope, node: ast.FunctionDef) -> bool:
    return any(
        isinstance(item, ast.Call) and scope.module.dotted(item.func) == "functools.wraps"
        for item in node.decorator_list
    )


# -- classes -------------------------------------------------------------------------------------


def class_(scope: ClassScope, kind: kinds.Kind) -> Spans:
    """How to make an instance and what to call on it; () when nothing is known."""
    rule = _CLASS_RULES.get(kind.name)
    if rule is not None:
        return rule(scope, kind)
    if kind.abstract:
        return _abstract(scope, kind)
    return _ordinary(scope, kind)


def instance_name(scope: ClassScope) -> str:
    """A name for an instance: ``HTTPConnection`` -> ``connection``; no parameter is called so."""
    parts = names.split(scope.node.name)
    made = constructor(scope)
    taken = (
        {item.arg for item in ast.walk(made[1].args) if isinstance(item, ast.arg)}
        if made is not None
        else set()
    )
    for word in (parts[-1] if parts else "", "_".join(parts)):
        if (
            word.isidentifier()
            and len(word) > 2
            and word not in taken
            and not keyword.iskeyword(word)
            and not hasattr(builtins, word)
        ):
            return word
    return "instance"


def _enumeration(scope: ClassScope, kind: kinds.Kind) -> Spans:
    inner = FunctionScope(scope.module, None, scope)
    shown = []
    for name, value in kind.enum_members[:_MOST_CALLS]:
        member = code(f"{scope.node.name}.{name}")
        text = quoting.source(value)
        shown.append(
            fill("{member} ({value})", member=member, value=values.quote(inner, value))
            if len(text) <= 40 and not _is_auto(inner, value)
            else member
        )
    if not shown:
        return ()
    if len(kind.enum_members) > _MOST_CALLS:
        shown.append(_more(len(kind.enum_members) - _MOST_CALLS, "{count} more"))
    return sentence(
        fill(
            "use the members {members}" if len(shown) > 1 else "use the member {members}", members=join(shown)
        )
    )


def _is_auto(scope: FunctionScope, value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and scope.dotted(value.func) == "enum.auto"


def _more(count: int, message: str) -> Spans:
    return fill(message, count=document.Words(str(count)))


def _exception(scope: ClassScope, kind: kinds.Kind) -> Spans:
    clauses = []
    raisers = _raisers(scope)
    if raisers:
        shown = [code(name) for name in raisers[:_MOST_CALLS]]
        if len(raisers) > _MOST_CALLS:
            shown.append(_more(len(raisers) - _MOST_CALLS, "{count} more"))
        clauses.append(
            fill(
                "{functions} raises it" if len(shown) == 1 else "{functions} raise it", functions=join(shown)
            )
        )
    if "__init__" in scope.methods:
        inner = FunctionScope(scope.module, scope.methods["__init__"], scope)
        form = fitting_form(scope.methods["__init__"], inner, scope.node.name)
        clauses.append(fill("create one with {form}", form=code(form)))
    return paragraph(clauses)


def _raisers(scope: ClassScope) -> list[str]:
    """The functions of the module that raise the exception by name, outside a ``try`` that could catch it."""
    found: list[str] = []
    for item in scope.module.module.tree.body:
        owner = scope.module.class_scope(item) if isinstance(item, ast.ClassDef) else None
        functions_ = (
            [node for node in item.body if isinstance(node, FunctionNode)]
            if isinstance(item, ast.ClassDef)
            else [item]
            if isinstance(item, FunctionNode)
            else []
        )
        for node in functions_:
            inner = FunctionScope(scope.module, node, owner)
            if any(
                _raises_it(scope, inner, statement, path) for statement, path in paths.statements(node.body)
            ):
                found.append(f"{owner.node.name}.{node.name}" if owner is not None else node.name)
    return list(dict.fromkeys(found))


def _raises_it(scope: ClassScope, inner: FunctionScope, statement: ast.stmt, path: paths.Path) -> bool:
    if not isinstance(statement, ast.Raise) or statement.exc is None:
        return False
    if any(not isinstance(guard, (ast.With, ast.AsyncWith)) for guard in path.guards):
        return False
    named = statement.exc.func if isinstance(statement.exc, ast.Call) else statement.exc
    return inner.dotted(named) == scope.path


def _protocol(scope: ClassScope, kind: kinds.Kind) -> Spans:
    shown = [
        code(call_form(node, FunctionScope(scope.module, node, scope), name))
        for name, node in scope.methods.items()
        if not members.is_private(name)
    ]
    shown += [code(name) for name in scope.annotations]
    if not shown:
        return ()
    if len(shown) > _MOST_CALLS:
        shown = [*shown[:_MOST_CALLS], _more(len(shown) - _MOST_CALLS, "{count} more")]
    return sentence(
        fill(
            "an object fits {name} if it has {members}; no inheritance is needed",
            name=code(scope.node.name),
            members=join(shown),
        )
    )


def _typed_dictionary(scope: ClassScope, kind: kinds.Kind) -> Spans:
    shown = [
        fill("{key} ({type})", key=code(f'"{field.name}"'), type=functions.type_name(field.annotation))
        for field in kind.fields[:_MOST_CALLS]
        if field.annotation is not None
    ]
    if not shown:
        return ()
    if len(kind.fields) > _MOST_CALLS:
        shown.append(_more(len(kind.fields) - _MOST_CALLS, "{count} more"))
    return sentence(fill("write a dictionary with {keys}", keys=join(shown)))


def _with_fields(scope: ClassScope, kind: kinds.Kind) -> Spans:
    if "__init__" in scope.methods or "__new__" in scope.methods or not _has_generated_init(scope, kind):
        return _ordinary(scope, kind)
    shown = [
        f"{field.name}={field.name}" if field.keyword_only else field.name
        for field in kind.fields
        if field.in_constructor and field.default is None and field.factory is None
    ]
    form = f"{scope.node.name}({', '.join(shown)})"
    return _then(scope, [code(form), *_factories(scope)], kind)


def _has_generated_init(scope: ClassScope, kind: kinds.Kind) -> bool:
    """Whether the constructor takes the fields as they stand: no unknown base, no ``init=False``."""
    item = kinds.decorator(scope, kinds.DATACLASSES)
    if isinstance(item, ast.Call) and any(word.arg == "init" for word in item.keywords):
        return False
    if kind.name == "dataclass":
        return kinds.is_complete(scope)
    return kind.name == "named tuple"


def _abstract(scope: ClassScope, kind: kinds.Kind) -> Spans:
    shown = [
        code(call_form(node, FunctionScope(owner.module, node, owner), node.name))
        if "property" not in signatures.kind(FunctionScope(owner.module, node, owner), node)
        else code(node.name)
        for owner, node in kind.abstract
    ]
    if len(shown) > _MOST_CALLS:
        shown = [*shown[:_MOST_CALLS], _more(len(shown) - _MOST_CALLS, "{count} more")]
    first = fill(
        "write a subclass of {name} that defines {methods}", name=code(scope.node.name), methods=join(shown)
    )
    made = constructor(scope)
    if made is not None:
        owner, node = made
        takes = functions.parameters(FunctionScope(owner.module, node, owner), node)
        first = (
            fill("{first}, and create an instance of it with {arguments}", first=first, arguments=takes)
            if takes
            else fill("{first}, and create an instance of it without arguments", first=first)
        )
    skip = {node.name for _, node in kind.abstract}
    return paragraph([first, *_methods(scope, skip, fill("then"))])


def _ordinary(scope: ClassScope, kind: kinds.Kind) -> Spans:
    made = constructor(scope)
    if made is None:
        if not kinds.is_complete(scope) or any(
            keyword_.arg == "metaclass" for keyword_ in scope.node.keywords
        ):
            return paragraph(_methods(scope, set(), fill("on an instance")))
        return _then(scope, [code(f"{scope.node.name}()")], kind)
    owner, node = made
    inner = FunctionScope(owner.module, node, owner)
    form = fitting_form(node, inner, scope.node.name)
    return _then(scope, [code(form), *_factories(scope)], kind)


def constructor(scope: ClassScope) -> tuple[ClassScope, Method] | None:
    """The ``__init__`` or ``__new__`` that creation runs, with the class that defines it."""
    for item in scope.lineage():
        for name in ("__init__", "__new__"):
            if name in item.methods:
                return item, item.methods[name]
        if kinds.decorator(item, kinds.DATACLASSES) is not None and item is not scope:
            return None
    return None


def _factories(scope: ClassScope) -> list[Spans]:
    """Class methods that provably return an instance of the class."""
    found = []
    for name, node in scope.methods.items():
        inner = FunctionScope(scope.module, node, scope)
        if name.startswith("_") or signatures.kind(inner, node) != "class method":
            continue
        returned = functions.type_name(node.returns) if node.returns is not None else ()
        if plain(returned).strip("'\"") in {scope.node.name, "Self", "typing.Self"}:
            found.append(code(call_form(node, inner, f"{scope.node.name}.{name}", required=True)))
    return found[:3]


def _then(scope: ClassScope, forms: Sequence[Spans], kind: kinds.Kind) -> Spans:
    """``Create an instance with ...``, the ``with`` block if there is one, and what to call."""
    entered = scope.method("__enter__") or scope.method("__aenter__")
    if entered is not None and (scope.method("__exit__") or scope.method("__aexit__")):
        word = "async with" if entered[1].name == "__aenter__" else "with"
        block = (
            f"{word} {plain(forms[0])} as {instance_name(scope)}:"
            if _enters_itself(*entered)
            else f"{word} {plain(forms[0])}:"
        )
        opened = fill("open a block with {block}", block=code(block))
        return paragraph([opened, *_methods(scope, set(), fill("inside the block"))])
    first = fill("create an instance with {forms}", forms=join(list(forms), "or"))
    calls = _calls(scope, set())
    if not calls:
        return paragraph([first, *_rest(scope)])
    return paragraph([fill("{first}, then {calls}", first=first, calls=calls[0]), *calls[1:], *_rest(scope)])


def _enters_itself(owner: ClassScope, node: Method) -> bool:
    last = node.body[-1]
    inner = FunctionScope(owner.module, node, owner)
    return (
        isinstance(last, ast.Return)
        and last.value is not None
        and inner.is_receiver(last.value)
        and sum(isinstance(item, ast.Return) for item in paths.own_nodes(node)) == 1
    )


def _methods(scope: ClassScope, skip: set[str], lead: Spans) -> list[Spans]:
    """Sentences for the public methods, the first opened by ``lead``."""
    calls = _calls(scope, skip)
    if not calls:
        return _rest(scope)
    return [fill("{lead}, {calls}", lead=lead, calls=calls[0]), *calls[1:], *_rest(scope)]


def _calls(scope: ClassScope, skip: set[str]) -> list[Spans]:
    """``call `a(x)` and `b(y)``` and the same for generators and coroutines; at most eight forms."""
    groups: dict[str, list[Spans]] = {}
    left = _MOST_CALLS
    more = 0
    for node in order.methods(scope):
        inner = FunctionScope(scope.module, node, scope)
        kind = signatures.kind(inner, node)
        if (
            node.name.startswith("_")
            or node.name in skip
            or "property" in kind
            or kind in {"setter", "deleter"}
        ):
            continue
        if (
            plain(functions.type_name(node.returns)) == scope.node.name and kind == "class method"
            if node.returns is not None
            else False
        ):
            continue
        if not left:
            more += 1
            continue
        left -= 1
        name = f"{scope.node.name}.{node.name}" if kind.startswith(("static", "class")) else node.name
        form = code(call_form(node, inner, name, required=True))
        groups.setdefault(_uses(kind), []).append(form)
    clauses = [fill(_SEVERAL[message], forms=join(forms)) for message, forms in groups.items()]
    if more and clauses:
        clauses[-1] = fill(
            "{clause}, and {count} more methods" if more > 1 else "{clause}, and {count} more method",
            clause=clauses[-1],
            count=document.Words(str(more)),
        )
    return clauses


_SEVERAL: Mapping[str, str] = {
    "use `async with` on {form}": "use {forms} in an `async with` statement",
    "use {form} in a `with` statement": "use {forms} in a `with` statement",
    "iterate over {form} with `async for`": "iterate asynchronously over {forms}",
    "iterate over {form}": "iterate over {forms}",
    "await {form}": "await {forms}",
    "call {form}": "call {forms}",
}


def _rest(scope: ClassScope) -> list[Spans]:
    """Properties to read and operators to use."""
    read = [
        code(node.name)
        for node in order.methods(scope)
        if not node.name.startswith("_")
        and signatures.kind(FunctionScope(scope.module, node, scope), node).endswith("property")
    ]
    instance = instance_name(scope)
    used = [
        code(text)
        for node in order.methods(scope)
        for text in [_operator(FunctionScope(scope.module, node, scope), node, instance)]
        if text
    ]
    clauses = []
    if read:
        shown = (
            read
            if len(read) <= _MOST_CALLS
            else [*read[:_MOST_CALLS], _more(len(read) - _MOST_CALLS, "{count} more")]
        )
        clauses.append(fill("read {names}", names=join(shown)))
    if used:
        clauses.append(fill("use {operators}", operators=join(used[:_MOST_CALLS])))
    if len(clauses) == 2:
        return [fill("{first}, or {second}", first=clauses[0], second=clauses[1])]
    return clauses


#: Special method -> what a caller writes; ``{x}`` is the instance, ``{a}`` the first argument.
_OPERATORS: Mapping[str, str] = {
    "__contains__": "{a} in {x}",
    "__len__": "len({x})",
    "__iter__": "for item in {x}",
    "__getitem__": "{x}[{a}]",
    "__setitem__": "{x}[{a}] = {b}",
    "__delitem__": "del {x}[{a}]",
    "__aiter__": "async for item in {x}",
    "__next__": "next({x})",
    "__add__": "{x} + {a}",
    "__sub__": "{x} - {a}",
    "__mul__": "{x} * {a}",
    "__truediv__": "{x} / {a}",
    "__or__": "{x} | {a}",
    "__and__": "{x} & {a}",
    "__lt__": "{x} < {a}",
    "__le__": "{x} <= {a}",
    "__gt__": "{x} > {a}",
    "__ge__": "{x} >= {a}",
    "__matmul__": "{x} @ {a}",
}


def _operator(scope: FunctionScope, node: Method, instance: str) -> str:
    """``key in shelf`` for ``__contains__(self, key)``; "" for what is no operator."""
    if node.name == "__call__":
        return call_form(node, scope, instance)
    pattern = _OPERATORS.get(node.name)
    takes = [item.name for item in signatures.parameters(scope, node) if item.kind.startswith("positional")]
    if pattern is None or len(takes) != ("{a}" in pattern) + ("{b}" in pattern):
        return ""
    shown = [name if name not in {"self", instance} else "other" for name in takes] + ["", ""]
    return pattern.format(x=instance, a=shown[0], b=shown[1])


_CLASS_RULES = {
    "enumeration": _enumeration,
    "exception": _exception,
    "protocol": _protocol,
    "typed dictionary": _typed_dictionary,
    **dict.fromkeys(sorted(kinds.WITH_FIELDS - {"typed dictionary"}), _with_fields),
}


# -- modules -------------------------------------------------------------------------------------


def module(scope: ModuleScope) -> Spans:
    """What to run and what to import; () for a module without public names."""
    clauses = []
    script = commands.script(scope)
    every = members.public_names(scope)
    if script is not None:
        clauses.append(_run(script))
        every = [name for name in every if script.function is None or name != script.function.name]
    forms = []
    for name in every[:_MOST_CALLS]:
        node = scope.definitions[name]
        if isinstance(node, FunctionNode):
            forms.append(code(call_form(node, FunctionScope(scope, node), name, required=True)))
        else:
            forms.append(code(name))
    if len(every) > _MOST_CALLS:
        forms.append(_more(len(every) - _MOST_CALLS, "{count} more"))
    if forms:
        clauses.append(fill("import {names}", names=join(forms)))
    elif scope.module.is_package:
        clauses += _reexports(scope)
    return paragraph(clauses)


def _run(script: commands.Script) -> Spans:
    """How to run a script, and how to call the function that parses its arguments."""
    run = fill("run {command}", command=code(commands.line(script)))
    if script.function is None:
        return run
    takes = signatures.parameters(script.scope, script.function)
    if len(takes) == 1 and commands.parses(script, takes[0].name):
        form = f"{script.function.name}({takes[0].name})"
        return fill("{run}, or call {form} with a list of arguments", run=run, form=code(form))
    return run


def _reexports(scope: ModuleScope) -> list[Spans]:
    """What a package takes from its own modules."""
    top = scope.module.name.split(".")[0]
    listed = members.exported(scope)
    found = [
        name
        for name, path in scope.imports.items()
        if path.split(".")[0] == top
        and path.count(".") > 1
        and (name in listed if listed is not None else not name.startswith("_"))
    ]
    if not found:
        return []
    shown = [code(name) for name in found[:_MOST_CALLS]]
    if len(found) > _MOST_CALLS:
        shown.append(_more(len(found) - _MOST_CALLS, "{count} more"))
    return [fill("import {names} from it", names=join(shown))]
