"""Use in the body: votes for the shape of a parameter, gathered from where it occurs."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sphinx_howto.example import accesses, body, known_objects, library, refinement
from sphinx_howto.example.callee import Callee
from sphinx_howto.example.context import Context
from sphinx_howto.example.shape import ANY, Shape, of

# What several uses prove together outweighs each of them
KNOWN = 100
# How far values are followed into other functions and through variables
FARTHEST = 3


@dataclass(frozen=True, slots=True)
class Vote:
    """A shape that one occurrence speaks for, and how loudly."""

    shape: Shape
    weight: int


@dataclass(frozen=True, eq=False)
class Study:
    """What is being walked: the callee, its root node, and how far from the first one it is."""

    callee: Callee
    root: ast.AST
    context: Context
    depth: int = 0
    seen: frozenset[str] = frozenset()

    def parent(self, node: ast.AST) -> ast.AST | None:
        """The node that holds ``node``."""
        return body.parents(self.root).get(node)


def judged(name: str, callee: Callee, context: Context, depth: int = 0) -> Vote:
    """The shape that the uses of parameter ``name`` in the body speak for, ``ANY`` if they do not."""
    if callee.node is None or depth > FARTHEST:
        return Vote(ANY, 0)
    owner = callee.owner.path if callee.owner is not None else ""
    place = ("use", callee.node, name, owner, depth)
    if place not in context.memo:
        study = Study(callee, callee.node, context, depth, frozenset({name}))
        context.memo[place] = count(_of_all(study, name))
    made: Vote = context.memo[place]
    return made


def shape(name: str, callee: Callee, context: Context, depth: int = 0) -> Shape:
    """The shape alone of what :func:`judged` finds."""
    return judged(name, callee, context, depth).shape


def of_place(study: Study, place: str) -> Shape:
    """The shape of the variable or attribute ``place``."""
    if place in study.seen or study.depth > FARTHEST:
        return ANY
    inner = replace(study, seen=study.seen | {place})
    return elect(_of_all(inner, place))


def _of_all(study: Study, place: str) -> Iterator[Vote]:
    """What each occurrence of ``place`` says, and what they say together."""
    for node in body.loads(study.root, place):
        yield from votes(node, study)
    for node in _out_of_keywords(study, place):
        yield from votes(node, study)
    found = known_objects.fitting(accesses.of(study.root, place), study.callee.module)
    if found is not None and found.ready:
        yield Vote(Shape("ready", (_taken(study, place),), literals=found.ready, path=found.path), KNOWN)
    elif found is not None:
        yield Vote(Shape("library", path=found.path), KNOWN)


def _out_of_keywords(study: Study, place: str) -> Iterator[ast.Subscript]:
    """``kwargs["place"]``, for a keyword that the function takes among others."""
    rest = study.callee.node.args.kwarg if study.callee.node is not None else None
    for node in body.loads(study.root, rest.arg) if rest is not None else ():
        holder = study.parent(node)
        key = holder.slice if isinstance(holder, ast.Subscript) else None
        if isinstance(holder, ast.Subscript) and isinstance(key, ast.Constant) and key.value == place:
            yield holder


def _taken(study: Study, place: str) -> Shape:
    """The shape of what ``place.get()`` gives, by what is done with it."""
    for node in body.loads(study.root, place):
        method = study.parent(node)
        call = study.parent(method) if isinstance(method, ast.Attribute) else None
        if isinstance(call, ast.Call) and getattr(method, "attr", "") in ("get", "get_nowait"):
            holder = study.parent(call)
            return of_node(study, holder if isinstance(holder, ast.Await) else call)
    return ANY


def of_node(study: Study, node: ast.expr) -> Shape:
    """The shape of the one expression ``node``, by what is done with it."""
    return elect(votes(node, study))


def votes(node: ast.expr, study: Study) -> Iterator[Vote]:
    """What the place where ``node`` stands says of it."""
    holder = study.parent(node)
    rule = study.context.uses.get(type(holder))
    if rule is not None:
        yield from rule(node, holder, study)


def elect(found: Iterator[Vote]) -> Shape:
    """The shape that wins, without its weight."""
    return count(found).shape


# A dictionary whose keys are known says more than a dictionary, a sequence than what is iterated
_SPECIAL = (
    ("dict", "record"),
    ("list", "tuple"),
    ("float", "int"),
    ("file-name", "path-text"),
    ("path-text", "folder"),
    ("path", "new-path"),
    ("path", "folder"),
    ("path", "folder-path"),
    ("text-file", "binary-file"),
    ("namespace", "library"),
    ("namespace", "class"),
)


def count(found: Iterator[Vote]) -> Vote:
    """The kind with the most weight, with everything that was said about it put together."""
    by_kind: dict[str, list[Vote]] = defaultdict(list)
    for vote in found:
        if vote.shape.kind != "any":
            by_kind[vote.shape.kind].append(vote)
    _without_unmade(by_kind)
    for general, special in _SPECIAL:
        if general in by_kind and special in by_kind:
            by_kind[special] += [
                replace(vote, shape=by_kind[special][0].shape) for vote in by_kind.pop(general)
            ]
    if "bytes" in by_kind and not any(vote.shape.items for vote in by_kind.get("list", ())):
        # Bytes have a length and are cut, too
        by_kind["bytes"] += [replace(vote, shape=of("bytes")) for vote in by_kind.pop("list", ())]
    _specialise(by_kind)
    if not by_kind:
        return Vote(ANY, 0)
    best = max(by_kind.values(), key=lambda group: sum(vote.weight for vote in group))
    return Vote(merged([vote.shape for vote in best]), sum(vote.weight for vote in best))


def _without_unmade(by_kind: dict[str, list[Vote]]) -> None:
    """Leave out classes that nobody can make; what is read of their objects stands in for them."""
    if any(_can_be_made(vote.shape) for vote in by_kind.get("library", ())):
        return
    if by_kind.keys() - {"library", "namespace"}:
        by_kind.pop("library", None)
    if "namespace" in by_kind:
        shape = by_kind["namespace"][0].shape
        by_kind["namespace"] += [replace(vote, shape=shape) for vote in by_kind.pop("library", ())]


def _can_be_made(shape: Shape) -> bool:
    return shape.path in library.TYPES and not shape.path.endswith("Namespace")


def _specialise(by_kind: dict[str, list[Vote]]) -> None:
    """A text of a kind, a path say, is a text as well: plain votes for a text are votes for it."""
    special = [kind for kind in by_kind if kind in refinement.TEXTS - {"literal", "attribute"}]
    if special and not any(vote.shape.literals for vote in by_kind.get("str", ())):
        best = max(special, key=lambda kind: sum(vote.weight for vote in by_kind[kind]))
        shape = by_kind[best][0].shape
        by_kind[best] += [replace(vote, shape=shape) for vote in by_kind.pop("str", ())]


def merged(shapes: list[Shape]) -> Shape:
    """One shape of a kind: keys joined, the best known elements, all literals."""
    keys: dict[str, Shape] = {}
    for one in shapes:
        for key, item in one.keys:
            keys[key] = item if keys.get(key, ANY).kind == "any" else keys[key]
    literals = tuple(dict.fromkeys(source for one in shapes for source in one.literals))
    items = max((one.items for one in shapes), key=_told)
    arity = max(one.arity for one in shapes)
    path = next((one.path for one in shapes if one.path), "")
    names = next((one.names for one in shapes if one.items == items), ())
    return Shape(shapes[0].kind, items, tuple(keys.items()), literals, path, arity, names)


def _told(items: tuple[Shape, ...]) -> int:
    return sum(1 + (item.kind != "any") for item in items)
