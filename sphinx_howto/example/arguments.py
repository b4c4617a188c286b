"""The arguments of one call: which parameters are given, with which values, and how they are written."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sphinx_howto.example import classes, evidence, folder_files, names, optional, trial, usage
from sphinx_howto.example.callee import Callee
from sphinx_howto.example.context import Context
from sphinx_howto.example.signatures import Parameter
from sphinx_howto.example.value import TYPE, Import, Value

# Names that say no more than the position does
PLAIN_NAMES = frozenset(
    [
        "x",
        "y",
        "a",
        "b",
        "value",
        "data",
        "path",
        "obj",
        "o",
        "s",
        "n",
        "text",
        "string",
        "iterable",
        "func",
        "function",
        "name",
        "key",
    ]
)


# Keys that are asked for before others
PLAIN_KEYS = frozenset(["api_key", "apikey", "token", "access_token", "auth_token", "api_token"])

# Parameters of exceptions that say what happened
MESSAGES = frozenset({"message", "msg", "reason", "detail", "text"})

# Values tried for one parameter, and combinations tried for one call
MOST, TRIES = 8, 60


@dataclass(frozen=True, slots=True)
class Arguments:
    """Written arguments and the values that they hold, by parameter name.

    raises: the built-in exception that the call is proven to raise whatever is tried ("" when it is not).
    catches: paths of the project's own exceptions that the call may raise.
    """

    source: str
    values: tuple[tuple[str, Value], ...]
    raises: str = ""
    catches: tuple[str, ...] = ()

    @property
    def strength(self) -> int:
        """How well the weakest value is proven."""
        return min((value.strength for _, value in self.values), default=TYPE)


def make(callee: Callee, context: Context, credentials: bool = False) -> Arguments:
    """Arguments for every required parameter of ``callee``; with ``credentials`` also for optional keys."""
    owner = callee.owner.path if callee.owner is not None else ""
    place = ("arguments", callee.node, callee.name, owner, credentials, context.depth, context.known)
    if place not in context.memo:
        context.memo[place] = _make(callee, context, credentials)
    made: Arguments = context.memo[place]
    return made


def _make(callee: Callee, context: Context, credentials: bool) -> Arguments:
    given = [
        parameter
        for parameter in callee.parameters
        if parameter.required
        or (credentials and _is_wanted(parameter, callee, context))
        or optional.is_better_given(parameter, callee, context)
    ]
    chosen, verdict = _chosen(callee, given, context)
    if verdict.raises or verdict.left:
        given, chosen, verdict = _completed(callee, given, chosen, verdict, context)
    further = [*optional.rest(callee, given, context), *optional.keywords(callee, context)]
    pairs = [*zip(given, chosen, strict=False), *further]
    made = written(pairs)
    return replace(made, raises=verdict.raised if verdict.raises else "", catches=verdict.catches)


# Optional parameters that are given at most because a call comes to nothing without them
FURTHER = 4


def _completed(
    callee: Callee, given: list[Parameter], chosen: list[Value], verdict: trial.Verdict, context: Context
) -> tuple[list[Parameter], list[Value], trial.Verdict]:
    """What is given, with what may be left out where nothing comes of the call otherwise."""
    more, asked = list(given), verdict
    for _ in range(FURTHER):
        tried = [
            (with_it, *_chosen(callee, with_it, context))
            for one in _blamed(asked, more, callee)
            for with_it in [
                [parameter for parameter in callee.parameters if parameter in more or parameter is one]
            ]
        ]
        for with_it, values, other in tried:
            if (other.raises, other.left) < (verdict.raises, verdict.left):
                return with_it, values, other
        if not tried:
            break
        # One that comes further, else the first
        more, _, asked = next((one for one in tried if one[2].blamed != asked.blamed), tried[0])
    return given, chosen, verdict


def _blamed(verdict: trial.Verdict, given: list[Parameter], callee: Callee) -> list[Parameter]:
    """The optional parameters whose defaults lead out of the function before it comes to anything."""
    empty = (None, "", 0)
    found = [
        parameter
        for parameter in callee.parameters
        if parameter.name in verdict.blamed
        and parameter not in given
        and parameter.kind not in ("rest", "keywords")
        and isinstance(parameter.default, ast.Constant)
        and not isinstance(parameter.default.value, bool)
        and parameter.default.value in empty
    ]
    return sorted(found, key=lambda parameter: parameter.annotation is None)


def _chosen(callee: Callee, given: list[Parameter], context: Context) -> tuple[list[Value], trial.Verdict]:
    """A value for each parameter that is given, and what following the call with them tells."""
    options = [
        list(itertools.islice(evidence.candidates(parameter, callee, context), MOST)) for parameter in given
    ]
    options = [
        [folder_files.filled(value, parameter, callee, context) for value in some]
        for parameter, some in zip(given, _in_folders(given, told_apart(options)), strict=True)
    ]
    if any(_is_for_writing(parameter, callee) for parameter in given):
        options = [_to_write(parameter, some) for parameter, some in zip(given, options, strict=True)]
    return _first_that_holds(callee, given, options, context)


# What stands for a text of which nothing is known, and for further ones
_UNKNOWN = '"example"'
_OTHERS = ('"other"', '"third"', '"fourth"')


def told_apart(options: list[list[Value]]) -> list[list[Value]]:
    """``options``, where no two parameters of which nothing is known have the same value."""
    unknown = [at for at, some in enumerate(options) if some[0].code == _UNKNOWN]
    words = dict(zip(unknown[1:], _OTHERS, strict=False))
    return [
        [replace(some[0], code=words[at]), *some[1:]] if at in words else some
        for at, some in enumerate(options)
    ]


# A folder is written so where it is the only one
_FOLDERS = {"folder": "str({})", "Path(folder)": "{}"}
# What stands for a path that is made
_NEW = frozenset(['Path(folder, "new")', 'str(Path(folder, "new"))'])


def _in_folders(given: list[Parameter], options: list[list[Value]]) -> list[list[Value]]:
    """``options``, where each of several folders is one of its own in the temporary folder.

    What is made in that folder must not lie in what is read.
    """
    made = any(some[0].code in _NEW for some in options)
    if made + sum(some[0].code in _FOLDERS for some in options) < 2:
        return options
    return [
        [_own_folder(parameter.name, some[0]), *some[1:]] if some[0].code in _FOLDERS else some
        for parameter, some in zip(given, options, strict=True)
    ]


def _own_folder(name: str, value: Value) -> Value:
    variable = name if name != "folder" else "first"
    made = (f'{variable} = Path(folder, "{variable}")', f"{variable}.mkdir()")
    written = _FOLDERS[value.code].format(variable)
    return replace(value, code=written, imports=value.imports | {Import("pathlib", "Path")}, setup=made)


def _is_wanted(parameter: Parameter, callee: Callee, context: Context) -> bool:
    """Whether an optional parameter is better given: an empty credential, a database file, a message."""
    if parameter.kind in ("rest", "keywords") or not isinstance(parameter.default, ast.Constant):
        return False
    if _is_for_writing(parameter, callee):
        return True
    if parameter.default.value not in (None, ""):
        return False
    if parameter.name in MESSAGES and callee.owner is not None and classes.is_exception(callee.owner):
        return True
    if names.is_key(parameter.name):
        # An object inside the example, or one with several keys, works without
        keys = [one.name for one in callee.parameters if not one.required and names.is_key(one.name)]
        return context.depth == 0 and (len(keys) == 1 or parameter.name in PLAIN_KEYS)
    # Only a function that connects to something takes a database
    return (
        "connect(" in callee.module.text and usage.shape(parameter.name, callee, context).kind == "database"
    )


def _is_for_writing(parameter: Parameter, callee: Callee) -> bool:
    """Whether a class opens a file for reading unless told otherwise, and can write: an archive, say.

    Nobody can make up what such a file holds, but everybody can write one.
    """
    if parameter.name != "mode" or getattr(parameter.default, "value", None) not in ("r", "rb"):
        return False
    first = callee.parameters[0]
    return callee.owner is not None and first.required and callee.owner.method("write") is not None


def _to_write(parameter: Parameter, values: list[Value]) -> list[Value]:
    if parameter.name == "mode":
        return [Value('"w"')]
    empty = {'io.BytesIO(b"data")': "io.BytesIO()"}
    return [replace(value, code=empty.get(value.code, value.code)) for value in values]


def _first_that_holds(
    callee: Callee, given: list[Parameter], options: list[list[Value]], context: Context
) -> tuple[list[Value], trial.Verdict]:
    """The best values with which the call comes to something, else does not raise, else the best ones."""
    first: trial.Verdict | None = None
    second: tuple[list[Value], trial.Verdict] | None = None
    for places in _tries(options):
        values = [one[place] for one, place in zip(options, places, strict=False)]
        plain = {
            parameter.name: trial.plain(value.code) for parameter, value in zip(given, values, strict=False)
        }
        verdict = trial.run(callee, plain, context)
        if not verdict.raises and not verdict.left:
            return values, verdict
        if not verdict.raises:
            second = second or (values, verdict)
        first = first or verdict
    if second is not None:
        return second
    assert first is not None
    return [one[0] for one in options], first


def _tries(options: list[list[Value]]) -> Iterator[tuple[int, ...]]:
    """Which value of each parameter to try, those nearest to the best ones first."""
    yield (0,) * len(options)
    every = itertools.islice(itertools.product(*(range(len(one)) for one in options)), 4096)
    yield from sorted(every, key=lambda places: (sum(places), places))[1:TRIES]


def written(chosen: list[tuple[Parameter, Value]]) -> Arguments:
    """The source of the arguments; by keyword where the position would not tell what they are."""
    plain = [parameter for parameter, _ in chosen if parameter.kind == "plain"]
    by_position = len(plain) <= 2 or all(
        parameter.name in PLAIN_NAMES or len(parameter.name) == 1 for parameter in plain
    )
    parts = []
    for parameter, value in chosen:
        bare = parameter.kind in ("positional-only", "rest") or (
            parameter.kind == "plain" and by_position and not parameter.optional
        )
        parts.append(value.code if bare else f"{parameter.name}={value.code}")
    return Arguments(", ".join(parts), tuple((parameter.name, value) for parameter, value in chosen))
