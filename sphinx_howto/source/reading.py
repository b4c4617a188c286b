"""Files into parsed modules: decoding as Python does, each content parsed once."""

from __future__ import annotations

import ast
import importlib.util
import warnings
from pathlib import Path

from sphinx_howto import catalogue, definition, errors
from sphinx_howto.source import spelling

_parsed: dict[tuple[str, str], tuple[bytes, definition.Module]] = {}


def read(name: str, path: str, body: definition.Body, is_package: bool) -> definition.Module:
    """The module ``name`` parsed from the file at ``path``; the same content gives the same record.

    Raises:
        NotReadableError: the file is not Python source that can be read.
    """
    data = _bytes(name, path)
    known = _parsed.get((name, path))
    if known and known[0] == data:
        return known[1]
    text, tree = parse(name, path, data)
    module = definition.Module(name, Path(path), text, tree, is_package, body)
    _parsed[name, path] = (data, module)
    return module


def parse(name: str, path: str, data: bytes) -> tuple[str, ast.Module]:
    """The text and the tree of ``data``.

    Raises:
        NotReadableError: syntax, encoding, null bytes, or nesting that is too deep for the parser.
    """
    try:
        text = importlib.util.decode_source(data)
        with warnings.catch_warnings():
            # An invalid escape in the user's code is not this program's message to give
            warnings.simplefilter("ignore")
            tree = ast.parse(text, path)
        spelling.keep(tree, text)
        return text, tree
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reason = catalogue.gettext("it is not {encoding}; save it so or name its encoding in the first line")
        raise _unreadable(name, path, line, reason.format(encoding=error.encoding)) from error
    except SyntaxError as error:
        reason = catalogue.gettext("it is not valid Python: {reason}")
        raise _unreadable(name, path, error.lineno, reason.format(reason=error.msg)) from error
    except ValueError as error:
        reason = catalogue.gettext("it is not valid Python: {reason}")
        raise _unreadable(name, path, None, reason.format(reason=error)) from error
    except (RecursionError, MemoryError) as error:
        reason = catalogue.gettext("an expression in it is nested too deeply for Python's parser")
        raise _unreadable(name, path, None, reason) from error


def _bytes(name: str, path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        reason = catalogue.gettext("it cannot be opened: {reason}")
        raise _unreadable(name, path, None, reason.format(reason=error.strerror)) from error


def _unreadable(name: str, path: str, line: int | None, reason: str) -> errors.NotReadableError:
    place = f"{path}:{line}" if line else path
    message = catalogue.gettext("module {name!r} cannot be read from {place}: {reason}")
    return errors.NotReadableError(message.format(name=name, place=place, reason=reason))
