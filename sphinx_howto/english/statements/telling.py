"""What the rules of all statements share: the scope, the comments, and the walk over a block."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sphinx_howto import document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import comment_texts, comments
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import commandline, operands
from sphinx_howto.english.outline import Act, Node, Source
from sphinx_howto.english.phrase import Spans, code, fill, join, plain
from sphinx_howto.english.statements import gathering

Rule = Callable[["Teller", ast.stmt, Source], "list[Node]"]


@dataclass(frozen=True)
class Teller:
    """What the rules need: the names in scope, the comments, and how much is to be said.

    rules: kind of statement -> what tells it.
    full: whether statements without effect (imports, declarations) are told as well.
    imports: whether imports inside a function are told, as where an ``except`` waits for their failure.
    said: constants whose value was told already in this body.
    """

    scope: FunctionScope
    comments: comments.Comments
    rules: Mapping[type[ast.stmt], Rule]
    full: bool = False
    imports: bool = False
    said: set[str] = field(default_factory=set)

    def inside(self, scope: FunctionScope) -> Teller:
        """The same in another scope."""
        return replace(self, scope=scope)


def tell(teller: Teller, body: Sequence[ast.stmt]) -> tuple[Node, ...]:
    """The statements of a block, in order; what needs no words gives none."""
    nodes: list[Node] = []
    last_line = 0
    rest = list(body)
    while rest:
        count, found = _told(teller, rest, source_of(teller, rest[0], last_line))
        for position, node in enumerate(found):
            again = replace(node.source, label="", comment="", gap=False, notes=())
            nodes.append(replace(node, source=again) if position else node)
        last = rest[count - 1]
        last_line = last.end_lineno or last.lineno
        rest = rest[count:]
        if isinstance(last, _LEAVING) and rest:
            nodes += _unreached(rest)
            break
    return tuple(nodes)


_LEAVING = (ast.Return, ast.Raise, ast.Break, ast.Continue)


def _unreached(body: Sequence[ast.stmt]) -> list[Node]:
    """What stands behind a statement that leaves: a lone ``yield`` there only makes a generator."""
    only = body[0].value if len(body) == 1 and isinstance(body[0], ast.Expr) else None
    if isinstance(only, (ast.Yield, ast.YieldFrom, ast.Constant)):
        return []
    first, last = body[0].lineno, body[-1].end_lineno or body[-1].lineno
    message = "never reaches line {first}" if first == last else "never reaches lines {first} to {last}"
    text = fill(message, first=document.Words(str(first)), last=document.Words(str(last)))
    return [Act(text, Source((first, last)), "nothing", ("Unreachable code",))]


def _told(teller: Teller, body: Sequence[ast.stmt], source: Source) -> tuple[int, list[Node]]:
    """What the first statements of a block say, and how many these are."""
    arguments = commandline.run(teller.scope, body)
    if arguments > 1:
        lines = (source.lines[0], body[arguments - 1].end_lineno or source.lines[1])
        block = commandline.block(teller.scope, body[:arguments], replace(source, lines=lines))
        return arguments, [block]
    gathered = gathering.find(teller.scope, body)
    statement = gathered.statement if gathered is not None else body[0]
    if gathered is not None:
        source = _gathered_source(teller, gathered, source)
    rule = teller.rules.get(type(statement))
    found = rule(teller, statement, source) if rule is not None else [_quoted(statement, source)]
    found = [_with_constants(teller, statement, node) for node in found]
    return gathered.count if gathered is not None else 1, found


def _gathered_source(teller: Teller, gathered: gathering.Gathering, source: Source) -> Source:
    """The source of what several statements say, with the first label and the first note among them."""
    sources = [source_of(teller, part) for part in gathered.parts]
    return replace(
        source,
        lines=(source.lines[0], gathered.statement.end_lineno or source.lines[1]),
        label=next((item.label for item in sources if item.label), ""),
        comment=next((item.comment for item in sources if item.comment), ""),
    )


def source_of(teller: Teller, statement: ast.stmt, last_line: int = 0) -> Source:
    """Where a statement stands, with the author's comments on it; ``last_line``: that of the one before."""
    comment = teller.comments.above(statement)
    first = comment.first if comment is not None else statement.lineno
    above, parts = _above(teller, statement), _parts(teller, statement)
    behind = "" if above else _behind(teller, statement)
    return Source(
        lines=(statement.lineno, statement.end_lineno or statement.lineno),
        label=_label(comment),
        comment=above or (behind if not parts else ""),
        gap=bool(last_line) and first > last_line + 1,
        notes=(*parts, behind) if parts and behind else parts,
    )


