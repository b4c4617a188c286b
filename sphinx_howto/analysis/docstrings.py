"""Where the docstrings of a target contradict its code, and where they are vague."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache

from sphinx_howto import catalogue, definition, document, options
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import docstring_entries as entries
from sphinx_howto.analysis import documented_defaults, raising, signatures, vague
from sphinx_howto.analysis.scope import ClassScope, Context, FunctionNode, FunctionScope

_DOTTED = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")
_NOTHING = re.compile(
    r"\W*(?:none|nothing|null|void|noreturn)\b|.*\b(?:none|nothing)\W*$", re.IGNORECASE | re.DOTALL
)
_ROLE = re.compile(r":[\w:+.-]+:|[`~!]")


def problems(
    context: Context, target: definition.Definition, settings: options.Options
) -> tuple[document.Problem, ...]:
    """What the docstrings of ``target`` and of what it holds say against its code, in order of lines.

    Subtype ``docstring``: parameters, defaults, exceptions and results that are proven not to be there.
    Subtype ``vague``, if the settings ask for it: terms that tell a reader nothing.
    """
    if target.module.body != "source":
        return ()
    module = context.module(target.module)
    owner = module.class_scope(target.owner) if target.owner is not None else None
    found = []
    for entry in entries.walk(module, target.node, target.qualname, owner, settings.docstring_style):
        found += list(_contradictions(entry))
        if settings.check_vague:
            found += list(_vague(entry, settings.vague_terms))
    return tuple(sorted(dict.fromkeys(found), key=lambda item: item.line))


def _contradictions(entry: entries.Entry) -> Iterator[document.Problem]:
    scope = entry.scope
    if scope is None or not isinstance(scope.function, FunctionNode) or scope.module is not entry.module:
        return
    node = scope.function
    if signatures.kind(scope, node) not in _WITHOUT_PARAMETERS:
        yield from _parameters(entry, scope, node)
    if entry.whole and not _is_contract(scope, node):
        yield from _raises(entry, scope, node)
        yield from _returns(entry, scope, node)


_WITHOUT_PARAMETERS = {"property", "cached property", "abstract property", "setter", "deleter"}


def _problem(entry: entries.Entry, line: int, pattern: str, **slots: object) -> document.Problem:
    text = pattern.format(name=entry.name, line=line, **slots)
    return document.Problem("docstring", text, str(entry.module.module.path), line)


def _parameters(
    entry: entries.Entry, scope: FunctionScope, node: definition.FunctionNode
) -> Iterator[document.Problem]:
    known = {item.name: item for item in signatures.parameters(scope, node)}
    for item in entry.docstring.parameters:
        for name in (part.strip().lstrip("\\*") for part in item.name.split(",")):
            if name in known:
                yield from _default(entry, scope, item, known[name])
            elif name.isidentifier() and name not in _PROSE and not _takes(scope, node, name):
                yield from _unknown(entry, name, item.line, node)


#: What begins a line with a colon among the arguments, and is none.
_PROSE = {
    "Note", "Notes", "Warning", "Warnings", "Example", "Examples", "Default", "Defaults", "Tip", "Important",
    "See", "Usage", "TODO", "Todo", "Hint", "Caution", "Format", "None", "True", "False",
}  # fmt: skip


def _unknown(
    entry: entries.Entry, name: str, near: int, node: definition.FunctionNode
) -> Iterator[document.Problem]:
    line = entry.line(name, near)
    if line and ":" in entries.source_lines(entry.module.module)[line - 1]:
        yield _problem(
            entry,
            line,
            catalogue.gettext(
                "{name}: the parameter {parameter} is documented at line {line}, but"
                " the signature at line {other} does not have it; rename or remove the entry"
            ),
            parameter=name,
            other=node.lineno,
        )


#: What stands for all arguments of a function ("kwargs: the same keyword arguments as the base class").
_ALL_OF_THEM = {"args", "kwargs", "kwds", "keywords", "arguments"}


def _takes(scope: FunctionScope, node: definition.FunctionNode, name: str) -> bool:
    """Whether ``name`` can be an argument all the same: of ``**``, an overload, an inner function."""
    if node.args.vararg is not None or node.args.kwarg is not None or name in scope.parameters:
        return True
    if name in _ALL_OF_THEM and len(scope.parameters) > (scope.receiver is not None):
        return True
    if _may_touch(scope, node, name):
        return True
    same = (
        item
        for item in ast.walk(scope.module.module.tree)
        if isinstance(item, FunctionNode) and item.name == node.name and item is not node
    )
    overloads = (
        item
        for item in same
        if any(quoting.source(each).endswith("overload") for each in item.decorator_list)
    )
    inside = (item for each in (node, *overloads) for item in ast.walk(each))
    return any(isinstance(item, ast.arg) and item.arg == name for item in inside)


def _may_touch(scope: FunctionScope, node: definition.FunctionNode, name: str) -> bool:
    """Whether a decorator may add or change the parameter ``name``: it must name it to do so."""
    for item in node.decorator_list:
        path = scope.module.dotted(item.func if isinstance(item, ast.Call) else item)
        if path in signatures.SILENT_DECORATORS | raising.PLAIN_DECORATORS and path != "functools.wraps":
            continue
        found = scope.module.context.find(path)
        if found is None or found.module is scope.module.module:
            return True
        if name in _names(item) | _names(found.module.tree):
            return True
    return False


@lru_cache(maxsize=64)
def _names(tree: ast.AST) -> frozenset[object]:
    """Every name, argument and string that occurs in code."""
    found: set[object] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, (ast.arg, ast.keyword)):
            found.add(node.arg)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(node.value)
    return frozenset(found)


def _default(
    entry: entries.Entry,
    scope: FunctionScope,
    item: definition.DocumentedItem,
    parameter: signatures.Parameter,
) -> Iterator[document.Problem]:
    line = entry.line(parameter.name, item.line)
    source = (
        entries.source_lines(entry.module.module)[line - 1]
        if line and entry.docstring.style == "numpy"
        else ""
    )
    said = documented_defaults.stated(item, source)
    node = scope.function
    if said is None or not line or parameter.kind.startswith("*") or not isinstance(node, FunctionNode):
        return
    if _may_touch(scope, node, parameter.name):
        return
    slots = {"parameter": parameter.name, "said": said}
    if parameter.default is None:
        yield _problem(
            entry,
            line,
            catalogue.gettext(
                "{name}: the default of {parameter} is documented at line {line} as {said}, but"
                " the signature at line {other} has none; correct one of them"
            ),
            other=scope.parameters[parameter.name].lineno,
            **slots,
        )
    elif documented_defaults.differs(scope, said, parameter.default, parameter.name):
        yield _problem(
            entry,
            line,
            catalogue.gettext(
                "{name}: the default of {parameter} is documented at line {line} as {said}, but"
                " the signature at line {other} says {default}; correct one of them"
            ),
            other=parameter.default.lineno,
            default=quoting.short(parameter.default),
            **slots,
        )


def _is_contract(scope: FunctionScope, node: definition.FunctionNode) -> bool:
    """Whether a docstring may speak of what others put in the place of the body."""
    if not raising.plain_decorators(scope, node) or signatures.is_abstract(scope, node):
        return True
    if all(map(_is_trivial, quoting.body_of(node))):
        return True
    return scope.owner is not None and _is_overridden(scope.owner, node.name)


def _is_trivial(statement: ast.stmt) -> bool:
    """``pass``, ``...``, ``raise X`` or ``return`` of a constant."""
    if isinstance(statement, (ast.Expr, ast.Return)):
        return isinstance(statement.value, (ast.Constant, type(None)))
    return isinstance(statement, (ast.Pass, ast.Raise))


def _is_overridden(owner: ClassScope, method: str) -> bool:
    """Whether a class of the same module puts its own method in the place of the owner's."""
    for node in owner.module.definitions.values():
        if isinstance(node, ast.ClassDef) and node is not owner.node:
            scope = owner.module.class_scope(node)
            if method in scope.methods and owner in scope.lineage():
                return True
    return False


