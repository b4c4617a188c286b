"""Tables that the code reads and fills without making them are made in the example's database first."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace

from sphinx_howto.example import body, values, verdicts
from sphinx_howto.example.callee import Callee
from sphinx_howto.example.context import Context
from sphinx_howto.example.signatures import Parameter
from sphinx_howto.example.value import Import, Value, text

_BEGINS = re.compile(r"\s*(insert|replace|select|update|delete|create)\s", re.IGNORECASE)
_CREATED = re.compile(r"create\s+(?:temp\w*\s+)?table\s+(?:if\s+not\s+exists\s+)?[\"`]?(\w+)", re.IGNORECASE)
_INSERT = re.compile(
    r"(?:insert|replace)\s+(?:or\s+\w+\s+)?into\s+[\"`]?(\w+)[\"`]?\s*(?:\(([^)]*)\))?", re.IGNORECASE
)
_SELECT = re.compile(r"select\s+(.*?)\s+from\s+[\"`]?(\w+)", re.IGNORECASE)
_UPDATE = re.compile(r"update\s+[\"`]?(\w+)[\"`]?\s+set\s+(.*?)(?=\swhere\s|$)", re.IGNORECASE)
_DELETE = re.compile(r"delete\s+from\s+[\"`]?(\w+)", re.IGNORECASE)
_TESTED = re.compile(r"(\w+)\s*(?:=|<|>|!|\blike\b|\bin\b|\bis\b|\bbetween\b)", re.IGNORECASE)
_ORDERED = re.compile(r"\border\s+by\s+(\w+)", re.IGNORECASE)

# What an example writes for a connection, a cursor and a file of a database, and how the first two are made
_CONNECTION, _CURSOR, _FILE = (
    'sqlite3.connect(":memory:")',
    'sqlite3.connect(":memory:").cursor()',
    '":memory:"',
)


def told(value: Value, parameter: Parameter, callee: Callee, context: Context) -> Value:
    """``value`` with the tables that the code needs, where it is a database of SQLite."""
    if value.code not in (_CONNECTION, _CURSOR, _FILE) or value.setup:
        return value
    statements = list(_statements(callee))
    if any(re.search(r"\s(join|pragma)\s", one, re.IGNORECASE) for one in statements):
        return value
    made = {name.lower() for one in statements for name in _CREATED.findall(one)}
    needed = {name: columns for name, columns in _columns(statements).items() if name.lower() not in made}
    if not needed:
        return value
    name = parameter.name if parameter.name.isidentifier() and len(parameter.name) > 1 else "connection"
    lines = [line for table, columns in needed.items() for line in _made(table, columns, statements, context)]
    return _with_file(value, name, lines) if value.code == _FILE else _with_lines(value, name, lines)


def _with_lines(value: Value, name: str, lines: list[str]) -> Value:
    opened = f"{name} = {value.code}"
    executed = tuple(f"{name}.execute({text(line)})" for line in lines)
    return replace(value, code=name, setup=(opened, *executed))


def _with_file(value: Value, name: str, lines: list[str]) -> Value:
    """A database in a file of the temporary folder: what is in memory is gone with its connection."""
    block = "".join(f"\n    connection.execute({text(line)})" for line in lines)
    setup = (
        f'{name} = str(Path(folder, "data.db"))',
        f"with sqlite3.connect({name}) as connection:{block}",
        "connection.close()",
    )
    needs = value.imports | {
        Import("sqlite3"),
        Import("pathlib", "Path"),
        Import("tempfile", "TemporaryDirectory"),
    }
    return replace(value, code=name, setup=setup, imports=needs, folder=True, note="")


def _statements(callee: Callee) -> Iterator[str]:
    """The texts in SQL of a function, or of its class, each on one line."""
    roots: list[ast.AST] = [callee.node] if callee.node is not None else []
    if callee.owner is not None:
        roots = [part.node for part in callee.owner.parts]
    for root in roots:
        for node in body.below(root):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _BEGINS.match(node.value):
                yield " ".join(node.value.split())


def _columns(statements: list[str]) -> dict[str, dict[str, None]]:
    """The tables that statements read and change, with the columns that they name."""
    found: dict[str, dict[str, None]] = {}
    for one in statements:
        for table, columns in _of(one):
            found.setdefault(table, {}).update(dict.fromkeys(columns))
    return found


def _of(statement: str) -> Iterator[tuple[str, list[str]]]:
    """Table and columns of one statement."""
    insert, select = _INSERT.match(statement.strip()), _SELECT.match(statement.strip())
    update, delete = _UPDATE.match(statement.strip()), _DELETE.match(statement.strip())
    if insert is not None:
        yield insert[1], _plain((insert[2] or "").split(","))
    elif select is not None:
        yield select[2], [*_plain(select[1].split(",")), *_tested(statement[select.end() :])]
    elif update is not None:
        yield update[1], [*_tested(update[2]), *_tested(statement[update.end() :])]
    elif delete is not None:
        yield delete[1], _tested(statement[delete.end() :])


def _plain(columns: list[str]) -> list[str]:
    stripped = [one.strip().strip('"`') for one in columns]
    return [one for one in stripped if re.fullmatch(r"[A-Za-z_]\w*", one)]


def _tested(rest: str) -> list[str]:
    """Columns that conditions and orders name."""
    words = [*_TESTED.findall(rest), *_ORDERED.findall(rest)]
    return [one for one in words if one.lower() not in ("where", "and", "or", "not", "by", "limit")]


def _made(table: str, columns: dict[str, None], statements: list[str], context: Context) -> Iterator[str]:
    """The statement that makes a table, and one that puts a row into a table that is read."""
    names = [*columns] or ["id"]
    keyed = re.compile(rf"into\s+[\"`]?{table}\b.*on\s+conflict\s*\((\w+)\)", re.IGNORECASE)
    unique = {found[1] for one in statements for found in [keyed.search(one)] if found is not None}
    yield f"CREATE TABLE {table} ({', '.join(f'{one} UNIQUE' if one in unique else one for one in names)})"
    reading = re.compile(rf"\s*(select\s.*\sfrom|update|delete\s+from)\s+[\"`]?{table}\b", re.IGNORECASE)
    if columns and any(reading.match(one) for one in statements):
        row = ", ".join(_cell(one, context) for one in names)
        yield f"INSERT INTO {table} VALUES ({row})"  # noqa: S608  # a line of the example, not run here


def _cell(column: str, context: Context) -> str:
    """What a column of this name holds, as SQL writes it."""
    content = verdicts.plain(values.by_name(column, context, is_plain=True).code)
    if isinstance(content, (int, float)) and not isinstance(content, bool):
        return str(content)
    return "'" + str(content if isinstance(content, str) else column).replace("'", "''") + "'"
