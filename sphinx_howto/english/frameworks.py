"""When a framework calls a function: clauses whose subject is the function, or its framework."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping

from sphinx_howto import document
from sphinx_howto.analysis import frameworks
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import operands
from sphinx_howto.english.phrase import Spans, code, fill, join
from sphinx_howto.frameworks import triggers
from sphinx_howto.frameworks.recognition import Taken

Method = frameworks.Method


def decorated(scope: FunctionScope, node: Method, item: ast.expr) -> Spans:
    """What a decorator of a framework does with its function; () where it is none."""
    found = [one for one in frameworks.decorators(scope, node) if one.decorator is item]
    return clause(scope, found[0]) if found else ()


def nested(scope: FunctionScope, item: ast.expr) -> Spans:
    """What a decorator of a framework does with a function inside a function; () where it is none."""
    one = frameworks.nested(scope, item)
    return clause(scope, one) if one is not None else ()


def leading(scope: FunctionScope, node: Method) -> Spans:
    """By whom a function is called, where that is a framework: by its decorators or its class; else ()."""
    every = frameworks.decorators(scope, node)
    told = [clause(scope, one) for one in every if not one.is_note]
    if told and all(told):
        return join(told)
    called = hook(scope, node) or _of_module(scope, node)
    return called or (fill("a test") if frameworks.is_test(scope, node) else ())


def _of_module(scope: FunctionScope, node: Method) -> Spans:
    """When Python calls a function of a module by its name (PEP 562); () for any other."""
    message = OF_MODULES.get(node.name) if scope.owner is None and scope.parent is None else None
    return fill(message, module=code(scope.module.module.name)) if message else ()


#: Function of a module -> when Python calls it.
OF_MODULES: Mapping[str, str] = {
    "__getattr__": "Python calls it for an attribute of {module} that is not defined, or an import of it",
    "__dir__": "Python calls it for `dir` of {module}",
}


def is_note(scope: FunctionScope, node: Method, item: ast.expr) -> bool:
    """Whether a decorator leaves it to the user to call the function."""
    return any(one.decorator is item and one.is_note for one in frameworks.decorators(scope, node))


def clause(scope: FunctionScope, one: Taken) -> Spans:
    """When the framework calls the function, or what it makes of it."""
    special = _FORMS.get(one.row.form)
    if special is not None:
        return special(scope, one)
    trigger = triggers.of(one, getattr(scope.function, "name", ""))
    return _triggered(trigger) if trigger is not None else _given(scope, one)


def _triggered(trigger: triggers.Trigger) -> Spans:
    """When a bot calls a function, by what a user of the chat does."""
    done = [
        fill(message, sent=join([code(item) for item in sent], "or"))
        for message, sent in (
            ("gives the command {sent}", trigger.commands),
            ("sends {sent}", [f'"{text}"' for text in trigger.texts]),
            ("presses a button with the data {sent}", [f'"{text}"' for text in trigger.data]),
        )
        if sent
    ]
    if trigger.begins:
        message = (
            "presses a button whose data begins with {sent}"
            if trigger.is_button
            else "sends a text that begins with {sent}"
        )
        done.append(fill(message, sent=code(f'"{trigger.begins}"')))
    told = fill("the bot calls it when a user {done}", done=join(done))
    if trigger.states:
        names = join([code(name) for name in trigger.states], "or")
        told = fill("{clause} in the state {states}", clause=told, states=names)
    return told if trigger.is_whole else fill("{clause}, if it fits the other filters", clause=told)


def hook(scope: FunctionScope, node: Method) -> Spans:
    """When the framework of the class calls a method; () if it does not."""
    found = frameworks.hook(scope, node)
    if found is None:
        return ()
    message, rest = found
    return fill(message, rest=code(rest.upper() if rest in _VERBS else rest))


_VERBS = {"get", "post", "put", "patch", "delete", "head", "options"}


def _given(scope: FunctionScope, one: Taken) -> Spans:
    """The clause of the row, with what the decorator is given."""
    if one.given:
        shown = join([operands.quote(scope, item) for item in one.given])
        return fill(one.row.clause, argument=shown)
    if "{argument}" not in one.row.clause:
        return fill(one.row.clause)
    return fill(one.row.bare) if one.row.bare else ()


def _route(scope: FunctionScope, one: Taken) -> Spans:
    found = frameworks.route(scope, one)
    if found is not None:
        return fill("answers {requests}", requests=join([code(text) for text in found.texts]))
    if one.given:
        return fill("answers requests to {path}", path=operands.quote(scope, one.given[0]))
    return fill("answers requests")


def _validator(scope: FunctionScope, one: Taken) -> Spans:
    if _is_whole(one.given):
        fields = fill("every field")
    elif one.given:
        fields = join([_field(scope, item) for item in one.given])
    else:
        return fill("Pydantic calls it to check values")
    return fill(_FIELD_MODES.get(_mode(one), "Pydantic calls it to check {fields}"), fields=fields)


def _field(scope: FunctionScope, item: ast.expr) -> Spans:
    """The name of a field, which a decorator is given as a text."""
    plain = isinstance(item, ast.Constant) and isinstance(item.value, str)
    return code(str(getattr(item, "value", ""))) if plain else operands.quote(scope, item)


def _is_whole(given: list[ast.expr]) -> bool:
    return len(given) == 1 and isinstance(given[0], ast.Constant) and given[0].value == "*"


def _mode(one: Taken) -> str:
    given = one.keyword("mode")
    if isinstance(given, ast.Constant):
        return str(given.value)
    early = one.keyword("pre")
    if given is not None or not (early is None or isinstance(early, ast.Constant)):
        return ""
    return "before" if isinstance(early, ast.Constant) and early.value else "after"


_FIELD_MODES: Mapping[str, str] = {
    "before": "Pydantic calls it with the raw value of {fields}, before its own checks",
    "after": "Pydantic calls it with {fields} after its own checks, and keeps what it returns",
    "wrap": "Pydantic calls it with the raw value of {fields} and a handler that runs its own checks",
    "plain": "Pydantic calls it with the raw value of {fields} in place of its own checks",
}


def _model_validator(scope: FunctionScope, one: Taken) -> Spans:
    return fill(_MODEL_MODES.get(_mode(one), "Pydantic calls it to check the whole model"))


_MODEL_MODES: Mapping[str, str] = {
    "before": "Pydantic calls it with the raw data, before it checks the fields",
    "after": "Pydantic calls it when the fields are checked",
    "wrap": "Pydantic calls it with the raw data and a handler that checks the fields",
}


def _named(scope: FunctionScope, one: Taken) -> Spans:
    """What the decorator is given are names, told without quotes."""
    if one.given:
        return fill(one.row.clause, argument=join([_field(scope, item) for item in one.given]))
    return fill(one.row.bare) if one.row.bare else ()


def _parameter(scope: FunctionScope, one: Taken) -> Spans:
    """The first long name of an option, or the name of an argument."""
    long_ = [item for item in one.given if str(getattr(item, "value", "")).startswith("--")]
    return fill(one.row.clause, argument=_field(scope, (long_ or one.given)[0])) if one.given else ()


def _loop(scope: FunctionScope, one: Taken) -> Spans:
    """How often a loop runs, where every part of the time is written out."""
    words = one.decorator.keywords if isinstance(one.decorator, ast.Call) else []
    parts = [word for word in words if word.arg in _UNITS]
    if not parts or any(not _is_number(word.value) for word in parts):
        return fill(one.row.clause)
    told = [_duration(word.arg or "", word.value) for word in parts]
    return fill("runs every {time} once its {method} is called", time=join(told), method=code("start()"))


_UNITS: Mapping[str, str] = {
    "seconds": "{count} seconds",
    "minutes": "{count} minutes",
    "hours": "{count} hours",
}
_SINGLE: Mapping[str, str] = {"seconds": "second", "minutes": "minute", "hours": "hour"}


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, (int, float))


def _duration(unit: str, node: ast.expr) -> Spans:
    value = getattr(node, "value", 0)
    return fill(_SINGLE[unit]) if value == 1 else fill(_UNITS[unit], count=code(str(value)))


def _mock(scope: FunctionScope, one: Taken) -> Spans:
    """What a mock stands for while the function runs, and the parameter that it is passed as."""
    told = _replaced(scope, one)
    name = _passed_as(scope, one)
    return fill("{clause}, passed as {name}", clause=told, name=code(name)) if told and name else told


def _passed_as(scope: FunctionScope, one: Taken) -> str:
    """The parameter that a mock is passed as: the decorators count from the bottom; "" if it is not sure."""
    node = scope.function
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return ""
    mocks = [item for item in frameworks.decorators(scope, node) if item.row.form == "mock"]
    if len(mocks) != len(node.decorator_list) or any(_is_given(item) for item in mocks):
        return ""
    names = [item.arg for item in [*node.args.posonlyargs, *node.args.args] if item.arg != scope.receiver]
    at = list(reversed(mocks)).index(one)
    return names[at] if len(names) == len(mocks) else ""


def _is_given(one: Taken) -> bool:
    """Whether the decorator says itself what stands for the name, which then is not passed."""
    return len(one.given) > (2 if one.name == "object" else 1) or one.keyword("new") is not None


def _replaced(scope: FunctionScope, one: Taken) -> Spans:
    """What a mock, or the object that the decorator gives, stands for."""
    is_attribute = one.name == "object"
    if len(one.given) < 1 + is_attribute:
        return ()
    if is_attribute:
        name, owner = _field(scope, one.given[1]), operands.quote(scope, one.given[0])
        target = fill("the attribute {name} of {object}", name=name, object=owner)
    else:
        target = _field(scope, one.given[0])
    given = one.keyword("new") or next(iter(one.given[1 + is_attribute :]), None)
    if given is None:
        return fill("{target} is replaced by a mock", target=target)
    return fill("{target} is replaced by {object}", target=target, object=operands.quote(scope, given))


def _parametrized(scope: FunctionScope, one: Taken) -> Spans:
    """For which arguments a test runs, where they are written out and few."""
    if (
        len(one.given) < 2
        or not isinstance(one.given[0], ast.Constant)
        or isinstance(one.given[1], ast.Starred)
    ):
        return fill(one.row.clause)
    values = one.given[1]
    count = len(values.elts) if isinstance(values, (ast.List, ast.Tuple)) else 0
    if count > _MOST_SETS:
        message = "runs once for each of {count} values of {names}"
        return fill(message, count=document.Words(str(count)), names=_field(scope, one.given[0]))
    return fill(
        "runs once for each {names} in {values}",
        names=_field(scope, one.given[0]),
        values=operands.quote(scope, values),
    )


#: So many sets of arguments of a test are shown.
_MOST_SETS = 4

_FORMS: Mapping[str, Callable[[FunctionScope, Taken], Spans]] = {
    "route": _route,
    "validator": _validator,
    "model-validator": _model_validator,
    "named": _named,
    "parameter": _parameter,
    "parametrized": _parametrized,
    "mock": _mock,
    "loop": _loop,
}
