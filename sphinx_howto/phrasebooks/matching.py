"""Which row fits a call: binds the arguments to the row's parameters and checks its demands."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence

from sphinx_howto import phrasebook
from sphinx_howto.phrasebooks import requirements, templates

_Rest = tuple[tuple[str, ast.expr], ...]


def match(
    book: phrasebook.Phrasebook, name: str, call: ast.Call, awaited: bool = False
) -> phrasebook.Match | None:
    """The first entry of ``name`` that fits ``call``, or ``None``.

    Args:
        book: the rows to look in.
        name: resolved callee: ``json.dumps``, ``str.strip`` for a method of a known type,
            ``*.append`` for a method of an unknown one.
        call: the call itself; only its arguments and its receiver count.
        awaited: whether the call is awaited, or opened by ``async with``.
    """
    for entry in book.entries.get(name, ()):
        if entry.awaited and not awaited:
            continue
        found = _fit(entry, call)
        if found is not None:
            return found
    return None


def attribute(book: phrasebook.Phrasebook, name: str) -> phrasebook.Attribute | None:
    """What is known of reading the attribute ``name``, such as ``pathlib.Path.parent``."""
    return book.attributes.get(name)


def _fit(entry: phrasebook.Entry, call: ast.Call) -> phrasebook.Match | None:
    bound = _bind(entry, call)
    if bound is None:
        return None
    arguments, rest = bound
    receiver = _receiver(entry, call)
    if receiver is not None:
        arguments["self"] = receiver
    if not _wanted(entry, arguments, splat=any(keyword == "**" for keyword, _ in rest)):
        return None
    texts = [text for text in (entry.clause, entry.value, entry.condition, entry.enter) if text]
    said = templates.slots(texts)
    if not templates.slots([*texts, entry.negation, entry.leave]) <= arguments.keys():
        return None
    options = tuple(_options(entry, arguments))
    said |= {key for key, alternatives in entry.when.items() if "present" not in alternatives}
    said |= {key for key, _ in options}
    return phrasebook.Match(
        entry, arguments, tuple(text for _, text in options), _unsaid(arguments, said) + rest
    )


def _bind(entry: phrasebook.Entry, call: ast.Call) -> tuple[dict[str, ast.expr], _Rest] | None:
    """Arguments by parameter, and the keywords that a ``**name`` parameter takes; else ``None``."""
    arguments = _positional(entry.parameters, call.args)
    if arguments is None:
        return None
    names = {parameter for parameter in entry.parameters if not parameter.startswith("*")}
    rest: list[tuple[str, ast.expr]] = []
    for keyword in call.keywords:
        if keyword.arg in names and keyword.arg not in arguments:
            arguments[keyword.arg] = keyword.value
        elif entry.parameters and entry.parameters[-1].startswith("**"):
            rest.append((keyword.arg or "**", keyword.value))
        else:
            return None
    return _without_defaults(arguments, entry.defaults), tuple(rest)


def _positional(parameters: Sequence[str], given: Sequence[ast.expr]) -> dict[str, ast.expr] | None:
    arguments: dict[str, ast.expr] = {}
    for index, parameter in enumerate(parameters):
        if parameter.startswith("*"):
            remaining = list(given[index:])
            if remaining and (parameter == "*" or parameter.startswith("**")):
                return None
            if remaining:
                arguments[parameter] = ast.Tuple(elts=remaining, ctx=ast.Load())
            return arguments
        if index < len(given):
            # a splat here could fill any of the named parameters
            if isinstance(given[index], ast.Starred):
                return None
            arguments[parameter] = given[index]
    return None if len(given) > len(parameters) else arguments


def _without_defaults(arguments: dict[str, ast.expr], defaults: Mapping[str, str]) -> dict[str, ast.expr]:
    return {
        name: value
        for name, value in arguments.items()
        if not (defaults.get(name) and requirements.equals(value, defaults[name]))
    }


def _receiver(entry: phrasebook.Entry, call: ast.Call) -> ast.expr | None:
    """What the method is called on; ``None`` where that is ``super()`` or its class: ``str.strip(x)``."""
    if not isinstance(call.func, ast.Attribute):
        return None
    receiver = call.func.value
    if isinstance(receiver, ast.Call) and getattr(receiver.func, "id", "") == "super":
        return None
    owner = entry.name.split(".")[-2:-1]
    last = receiver.attr if isinstance(receiver, ast.Attribute) else getattr(receiver, "id", None)
    return None if [last] == owner else receiver


def _wanted(entry: phrasebook.Entry, arguments: Mapping[str, ast.expr], splat: bool) -> bool:
    """Whether required arguments are there and every ``when`` holds, whatever a ``**splat`` brings."""
    for parameter in entry.parameters:
        if not parameter.startswith("*") and parameter not in entry.defaults and parameter not in arguments:
            return False
    for parameter, alternatives in entry.when.items():
        argument = arguments.get(parameter)
        if splat and argument is None:
            return False
        if not any(requirements.holds(alternative, argument) for alternative in alternatives):
            return False
    return True


def _options(entry: phrasebook.Entry, arguments: Mapping[str, ast.expr]) -> list[tuple[str, str]]:
    """The first phrase of each given parameter whose demand holds, with the parameter."""
    chosen: dict[str, str] = {}
    for key, text in entry.options.items():
        parameter, _, requirement = key.partition("=")
        argument = arguments.get(parameter)
        if argument is None or parameter in chosen:
            continue
        if requirements.holds(requirement or "present", argument):
            chosen[parameter] = text
    return list(chosen.items())


def _unsaid(arguments: Mapping[str, ast.expr], said: frozenset[str]) -> _Rest:
    unsaid: list[tuple[str, ast.expr]] = []
    for name, value in arguments.items():
        if name == "self" or name in said:
            continue
        if name.startswith("*") and isinstance(value, ast.Tuple):
            unsaid.extend(("", item) for item in value.elts)
        else:
            unsaid.append((name, value))
    return tuple(unsaid)
