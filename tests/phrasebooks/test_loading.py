"""Phrasebook files: what is read, in which order, and what is said about faults."""

from __future__ import annotations

import ast
import importlib
import os
import sys
from pathlib import Path

import pytest

from sphinx_howto import phrasebooks
from sphinx_howto.errors import PhrasebookError
from sphinx_howto.phrasebooks import files

ROW = '[[call]]\nname = "shop.send"\nparameters = ["order", "*", "fast=False"]\n'


def write(folder: Path, text: str, name: str = "words.toml") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def call(source: str) -> ast.Call:
    node = ast.parse(source, mode="eval").body
    assert isinstance(node, ast.Call)
    return node


def test_bundled_files_are_listed_with_the_given_ones_last(tmp_path: Path) -> None:
    path = write(tmp_path, ROW + 'clause = "sends {order}"')
    book = phrasebooks.load([path])
    assert book.files[-1] == path
    assert any(file.endswith("builtins.toml") for file in book.files[:-1])
    assert list(book.files[:-1]) == list(phrasebooks.load().files)


def test_a_row_carries_its_library_its_defaults_and_the_number_of_required_arguments(tmp_path: Path) -> None:
    (entry,) = phrasebooks.load([write(tmp_path, ROW + 'clause = "sends {order}"')]).entries["shop.send"]
    assert (entry.library, entry.parameters, entry.required) == ("words", ("order", "*", "fast"), 1)
    assert entry.defaults == {"fast": "False"}
    named = write(tmp_path, 'library = "shop"\n' + ROW + 'clause = "sends {order}"', "other.toml")
    assert phrasebooks.load([named]).entries["shop.send"][0].library == "shop"


def test_one_row_may_name_several_callees(tmp_path: Path) -> None:
    text = '[[call]]\nname = ["shop.a", "shop.b"]\nclause = "opens the shop"'
    book = phrasebooks.load([write(tmp_path, text)])
    assert book.entries["shop.a"][0].clause == book.entries["shop.b"][0].clause == "opens the shop"


def test_what_a_with_block_names_has_the_type_of_the_call_unless_the_row_says_otherwise(
    tmp_path: Path,
) -> None:
    text = '[[call]]\nname = "shop.a"\nreturns = "shop.Door"\nenter = "opens the door"'
    other = text.replace("shop.a", "shop.b") + '\nenter_returns = "str"'
    plain = '[[call]]\nname = "shop.c"\nreturns = "shop.Door"\nvalue = "a door"'
    entries = phrasebooks.load([write(tmp_path, "\n".join((text, other, plain)))]).entries
    assert [entries[f"shop.{name}"][0].enter_returns for name in "abc"] == ["shop.Door", "str", ""]


def test_a_later_file_wins_over_an_earlier_one_and_over_the_bundled_rows(tmp_path: Path) -> None:
    first = write(
        tmp_path, '[[call]]\nname = "json.loads"\nparameters = ["s"]\nvalue = "first {s}"', "1.toml"
    )
    second = write(
        tmp_path, '[[call]]\nname = "json.loads"\nparameters = ["s"]\nvalue = "second {s}"', "2.toml"
    )
    for paths, value in (([first, second], "second {s}"), ([second, first], "first {s}")):
        found = phrasebooks.match(phrasebooks.load(paths), "json.loads", call("json.loads(t)"))
        assert found is not None
        assert found.entry.value == value


def test_a_bundled_row_still_fits_where_the_projects_row_does_not(tmp_path: Path) -> None:
    path = write(tmp_path, '[[call]]\nname = "json.loads"\nparameters = ["s"]\nvalue = "own {s}"')
    found = phrasebooks.match(phrasebooks.load([path]), "json.loads", call("json.loads(t, parse_float=D)"))
    assert found is not None
    assert found.entry.library == "data_formats"


def test_rows_that_demand_more_are_tried_first(tmp_path: Path) -> None:
    text = ROW + 'clause = "sends {order}"\n' + ROW + 'when = { fast = "True" }\nclause = "rushes {order}"'
    book = phrasebooks.load([write(tmp_path, text)])
    assert [entry.clause for entry in book.entries["shop.send"]] == ["rushes {order}", "sends {order}"]


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    path = write(tmp_path, ROW + 'clause = "sends {order}"')
    assert phrasebooks.load([path]) is phrasebooks.load([path])
    write(tmp_path, ROW + 'clause = "posts {order}"')
    os.utime(path, ns=(1, 1))
    assert phrasebooks.load([path]).entries["shop.send"][0].clause == "posts {order}"


