"""Tests of the system and of optional packages, each with near misses."""

from __future__ import annotations

import pytest

from tests.english.telling import condition

_BEFORE = """
import os, sys, platform
try:
    import fcntl
except ImportError:
    fcntl = None
try:
    import rich.table
    HAS_RICH = True
except ImportError:
    HAS_RICH = False
try:
    import first, second
except ImportError:
    first = None
try:
    from .own import helper
except ImportError:
    helper = None
WIN = sys.platform.startswith("win")
"""

TOLD = [
    ("sys.platform == 'win32'", "the system is Windows"),
    ("sys.platform != 'darwin'", "the system is not macOS"),
    ("sys.platform.startswith('linux')", "the system is Linux"),
    ("sys.platform in ('win32', 'cygwin')", "the system is Windows or Cygwin"),
    ("os.name == 'nt'", "the system is Windows"),
    ("platform.system() == 'Darwin'", "the system is macOS"),
    ("platform.system().lower() not in ('linux', 'darwin')", "the system is not Linux or macOS"),
    ("WIN", "the system is Windows"),
    ("not WIN", "the system is not Windows"),
    ("fcntl is None", "`fcntl` cannot be imported"),
    ("fcntl is not None", "`fcntl` can be imported"),
    ("HAS_RICH", "`rich` is installed"),
    ("first is None", "not all of `first` and `second` are installed"),
    ("first", "`first` and `second` are installed"),
    ("not HAS_RICH", "`rich` is not installed"),
]
NOT_TOLD = ["sys.platform == x", "sys.platform == 'beos'", "os.name == x", "helper is None"]


@pytest.mark.parametrize(("test", "expected"), TOLD)
def test_the_system_in_words(test: str, expected: str) -> None:
    assert condition(test, before=_BEFORE) == expected


@pytest.mark.parametrize("test", NOT_TOLD)
def test_other_tests_stay(test: str) -> None:
    assert "system" not in condition(test, before=_BEFORE)
    assert "install" not in condition(test, before=_BEFORE)


def test_a_local_of_the_same_name_is_no_package() -> None:
    assert condition("HAS_RICH", parameters="HAS_RICH", before=_BEFORE) == "`HAS_RICH` is truthy"
