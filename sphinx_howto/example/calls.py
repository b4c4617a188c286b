"""One call written as its result demands: printed, iterated, awaited, entered."""

from __future__ import annotations

import ast
import builtins
import sys
import textwrap

from sphinx_howto import prominence
from sphinx_howto.catalogue import gettext
from sphinx_howto.example import arguments, callee, classes, construct, imports, outcome, scope, twins, values
from sphinx_howto.example.callee import Callee
from sphinx_howto.example.context import Context
from sphinx_howto.example.forms import reading
from sphinx_howto.example.script import Script
from sphinx_howto.example.value import Import, text

# How the result of each kind is shown; ``{call}`` is the call, ``{name}`` a variable
FORMS = {
    outcome.NOTHING: "{call}",
    outcome.NEVER: "{call}",
    outcome.SECRET: "{name} = {call}",
    outcome.VALUE: "print({call})",
    outcome.GENERATOR: "for {name} in {call}:\n    print({name})",
    outcome.ENDLESS: "for {name} in itertools.islice({call}, 3):\n    print({name})",
    outcome.COROUTINE: "print(await {call})",
    outcome.ASYNC_GENERATOR: "async for {name} in {call}:\n    print({name})",
    outcome.MANAGER: "with {call} as {name}:\n    print({name})",
    outcome.ASYNC_MANAGER: "async with {call} as {name}:\n    print({name})",
}


def statement(kind: str, call: str, name: str = "item") -> str:
    """The statement that shows ``call``, whose result is of ``kind``."""
    return FORMS[kind].format(call=call, name=name)


def write(one: Callee, reference: str, script: Script, context: Context) -> arguments.Arguments:
    """Add the call of ``one``, written as ``reference``, to ``script``."""
    given = arguments.make(one, context)
    put(one, reference, given, script, context)
    return given


def put(one: Callee, reference: str, given: arguments.Arguments, script: Script, context: Context) -> None:
    """Add a call whose arguments are made already."""
    kind = outcome.of(one, context)
    script.need(*(value for _, value in given.values))
    if kind == outcome.ENDLESS:
        script.imports.add(Import("itertools"))
    if one.node is not None and outcome.never_returns(one.node):
        script.add(f"# {gettext('Goes on until you stop it with Ctrl+C')}")
    call = f"{reference}({twins.placed(given.source, reference)})"
    if kind == outcome.FUNCTION:
        _use_function(one, call, script, context)
        return
    silent = kind == outcome.COROUTINE and outcome.is_silent(one, context)
    kept = _kept(one, reference, context) if kind in (outcome.VALUE, outcome.COROUTINE) and not silent else ""
    if kind in _BLOCKS and _yields_nothing(one):
        shown = f"{_BLOCKS[kind]} {call}:\n    print({text('inside the block')})"
    elif kept:
        shown = f"{kept} = {'await ' if kind == outcome.COROUTINE else ''}{call}"
    else:
        shown = f"await {call}" if silent else statement(kind, call, variable(one, kind))
    _add(caught(shown, given, script, context), bool(given.raises), script)
    if not given.raises:
        says = kind not in (outcome.NOTHING, outcome.COROUTINE)
        shown_after = [value for _, value in given.values if not (value.silent and says)]
        script.add(*(line for value in shown_after for line in value.after))


# Classes of libraries whose objects print no more than their place in memory
_APPLICATIONS = frozenset(["FastAPI", "Flask", "Quart", "Starlette", "Celery"])
_SILENT = (
    "FastAPI Flask Quart Starlette Celery APIRouter Blueprint Bot Dispatcher Router Application Client "
    "AsyncClient ClientSession Thread Lock RLock Event Queue Scheduler BackgroundScheduler"
)
_OPAQUE = frozenset(_SILENT.split())


_BLOCKS = {outcome.MANAGER: "with", outcome.ASYNC_MANAGER: "async with"}


def only_waits(one: Callee, context: Context) -> bool:
    """Whether a generator yields nothing: it is a coroutine in the old way, which another one drives."""
    return outcome.of(one, context) in (outcome.GENERATOR, outcome.ENDLESS) and _yields_nothing(one)


def _yields_nothing(one: Callee) -> bool:
    """Whether a context manager gives its block nothing."""
    found = (
        [part for part in outcome.own(one.node) if isinstance(part, ast.Yield)]
        if one.node is not None
        else []
    )
    return bool(found) and all(
        part.value is None or (isinstance(part.value, ast.Constant) and part.value.value is None)
        for part in found
    )


def _kept(one: Callee, reference: str, context: Context) -> str:
    """A variable for an object that printing says nothing of, or must not; "" for any other result."""
    if outcome.is_secret(one):
        return variable(one, outcome.SECRET)
    path = _class_given(one)
    last = path.rpartition(".")[2]
    is_own = "." in path and path.split(".")[0] not in sys.stdlib_module_names
    found = context.lookup.find(path) if is_own else None
    if found is not None and isinstance(found.node, ast.ClassDef):
        loaded = classes.load(found, context.lookup)
        plain = classes.is_enum(loaded) or classes.is_exception(loaded) or classes.is_typed_dict(loaded)
        is_opaque = loaded.known and not plain and not reading.is_told(loaded)
    else:
        is_opaque = last in _OPAQUE and path not in scope.BUILTINS
    name = "app" if last in _APPLICATIONS else prominence.variable(last)
    if not is_opaque or not last:
        return ""
    return "result" if name in (reference, reference.split(".")[0]) else name


