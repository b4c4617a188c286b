"""Which members of a class an example shows on an instance, and how: a few, well proven, in source order."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_howto import definition
from sphinx_howto.example import arguments, callee, calls, classes, outcome, scope, signatures
from sphinx_howto.example.callee import Callee
from sphinx_howto.example.context import Context
from sphinx_howto.example.script import Script
from sphinx_howto.example.value import NAME, TYPE, USE

# How many members are shown
MOST = 4

# Calls that wait, ask, end the program or need what an example does not have
RISKY = frozenset(
    "wait acquire accept recv recv_into select input getpass exit _exit abort fork kill serve_forever run_forever "
    "connect system popen Popen run execv call check_call check_output unlink rmtree remove rename replace_file "
    "breakpoint set_trace interact readline sendall getresponse urlopen request bind listen readinto".split()
)
# Methods that end the use of an object; they are shown last
ENDING = ("close", "disconnect", "shutdown", "stop", "quit", "terminate")


@dataclass(frozen=True, eq=False)
class Member:
    """A method or property with what calling it needs."""

    name: str
    callee: Callee
    given: arguments.Arguments
    kind: str
    is_property: bool = False


def shown(one: classes.Class, context: Context) -> list[Member]:
    """The members that an example of ``one`` shows, in source order."""
    found = list(_candidates(one, context))
    chosen = sorted(found, key=lambda member: (-_worth(member), found.index(member)))[:MOST]
    ordered = [member for member in found if member in chosen and member.name not in ENDING]
    return ordered + [member for member in found if member.name in ENDING][:1]


def _candidates(one: classes.Class, context: Context) -> Iterator[Member]:
    own = one.parts[0].methods
    inherited = {} if len(own) > 3 else one.methods()
    named = {**{name: (node, one.parts[0]) for name, node in own.items()}, **{
        name: found for name, found in inherited.items() if name not in own}}
    for name, (node, part) in named.items():
        member = _member(name, node, part, one, context)
        if member is not None:
            yield member


def _member(
    name: str, node: definition.FunctionNode, part: classes.Part, one: classes.Class, context: Context
) -> Member | None:
    if name.startswith("_") or _is_set_aside(node) or is_risky(node, one):
        return None
    callable_one = callee.function(node, part.module, context, one, part)
    if signatures.is_property(node):
        return Member(name, callable_one, arguments.Arguments("", ()), outcome.VALUE, True)
    given = arguments.make(callable_one, context)
    kind = outcome.of(callable_one, context)
    if given.strength < USE and not _is_told_by_name(given):
        return None
    return Member(name, callable_one, given, kind)


def _is_told_by_name(given: arguments.Arguments) -> bool:
    """Whether a name alone settles the one value there is."""
    return len(given.values) == 1 and given.strength == NAME and given.values[0][1].code[0] in "\"'0123456789"


def _worth(member: Member) -> int:
    """Methods that take arguments and give something say most about a class."""
    worth = 2 if member.given.strength >= TYPE else 0
    worth += 1 if member.kind != outcome.NOTHING else 0
    worth += 1 if member.callee.docstring is not None else 0
    return worth + (1 if member.given.values else 0)


_ASIDE = ("setter", "deleter", "abstractmethod", "overload", "abstractproperty", "deprecated", "classmethod",
          "staticmethod")


def _is_set_aside(node: definition.FunctionNode) -> bool:
    names = {name.rpartition(".")[2] for name in signatures.decorators(node)}
    return bool(names & set(_ASIDE))


def is_risky(node: definition.FunctionNode, one: classes.Class, depth: int = 0) -> bool:
    """Whether the body waits, ends, loops for ever, or refuses depending on a state nobody knows."""
    for inner in outcome.own(node):
        if isinstance(inner, ast.Raise) and not _is_of_argument(inner, node):
            return True
        if isinstance(inner, ast.While) and isinstance(inner.test, ast.Constant) and inner.test.value:
            return True
        if isinstance(inner, ast.Call) and _takes_out(inner):
            return True
        if isinstance(inner, ast.Call):
            name = scope.dotted(inner.func).rpartition(".")[2] or getattr(inner.func, "attr", "")
            if name in RISKY:
                return True
            if depth < 2 and scope.dotted(inner.func).startswith("self."):
                found = one.method(name)
                if found is not None and found[0] is not node and is_risky(found[0], one, depth + 1):
                    return True
    return False


def _takes_out(call: ast.Call) -> bool:
    """``self.items.pop()``, which fails on an object that has just been made."""
    return (
        isinstance(call.func, ast.Attribute) and call.func.attr in ("pop", "popleft", "popitem")
        and len(call.args) < 2 and scope.dotted(call.func).startswith("self.")
    )


def _is_of_argument(raising: ast.Raise, node: definition.FunctionNode) -> bool:
    """Whether the guard around ``raise`` looks at arguments only, which are tried before."""
    names = {argument.arg for argument in [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]} - {"self"}
    for inner in outcome.own(node):
        if isinstance(inner, ast.If) and raising in ast.walk(inner):
            read = {one.id for one in ast.walk(inner.test) if isinstance(one, ast.Name)}
            if read and read <= names | scope.BUILTINS and "self" not in read:
                return True
        if isinstance(inner, ast.Try) and any(raising in ast.walk(handler) for handler in inner.handlers):
            return False
    return False


def write(member: Member, holder: str, script: Script, context: Context) -> None:
    """Add the use of ``member`` on the variable ``holder``."""
    if member.is_property:
        script.add(f"print({holder}.{member.name})")
        return
    calls.put(member.callee, f"{holder}.{member.name}", member.given, script, context)
