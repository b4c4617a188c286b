"""Routes: which requests the functions of a module answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sphinx_howto import document
from sphinx_howto.analysis import frameworks, handled_paths
from sphinx_howto.analysis.scope import FunctionNode, FunctionScope, walk_scope
from sphinx_howto.english.facts import subject
from sphinx_howto.english.phrase import Spans, code, fill, join, paragraph, sentence, words
from sphinx_howto.frameworks.routes import Route

#: So many routes are listed; the others are counted.
_MOST = 20


def tell(group: subject.Group) -> document.Step | None:
    """The bullet, or None: of a module, or of what makes an application, each request and what answers it."""
    handled = [answered for member in group.shown for answered in handled_paths.of(member)]
    if handled:
        answers = sentence(fill("answers {requests}", requests=join(_handled(handled))))
        return document.Step(words("Routes"), answers, subject.lines([one.lines for one in handled]))
    if group.scope.owner is not None:
        return None
    found = list(_nested(group.shown[0].scope) if group.alone else _routes(group))
    if not found:
        return None
    shown = [
        fill("{request} ({function})", request=code(text), function=code(name))
        for name, route, _ in found
        for text in route.texts
    ]
    if len(shown) > _MOST:
        shown = [*shown[:_MOST], fill("{count} more", count=document.Words(str(len(shown) - _MOST)))]
    told = [fill("answers {requests}", requests=join(shown)), *_prefixes([route for _, route, _ in found])]
    return document.Step(words("Routes"), paragraph(told), subject.lines([lines for *_, lines in found]))


def _handled(found: list[handled_paths.Answered]) -> list[Spans]:
    """The requests that handlers of the standard library tell apart; more are counted."""
    shown = [
        fill(
            "{method} requests to paths that begin with {path}", method=code(one.method), path=code(one.path)
        )
        if one.is_start
        else code(f"{one.method} {one.path}")
        for one in found[:_MOST]
    ]
    if len(found) > _MOST:
        shown.append(fill("{count} more", count=document.Words(str(len(found) - _MOST))))
    return shown


def _routes(group: subject.Group) -> Iterator[tuple[str, Route, tuple[int, int]]]:
    """Name, route and lines of each function of the module that answers requests."""
    module = group.scope.module
    for node in module.module.tree.body:
        if not isinstance(node, FunctionNode):
            continue
        scope = FunctionScope(module, node)
        for one in frameworks.decorators(scope, node):
            route = frameworks.route(scope, one) if one.row.form == "route" else None
            if route is not None:
                yield node.name, route, (one.decorator.lineno, node.lineno)
        yield from _nested(scope)


def _nested(scope: FunctionScope) -> Iterator[tuple[str, Route, tuple[int, int]]]:
    """The same of the functions inside a function, of an application that it makes itself."""
    body = scope.function.body if isinstance(scope.function, FunctionNode) else []
    for node in walk_scope(body):
        if not isinstance(node, FunctionNode):
            continue
        for item in node.decorator_list:
            one = frameworks.nested(scope, item)
            route = frameworks.route(scope, one) if one is not None and one.row.form == "route" else None
            if route is not None:
                yield node.name, replace(route, below=""), (item.lineno, node.lineno)


def _prefixes(found: list[Route]) -> list[Spans]:
    """Whose paths may get a prefix that the module does not tell."""
    open_ = list(dict.fromkeys(route.below for route in found if route.below))
    if not open_:
        return []
    message = "the application that takes {routers} in may put a prefix before the paths"
    return [fill(message, routers=join([code(name) for name in open_]))]
