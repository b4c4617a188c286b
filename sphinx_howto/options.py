"""The options of one explanation, declared once; rims fill them from their own configuration."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal, get_args

from sphinx_howto import catalogue
from sphinx_howto.errors import OptionError

Detail = Literal["brief", "normal", "full"]
DETAILS: tuple[str, ...] = get_args(Detail)

VAGUE_TERMS = (
    "get", "gets", "getting", "do", "does", "doing", "handle", "handles", "handling",
    "process", "processes", "processing", "manage", "manages", "managing", "deal with",
    "deals with", "perform", "performs", "performing", "various", "necessary", "appropriate",
    "properly", "correctly", "stuff", "thing", "things", "etc",
)


@dataclass(frozen=True, slots=True)
class Options:
    """How to explain.

    search_paths: folders searched for modules before ``sys.path``.
    detail: ``brief`` (one line a method), ``normal``, ``full`` (every statement).
    allow_inspection: whether compiled and builtin modules may be imported to be inspected.
    phrasebooks: TOML files of the project's own phrases, later ones win.
    example_paths: files and folders searched for calls that can serve as examples.
    example_code: the directive's content, used as the example when not None.
    check_vague, vague_terms: whether and which vague words in docstrings become problems.
    docstring_style: auto, google, numpy or sphinx.
    language: of the generator's own words.
    """

    search_paths: tuple[str, ...] = ()
    detail: Detail = "normal"
    allow_inspection: bool = True
    title: str = ""
    phrasebooks: tuple[str, ...] = ()
    example_paths: tuple[str, ...] = ()
    example_code: str | None = None
    check_vague: bool = False
    vague_terms: tuple[str, ...] = VAGUE_TERMS
    docstring_style: str = "auto"
    language: str = "en"


def make(**values: object) -> Options:
    """Options from keyword arguments; sequences become tuples.

    Raises:
        OptionError: an unknown option or a ``detail`` that is not one of the three.
    """
    known = {field.name for field in fields(Options)}
    for name in values:
        if name not in known:
            message = catalogue.gettext("unknown option {name}; allowed are {names}")
            raise OptionError(message.format(name=repr(name), names=", ".join(sorted(known))))
    if values.get("detail", "normal") not in DETAILS:
        message = catalogue.gettext("detail is {value}; allowed are {names}")
        raise OptionError(message.format(value=repr(values["detail"]), names=", ".join(DETAILS)))
    plain = {
        name: tuple(str(item) for item in value) if isinstance(value, (list, tuple)) else value
        for name, value in values.items()
    }
    return Options(**plain)  # type: ignore[arg-type]  # the names were checked, rims check types
