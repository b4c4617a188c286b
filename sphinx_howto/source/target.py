"""What a target names: a dotted path, with the module set apart where the user wrote ``::``."""

from __future__ import annotations

import keyword
from dataclasses import dataclass

from sphinx_howto import catalogue, errors


@dataclass(frozen=True, slots=True)
class Target:
    """A target in its parts.

    module: the module's dotted name when the user wrote ``module::name`` or ``module::``, else "".
    parts: the names of the path after the module (all names when ``module`` is "").
    """

    module: str
    parts: tuple[str, ...]

    @property
    def path(self) -> str:
        """The dotted path without ``::``."""
        return ".".join(filter(None, (self.module, *self.parts)))


def parse(text: str) -> Target:
    """``text`` in its parts.

    Raises:
        TargetError: ``text`` is not a dotted Python name.
    """
    module, separator, rest = text.strip().rpartition("::")
    names = [*_names(module, separator), *_names(rest, rest)]
    faulty = [name for name in names if not name.isidentifier() or keyword.iskeyword(name)]
    if faulty or not names:
        raise errors.TargetError(_explain(text, faulty))
    return Target(module, tuple(_names(rest, rest)))


def _names(path: str, needed: str) -> list[str]:
    return path.split(".") if path or needed else []


def _explain(text: str, faulty: list[str]) -> str:
    message = catalogue.gettext(
        "{target!r} is not a dotted Python name ({part!r} is not a name); "
        "write it as package.module.Class or package.module::Class"
    )
    return message.format(target=text, part=faulty[0] if faulty else "")
