"""What a function touches: by its own body, and by the functions of the project that it has run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sphinx_howto.analysis import certainty, effects, environ, members, paths, runs, terminals
from sphinx_howto.analysis.once import once

#: So many calls deep.
_DEPTH = 5
#: Calls that wait for an answer from the user.
ASKING = {"input", "click.prompt", "click.confirm", "click.pause", "getpass.getpass"}
#: What ends, and what only follows from something that is told already.
_ENDERS = {"commit", "rollback", "close"}
_KINDS = {"network", "database", "process", "file-read", "file-write", "wait", "thread"}
_SET = {"set", "remove", "take", "default"}

#: Kind -> whether every call that ends normally touches it.
Kinds = Mapping[str, bool]


def kinds(member: members.Member, depth: int = _DEPTH) -> Kinds:
    """What a member's body and what it has run can touch.

    ``network``, ``database``, ``process``, ``file-read``, ``file-write``, ``wait``, ``thread``; ``ask`` (the
    user), ``stdout``, ``stderr``, ``stdin``; ``variable-read``, ``variable-set`` (of the environment).
    """
    return once(member.scope, f"kinds {depth}", member.node, lambda: _kinds(member, depth))


def _kinds(member: members.Member, depth: int) -> Kinds:
    places: dict[str, list[_Place]] = {}
    for touched, path in _own(member):
        places.setdefault(touched, []).append(_Place(path))
    found = {touched: certainty.certain(list_) for touched, list_ in places.items()}
    for run in runs.of(member) if depth else ():
        if run.way in {"call", "apart"}:
            for touched, sure in kinds(run.callee, depth - 1).items():
                found[touched] = found.get(touched, False) or (sure and run.path.always)
    return found


class _Place:
    """What stands on a path."""

    def __init__(self, path: paths.Path) -> None:
        self.path = path


def _own(member: members.Member) -> Iterator[tuple[str, paths.Path]]:
    """What the body itself touches, and how control comes there."""
    for effect in effects.everything(member):
        touched = kind(effect)
        if touched:
            yield touched, effect.path
    for use in terminals.uses(member):
        yield use.channel, use.path
    for access in environ.accesses(member.scope, member.expressions):
        yield "variable-set" if access.role in _SET else "variable-read", access.path


def kind(effect: effects.Effect) -> str:
    """What a known call touches; "" for nothing that is told."""
    entry = effect.match.entry
    acts = entry.clause or (effect.entered and entry.enter)
    if not acts and (effect.kind != "file-read" or entry.condition):
        return ""
    if entry.name in ASKING:
        return "ask"
    if entry.name.startswith("sys.stdin."):
        return "stdin"
    told = effect.kind in _KINDS and entry.name.rpartition(".")[2] not in _ENDERS
    return effect.kind if told else ""
