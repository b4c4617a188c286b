"""Calls that an example must not make unasked: they wait, ask, end the program or need what is not there."""

from __future__ import annotations

import ast

from sphinx_howto.example import scope

# Calls that wait, ask, end the program or need what an example does not have
_RISKY = (
    "wait acquire accept recv recv_into select input getpass exit _exit abort fork serve_forever run_forever "
    "run_until_complete connect popen Popen execv check_call check_output breakpoint set_trace interact "
    "readline sendall getresponse urlopen bind listen readinto"
)
# Modules whose functions of these names change files or start programs; elsewhere the names are harmless
OUTWARD = ("os.", "shutil.", "subprocess.", "signal.")
_CHANGING = "unlink rmtree remove rename replace kill system run call move chmod rmdir removedirs"
CHANGING = frozenset(_CHANGING.split())
RISKY = frozenset(_RISKY.split())


def is_risky(call: ast.Call) -> bool:
    """Whether the call waits, asks, ends the program, or takes from what may be empty."""
    name = (scope.dotted(call.func).rpartition(".")[2] or getattr(call.func, "attr", "")).lstrip("_")
    if name in ("pop", "popleft", "popitem"):
        return len(call.args) < 2 and scope.dotted(call.func).startswith("self.")
    if name in CHANGING:
        return scope.dotted(call.func).startswith(OUTWARD)
    return name in RISKY
