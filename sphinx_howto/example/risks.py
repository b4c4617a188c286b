"""Calls that an example must not make unasked: they wait, ask, end the program or need what is not there."""

from __future__ import annotations

import ast
import re

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


# Commands and statements that change what the reader has, or reach out
_COMMAND = re.compile(
    r"\bgit\s+(?:config|push|pull|commit|add|reset|clean|checkout|rebase|merge|tag|rm|stash)\b"
    r"|(?:^|[\s;&|])(?:rm|rmdir|mv|del|dd|mkfs|kill|killall|shutdown|reboot|sudo|chmod|chown|curl|wget)\s"
    r"|\b(?:drop|truncate|alter)\s+(?:table|database|schema|index|user)\b|\bdelete\s+from\b"
    r"|\b(?:pip|npm|apt|apt-get|brew|yarn|conda)3?\s+(?:un)?install\b|\bdocker\s+(?:rm|rmi|push|system|kill)\b",
    re.IGNORECASE,
)


def is_harmful(source: str) -> bool:
    """Whether a literal is a command or a statement that nobody runs just to see what happens."""
    return _COMMAND.search(source.strip("\"'")) is not None


# Methods that change or remove files
_FILES = frozenset(["write_text", "write_bytes", "unlink", "rmdir", "touch", "rmtree"])


def changes_files(root: ast.AST) -> bool:
    """Whether the code itself writes, moves or removes files."""
    for call in ast.walk(root):
        if not isinstance(call, ast.Call):
            continue
        name = scope.dotted(call.func).rpartition(".")[2] or getattr(call.func, "attr", "")
        given = [*call.args[1:2], *(word.value for word in call.keywords if word.arg == "mode")]
        modes = [str(getattr(one, "value", ""))[:1] for one in given] if name == "open" else []
        is_written = any(mode in ("w", "a", "x") for mode in modes)
        is_outward = scope.dotted(call.func).startswith(OUTWARD) and name in CHANGING
        if is_written or is_outward or name in _FILES:
            return True
    return False


def is_risky(call: ast.Call) -> bool:
    """Whether the call waits, asks, ends the program, or takes from what may be empty."""
    name = (scope.dotted(call.func).rpartition(".")[2] or getattr(call.func, "attr", "")).lstrip("_")
    if name in ("pop", "popleft", "popitem"):
        return len(call.args) < 2 and scope.dotted(call.func).startswith("self.")
    if name in CHANGING:
        return scope.dotted(call.func).startswith(OUTWARD)
    return name in RISKY
