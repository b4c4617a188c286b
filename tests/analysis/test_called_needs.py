"""What calls need besides imports: pairs of calls that count and near misses that do not."""

from __future__ import annotations

import ast

import pytest

from sphinx_howto.analysis import called_needs
from tests.english.telling import scope_of

_IMPORTS = (
    "import asyncio, os, subprocess\nimport httpx\nimport pandas as pd\nfrom bs4 import BeautifulSoup\n"
    "from sqlalchemy import create_engine\nPARSER = 'lxml'\nNAME = 'nmap'\n"
)


def needed(code: str) -> list[tuple[str, str]]:
    """(package or program, callee) of the last statement of a function."""
    body = "\n".join(f"    {line}" for line in code.splitlines())
    scope = scope_of(f"{_IMPORTS}def f(x, path):\n{body}\n")
    assert isinstance(scope.function, ast.FunctionDef)
    last = scope.function.body[-1]
    assert isinstance(last, ast.Expr)
    assert isinstance(last.value, ast.Call)
    found = [*called_needs.packages(scope, last.value), *called_needs.programs(scope, last.value)]
    return [(item.name, item.callee) for item in found]


ROWS = [
    ("BeautifulSoup(x, 'lxml')", [("lxml", "BeautifulSoup")]),
    ("BeautifulSoup(x, features=PARSER)", [("lxml", "BeautifulSoup")]),
    ("BeautifulSoup(x, 'html5lib')", [("html5lib", "BeautifulSoup")]),
    ("BeautifulSoup(x, 'html.parser')", []),
    ("BeautifulSoup(x)", []),
    ("BeautifulSoup(x, path)", []),
    ("pd.read_excel('a.xlsx')", [("openpyxl", "read_excel")]),
    ("pd.read_excel(f'{x}/a.xlsx')", []),
    ("pd.read_excel(path, engine='xlrd')", [("xlrd", "read_excel")]),
    ("pd.read_excel(path)", []),
    ("pd.read_csv('a.xlsx')", []),
    ("httpx.Client(http2=True)", [("h2", "Client")]),
    ("httpx.Client(http2=False)", []),
    ("httpx.Client(http2=x)", []),
    ("create_engine('postgresql+asyncpg://h/db')", [("asyncpg", "create_engine")]),
    ("create_engine(f'mysql://{x}/db')", [("mysqlclient", "create_engine")]),
    ("create_engine('sqlite:///a.db')", []),
    ("create_engine(x)", []),
    ("subprocess.run(['git', 'status'])", [("git", "")]),
    ("command = ['/usr/bin/ffmpeg', '-i', x]\nsubprocess.Popen(command)", [("ffmpeg", "")]),
    ("os.system(f'nmap -p {x}')", [("nmap", "")]),
    ("subprocess.run([NAME, x])", [("nmap", "")]),
    ("command = ['git']\ncommand = x\nsubprocess.run(command)", []),
    ("subprocess.run(['python', 'a.py'])", []),
    ("os.system('clear')", []),
    ("subprocess.run(x)", []),
    ("subprocess.run(f'{x} --help')", []),
    ("x.run(['git'])", []),
]


@pytest.mark.parametrize(("code", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_what_a_call_needs(code: str, expected: list[tuple[str, str]]) -> None:
    assert needed(code) == expected
