"""The order of evidence for a parameter's value: the author's word, the type, the use, the name."""

from __future__ import annotations

from dataclasses import replace

from sphinx_howto.example import annotation, names, values
from sphinx_howto.example.callee import Callee
from sphinx_howto.example.context import Context
from sphinx_howto.example.shape import of
from sphinx_howto.example.signatures import Parameter
from sphinx_howto.example.value import GUESS, NAME, TYPE, Value


def candidates(parameter: Parameter, callee: Callee, context: Context) -> list[Value]:
    """Values for ``parameter``, best proven first; never empty."""
    found = [*_from_annotation(parameter, callee, context)]
    found += _from_name(parameter, context)
    found.append(Value('"example"', strength=GUESS))
    return found


def _from_annotation(parameter: Parameter, callee: Callee, context: Context) -> list[Value]:
    shape = annotation.shape(parameter.annotation, callee.module, context.lookup)
    return [replace(value, strength=TYPE) for value in values.candidates(shape, parameter.name, context)]


def _from_name(parameter: Parameter, context: Context) -> list[Value]:
    kind = names.kind(parameter.name)
    found = values.candidates(of(kind), parameter.name, context) if kind else []
    return [replace(value, strength=NAME) for value in found[:1]]
