"""Examples that the author wrote in docstrings, cut down and completed so that they stand alone."""

from __future__ import annotations

import ast
import re
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_howto import definition, document, prominence
from sphinx_howto.example import callee, checks, imports, scope
from sphinx_howto.example.context import Context
from sphinx_howto.example.doctests import Statement, statements
from sphinx_howto.example.script import import_records, join_imports
from sphinx_howto.example.value import Import

# An example of more lines is cut at the end of a statement
LONGEST = 20


@dataclass(frozen=True, slots=True)
class Block:
    """Statements of one example block and the line where it stands."""

    statements: tuple[Statement, ...]
    line: int


def make(target: definition.Definition, context: Context) -> document.Example | None:
    """The first block of the target's docstring, or of the one around it, that stands alone."""
    for spoken in _docstrings(target, context):
        first: document.Example | None = None
        blocks = [Block(tuple(statements(text)), line) for text, line in spoken.examples]
        blocks = [block for block in blocks if block.statements]
        for position, block in enumerate(blocks):
            earlier = [one for before in blocks[:position] for one in before.statements]
            for before in ([], earlier) if earlier else ([],):
                example = from_block(target, before, block, context)
                if example is not None and _says_much(example):
                    return example
                first = first or example
        if first is not None:
            return first
    return _of_offered(target, context) if target.kind == "module" else None


# In a module that offers more than these, the example of one says little of the others
_MOST_OFFERED = 6


def _of_offered(target: definition.Definition, context: Context) -> document.Example | None:
    """The example of the main function or class of a module that offers a few."""
    ranks = prominence.ranks(target.module.tree)
    offered = [
        name
        for name, node in scope.defined(target.module).items()
        if isinstance(node, (*_FUNCTIONS, ast.ClassDef)) and not name.startswith("_")
    ]
    if len(offered) > _MOST_OFFERED:
        return None
    best = min((ranks.get(name, prominence.MAIN) for name in offered), default=prominence.MAIN)
    for name in offered:
        found = context.lookup.find(f"{target.module.name}.{name}")
        if found is not None and ranks.get(name, prominence.MAIN) == best:
            made = make(found, context)
            if made is not None:
                return made
    return None


def _says_much(example: document.Example) -> bool:
    """Whether an example does more than making one thing."""
    return "  # " in example.code or bool(example.output) or len(ast.parse(example.code).body) > 3


def _docstrings(target: definition.Definition, context: Context) -> Iterator[definition.Docstring]:
    """The target's own docstring, its constructor's, the class's and the module's."""
    nodes: list[ast.AST | None] = [target.node]
    if isinstance(target.node, ast.ClassDef):
        nodes += [node for node in target.node.body if getattr(node, "name", "") in ("__init__", "__new__")]
    nodes += [target.owner] if target.owner is not None else []
    nodes += [target.module.tree] if target.node is not target.module.tree else []
    for node in nodes:
        found = callee.docstring(node, context)
        if found is not None:
            yield found


def from_block(
    target: definition.Definition, before: list[Statement], block: Block, context: Context
) -> document.Example | None:
    """The statements of a block, with those ``before`` it, as an example; None if they cannot stand alone."""
    for chosen in _cuts([*before, *block.statements], target):
        completed = complete([one.code for one in chosen], target, context)
        if completed is None:
            continue
        found = checks.run(completed, context, target)
        if checks.passed(found):
            return document.Example(
                completed, "docstring", found, str(target.module.path), block.line, _output(chosen)
            )
    return None


def _cuts(found: list[Statement], target: definition.Definition) -> Iterator[list[Statement]]:
    """The statements up to the longest length, and the shortest beginning that shows the target."""
    name = target.qualname.rpartition(".")[2]
    uses = [position for position, one in enumerate(found) if mentions(one.bare, name, target.kind)]
    if not uses:
        return
    kept, lines = 0, 0
    for one in found:
        lines += one.lines
        if lines > LONGEST:
            break
        kept += 1
    ends = [kept] if kept > uses[0] else []
    if sum(one.lines for one in found[: uses[0] + 1]) <= LONGEST + 6:
        ends.append(uses[0] + 1)
    for end in dict.fromkeys(ends):
        yield found[:end]


def mentions(code: str, name: str, kind: str) -> bool:
    """Whether ``code`` uses ``name`` outside import lines."""
    if kind == "module":
        return True
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return False
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == name and kind not in ("method", "property", "attribute"):
            return True
        if isinstance(node, ast.Attribute) and node.attr == name:
            return True
    return False


