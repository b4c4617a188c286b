"""Examples of code that nobody wrote for this project really run, and are the same every time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from sphinx_howto import document, example, options, source

Run = Callable[[str], str]

# Harmless functions and classes of the standard library, one of each form
TARGETS = (
    "textwrap.wrap",
    "textwrap.shorten",
    "shlex.split",
    "fnmatch.filter",
    "heapq.heappushpop",
    "bisect.insort_right",
    "colorsys.rgb_to_hls",
    "statistics.NormalDist",
    "fractions.Fraction",
    "queue.Queue",
    "queue.Empty",
    "sched.scheduler",
    "contextlib.ExitStack",
    "contextlib.AsyncExitStack",
    "contextlib.contextmanager",
    "functools.cached_property",
    "functools.lru_cache",
    "calendar.TextCalendar",
    "csv.DictReader",
    "json.JSONEncoder",
    "string.Formatter",
    "ipaddress.ip_network",
    "configparser.ConfigParser",
    "difflib.SequenceMatcher",
    "pprint.PrettyPrinter",
    "tempfile.TemporaryDirectory",
    "types.DynamicClassAttribute",
    "enum.StrEnum" if sys.version_info >= (3, 11) else "enum.IntEnum",
    "graphlib.CycleError",
    "collections.abc.Iterator",
    "colorsys",
    "bisect",
)


def made(target: str) -> str:
    lookup = source.open_project([], allow_inspection=True)
    return example.make(lookup.definition(target), lookup, options.make())[0].code


@pytest.mark.parametrize("target", TARGETS)
def test_examples_of_the_standard_library_run(target: str, run: Run) -> None:
    run(made(target))


def test_the_same_text_whatever_the_hash_seed() -> None:
    code = (
        "from sphinx_howto import document, example, options, source\n"
        "lookup = source.open_project([], allow_inspection=True)\n"
        f"for name in {TARGETS!r}:\n"
        "    print(example.make(lookup.definition(name), lookup, options.make()))\n"
    )
    texts = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(texts) == 1
    assert "Example(code=" in texts.pop()


def test_nothing_of_the_code_is_run(show: Callable[..., document.Example]) -> None:
    made = show("raise SystemExit('imported')\n\ndef f(size: int): return size", "f")
    assert made.code.endswith("print(f(10))")
