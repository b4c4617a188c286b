"""Compiled modules into stub text: what can be known of them is written down as Python and parsed."""

from __future__ import annotations

from sphinx_howto import definition, errors


def read(name: str, path: str, is_package: bool) -> definition.Module:
    raise errors.NoSourceError(f"{name} {path} {is_package}")
