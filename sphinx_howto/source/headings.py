"""The headings of docstring sections, as people write them in their languages: from a data file."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib  # type: ignore[import-not-found, unused-ignore]


@lru_cache(maxsize=1)
def known() -> Mapping[str, str]:
    """Heading in lower case -> the heading of the Google style that it stands for."""
    file = resources.files("sphinx_howto.source") / "section_headings.toml"
    table = tomllib.loads(file.read_text("utf-8"))["headings"]
    return {title: heading for heading, titles in table.items() for title in titles}
