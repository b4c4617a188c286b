"""Short ways from a piece of code to what is said of it."""

from __future__ import annotations

import ast
from pathlib import Path

from sphinx_howto import definition, document, phrasebooks, source
from sphinx_howto.analysis import comments
from sphinx_howto.analysis.scope import Context, FunctionNode, FunctionScope
from sphinx_howto.english import conditions, inline, passes, phrase, statements

_LOOKUP = source.open_project([], False)
_PHRASES = phrasebooks.load([])


def module_of(code: str) -> definition.Module:
    """``code`` as a parsed module that stands in no file."""
    return definition.Module("sample", Path("sample.py"), code, ast.parse(code))


def scope_of(code: str) -> FunctionScope:
    """The scope of the last function of ``code``."""
    module = Context(_LOOKUP, _PHRASES).module(module_of(code))
    found = [item for item in module.module.tree.body if isinstance(item, FunctionNode)]
    return FunctionScope(module, found[-1])


def written(spans: document.Spans) -> str:
    """Spans with code in backticks."""
    return "".join(f"`{span.text}`" if isinstance(span, document.Code) else span.text for span in spans)


def condition(test: str, negated: bool = False, parameters: str = "x, y, z", before: str = "") -> str:
    """What is said of the condition ``test`` inside a function with ``parameters``."""
    scope = scope_of(f"{before}\ndef f({parameters}):\n    return {test}\n")
    assert isinstance(scope.function, ast.FunctionDef)
    returned = scope.function.body[-1]
    assert isinstance(returned, ast.Return)
    assert returned.value is not None
    return written(conditions.condition(scope, returned.value, negated))


def body(code: str) -> list[str]:
    """The clauses of the body of the last function in ``code``, one for each node of the outline."""
    scope = scope_of(code)
    assert scope.function is not None
    assert not isinstance(scope.function, ast.Lambda)
    teller = statements.teller(scope, comments.Comments(scope.module.module))
    nodes = passes.run(statements.tell(teller, scope.function.body))
    return [written(phrase.sentence(inline.clause(node))) for node in nodes]


def statement(code: str, parameters: str = "x, y, z", before: str = "") -> str:
    """What is said of the statements ``code`` inside a function, as one text."""
    indented = "\n".join(f"    {line}" for line in code.splitlines())
    return " ".join(body(f"{before}\ndef f({parameters}):\n{indented}\n"))
