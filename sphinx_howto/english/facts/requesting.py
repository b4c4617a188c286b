"""Requests of one method that one piece of code sends to several addresses, in one sentence."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sphinx_howto import document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import effects, members
from sphinx_howto.english.facts import actions
from sphinx_howto.english.phrase import Spans, code, fill, join, plain

#: So many requests in different cases are told one by one, each with its condition.
_FEW = 3
#: So many addresses are listed.
_MOST = 12
_Found = tuple[members.Member, effects.Effect]


@dataclass(frozen=True)
class Requests:
    """Requests of one member that one sentence tells."""

    member: members.Member
    text: Spans
    lines: list[tuple[int, int]]


def gathered(found: Sequence[_Found]) -> tuple[list[Requests], list[_Found]]:
    """The requests that are told together, and all other effects."""
    groups: dict[tuple[members.Member, str], list[tuple[_Found, Spans]]] = {}
    for item in found:
        action = actions.action(item[1])
        if action is not None and _is_request(action):
            groups.setdefault((item[0], action[1].text), []).append((item, action))
    told = [
        (request, used)
        for (member, method), items in groups.items()
        for request, used in _together(member, method, items)
    ]
    taken = {id(item[1]) for _, used in told for item in used}
    return [request for request, _ in told], [item for item in found if id(item[1]) not in taken]


def _is_request(action: Spans) -> bool:
    """``sends a `GET` request to {url}`` and no more."""
    return (
        len(action) == 4
        and isinstance(action[1], document.Code)
        and plain(action[2:3]) == plain(fill(" request to "))
        and isinstance(action[3], document.Code)
    )


def _together(
    member: members.Member, method: str, items: Sequence[tuple[_Found, Spans]]
) -> Iterator[tuple[Requests, list[_Found]]]:
    always = [item for item in items if item[0][1].path.always]
    others = [item for item in items if item not in always]
    if len(_addresses(always)) > 1:
        text = fill(
            "sends {method} requests to {addresses}", method=code(method), addresses=join(_addresses(always))
        )
        yield _made(member, text, always)
    addresses = _addresses(others)
    if len(addresses) <= _FEW:
        return
    shown = addresses[:_MOST]
    if len(addresses) > _MOST:
        shown.append(fill("{count} more", count=document.Words(str(len(addresses) - _MOST))))
    common = _common(others)
    message = (
        "sends {method} requests to {addresses}, depending on {name}"
        if common
        else "sends {method} requests to {addresses}, depending on the case"
    )
    text = fill(message, method=code(method), addresses=join(shown, "or"), name=code(common))
    yield _made(member, text, others)


def _made(
    member: members.Member, text: Spans, items: Sequence[tuple[_Found, Spans]]
) -> tuple[Requests, list[_Found]]:
    return Requests(member, text, [found[1].lines for found, _ in items]), [found for found, _ in items]


def _addresses(items: Sequence[tuple[_Found, Spans]]) -> list[Spans]:
    return list(dict.fromkeys(action[3:] for _, action in items))


def _common(items: Sequence[tuple[_Found, Spans]]) -> str:
    """The one name that the deciding test of each request reads, "" for none."""
    names: list[set[str]] = []
    for (_, effect), _ in items:
        last = effect.path.tests[-1].node if effect.path.tests else None
        read = (item for item in ast.walk(last) if isinstance(item, ast.Name)) if last is not None else ()
        names.append({quoting.source(item) for item in read})
    shared = set.intersection(*names) if names else set()
    return shared.pop() if len(shared) == 1 else ""
