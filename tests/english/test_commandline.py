"""The list of command line arguments: what each stores, given or not, and the author's help."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.english.explaining import lines


def argument(folder: Path, code: str) -> str:
    """What is told of the first of two arguments."""
    body = f"p = argparse.ArgumentParser()\n    p.add_argument({code})\n    p.add_argument('--o')"
    module = f"import argparse\ndef f(on, size):\n    {body}\n    return p\n"
    return next(item.strip() for item in lines(folder, module) if item.startswith("  "))


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("'--x', action='store_true'", "`--x`: A switch: `True` if it is given, else `False`."),
        ("'--x', action='store_false'", "`--x`: A switch: `False` if it is given, else `True`."),
        ("'--x', action='store_true', default=True", "`--x`: A switch: `True` if it is given, else `True`."),
        ("'--x', default=on, action='store_true'", "`--x`: A switch: `True` if it is given, else `on`."),
        ("'--x', action='store_const', const=3", "`--x`: A switch: `3` if it is given, else `None`."),
        (
            "'--x', action=argparse.BooleanOptionalAction, default=True",
            "`--x`: A switch: `True` if it is given, `False` for `--no-x`, else `True`.",
        ),
        ("'--x', action='store', default=3", "`--x`: Default `3`."),
        ("'--x', dest='y'", "`--x`: Stored as `y`."),
        ("'x', metavar='X', nargs='+'", "`x`: Required, one or more values."),
        ("'x', nargs=2", "`x`: Required, `2` values."),
        ("'x', help='The\\n  word. '", "`x`: Required; “The word”."),
        ("'x', help=f'Size {size}.'", "`x`: Required; “Size `size`”."),
        ("'x', help='50%% off'", "`x`: Required; “50% off”."),
        ("'x', help=HELP % size", "`x`: Required."),
        ("'x', help=''", "`x`: Required."),
    ],
)
def test_arguments(tmp_path: Path, code: str, expected: str) -> None:
    assert argument(tmp_path, code) == expected
