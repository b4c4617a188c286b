"""Tries arguments against a body: follows plain values through it and tells whether it is proven to raise."""

from __future__ import annotations

import copy
from collections.abc import Mapping

from sphinx_howto.example.callee import Callee
from sphinx_howto.example.context import Context
from sphinx_howto.example.following import Trial
from sphinx_howto.example.operations import UNKNOWN, RefusedError, UnknownError
from sphinx_howto.example.verdicts import LoopEndError, StopError, Verdict, plain

__all__ = ["Verdict", "plain", "run"]


def run(
    callee: Callee,
    values: Mapping[str, object],
    context: Context,
    state: Mapping[str, object] | None = None,
    depth: int = 0,
) -> Verdict:
    """Follow ``callee`` with ``values`` on an object of which ``state`` is known (``self.name`` to value)."""
    if callee.node is None:
        return Verdict(False, False, _fields(callee, values))
    if callee.module.body != "source":
        return Verdict(False, False, {})
    # What the body changes must not change what the next trial starts from
    trial = Trial(callee, copy.deepcopy({**(state or {}), **values}), context, depth, run)
    refused, raised = False, ""
    try:
        trial.block(callee.body)
    except RefusedError as error:
        refused, raised = True, error.kind
    except (StopError, UnknownError, LoopEndError, RecursionError):
        pass
    if refused and trial.may_be_over and "." not in raised:
        # Proven for those who come so far: what calls it need not fail, and nobody expects the exception
        refused, raised, trial.doubtful = depth == 0, "", True
    is_stopped = refused or trial.left
    return Verdict(
        refused,
        trial.doubtful,
        trial.attributes(),
        tuple(sorted(trial.catches)),
        raised,
        trial.left,
        tuple(dict.fromkeys(name for guard in trial.guards for name in guard if is_stopped)),
    )


def _fields(callee: Callee, values: Mapping[str, object]) -> Mapping[str, object]:
    """The attributes that a generated constructor sets."""
    return {f"self.{parameter.name}": values.get(parameter.name, UNKNOWN) for parameter in callee.parameters}