def _raises(
    entry: entries.Entry, scope: FunctionScope, node: definition.FunctionNode
) -> Iterator[document.Problem]:
    for item in entry.docstring.raises:
        name = _ROLE.sub("", item.name).strip()
        line = entry.line(name, item.line) if _DOTTED.fullmatch(name) else 0
        if line and not raising.may_raise(scope, name):
            yield _problem(
                entry,
                line,
                catalogue.gettext(
                    "{name}: {exception} is documented at line {line} as raised, but"
                    " nothing in the function at line {other} raises it; remove the entry or raise it"
                ),
                exception=name,
                other=node.lineno,
            )


def _returns(
    entry: entries.Entry, scope: FunctionScope, node: definition.FunctionNode
) -> Iterator[document.Problem]:
    said = [
        text for item in entry.docstring.returns for text in (item.name, item.annotation, item.description)
    ]
    if not any(said) or any(map(_NOTHING.match, said)) or not returns_nothing(node):
        return
    line = _result_line(entry)
    if line:
        yield _problem(
            entry,
            line,
            catalogue.gettext(
                "{name}: a result is documented at line {line}, but"
                " every path of the function at line {other} returns None; remove the entry or return it"
            ),
            other=node.lineno,
        )


def returns_nothing(node: definition.FunctionNode) -> bool:
    """Whether every path returns None: no generator, no value returned, an end that can be reached."""
    if node.name == "__init__" or signatures.is_generator(node) or isinstance(node.body[-1], ast.Raise):
        return False
    returned = (item.value for item in ast.walk(node) if isinstance(item, ast.Return))
    return all(
        value is None or (isinstance(value, ast.Constant) and value.value is None) for value in returned
    )


def _result_line(entry: entries.Entry) -> int:
    """The line of the ``Returns`` section or field, 0 if not found."""
    heading = re.compile(r"\s*[rR]?[\"']*\s*(?::returns?\b[^:]*:|:rtype:|Returns\b)")
    found = (number for number, text in enumerate(entry.lines(), entry.text.lineno) if heading.match(text))
    return next(found, 0)


def _vague(entry: entries.Entry, terms: tuple[str, ...]) -> Iterator[document.Problem]:
    """The vague terms of a docstring, each at its line of the source."""
    for number, term in vague.find("\n".join(entry.lines()), terms):
        line = entry.text.lineno + number
        message = catalogue.gettext(
            "{name}: the docstring at line {line} uses the vague term “{term}”; say what it means"
        )
        text = message.format(name=entry.name, line=line, term=term)
        yield document.Problem("vague", text, str(entry.module.module.path), line)
