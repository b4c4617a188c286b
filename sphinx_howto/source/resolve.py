"""From a dotted path to the object it means: through modules, re-exports, aliases, classes and bases."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from typing import Union

from sphinx_howto import definition
from sphinx_howto.source import contents, found, modules, names

Parts = tuple[str, ...]
Answers = Iterator[Union[found.Found, None]]
# How long a chain of re-exports, aliases and bases is followed
DEEPEST = 60
# Paths that grow while they are followed make no cycle; real code asks some hundred questions at most
MOST_QUESTIONS = 5_000


class Resolver:
    """Resolves paths; one instance for one question, so that cycles are seen.

    inspect: whether compiled modules are imported to be inspected.
    """

    def __init__(self, loader: modules.Modules, inspect: bool) -> None:
        self._modules = loader
        self._inspect = inspect
        self._active: set[Parts] = set()
        self._asked = 0

    def path(self, parts: Parts) -> found.Found | None:
        """The object at the dotted path ``parts``; a name in a module wins over a submodule."""
        return self.inside(parts[0], parts[1:])

    def inside(self, name: str, rest: Parts) -> found.Found | None:
        """The object ``rest`` in the module ``name`` or, if there is none, in its submodules."""
        if self._modules.places.place(name) is None:
            return None
        module = self._modules.get(name, self._inspect)
        if module is None and self._modules.is_compiled(name):
            return found.HIDDEN
        if not rest:
            return found.whole(module) if module else None
        here = self.name(module, rest) if module else None
        return here or self.inside(f"{name}.{rest[0]}", rest[1:])

    def in_module(self, module: definition.Module, rest: Parts) -> found.Found | None:
        """The object ``rest`` in ``module`` and not in its submodules; the module itself for no ``rest``."""
        return self.name(module, rest) if rest else found.whole(module)

    def name(self, module: definition.Module, rest: Parts) -> found.Found | None:
        """The object ``rest`` by the names of ``module`` alone, or None."""
        return self._once((module.name, *rest), lambda: self._answers(module, rest))

    def _once(self, question: Parts, answers: Callable[[], Answers]) -> found.Found | None:
        """The best of ``answers``, None while the same question is being answered or after too many."""
        self._asked += 1
        if question in self._active or len(self._active) > DEEPEST or self._asked > MOST_QUESTIONS:
            return None
        self._active.add(question)
        try:
            return _best(answers())
        finally:
            self._active.discard(question)

    def _answers(self, module: definition.Module, rest: Parts) -> Answers:
        known = contents.of(module)
        for binding in known.top.candidates(rest[0]):
            yield self._follow(module, binding, rest)
        for source in reversed(known.top.wildcards):
            yield self._wildcard(source, rest)
        for holder, path in known.unwritten.get(rest[0], ()):
            other = self._modules.get(holder, self._inspect)
            yield self.in_module(other, (*path, *rest[1:])) if other else None
        if len(rest) == 1 and rest[0] in known.set_by_functions:
            yield found.at(module, rest[0], known.set_by_functions[rest[0]], None)

    def _follow(self, module: definition.Module, binding: names.Binding, rest: Parts) -> found.Found | None:
        if binding.form == "import":
            return self._imported(binding, rest[1:])
        if binding.form == "definition":
            return self._member(found.at(module, binding.name, binding.node, None), rest[1:])
        return self._assigned(module, binding, rest)

    def _imported(self, binding: names.Binding, rest: Parts) -> found.Found | None:
        """What an import binds; the module of a ``from`` is a file, not what a package calls so.

        After ``from .shelf import shelf`` the package's ``shelf`` is no longer the submodule.
        """
        if binding.origin and self._modules.places.place(binding.origin) is not None:
            _, _, name = binding.source.rpartition(".")
            answer = self.inside(binding.origin, (name, *rest))
            if answer is not None:
                return answer
        parts = tuple(binding.source.split("."))
        return self.path((*parts, *rest)) if all(parts) else None

    def _wildcard(self, source: str, rest: Parts) -> found.Found | None:
        module = self._modules.get(source, self._inspect) if source else None
        if module is None or not self.exported(module, rest[0]):
            return None
        return self.name(module, rest)

    def exported(self, module: definition.Module, name: str) -> bool:
        """Whether ``from module import *`` may bind ``name``."""
        listed = contents.of(module).exports
        if listed is None:
            return not name.startswith("_")
        return name in listed or any(entry.endswith(".*") for entry in listed)

    def _assigned(self, module: definition.Module, binding: names.Binding, rest: Parts) -> found.Found | None:
        value = binding.value
        chain = _dotted(value)
        other = self.name(module, (*chain, *rest[1:])) if chain else None
        if other and other.kind not in ("attribute", "module") and other.module.body != "inspected":
            return other
        if len(rest) == 1:
            return found.at(module, binding.name, binding.node, None)
        # A member of an object that is made here belongs to the object's class
        made = _dotted(value.func) if isinstance(value, ast.Call) else ()
        return self.name(module, (*made, *rest[1:])) if made else None

    def _member(self, holder: found.Found, rest: Parts) -> found.Found | None:
        if not rest:
            return holder
        node = holder.node
        if not isinstance(node, ast.ClassDef):
            return None
        question = (holder.module.name, holder.qualname, "", *rest)
        return self._once(question, lambda: self._members(holder, node, rest))

    def _members(self, holder: found.Found, node: ast.ClassDef, rest: Parts) -> Answers:
        module, known = holder.module, contents.of(holder.module)
        scope = known.scope(node)
        for binding in scope.candidates(rest[0]):
            yield self._own(holder, node, scope, binding, rest)
        if len(rest) == 1 and rest[0] in known.instance_attributes(node):
            statement = known.instance_attributes(node)[rest[0]]
            yield found.at(module, f"{holder.qualname}.{rest[0]}", statement, node)
        for base in node.bases:
            chain = _dotted(base.value if isinstance(base, ast.Subscript) else base)
            parent = self.name(module, chain) if chain else None
            if parent is not None:
                yield self._member(parent, rest)

    def member_names(self, item: found.Found) -> list[str]:
        """The names that the body of ``item`` binds or its methods set, sorted."""
        if not isinstance(item.node, ast.ClassDef):
            return []
        known = contents.of(item.module)
        return sorted({*known.scope(item.node).bindings, *known.instance_attributes(item.node)})

    def _own(
        self, holder: found.Found, node: ast.ClassDef, scope: names.Scope, binding: names.Binding, rest: Parts
    ) -> found.Found | None:
        if binding.form == "import":
            return self._imported(binding, rest[1:])
        here = found.at(holder.module, f"{holder.qualname}.{binding.name}", binding.node, node)
        chain = _dotted(binding.value)
        if len(chain) == 1 and chain[0] in scope.bindings and chain[0] != binding.name:
            other = self._member(holder, (*chain, *rest[1:]))
            return other if other and other.kind != "attribute" else here
        return self._member(here, rest[1:])


def _best(answers: Iterable[found.Found | None]) -> found.Found | None:
    """The first answer that has source; else the first, unless only a value stands in for it."""
    fallback: found.Found | None = None
    for answer in answers:
        if answer is None:
            continue
        if answer.module.body == "source" and (fallback is None or answer.kind != "attribute"):
            return answer
        fallback = fallback or answer
    return fallback


def _dotted(node: ast.expr | None) -> Parts:
    """``a.b.c`` as its names, or () for any other expression."""
    if isinstance(node, ast.Name):
        return (node.id,)
    if isinstance(node, ast.Attribute):
        inner = _dotted(node.value)
        return (*inner, node.attr) if inner else ()
    return ()
