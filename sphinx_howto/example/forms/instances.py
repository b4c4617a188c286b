"""Making an instance of a class in an example, through a subclass where the class is abstract."""

from __future__ import annotations

import ast
import re

from sphinx_howto import definition, prominence
from sphinx_howto.example import (
    annotation,
    callee,
    classes,
    construct,
    imports,
    outcome,
    scope,
    signatures,
    values,
)
from sphinx_howto.example.context import Context
from sphinx_howto.example.script import Script
from sphinx_howto.example.shape import ANY
from sphinx_howto.example.value import Import, Value


def variable(name: str) -> str:
    """A variable for an instance of the class ``name``: ``HTTPServer`` gives ``http_server``."""
    return prominence.variable(name)


def reference(one: classes.Class, script: Script, context: Context) -> str:
    """Import the class and return how it is written."""
    source = imports.source(one.import_path, context.lookup)
    script.imports.add(source.imported)
    return source.name


def value(one: classes.Class, script: Script, context: Context) -> Value | None:
    """An expression for an instance; an abstract class is subclassed in ``script`` first."""
    missing = to_define(one)
    needed = classes.left_out(one) or ()
    if not missing and not needed and not classes.is_protocol(one):
        return construct.instance(one, context)
    if not all(classes.is_text(one, item) for item in needed):
        return None
    name = reference(one, script, context)
    derived = f"Example{one.name.strip('_')}"
    bases = "" if classes.is_protocol(one) else f"({name})"
    if classes.is_protocol(one):
        script.imports.discard(imports.source(one.import_path, context.lookup).imported)
    brought = "\n".join(f"    {name} = {values.by_name(name, context).code}" for name in needed)
    parts = [brought] if needed else []
    parts += [_method(node, part, script, context) for _, node, part in missing]
    body = "\n\n".join(parts) or "    pass"
    script.define(f"class {derived}{bases}:\n{body}")
    return construct.called(one, derived, context)


# A class that leaves more than these unwritten is not completed in an example
MOST_UNFINISHED = 4


def to_define(one: classes.Class) -> list[tuple[str, definition.FunctionNode, classes.Part]]:
    """What a subclass must define: abstract methods, else the few that only raise NotImplementedError."""
    unfinished = classes.unfinished_methods(one)
    return classes.abstract_methods(one) or (unfinished if len(unfinished) <= MOST_UNFINISHED else [])


def make(one: classes.Class, script: Script, context: Context) -> str | None:
    """Add an instance of ``one`` to ``script`` and return its variable, one that its module keeps."""
    kept = prominence.ready(one.parts[0].module.tree).get(one.name)
    if kept is not None:
        own = imports.source(one.import_path, context.lookup).imported
        script.imports.discard(own)
        script.imports.add(Import(one.parts[0].module.name, kept))
        return kept
    found = value(one, script, context)
    if found is None:
        return None
    script.need(found)
    name = variable(one.name)
    script.add(f"{name} = {found.code}")
    return name


def _method(node: definition.FunctionNode, part: classes.Part, script: Script, context: Context) -> str:
    """The definition of an abstract method in the subclass."""
    header = _header(node, part, script)
    one = callee.function(node, part.module, context, None, part)
    lines = [f"    {line}" for line in header]
    lines += [f"        {line}" for line in _result(one, script, context)]
    return "\n".join(lines)


def _header(node: definition.FunctionNode, part: classes.Part, script: Script) -> list[str]:
    decorators = [
        f"@{name}"
        for name in ("property", "classmethod", "staticmethod")
        if any(deco.rpartition(".")[2] in (name, f"abstract{name}") for deco in signatures.decorators(node))
    ]
    needed = _annotation_imports(node, part)
    plain = _plain_signature(node, keep=needed is not None)
    script.imports |= needed or set()
    prefix = "async def" if isinstance(node, ast.AsyncFunctionDef) else "def"
    return [*decorators, f"{prefix} {node.name}({plain}:"]


def _plain_signature(node: definition.FunctionNode, keep: bool) -> str:
    """The parameters and the closing bracket; annotations only if they can be imported, plain defaults."""
    bare = ast.parse(f"def copied({ast.unparse(node.args)}): ...").body[0].args  # type: ignore[attr-defined]
    for one in ast.walk(bare):
        if isinstance(one, ast.arg) and not keep:
            one.annotation = None
    bare.defaults = [one if isinstance(one, ast.Constant) else ast.Constant(None) for one in bare.defaults]
    bare.kw_defaults = [
        one if one is None or isinstance(one, ast.Constant) else ast.Constant(None)
        for one in bare.kw_defaults
    ]
    result = f" -> {ast.unparse(node.returns)}" if keep and node.returns is not None else ""
    # PEP 8 asks for spaces around the default of an annotated parameter
    return re.sub(r"(: [^=,()]+)=", r"\1 = ", ast.unparse(bare)) + f"){result}"


def _annotation_imports(node: definition.FunctionNode, part: classes.Part) -> set[Import] | None:
    """What the annotations need, or None when they name what is not common."""
    needed: set[Import] = set()
    parts = [
        one.annotation
        for one in ast.walk(node.args)
        if isinstance(one, ast.arg) and one.annotation is not None
    ]
    parts += [node.returns] if node.returns is not None else []
    for written in parts:
        for one in ast.walk(written):
            if isinstance(one, ast.Constant) and isinstance(one.value, str):
                return None
            if not isinstance(one, ast.Name) or one.id in scope.BUILTINS:
                continue
            path = scope.imported(part.module).get(one.id, "")
            if (
                path.rpartition(".")[0] not in ("typing", "collections.abc")
                or path.rpartition(".")[2] != one.id
            ):
                return None
            needed.add(Import(path.rpartition(".")[0], one.id))
    return needed


def _result(one: callee.Callee, script: Script, context: Context) -> list[str]:
    """A body that gives what the method promises: a parameter of that type, else a value."""
    assert one.node is not None
    kind = outcome.of(one, context)
    shape = annotation.shape(one.node.returns, one.module, context.lookup)
    if kind in (outcome.GENERATOR, outcome.ASYNC_GENERATOR):
        element = shape.items[0] if shape.items else ANY
        found = values.first(element, "item", context)
        return [f"yield {found.code if found is not None else 'None'}"]
    if one.node.returns is None and signatures.is_property(one.node):
        return [f"return {values.by_name(one.name, context).code}"]
    if shape.kind == "none" or (one.node.returns is None and not one.parameters):
        return ["pass"]
    for parameter in one.parameters:
        own = ast.unparse(parameter.annotation) if parameter.annotation is not None else ""
        if one.node.returns is None or own == ast.unparse(one.node.returns):
            return [f"return {parameter.name}"]
    found = values.first(shape, one.name, context)
    if found is None or found.setup or found.folder:
        return ["return None"]
    script.imports |= found.imports
    return [f"return {found.code}"]
