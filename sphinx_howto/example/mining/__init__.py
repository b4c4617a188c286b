"""Examples mined from the project's tests, scripts, notebooks and pages, cut down to what they need."""

from __future__ import annotations

import ast
import textwrap
from dataclasses import dataclass

from sphinx_howto import definition, document
from sphinx_howto.example import callee, checks, script
from sphinx_howto.example.context import Context
from sphinx_howto.example.mining import index, own, results, slicing
from sphinx_howto.example.value import Import

# Longer candidates are left, not cut; sites looked at for one target; examples shown
LONGEST, SITES, MOST = 12, 200, 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """An example and what decides whether it is shown."""

    example: document.Example
    score: int
    given: frozenset[str]

    @property
    def order(self) -> tuple[int, int, str, int]:
        """Best first: score, then fewest characters, then file and line."""
        return -self.score, len(self.example.code), self.example.file, self.example.line


def make(target: definition.Definition, context: Context) -> tuple[document.Example, ...]:
    """The best mined examples of ``target``: at most two, which give different arguments.

    What the module of the target itself does as a program comes first.
    """
    mine = own.make(target, context)
    if mine is not None:
        return (mine,)
    if not context.settings.example_paths or target.kind == "module":
        return ()
    found = [
        candidate
        for site in index.calls(target.path, context)[:SITES]
        for candidate in _candidates(site, target, context)
    ]
    found.sort(key=lambda one: one.order)
    if not found:
        return ()
    best = found[0]
    other = next((one for one in found if one.given != best.given and one.score > 1), None)
    return (best.example,) if other is None else (best.example, other.example)[:MOST]


def _candidates(site: index.Site, target: definition.Definition, context: Context) -> list[Candidate]:
    piece = slicing.cut(site)
    if piece is None:
        return []
    code = _written(piece)
    body_lines = [
        line for line in code.splitlines() if line.strip() and not line.startswith(("import ", "from "))
    ]
    if len(body_lines) > LONGEST:
        return []
    found = checks.run(code, context)
    if not checks.passed(found):
        return []
    line = site.call.lineno + site.unit.line
    example = document.Example(code, "mined", found, str(site.unit.path), line)
    return [Candidate(example, _score(site, piece, body_lines, target, context), _given(site.call))]


def _written(piece: slicing.Piece) -> str:
    """The source of a piece, imports sorted, in a folder or a coroutine where it needs one."""
    statements = [node for node in piece.statements if not isinstance(node, (ast.Import, ast.ImportFrom))]
    lines = [*piece.imports, *(ast.unparse(node) for node in piece.statements if node not in statements)]
    needed, others = script.import_records(lines)
    text = script.spaced([script.fold(part) for part in results.sources(statements)])
    if piece.is_async:
        text = f"async def main():\n{textwrap.indent(text, '    ')}\n\n\nasyncio.run(main())"
        needed.add(Import("asyncio"))
    if piece.folder:
        text = f"with TemporaryDirectory() as folder:\n{textwrap.indent(text, '    ')}"
        needed |= {Import("tempfile", "TemporaryDirectory"), Import("pathlib", "Path")}
    read = {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}
    needed = {one for one in needed if one.name == "*" or _bound_by(one) in read}
    return script.join_imports(needed, "\n".join([*others, text]) if others else text)


def _bound_by(one: Import) -> str:
    """The name that an import binds."""
    return (one.name or one.module).rpartition(" as ")[2].split(".")[0]


def _given(call: ast.Call) -> frozenset[str]:
    """Which arguments the call gives, by position or keyword."""
    return frozenset(
        [str(position) for position in range(len(call.args))] + [str(word.arg) for word in call.keywords]
    )


def _score(
    site: index.Site, piece: slicing.Piece, lines: list[str], target: definition.Definition, context: Context
) -> int:
    """A known result, plain arguments and few lines count for a candidate, stand-ins against it."""
    values = [*site.call.args, *(word.value for word in site.call.keywords)]
    score = 3 if piece.known else 0
    score += 2 if values and all(_is_literal(value) for value in values) else 0
    one = callee.from_definition(target, context)
    required = [parameter for parameter in one.parameters if parameter.required] if one is not None else []
    score += min(len(required), len(values))
    score += 2 if piece.asserts else 0
    score -= 3 if isinstance(piece.statements[-1], (ast.FunctionDef, ast.ClassDef)) else 0
    score -= max(0, len(lines) - 5) + 2 * piece.stand_ins + max(0, len(piece.imports) - 1)
    return score


def _is_literal(node: ast.expr) -> bool:
    try:
        ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError):
        return False
    return True
