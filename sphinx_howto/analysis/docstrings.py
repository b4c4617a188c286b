"""Where the docstrings of a target contradict its code, and where they are vague."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sphinx_howto import definition, document, options
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import documented_defaults, raising, signatures, vague
from sphinx_howto.analysis.scope import ClassScope, Context, FunctionNode, FunctionScope, ModuleScope
from sphinx_howto.catalogue import gettext

_DOTTED = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")
_NOTHING = re.compile(r"\W*(?:none|nothing|null|void|noreturn)\b|.*\b(?:none|nothing)\W*$", re.IGNORECASE | re.DOTALL)
_ROLE = re.compile(r":[\w:+.-]+:|[`~!]")


@dataclass(frozen=True)
class _Entry:
    """A docstring and what it speaks of.

    name: of the documented object. text: the string itself. scope: the function whose signature and
    body it describes, None for a module and for a class whose creation is not known.
    whole: whether it is the function's own docstring, not its class's.
    """

    name: str
    module: ModuleScope
    docstring: definition.Docstring
    text: ast.Constant
    scope: FunctionScope | None
    whole: bool

    def line(self, name: str, near: int = 0) -> int:
        """The 1-based line of the file where the docstring's entry ``name`` begins, 0 if not found."""
        lines = self.lines()
        order = sorted(range(len(lines)), key=lambda number: (number != near - self.text.lineno, number))
        return next((self.text.lineno + number for number in order if _begins(self.docstring.style, name, lines[number])), 0)

    def lines(self) -> list[str]:
        """The lines of the source that hold the docstring, code blocks blanked out."""
        return _prose_lines(self.module.module, self.text)


@lru_cache(maxsize=8)
def _lines(module: definition.Module) -> tuple[str, ...]:
    # Not splitlines(): form feeds and the like do not end a line for the parser
    return tuple(module.text.split("\n"))


@lru_cache(maxsize=64)
def _prose_lines(module: definition.Module, text: ast.Constant) -> list[str]:
    lines = _lines(module)[text.lineno - 1 : text.end_lineno]
    return vague.without_blocks("\n".join(lines)).split("\n")


#: How an entry of each style begins; NumPy's needs its colon, or prose would be one.
_NAMES = r"(?P<names>(?::\w+:)?[`~!*\\]*[\w.]+`*(?:\s*,\s*[`*\\]*\w+`*)*)"
_ENTRIES = {
    "numpy": re.compile(rf"\s*{_NAMES}\s*(?::|$)"),
    "google": re.compile(rf"\s*{_NAMES}(?:\s*\(.*\))?\s*:"),
    "sphinx": re.compile(r"\W*:\w+\s(?:[^:]*\s)?(?P<names>(?::\w+:)?[`~!*\\]*[\w.]+`?)\s*:"),
}


def _begins(style: str, name: str, line: str) -> bool:
    """Whether the entry ``name`` of a docstring begins in ``line``."""
    found = _ENTRIES[style].match(line) if name in line and style in _ENTRIES else None
    return found is not None and name in (part.strip(" `~!*\\") for part in _ROLE.sub("", found["names"]).split(","))


def problems(
    context: Context, target: definition.Definition, settings: options.Options
) -> tuple[document.Problem, ...]:
    """What the docstrings of ``target`` and of what it holds say that its code contradicts, in order of lines.

    Subtype ``docstring``: parameters, defaults, exceptions and results that are proven not to be there.
    Subtype ``vague``, if the settings ask for it: terms that tell a reader nothing.
    """
    if target.module.body != "source":
        return ()
    module = context.module(target.module)
    owner = module.class_scope(target.owner) if target.owner is not None else None
    found = []
    for entry in _entries(module, target.node, target.qualname, owner, settings.docstring_style):
        found += list(_contradictions(entry))
        if settings.check_vague:
            found += list(_vague(entry, settings.vague_terms))
    return tuple(sorted(dict.fromkeys(found), key=lambda item: item.line))


