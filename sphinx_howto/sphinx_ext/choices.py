"""The options of the directives, each declared once; a wrong one becomes a warning, not a lost page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sphinx_howto import catalogue, options
from sphinx_howto.errors import OptionError

Reader = Callable[[str], Any]


class AnyOption(dict[str, Callable[[Any], Any]]):
    """An ``option_spec`` that lets every option through unread.

    docutils would drop the directive and its content for one misspelt option; the directive
    reads the options itself and says what is allowed.
    """

    def __missing__(self, name: str) -> Callable[[Any], Any]:
        return _as_written

    def __contains__(self, name: object) -> bool:
        return True

    def __bool__(self) -> bool:
        """Docutils looks for options only where some are allowed."""
        return True


def _as_written(value: Any) -> str:
    return "" if value is None else str(value).strip()


def flag(text: str) -> bool:
    """An option without a value; MyST writes ``true``."""
    if text.lower() not in ("", "true"):
        raise ValueError(catalogue.gettext("it takes no value"))
    return True


def text(value: str) -> str:
    """A text on one line, not empty."""
    if not value:
        raise ValueError(catalogue.gettext("it needs a value"))
    return " ".join(value.split())


def words(value: str) -> tuple[str, ...]:
    """Texts parted by spaces, at least one."""
    return tuple(text(value).split())


def detail(value: str) -> str:
    """One of the three details."""
    if value not in options.DETAILS:
        raise ValueError(catalogue.gettext("allowed are {names}").format(names=", ".join(options.DETAILS)))
    return value


def read(directive: str, given: Mapping[str, str], table: Mapping[str, Reader]) -> dict[str, Any]:
    """The values of the ``given`` options.

    Raises:
        OptionError: an option is unknown or has a value that is not allowed.
    """
    return {name: _read(directive, name, value, table) for name, value in given.items()}


def _read(directive: str, name: str, value: str, table: Mapping[str, Reader]) -> Any:
    if name not in table:
        message = catalogue.gettext("{directive} has no option {name}; allowed are {names}.")
        names = ", ".join(f":{known}:" for known in table)
        raise OptionError(message.format(directive=directive, name=f":{name}:", names=names))
    try:
        return table[name](value)
    except ValueError as error:
        message = catalogue.gettext("the option {name} of {directive} is {value}: {reason}.")
        raise OptionError(
            message.format(name=f":{name}:", directive=directive, value=repr(value), reason=error)
        ) from error
