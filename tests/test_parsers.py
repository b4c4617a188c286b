"""What parsers are told of a command line: arguments, groups, commands."""

from __future__ import annotations

import ast
import textwrap

import pytest

from sphinx_howto import click_parsers, parsers


def dotted(node: ast.expr) -> str:
    return ast.unparse(node)


def parser(body: str) -> parsers.Parser | None:
    code = f"p = argparse.ArgumentParser()\n{body}\np.parse_args()"
    return parsers.read(ast.parse(code).body, dotted)


@pytest.mark.parametrize(
    ("body", "names", "needed"),
    [
        ("p.add_argument('a')\np.add_argument('-b', '--bold')", ["a", "--bold"], ["a"]),
        ("p.add_argument('--a', required=True)", ["--a"], ["--a"]),
        ("p.add_argument('a', nargs='?')", ["a"], []),
        ("g = p.add_argument_group('G')\ng.add_argument('a')", ["a"], ["a"]),
        (
            "g = p.add_mutually_exclusive_group(required=True)\ng.add_argument('--a')\ng.add_argument('--b')",
            ["--a", "--b"],
            ["--a"],
        ),
        ("g = p.add_mutually_exclusive_group()\ng.add_argument('--a')", ["--a"], []),
        ("if x:\n    p.add_argument('a')", ["a"], ["a"]),
        ("p.add_argument('--a', action=argparse.BooleanOptionalAction)", ["--a"], []),
    ],
)
def test_arguments_of_a_parser(body: str, names: list[str], needed: list[str]) -> None:
    found = parser(body)
    assert found is not None
    assert [one.name for one in found.arguments] == names
    assert [one.name for one in found.needed()] == needed


@pytest.mark.parametrize(
    "body",
    [
        "add_common(p)\np.add_argument('a')",
        "p.add_argument(*names)",
        "p.add_argument('a', **options)",
        "p.add_argument('--a', action=Own)",
        "q = argparse.ArgumentParser()\np.add_argument('a')",
        "s = p.add_subparsers()\nfor n in names:\n    a = s.add_parser(n)\n    a.add_argument('a')",
        "s = p.add_subparsers()\na = s.add_parser('a', parents=[q])\na.add_argument('a')",
        "pass",
        # Of another parser
        "other.add_argument('a')",
    ],
)
def test_what_is_unclear_is_no_command_line(body: str) -> None:
    assert parser(body) is None


def test_commands_have_arguments_of_their_own() -> None:
    found = parser(
        "p.add_argument('--verbose', action='store_true')\n"
        "s = p.add_subparsers(dest='command')\n"
        "a = s.add_parser('add')\na.add_argument('name')\n"
        "b = s.add_parser('list')\nb.add_argument('--sort', required=True)"
    )
    assert found is not None
    assert found.commands == ("add", "list")
    assert [(one.command, one.name) for one in found.arguments] == [
        ("", "--verbose"),
        ("add", "name"),
        ("list", "--sort"),
    ]
    assert [one.name for one in found.needed("list")] == ["--sort"]


@pytest.mark.parametrize(
    ("argument", "value"),
    [("'--a-b'", "A_B"), ("'-o', '--out', dest='to'", "TO"), ("'--a', metavar='N'", "N"), ("'a'", "a")],
)
def test_what_stands_for_a_value(argument: str, value: str) -> None:
    found = parser(f"p.add_argument({argument})")
    assert found is not None
    assert found.arguments[0].value == value


CLICK = """
@click.group()
def cli(): ...

@cli.command()
@click.argument("name")
@click.option("--price/--no-price", default=True)
def add_one(name, price): ...

@cli.command("list")
@click.option("-s", "--sort", type=click.Choice(["a", "b"]), required=True)
def show(sort): ...

@click.command()
@click.argument("files", nargs=-1)
@click.option("--count", count=True)
def alone(files, count): ...

@click.command()
@own.options
@click.argument("name")
def unclear(name): ...

def plain(name): ...
"""


def click_parser(name: str) -> parsers.Parser | None:
    functions = {
        node.name: node
        for node in ast.parse(textwrap.dedent(CLICK)).body
        if isinstance(node, ast.FunctionDef)
    }
    return click_parsers.read(functions[name], functions, dotted)


def test_a_group_of_click_has_commands() -> None:
    found = click_parser("cli")
    assert found is not None
    assert found.commands == ("add-one", "list")
    assert [(one.command, one.name, one.required, one.is_switch) for one in found.arguments] == [
        ("add-one", "name", True, False),
        ("add-one", "--price", False, True),
        ("list", "--sort", True, False),
    ]
    assert [one.name for one in found.needed("list")] == ["--sort"]


def test_a_command_of_click_takes_arguments() -> None:
    found = click_parser("alone")
    assert found is not None
    assert [(one.name, one.many, one.action) for one in found.arguments] == [
        ("files", "*", "store"),
        ("--count", "", "count"),
    ]


@pytest.mark.parametrize("name", ["unclear", "plain", "show"])
def test_what_is_no_command_of_its_own_is_no_command_line(name: str) -> None:
    assert click_parser(name) is None