def _entries(
    module: ModuleScope, node: ast.AST, name: str, owner: ClassScope | None, style: str
) -> Iterator[_Entry]:
    """The docstrings of an object and of what it holds: a module's public objects, a class's methods."""
    scope: FunctionScope | None = None
    held: list[ast.stmt] = []
    if isinstance(node, FunctionNode):
        scope = FunctionScope(module, node, owner)
    elif isinstance(node, ast.ClassDef):
        owner = module.class_scope(node)
        scope = raising.initializer(owner)
        held = list(owner.methods.values())
    elif isinstance(node, ast.Module):
        held = [item for key, item in module.definitions.items() if not key.startswith("_")]
    else:
        return
    assert isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Module))
    text = node.body[0].value if node.body and isinstance(node.body[0], ast.Expr) else None
    if isinstance(text, ast.Constant) and isinstance(text.value, str):
        parsed = module.context.lookup.docstring(text.value, text.lineno, style)
        if parsed is not None:
            yield _Entry(name or module.module.name, module, parsed, text, scope, isinstance(node, FunctionNode))
    for item in held:
        if isinstance(item, (*FunctionNode, ast.ClassDef)):
            yield from _entries(module, item, f"{name}.{item.name}" if name else item.name, owner, style)


def _contradictions(entry: _Entry) -> Iterator[document.Problem]:
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


def _problem(entry: _Entry, line: int, message: str, **slots: object) -> document.Problem:
    text = gettext(message).format(name=entry.name, line=line, **slots)
    return document.Problem("docstring", text, str(entry.module.module.path), line)


def _parameters(
    entry: _Entry, scope: FunctionScope, node: ast.FunctionDef | ast.AsyncFunctionDef
) -> Iterator[document.Problem]:
    known = {item.name: item for item in signatures.parameters(scope, node)}
    for item in entry.docstring.parameters:
        for name in (part.strip().lstrip("\\*") for part in item.name.split(",")):
            if name in known:
                yield from _default(entry, scope, item, known[name])
            elif name.isidentifier() and name not in _PROSE and not _takes(scope, node, name):
                yield from _unknown(entry, name, item.line, node)


#: What begins a line with a colon among the arguments, and is none.
_PROSE = {"Note", "Notes", "Warning", "Warnings", "Example", "Examples", "Default", "Defaults", "Tip", "Important", "See",
          "Usage", "TODO", "Todo", "Hint", "Caution", "Format", "None", "True", "False"}


def _unknown(
    entry: _Entry, name: str, near: int, node: ast.FunctionDef | ast.AsyncFunctionDef
) -> Iterator[document.Problem]:
    line = entry.line(name, near)
    if line and ":" in _lines(entry.module.module)[line - 1]:
        yield _problem(
            entry, line,
            "{name}: the parameter {parameter} is documented at line {line}, the signature at line {other}"
            " has none of that name; rename or remove the entry", parameter=name, other=node.lineno)


def _takes(scope: FunctionScope, node: ast.FunctionDef | ast.AsyncFunctionDef, name: str) -> bool:
    """Whether ``name`` can be an argument all the same: of a ``*`` or ``**``, an overload, an inner function."""
    if node.args.vararg is not None or node.args.kwarg is not None or name in scope.parameters:
        return True
    if _may_touch(scope, node, name):
        return True
    same = (item for item in ast.walk(scope.module.module.tree)
            if isinstance(item, FunctionNode) and item.name == node.name and item is not node)
    overloads = [item for item in same if any(quoting.source(each).endswith("overload") for each in item.decorator_list)]
    return any(isinstance(item, ast.arg) and item.arg == name for each in (node, *overloads) for item in ast.walk(each))