def _class_given(one: Callee) -> str:
    """The dotted path of the class whose instance a function gives: annotated, or made in its return."""
    assert one.node is not None
    stated = one.node.returns
    if stated is not None:
        is_text = isinstance(stated, ast.Constant) and isinstance(stated.value, str)
        return scope.canonical(stated.value if is_text else stated, one.module)  # type: ignore[attr-defined]
    given = [part.value for part in outcome.own(one.node) if isinstance(part, ast.Return)]
    made = {scope.canonical(value.func, one.module) if isinstance(value, ast.Call) else "" for value in given}
    return made.pop() if len(made) == 1 else ""


def _use_function(one: Callee, call: str, script: Script, context: Context) -> None:
    """Keep the function that a call gives, and call it."""
    inner = outcome.given_function(one)
    assert inner is not None
    if isinstance(inner, ast.Lambda):
        taken = [values.by_name(one.arg, context) for one in inner.args.args]
        source, silent = ", ".join(value.code for value in taken), False
    else:
        nested = callee.function(inner, one.module, context)
        given = arguments.make(nested, context)
        taken = [value for _, value in given.values]
        source, silent = given.source, outcome.of(nested, context) == outcome.NOTHING
    name = getattr(inner, "name", "function").strip("_")
    script.add(f"{name} = {call}")
    script.need(*taken)
    script.add(f"{name}({source})" if silent else f"print({name}({source}))")


def _add(shown: str, is_proven: bool, script: Script) -> None:
    """Add a statement; what may raise the same as the one before stands in the same ``try``."""
    last = script.lines[-1] if script.lines else ""
    body, separator, handler = shown.partition("\nexcept ")
    before, _, same = last.partition("\nexcept ")
    if separator and same == handler and not is_proven and last.startswith("try:\n"):
        script.lines[-1] = before + body.removeprefix("try:") + separator + handler
    else:
        script.add(shown)


def caught(shown: str, given: arguments.Arguments, script: Script, context: Context) -> str:
    """``shown`` inside ``try`` where it raises, or may raise an exception of the project."""
    source = None
    if given.raises in scope.BUILTINS and given.raises:
        name = given.raises
    else:
        base = _base((given.raises,) if given.raises else given.catches, context)
        if not base:
            return shown
        source = imports.source(base, context.lookup)
        name = source.name
        script.imports.add(source.imported)
    return f"try:\n{textwrap.indent(shown, '    ')}\nexcept {name} as error:\n    print(error)"


def _base(paths: tuple[str, ...], context: Context) -> str:
    """The import path of the public exception that covers the most of ``paths``."""
    found = [context.lookup.find(path) for path in paths if "." in path]
    loaded = [
        classes.load(one, context.lookup)
        for one in found
        if one is not None and isinstance(one.node, ast.ClassDef)
    ]
    loaded = [one for one in loaded if classes.is_exception(one) and construct.is_public(one)]
    if not loaded:
        return ""
    covers = [
        sum(any(part.node is one.parts[0].node for part in other.parts) for other in loaded) for one in loaded
    ]
    return loaded[covers.index(max(covers))].import_path


def variable(one: Callee, kind: str) -> str:
    """A name for what the call gives: that under which a generator yields it."""
    yielded = {
        node.value.id if isinstance(node.value, ast.Name) else ""
        for node in (outcome.own(one.node) if one.node is not None else ())
        if isinstance(node, ast.Yield)
    }
    name = next(iter(yielded)) if len(yielded) == 1 else ""
    if kind == outcome.SECRET:
        words = ("pass", "password"), ("token", "token"), ("key", "key")
        return next((name for part, name in words if part in one.name.lower()), "secret")
    if kind in (outcome.GENERATOR, outcome.ASYNC_GENERATOR) and len(name) > 2 and not hasattr(builtins, name):
        return name
    if kind == outcome.ASYNC_GENERATOR and any(parameter.name == "stream" for parameter in one.parameters):
        return "chunk"
    return "item" if kind in (outcome.GENERATOR, outcome.ENDLESS, outcome.ASYNC_GENERATOR) else "result"


def settle(script: Script) -> None:
    """Move the statements into a coroutine if one of them awaits something."""
    if any(word in line for line in script.lines for word in ("await ", "async for ", "async with ")):
        in_main(script)


def in_main(script: Script) -> None:
    """Move the statements of ``script`` into a coroutine that ``asyncio`` runs."""
    body = "\n".join(_in_blocks(script.lines))
    script.define(f"async def main():\n{textwrap.indent(body, '    ')}")
    script.lines = ["asyncio.run(main())"]
    script.imports.add(Import("asyncio"))


# What must be closed after its use: the expression -> a variable for it
_CLOSED = {"aiohttp.ClientSession()": "session", "httpx.AsyncClient()": "client"}


def _in_blocks(lines: list[str]) -> list[str]:
    """``lines`` inside the block of what they make and nobody closes."""
    for made, name in _CLOSED.items():
        body = "\n".join(lines)
        if f"async with {made}" not in body and f"{name} =" not in body:
            first = next((at for at, line in enumerate(lines) if made in line), len(lines))
            inner = [line.replace(made, name) for line in lines[first:]]
            head = f"async with {made} as {name}:\n"
            lines = [*lines[:first], *([head + textwrap.indent("\n".join(inner), "    ")] if inner else [])]
    return lines
