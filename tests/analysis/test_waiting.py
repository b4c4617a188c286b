"""Whether the subprocess that a function starts is waited for: told through the fact that names it."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

import pytest

from tests.english.describing import facts_of

WAITS = "Runs `cmd` and waits until it ends"
GOES_ON = "Starts `cmd` without waiting for it"
EITHER = "Starts `cmd`"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("p = Popen(cmd)\nout, _ = p.communicate()", WAITS),
        ("Popen(cmd).wait()", WAITS),
        ("with Popen(cmd) as p:\n    print(p.pid)", WAITS),
        ("p = Popen(cmd)\nwith p:\n    print(p.pid)", WAITS),
        ("p = Popen(cmd)\ntry:\n    p.wait(3)\nexcept TimeoutExpired:\n    p.kill()", WAITS),
        ("if x:\n    p = Popen(cmd)\n    p.wait()", f"{WAITS}, if `x` is truthy"),
        ("Popen(cmd)", GOES_ON),
        ("p = Popen(cmd)\nreturn p.pid", GOES_ON),
        # Near misses: another may wait, or nobody
        ("p = Popen(cmd)\nif x:\n    p.wait()", EITHER),
        ("p = Popen(cmd)\nif x:\n    return\np.wait()", EITHER),
        ("p = Popen(cmd)\nfor line in p.stdout:\n    print(line)", EITHER),
        ("p = Popen(cmd)\nwhile p.poll() is None:\n    pass", EITHER),
        ("p = Popen(cmd)\ntry:\n    x()\nexcept OSError:\n    p.wait()", EITHER),
        ("p = Popen(cmd)\nwatch(p)", EITHER),
        ("p = Popen(cmd)\nreturn p.wait", EITHER),
        ("return Popen(cmd)", EITHER),
        ("p = Popen(cmd)\np = x\np.wait()", EITHER),
    ],
)
def test_subprocess(tmp_path: Path, body: str, expected: str) -> None:
    code = "from subprocess import Popen, TimeoutExpired\ndef f(cmd, x):\n" + indent(body, "    ")
    assert facts_of(tmp_path, code, "f")["Subprocesses"].split(". ")[0].rstrip(".") == expected


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ('os.popen(cmd, "w")', "Starts `cmd` in a shell."),
        ('os.execv("sh", cmd)', 'Replaces the running program by `"sh"`, with the arguments `cmd`.'),
        ("os.getpid()", None),
    ],
)
def test_other_ways_to_run_a_program(tmp_path: Path, call: str, expected: str | None) -> None:
    code = f"import os\ndef f(cmd):\n    {call}\n"
    assert facts_of(tmp_path, code, "f").get("Subprocesses") == expected