def _above(teller: Teller, statement: ast.stmt) -> str:
    """What the author's comments above a statement say; "" for nothing."""
    found = teller.comments.above(statement)
    if found is None:
        return ""
    return comment_texts.note(found, code=ast.unparse(statement).splitlines()[0]) or ""


def _behind(teller: Teller, statement: ast.stmt) -> str:
    """What the author's comment behind a statement says; "" for nothing."""
    found = teller.comments.beside(statement)
    return (comment_texts.note(found, is_beside=True) or "") if found is not None else ""


def _parts(teller: Teller, statement: ast.stmt) -> tuple[str, ...]:
    """What the author's comments on the lines of a statement say, or on those of its head."""
    last = (statement.end_lineno or statement.lineno) - 1
    if comments.has_body(statement):
        last = max((part.end_lineno or part.lineno for part in _head(statement)), default=0) - 1
    found = teller.comments.within(statement.lineno, last)
    notes = (comment_texts.note(item, is_beside=True) for item in found)
    return tuple(note for note in notes if note)


def _head(statement: ast.stmt) -> Iterator[ast.expr]:
    """The expressions on which the body of a statement hangs."""
    for name in ("test", "iter", "subject"):
        part = getattr(statement, name, None)
        if isinstance(part, ast.expr):
            yield part
    for item in getattr(statement, "items", []):
        yield item.context_expr


def branch(teller: Teller, line: int, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The nodes of a branch with what its author says of it at its first line."""
    above, behind = teller.comments.on_head(line) if line and nodes else (None, None)
    if above is None and behind is None:
        return nodes
    label = next((text for text in map(_label, (above, behind)) if text), "")
    head = teller.comments.line(line)
    notes = (
        comment_texts.note(item, is_beside=item is behind, code=head)
        for item in (above, behind)
        if item is not None
    )
    note = next((text for text in notes if text), "")
    first = replace(nodes[0], source=replace(nodes[0].source, branch=note, branch_label=label))
    return (first, *nodes[1:])


def _label(comment: comments.Comment | None) -> str:
    return (comment_texts.label(comment) or "") if comment is not None else ""


def unspoken(teller: Teller, body: Sequence[ast.stmt], source: Source) -> Source:
    """The source of what is said of a body that needs no words, with the author's comment in it."""
    note = _above(teller, body[0]) or _behind(teller, body[0]) if body else ""
    return replace(source, label="", comment=note, gap=False, notes=())


def _with_constants(teller: Teller, statement: ast.stmt, node: Node) -> Node:
    """A clause that quotes constants, with their values at the first mention: ``(`TIMEOUT` is `30`)``."""
    if not isinstance(node, Act) or isinstance(
        statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    ):
        return node
    told = plain(node.text)
    shown: list[Spans] = []
    for part in ast.walk(statement):
        if not isinstance(part, (ast.Name, ast.Attribute)) or not isinstance(part.ctx, ast.Load):
            continue
        name = quoting.source(part)
        value = operands.constant_value(teller.scope, part)
        if value is None or name in teller.said or value in told or name not in told:
            continue
        teller.said.add(name)
        message = "{name} is {value} by default" if isinstance(part, ast.Attribute) else "{name} is {value}"
        shown.append(fill(message, name=code(name), value=code(value)))
    if not shown or len(shown) > 2:
        return node
    remark = join(shown)
    text = fill("{clause} ({remark})", clause=node.text, remark=remark)
    item = fill("{clause} ({remark})", clause=node.item, remark=remark) if node.item else ()
    return replace(node, text=text, item=item)


def _quoted(statement: ast.stmt, source: Source) -> Act:
    """Any statement, as code: what no rule words is never left out."""
    return Act(fill("runs {code}", code=code(quoting.short(statement))), source, "quote")


def merging(wrapper: str, item: Spans, source: Source, role: str, nouns: Sequence[str] = ()) -> Act:
    return Act(fill(wrapper, items=item), source, role, tuple(nouns), wrapper, item)
