"""Functions that fail for a name that their module does not define."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_howto.analysis import undefined
from sphinx_howto.english.facts import ranking, subject, when
from sphinx_howto.english.phrase import code, fill


def tell(group: subject.Group) -> Iterator[ranking.Sentence]:
    """``f` raises `NameError`, as nothing defines `x```: what fails whenever it is reached."""
    for member in group.given:
        for item in undefined.of(member):
            state = when.of(member.scope, item.path)
            rest = fill("`NameError`, as nothing in the module defines {name}", name=code(item.name))
            if state.clause:
                rest = fill("{rest}, if {condition}", rest=rest, condition=state.clause)
            verb = "always raises" if state.always else "raises" if state.sure else "can raise"
            text = subject.clause(group, [member], verb, rest)
            yield ranking.Sentence(text, (member.name,), [item.lines], False, (code("NameError"),))
