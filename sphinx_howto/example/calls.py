"""One call written as its result demands: printed, iterated, awaited, entered."""

from __future__ import annotations

import textwrap

from sphinx_howto.example import arguments, outcome
from sphinx_howto.example.callee import Callee
from sphinx_howto.example.context import Context
from sphinx_howto.example.script import Script
from sphinx_howto.example.value import Import

ASYNC = (outcome.COROUTINE, outcome.ASYNC_GENERATOR, outcome.ASYNC_MANAGER)

# How the result of each kind is shown; ``{call}`` is the call, ``{name}`` a variable
FORMS = {
    outcome.NOTHING: "{call}",
    outcome.NEVER: "{call}",
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
    if kind == outcome.COROUTINE and outcome.is_silent(one, context):
        script.add(f"await {reference}({given.source})")
    else:
        script.add(statement(kind, f"{reference}({given.source})", variable(one, kind)))


def variable(one: Callee, kind: str) -> str:
    """A name for what the call gives."""
    return "item" if kind in (outcome.GENERATOR, outcome.ENDLESS, outcome.ASYNC_GENERATOR) else "result"


def in_main(script: Script) -> None:
    """Move the statements of ``script`` into a coroutine that ``asyncio`` runs."""
    body = "\n".join(script.lines)
    script.define(f"async def main():\n{textwrap.indent(body, '    ')}")
    script.lines = ["asyncio.run(main())"]
    script.imports.add(Import("asyncio"))
