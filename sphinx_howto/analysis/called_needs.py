"""What calls need that no import shows: the package behind an argument, the program of a command."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from sphinx_howto.analysis.scope import FunctionScope


@dataclass(frozen=True)
class Called:
    """name: the package or program. callee: the call that needs it; "" for a program. lines: of the call."""

    name: str
    callee: str
    lines: tuple[int, int]


@dataclass(frozen=True)
class Choice:
    """The argument of a call that chooses a package: its position and name, and the package of each value."""

    position: int
    keyword: str
    packages: Mapping[object, str]


#: Builders of Beautiful Soup: https://www.crummy.com/software/BeautifulSoup/bs4/doc/#installing-a-parser
_PARSERS: Mapping[object, str] = {"lxml": "lxml", "lxml-xml": "lxml", "xml": "lxml", "html5lib": "html5lib"}
#: Engines of pandas, in the signatures of its readers.
_ENGINES: Mapping[object, str] = {
    "openpyxl": "openpyxl",
    "xlrd": "xlrd",
    "pyxlsb": "pyxlsb",
    "odf": "odfpy",
    "calamine": "python-calamine",
}
_CHOICES: Mapping[str, Choice] = {
    "bs4.BeautifulSoup": Choice(1, "features", _PARSERS),
    "pandas.read_excel": Choice(99, "engine", _ENGINES),
    "pandas.ExcelFile": Choice(99, "engine", _ENGINES),
    "pandas.ExcelWriter": Choice(1, "engine", {**_ENGINES, "xlsxwriter": "XlsxWriter"}),
    "pandas.read_parquet": Choice(1, "engine", {"pyarrow": "pyarrow", "fastparquet": "fastparquet"}),
    "httpx.Client": Choice(99, "http2", {True: "h2"}),
    "httpx.AsyncClient": Choice(99, "http2", {True: "h2"}),
}
#: Endings of the files that ``pandas.read_excel`` reads with a package of its own.
_SHEETS = {".xlsx": "openpyxl", ".xlsm": "openpyxl", ".xls": "xlrd", ".xlsb": "pyxlsb", ".ods": "odfpy"}
_READS_SHEETS = {"pandas.read_excel", "pandas.ExcelFile"}
#: Makers of engines of SQLAlchemy, and the driver of a dialect that an address names none for.
_DATABASES = {"sqlalchemy.create_engine", "sqlalchemy.ext.asyncio.create_async_engine"}
_DRIVERS = {"postgresql": "psycopg2", "mysql": "mysqlclient", "mariadb": "mysqlclient"}
_ADDRESS = re.compile(r"(?P<dialect>[a-z]+)(?:\+(?P<driver>\w+))?://")
_IN_PYTHON = {"pysqlite", "sqlite3"}

#: Calls whose first argument is a command: a list, or a text.
_COMMANDS = {
    "subprocess.run", "subprocess.Popen", "subprocess.call", "subprocess.check_call",
    "subprocess.check_output", "subprocess.getoutput", "subprocess.getstatusoutput", "os.system", "os.popen",
    "asyncio.create_subprocess_exec", "asyncio.create_subprocess_shell",
}  # fmt: skip
#: Words of a shell, programs of every system, and Python, which runs the code itself.
_EVERYWHERE = {
    "cd", "echo", "exit", "export", "set", "cls", "clear", "dir", "copy", "del", "type", "start",
    "source", "pause", "ls", "rm", "cp", "mv", "mkdir", "rmdir", "cat", "pwd", "chmod", "touch",
    "sleep", "true", "false", "test", "sh", "bash", "cmd", "cmd.exe", "env", "kill", "ps", "grep",
    "sed", "awk", "find", "head", "tail", "sort", "sudo", "python", "python3", "py", "if", "for",
    "while",
}  # fmt: skip
_PROGRAM = re.compile(r"[A-Za-z][\w.+-]*")


def packages(scope: FunctionScope, call: ast.Call) -> Iterator[Called]:
    """The packages that the arguments of a call demand."""
    path = scope.dotted(call.func)
    if path is None:
        return
    found = _chosen(scope, call, _CHOICES.get(path))
    if found is None and path in _READS_SHEETS and call.args:
        found = _SHEETS.get(PurePosixPath(_text(scope, call.args[0])).suffix.lower())
    if found is None and path in _DATABASES and call.args:
        found = _driver(_text(scope, call.args[0]))
    if found is not None:
        yield Called(found, path.rpartition(".")[2], _lines(call))


def programs(scope: FunctionScope, call: ast.Call) -> Iterator[Called]:
    """The program of a command that a call runs, where its first word is a literal."""
    if not call.args or scope.dotted(call.func) not in _COMMANDS:
        return
    command = _resolved(scope, call.args[0])
    if isinstance(command, (ast.List, ast.Tuple)) and command.elts:
        text = _text(scope, command.elts[0])
    else:
        text, *_ = _text(scope, command).split() or [""]
    name = PurePosixPath(text).name
    if _PROGRAM.fullmatch(name) and name not in _EVERYWHERE:
        yield Called(name, "", _lines(call))


def _chosen(scope: FunctionScope, call: ast.Call, choice: Choice | None) -> str | None:
    if choice is None:
        return None
    given = next((item.value for item in call.keywords if item.arg == choice.keyword), None)
    if given is None and len(call.args) > choice.position:
        given = call.args[choice.position]
    value = _resolved(scope, given) if given is not None else None
    if not isinstance(value, ast.Constant) or isinstance(value.value, bytes):
        return None
    return choice.packages.get(value.value)


def _driver(address: str) -> str | None:
    """The package of the driver that an address of SQLAlchemy names, or takes without a name."""
    found = _ADDRESS.match(address)
    if found is None or found["driver"] in _IN_PYTHON:
        return None
    return found["driver"] or _DRIVERS.get(found["dialect"])


def _text(scope: FunctionScope, node: ast.expr) -> str:
    """The literal text of an expression, up to the first value put in; "" for another."""
    value = _resolved(scope, node)
    if isinstance(value, ast.JoinedStr) and value.values:
        value = value.values[0]
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else ""


def _resolved(scope: FunctionScope, node: ast.expr) -> ast.expr:
    """A constant, or what a local name is set to once, in place of its name."""
    if isinstance(node, ast.Name) and scope.is_local(node.id):
        bound = scope.bindings.get(node.id, [])
        value = bound[0][0] if len(bound) == 1 else None
        return value if value is not None else node
    return scope.constant(node) or node


def _lines(call: ast.Call) -> tuple[int, int]:
    return call.lineno, call.end_lineno or call.lineno