def _output(chosen: list[Statement]) -> str | None:
    parts = [one.printed for one in chosen]
    return None if None in parts else "".join(part for part in parts if part)


def complete(parts: list[str], target: definition.Definition, context: Context) -> str | None:
    """The statements with the imports that make their names resolve; None when some do not."""
    code = "\n".join(parts)
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return None
    if _needs_what_is_not_there(tree):
        return None
    needed: set[Import] = set()
    if _awaits(tree):
        parts = _in_main(parts)
        code = "\n".join(parts)
        needed.add(Import("asyncio"))
    try:
        unknown = checks.unknown_names(code, tree)
    except SyntaxError:
        return None
    for name in unknown:
        one = Import("asyncio") if name == "asyncio" else _import_of(name, target, context)
        if one is None:
            return None
        needed.add(one)
    leading = 0
    while leading < len(parts) and parts[leading].startswith(("import ", "from ")):
        leading += 1
    own, others = import_records(parts[:leading])
    return join_imports(needed | own, _spaced([*others, *parts[leading:]]))


def _awaits(node: ast.AST) -> bool:
    """Whether something is awaited outside of any function."""
    if isinstance(node, (ast.Await, ast.AsyncFor, ast.AsyncWith)):
        return True
    inner = ast.iter_child_nodes(node)
    return any(_awaits(one) for one in inner if not isinstance(one, (*_FUNCTIONS, ast.Lambda)))


_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def _in_main(parts: list[str]) -> list[str]:
    """The statements inside a coroutine that ``asyncio`` runs; imports and definitions stay above it."""
    above = [part for part in parts if part.startswith(("import ", "from ", *_DEFINING))]
    inside = "\n".join(part for part in parts if part not in above)
    return [*above, f"async def main():\n{textwrap.indent(inside, '    ')}", "asyncio.run(main())"]


_DEFINING = ("def ", "class ", "async def ", "@")
_ABSENT = re.compile(r"\b(input|raw_input|breakpoint)$")


def _needs_what_is_not_there(tree: ast.Module) -> bool:
    """Whether the example reads files, the keyboard, or leaves parts open with ``...``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _ABSENT.search(scope.dotted(node.func)):
            return True
        if isinstance(node, ast.Call) and scope.dotted(node.func) in ("open", "io.open"):
            return True
        if isinstance(node, ast.ImportFrom) and node.level:
            return True
        if isinstance(node, ast.Call) and any(_is_ellipsis(arg) for arg in node.args):
            return True
    return any(isinstance(node, ast.Expr) and _is_ellipsis(node.value) for node in tree.body)


def _is_ellipsis(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is Ellipsis


def _import_of(name: str, target: definition.Definition, context: Context) -> Import | None:
    """How a name of the target's module, the package itself or a standard module is imported."""
    if name in scope.defined(target.module):
        found = context.lookup.find(f"{target.module.name}.{name}")
        if found is None:
            return None
        source = imports.source(found.import_path, context.lookup)
        return source.imported if source.name == name else Import(target.module.name, name)
    if name in scope.imported(target.module):
        return _as_imported(name, scope.imported(target.module)[name], context)
    if name == target.module.name.split(".")[0] or name in sys.stdlib_module_names:
        return Import(name)
    package = target.module.name.split(".")[0]
    if "." in target.module.name and name == target.module.name.rpartition(".")[2]:
        return Import(target.module.name.rpartition(".")[0], name)
    found = context.lookup.find(f"{package}.{name}")
    return Import(package, name) if found is not None and found.kind != "module" else None


def _as_imported(name: str, path: str, context: Context) -> Import | None:
    module, _, last = path.rpartition(".")
    if not module:
        return Import(path if path == name else f"{path} as {name}")
    if imports.is_module(path, context.lookup) and path != name and last != name:
        return Import(f"{path} as {name}")
    return Import(module, last if last == name else f"{last} as {name}")


def _spaced(parts: list[str]) -> str:
    """The statements with blank lines around definitions."""
    written: list[str] = []
    for position, part in enumerate(parts):
        is_block = part.lstrip().startswith(_DEFINING)
        before = position and parts[position - 1].lstrip().startswith(_DEFINING)
        if position and (is_block or before):
            written += ["", ""]
        written.append(part)
    return "\n".join(written)