def test_attributes_are_found_by_name(tmp_path: Path) -> None:
    text = '[[attribute]]\nname = "shop.Order.total"\nvalue = "the total of {self}"\nreturns = "float"'
    found = phrasebooks.attribute(phrasebooks.load([write(tmp_path, text)]), "shop.Order.total")
    assert found is not None
    assert (found.value, found.returns) == ("the total of {self}", "float")
    assert phrasebooks.attribute(phrasebooks.load(), "shop.Order.total") is None


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ('clause = "sends {order}"\ncolour = "red"', "key 'colour': unknown; allowed are name, parameters"),
        (
            'clause = "sends {parcel}"',
            "key 'clause': placeholder {parcel} unknown; allowed are fast, order, self",
        ),
        ('clause = "sends {}"', "key 'clause': braces in 'sends {}' are not a placeholder"),
        ('clause = "sends `{order}"', "key 'clause': a backtick is not closed"),
        ('clause = "Sends {order}"', "key 'clause': 'Sends {order}' must start with a verb in lower case"),
        ('clause = "{order} is sent"', "key 'clause': '{order} is sent' must start with a verb"),
        ('clause = "sends {order}."', "key 'clause': 'sends {order}.' must not end with a full stop"),
        ('clause = "handles {order}"', "key 'clause': 'handles' is vague"),
        ('value = "the process of {order}"', "key 'value': 'process' is vague"),
        ('clause = "does {order}"', "key 'clause': 'does' is vague"),
        ("clause = 3", "key 'clause': 3 is not text"),
        ('clause = "sends {order}"\nawaited = "yes"', "key 'awaited': 'yes' is not true or false"),
        ('clause = "sends {order}"\nwhen = "x"', "key 'when': 'x' is not a table"),
        (
            'clause = "sends {order}"\neffect = "magic"',
            "key 'effect': 'magic' is not allowed; allowed are none",
        ),
        ('clause = "sends {order}"\nreturns = "list[", ', "cannot be read as TOML"),
        ('clause = "sends {order}"\nreturns = "list["', "key 'returns': 'list[' is not a type"),
        (
            'clause = "sends {order}"\nwhen = { slow = "True" }',
            "key 'when': 'slow' is not allowed; allowed are fast",
        ),
        ('clause = "sends {order}"\nwhen = { fast = "yes" }', "key 'when.fast': 'yes' is not allowed"),
        ('clause = "sends {order}"\nwhen = { fast = true }', "key 'when.fast': True is not text"),
        ('clause = "sends {order}"\noptions = { slow = "slowly" }', "key 'options': 'slow' is not allowed"),
        (
            'clause = "sends {order}"\noptions = { "fast=on" = "now" }',
            "key 'options.fast=on': 'on' is not allowed",
        ),
        (
            'clause = "sends {order}"\noptions = { fast = "for {x}" }',
            "key 'options.fast': placeholder {x} unknown",
        ),
        ('clause = "sends {order}"\noptions = { fast = 1 }', "key 'options.fast': 1 is not text"),
        ('clause = "sends {order}"\nraises = { E = "it {x}" }', "key 'raises.E': placeholder {x} unknown"),
        ('condition = "{order} is sent"', "key 'negation': missing beside 'condition'"),
        ('negation = "{order} is not sent"\nvalue = "x"', "key 'condition': missing beside 'negation'"),
        ('leave = "closes it"\nvalue = "x"', "key 'enter': missing beside 'leave'"),
        ("", "one of the keys 'clause', 'value', 'condition', 'enter' must be there"),
    ],
)
def test_a_fault_names_file_row_key_and_what_is_allowed(tmp_path: Path, row: str, message: str) -> None:
    path = write(tmp_path, ROW.replace("send", "buy") + 'clause = "buys {order}"\n' + ROW + row)
    with pytest.raises(PhrasebookError) as caught:
        phrasebooks.load([path])
    assert message in str(caught.value)
    assert path in str(caught.value)
    if "TOML" not in message:
        assert "[[call]] row 2 (shop.send): " in str(caught.value)