def _may_touch(scope: FunctionScope, node: ast.FunctionDef | ast.AsyncFunctionDef, name: str) -> bool:
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
    entry: _Entry, scope: FunctionScope, item: definition.DocumentedItem, parameter: signatures.Parameter
) -> Iterator[document.Problem]:
    line = entry.line(parameter.name, item.line)
    source = _lines(entry.module.module)[line - 1] if line and entry.docstring.style == "numpy" else ""
    said = documented_defaults.stated(item, source)
    node = scope.function
    if said is None or not line or parameter.kind.startswith("*") or not isinstance(node, FunctionNode):
        return
    if _may_touch(scope, node, parameter.name):
        return
    slots = {"parameter": parameter.name, "said": said}
    if parameter.default is None:
        yield _problem(
            entry, line,
            "{name}: the default of {parameter} is documented at line {line} as {said}, the signature at line {other}"
            " has none; correct one of them", other=scope.parameters[parameter.name].lineno, **slots)
    elif documented_defaults.differs(scope, said, parameter.default, parameter.name):
        yield _problem(
            entry, line,
            "{name}: the default of {parameter} is documented at line {line} as {said}, the signature at line {other}"
            " says {default}; correct one of them",
            other=parameter.default.lineno, default=quoting.short(parameter.default), **slots)


def _is_contract(scope: FunctionScope, node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a docstring may speak of what others put in the place of the body."""
    if not raising.plain_decorators(scope, node) or signatures.is_abstract(scope, node):
        return True
    body = quoting.body_of(node)
    if all(isinstance(item, (ast.Pass, ast.Raise, ast.Expr)) or
           isinstance(item, ast.Return) and isinstance(item.value, (ast.Constant, type(None))) for item in body):
        return True
    return scope.owner is not None and _is_overridden(scope.owner, node.name)


def _is_overridden(owner: ClassScope, method: str) -> bool:
    """Whether a class of the same module puts its own method in the place of the owner's."""
    for node in owner.module.definitions.values():
        if isinstance(node, ast.ClassDef) and node is not owner.node:
            scope = owner.module.class_scope(node)
            if method in scope.methods and owner in scope.lineage():
                return True
    return False


def _raises(
    entry: _Entry, scope: FunctionScope, node: ast.FunctionDef | ast.AsyncFunctionDef
) -> Iterator[document.Problem]:
    for item in entry.docstring.raises:
        name = _ROLE.sub("", item.name).strip()
        line = entry.line(name, item.line) if _DOTTED.fullmatch(name) else 0
        if line and not raising.may_raise(scope, name):
            yield _problem(
                entry, line,
                "{name}: {exception} is documented at line {line} as raised, nothing in the function at line {other}"
                " raises it; remove the entry or raise it", exception=name, other=node.lineno)


def _returns(
    entry: _Entry, scope: FunctionScope, node: ast.FunctionDef | ast.AsyncFunctionDef
) -> Iterator[document.Problem]:
    documented = [item for item in entry.docstring.returns if item.annotation or item.description]
    if not documented or any(_NOTHING.match(text) for item in documented for text in (item.annotation, item.description, item.name)):
        return
    if not returns_nothing(node):
        return
    line = _result_line(entry)
    if line:
        yield _problem(
            entry, line,
            "{name}: a result is documented at line {line}, every path of the function at line {other} returns None;"
            " remove the entry or return it", other=node.lineno)


def returns_nothing(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether every path returns None: no generator, no value returned, an end that can be reached."""
    if node.name == "__init__" or signatures.is_generator(node) or isinstance(node.body[-1], ast.Raise):
        return False
    returned = (item.value for item in ast.walk(node) if isinstance(item, ast.Return))
    return all(value is None or isinstance(value, ast.Constant) and value.value is None for value in returned)


def _result_line(entry: _Entry) -> int:
    """The line of the ``Returns`` section or field, 0 if not found."""
    heading = re.compile(r"\s*[rR]?[\"']*\s*(?::returns?\b[^:]*:|:rtype:|Returns\b)")
    found = (number for number, text in enumerate(entry.lines(), entry.text.lineno) if heading.match(text))
    return next(found, 0)


def _vague(entry: _Entry, terms: tuple[str, ...]) -> Iterator[document.Problem]:
    """The vague terms of a docstring, each at its line of the source."""
    for number, term in vague.find("\n".join(entry.lines()), terms):
        line = entry.text.lineno + number
        message = gettext("{name}: the docstring at line {line} uses the vague term “{term}”; say the action itself")
        text = message.format(name=entry.name, line=line, term=term)
        yield document.Problem("vague", text, str(entry.module.module.path), line)
