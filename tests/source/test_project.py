"""The face of the stage: messages, files read, and changes noticed."""

from __future__ import annotations

import ast
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from sphinx_howto import definition, errors, source

Write = Callable[[Mapping[str, str]], Path]

FILES = {
    "shop/__init__.py": "from .cart import Cart",
    "shop/cart.py": "import missing\nfrom elsewhere import gone\nclass Cart:\n    def total(self): ...",
    "shop/orders.py": "def place(): ...",
}


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("shopp.cart", "there is no module 'shopp' on the search paths; did you mean 'shop'"),
        ("qqqqqq.x", "there is no module 'qqqqqq' on the search paths; add the folder that holds it"),
        ("shop.card", "'shop.card' was not found: 'shop' has no name 'card'; did you mean 'cart'?"),
        ("shop.order.place", "'shop' has no name 'order'; did you mean 'orders'?"),
        ("shop.Card", "'shop' has no name 'Card'; did you mean 'cart'?"),
        ("shop.cart.CART", "'shop.cart' has no name 'CART'; did you mean 'Cart'?"),
        ("shop.cart.Cart.totl", "'shop.cart.Cart' has no name 'totl'; did you mean 'total'?"),
        ("shop.Cart.totl", "'shop.Cart' has no name 'totl'; did you mean 'total'?"),
        ("shop.cart::Cat", "'shop.cart' has no name 'Cat'; did you mean 'Cart'?"),
        ("shop.crt::Cart", "there is no module 'crt' in package 'shop'; did you mean 'cart'?"),
        ("shop.cart.Cart.zzzzz", "'shop.cart.Cart' has no name 'zzzzz'"),
        ("shop.cart.gone", "'shop.cart' takes 'gone' from 'elsewhere.gone', which was not found"),
        ("shop.orders.place.inner", "'shop.orders.place' has no name 'inner'"),
    ],
)
def test_what_is_not_found_is_told_with_what_helps(write: Write, target: str, message: str) -> None:
    with pytest.raises(errors.NotFoundError) as caught:
        source.open_project([str(write(FILES))], False).definition(target)
    assert message in str(caught.value)
    assert target.replace("::", ".") in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "path", ["", ".", "a..b", "shop.", "nothing", "shop.nothing", "3", "shop.cart.Cart.x.y"]
)
def test_find_answers_none_instead_of_raising(write: Write, path: str) -> None:
    assert source.open_project([str(write(FILES))], False).find(path) is None


def test_the_target_stays_as_written(write: Write) -> None:
    view = source.open_project([str(write(FILES))], False)
    assert view.definition("shop.cart::Cart").target == "shop.cart::Cart"
    assert view.definition("shop.Cart").target == "shop.Cart"


def test_modules_are_given_by_name(write: Write) -> None:
    view = source.open_project([str(write(FILES))], False)
    module = view.module("shop.cart")
    assert module is not None
    assert (module.name, module.is_package, module.body) == ("shop.cart", False, "source")
    assert module is view.definition("shop.cart.Cart").module
    assert view.module("shop.none") is None
    assert view.module("") is None


def test_the_files_are_those_of_this_call_whatever_was_read_before(write: Write) -> None:
    root = write(FILES).resolve()
    paths = [str(root)]
    alone = source.open_project(paths, False)
    alone.definition("shop.orders.place")
    busy = source.open_project(paths, False)
    busy.definition("shop.cart.Cart")
    busy.find("json.loads")
    again = source.open_project(paths, False)
    assert again.files() == ()
    again.definition("shop.orders.place")
    assert again.files() == alone.files() == (root / "shop" / "__init__.py", root / "shop" / "orders.py")
    assert again.definition("shop.orders.place").files == alone.definition("shop.orders.place").files


def test_files_of_a_failure_are_known_too(write: Write) -> None:
    root = write(FILES).resolve()
    view = source.open_project([str(root)], False)
    with pytest.raises(errors.NotFoundError):
        view.definition("shop.orders.nothing")
    assert root / "shop" / "orders.py" in view.files()


def test_a_changed_file_is_read_again(write: Write) -> None:
    root = write({"m.py": "def f(): ..."})
    assert source.open_project([str(root)], False).find("m.f")
    write({"m.py": "def g(): ..."})  # the same size, and perhaps the same time stamp
    view = source.open_project([str(root)], False)
    assert view.find("m.f") is None
    assert view.find("m.g")


def test_a_file_that_changed_without_a_new_time_is_read_again(write: Write) -> None:
    root = write({"m.py": "def f(): ..."})
    before = (root / "m.py").stat()
    assert source.open_project([str(root)], False).find("m.f")
    write({"m.py": "def g(): ..."})
    os.utime(root / "m.py", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert source.open_project([str(root)], False).find("m.g")


def test_a_new_file_is_seen_and_a_removed_one_is_not(write: Write) -> None:
    root = write({"pkg/__init__.py": ""})
    assert source.open_project([str(root)], False).find("pkg.m.f") is None
    write({"pkg/m.py": "def f(): ..."})
    assert source.open_project([str(root)], False).find("pkg.m.f")
    (root / "pkg" / "m.py").unlink()
    assert source.open_project([str(root)], False).find("pkg.m.f") is None


def test_an_init_that_appears_or_changes_is_seen(write: Write) -> None:
    root = write({"pkg/m.py": "def f(): ..."})

    def path() -> str:
        found = source.open_project([str(root)], False).find("pkg.m.f")
        assert found is not None
        return found.import_path

    assert path() == "pkg.m.f"
    write({"pkg/__init__.py": "from .m import f"})
    assert path() == "pkg.f"
    write({"pkg/__init__.py": "from .m import g"})
    assert path() == "pkg.m.f"


def test_what_did_not_change_is_not_parsed_again(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write(FILES)
    first = source.open_project([str(root)], False).definition("shop.cart.Cart")

    def refuse(*_: object, **__: object) -> ast.Module:
        raise AssertionError("parsed again")

    monkeypatch.setattr(ast, "parse", refuse)
    assert source.open_project([str(root)], False).definition("shop.cart.Cart").node is first.node
    # Other search paths that hold the same file share what was parsed
    assert source.open_project([str(root), str(root / "shop")], False).find("shop.cart.Cart.total")


def test_only_the_modules_on_the_way_are_read(write: Write) -> None:
    others = {f"shop/extra{number}.py": "def broken(:" for number in range(3)}
    root = write({**FILES, **others}).resolve()
    view = source.open_project([str(root)], False)
    view.definition("shop.orders.place")
    assert {path.name for path in view.files()} == {"__init__.py", "orders.py"}


def test_code_that_is_nested_too_deeply_to_look_through_is_named(write: Write) -> None:
    root = write({"m.py": "if " + "not " * 900 + "x:\n    def f(): ..."})
    view = source.open_project([str(root)], False)
    with pytest.raises(
        errors.NotReadableError, match=r"'m\.f' cannot be read: its code is nested too deeply"
    ):
        view.definition("m.f")
    assert view.find("m.f") is None


def test_the_project_serves_as_lookup(write: Write) -> None:
    lookup: definition.Lookup = source.open_project([str(write(FILES))], False)
    parsed = lookup.docstring("Adds.", 3)
    assert parsed is not None
    assert (parsed.summary, parsed.line) == ("Adds.", 3)
    assert lookup.docstring(None) is None
    assert lookup.docstring("  \n ") is None