@pytest.mark.parametrize(
    "row",
    ['clause = "closes `the process`"', 'condition = "{order} is new"\nnegation = "{order} does not exist"'],
)
def test_vague_words_are_allowed_as_code_and_as_auxiliaries(tmp_path: Path, row: str) -> None:
    assert "shop.send" in phrasebooks.load([write(tmp_path, ROW + row)]).entries


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[cal]]\nname = "a.b"', "key 'cal': unknown; allowed are library, call, attribute"),
        ('call = "x"', "key 'call': must be rows that begin with [[call]]"),
        ('[[call]]\nclause = "opens it"', "[[call]] row 1: key 'name': missing"),
        ('[[call]]\nname = []\nclause = "opens it"', "key 'name': [] is not a dotted name"),
        ('[[call]]\nname = "a b"\nclause = "opens it"', "key 'name': 'a b' is not a dotted name"),
        ('[[call]]\nname = "*"\nclause = "opens it"', "key 'name': '*' is not a dotted name"),
        (
            '[[call]]\nname = "a"\nparameters = "x"\nclause = "opens it"',
            "key 'parameters': 'x' is not an array",
        ),
        ('[[call]]\nname = "a"\nparameters = [1]\nclause = "opens it"', "key 'parameters': 1 is not text"),
        ('[[call]]\nname = "a"\nparameters = ["x", "x"]\nclause = "opens it"', "'x' is there twice"),
        ('[[call]]\nname = "a"\nparameters = ["**k", "x"]\nclause = "opens it"', "nothing may follow '**k'"),
        (
            '[[call]]\nname = "a"\nparameters = ["x=y"]\nclause = "opens it"',
            "'x=y' is none of 'name', 'name=literal'",
        ),
        ('[[call]]\nname = "a"\nparameters = ["*x=1"]\nclause = "opens it"', "'*x=1' is none of"),
        ('[[attribute]]\nname = "a.b"', "[[attribute]] row 1 (a.b): key 'value': missing"),
        ('[[attribute]]\nname = "a.b"\nvalue = "the {x}"', "placeholder {x} unknown; allowed are self"),
    ],
)
def test_a_fault_of_the_whole_file_or_of_the_names_is_told(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(PhrasebookError, match=r"words.toml") as caught:
        phrasebooks.load([write(tmp_path, text)])
    assert message in str(caught.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(PhrasebookError, match=r"absent.toml: cannot be read"):
        phrasebooks.load([str(tmp_path / "absent.toml")])


def offer(folder: Path, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """Install a package ``shopwords`` with a phrasebook, whose import fails, and its entry point."""
    package = folder / "shopwords" / "data"
    package.mkdir(parents=True)
    (folder / "shopwords" / "__init__.py").write_text("raise RuntimeError('imported')\n", encoding="utf-8")
    write(package, ROW + 'clause = "sends {order} away"', "howto.toml")
    information = folder / "shopwords-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: shopwords\nVersion: 1.0\n", encoding="utf-8"
    )
    (information / "entry_points.txt").write_text(f"[{files.GROUP}]\nshop = {value}\n", encoding="utf-8")
    monkeypatch.syspath_prepend(folder)
    importlib.invalidate_caches()
    files._offered.cache_clear()  # noqa: SLF001


@pytest.fixture(autouse=True)
def forget_offers(monkeypatch: pytest.MonkeyPatch) -> object:
    yield
    monkeypatch.undo()
    files._offered.cache_clear()  # noqa: SLF001


def test_an_installed_package_offers_its_file_without_being_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(tmp_path, monkeypatch, "shopwords.data:howto.toml")
    book = phrasebooks.load()
    assert book.entries["shop.send"][0].clause == "sends {order} away"
    assert "shopwords" not in sys.modules


def test_the_projects_own_file_wins_over_an_offered_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(tmp_path, monkeypatch, "shopwords.data:howto.toml")
    own = write(tmp_path, ROW + 'clause = "posts {order}"')
    assert phrasebooks.load([own]).entries["shop.send"][0].clause == "posts {order}"


@pytest.mark.parametrize("value", ["shopwords:howto.toml", "nowhere:howto.toml", "shopwords.data"])
def test_an_entry_point_without_a_file_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    offer(tmp_path, monkeypatch, value)
    with pytest.raises(PhrasebookError, match=r"entry point 'shop' of group 'sphinx_howto.phrasebooks'"):
        phrasebooks.load()
