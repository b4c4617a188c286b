"""What a call calls: the names it has in the phrasebook, the row it fits, the method or function it finds."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_howto import phrasebook, phrasebooks
from sphinx_howto.analysis import lasting
from sphinx_howto.analysis.scope import alternatives, forwarding, receivers

if TYPE_CHECKING:
    from sphinx_howto.analysis.scope.functions import FunctionScope

#: Methods of a session of SQLAlchemy.
_SESSION = {"add", "add_all", "delete", "commit", "rollback", "flush", "refresh"}
#: Parts of windows, all of them laid out and configured in the same way.
_WIDGETS = (
    "Button", "Canvas", "Checkbutton", "Combobox", "Entry", "Frame", "Label", "LabelFrame", "Listbox", "Menu",
    "Menubutton", "Message", "Notebook", "PanedWindow", "Progressbar", "Radiobutton", "Scale", "Scrollbar",
    "Separator", "Spinbox", "Text", "Treeview",
)  # fmt: skip
#: Classes whose methods behave as those of another class.
_GENERAL = {
    "collections.defaultdict": "dict",
    "collections.OrderedDict": "dict",
    "collections.Counter": "dict",
    "frozenset": "set",
    "collections.abc.MutableMapping": "dict",
    "typing.TextIO": "io.TextIOWrapper",
    "bs4.element.Tag": "bs4.Tag",
    **dict.fromkeys(
        (
            "selenium.webdriver.Chrome",
            "selenium.webdriver.Firefox",
            "selenium.webdriver.Edge",
            "selenium.webdriver.Remote",
            "selenium.webdriver.chrome.webdriver.WebDriver",
            "selenium.webdriver.firefox.webdriver.WebDriver",
            "undetected_chromedriver.Chrome",
        ),
        "selenium.webdriver.remote.webdriver.WebDriver",
    ),
    "bs4.BeautifulSoup": "bs4.Tag",
    "cloudscraper.CloudScraper": "requests.Session",
    "fastapi.APIRouter": "fastapi.FastAPI",
    "curl_cffi.AsyncSession": "curl_cffi.requests.AsyncSession",
    "curl_cffi.Session": "curl_cffi.requests.Session",
    "telegram.ext.CallbackContext": "telegram.ext.ContextTypes.DEFAULT_TYPE",
    "tkinter.Toplevel": "tkinter.Tk",
    **dict.fromkeys(
        ("imap_tools.mailbox.MailBox", "imap_tools.mailbox.BaseMailBox", "imap_tools.BaseMailBox"),
        "imap_tools.MailBox",
    ),
    "customtkinter.CTk": "tkinter.Tk",
    **dict.fromkeys(
        (
            *(f"tkinter.{name}" for name in _WIDGETS),
            *(f"tkinter.ttk.{name}" for name in _WIDGETS),
        ),
        "tkinter.Widget",
    ),
}


def callees(scope: FunctionScope, call: ast.Call) -> list[str]:
    """Under which names a call may stand in the phrasebook, most specific first."""
    path = scope.dotted(call.func)
    found = [path] if path is not None else []
    if isinstance(call.func, ast.Attribute):
        # A value at module level has a path of its own (`sample.logger`) and a type
        receiver = scope.type_of(call.func.value)
        name = call.func.attr
        if receiver is not None:
            found.append(f"{receiver.name}.{name}")
        else:
            found += _through_attributes(scope, call.func)
        found += receivers.inherited(scope, call)
        found += _of_tables(scope, call.func)
        found += _of_session(scope, call.func)
        if path is None and not scope.is_receiver(call.func.value):
            # What an own method does is told at the method, not guessed from its name
            found.append(f"*.{name}")
        return found
    if path is not None:
        found += receivers.constructed(scope, path)
    return found + _bound_method(scope, call)


def _bound_method(scope: FunctionScope, call: ast.Call) -> list[str]:
    """The names of the method that a name stands for: ``get = session.get`` and then ``get(url)``."""
    if not isinstance(call.func, ast.Name):
        return []
    name = call.func.id
    bound = scope.bindings.get(name, ())
    if scope.is_local(name):
        value = bound[0][0] if len(bound) == 1 and name not in scope.parameters else None
        around = scope
    else:
        value = scope.module.constants.get(name)
        around = type(scope)(scope.module)
    if not isinstance(value, ast.Attribute):
        return []
    found = callees(around, ast.Call(value, call.args, call.keywords))
    return [item for item in found if not item.startswith("*.")]


def _of_tables(scope: FunctionScope, function: ast.Attribute) -> list[str]:
    """``Base.metadata.create_all``, which no other library has, in a module that uses SQLAlchemy."""
    holder = function.value
    named = function.attr in {"create_all", "drop_all"} and isinstance(holder, ast.Attribute)
    if not named or not isinstance(holder, ast.Attribute) or holder.attr != "metadata":
        return []
    used = {path.partition(".")[0] for path in scope.module.imports.values()}
    return [f"sqlalchemy.MetaData.{function.attr}"] if used & {"sqlalchemy", "sqlmodel"} else []


def _of_session(scope: FunctionScope, function: ast.Attribute) -> list[str]:
    """``db.session.add`` of an imported ``db`` whose session the module commits: that is SQLAlchemy's."""
    holder = function.value
    if function.attr not in _SESSION or not isinstance(holder, ast.Attribute) or holder.attr != "session":
        return []
    if not isinstance(holder.value, ast.Name) or holder.value.id not in scope.module.imports:
        return []
    name = f"{holder.value.id}.session.commit"
    committed = lasting.kept("commits", scope.module.module.tree, lambda: _commits(scope.module.module.tree))
    return [f"sqlalchemy.orm.Session.{function.attr}"] if name in committed else []


def _commits(tree: ast.Module) -> frozenset[str]:
    """The calls of methods ``commit`` in a module, as source."""
    nodes = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return frozenset(
        ast.unparse(node) for node in nodes if isinstance(node, ast.Attribute) and node.attr == "commit"
    )


def _through_attributes(scope: FunctionScope, function: ast.Attribute) -> list[str]:
    """``client.chat.completions.create`` as a path from the type of ``client``: it has no other name."""
    names = [function.attr]
    node = function.value
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
        found = scope.type_of(node)
        if found is not None and not found.optional:
            return [".".join([found.name, *reversed(names)])]
    return []


def match(scope: FunctionScope, call: ast.Call, awaited: bool = False) -> phrasebook.Match | None:
    """The phrasebook row that a call fits, or None."""
    for name in callees(scope, call):
        owner, _, method = name.rpartition(".")
        for candidate in (name, *([f"{_GENERAL[owner]}.{method}"] if owner in _GENERAL else [])):
            found = _row(scope, candidate, call, awaited)
            if found is not None and _is_certain(scope, call, candidate, found, awaited):
                return _without_doubtful_options(scope, found)
    passed_on = (_row(scope, name, call, awaited) for name in forwarding.names(scope, call))
    forwarded = next((row for row in passed_on if row is not None), None)
    return _without_doubtful_options(scope, forwarding.only_done(forwarded)) if forwarded else None


def _row(scope: FunctionScope, name: str, call: ast.Call, awaited: bool) -> phrasebook.Match | None:
    phrases = scope.module.context.phrases
    found = phrasebooks.match(phrases, name, call, awaited)
    real = alternatives.canonical(name)
    return phrasebooks.match(phrases, real, call, awaited) if found is None and real != name else found


def _is_certain(
    scope: FunctionScope, call: ast.Call, name: str, found: phrasebook.Match, awaited: bool
) -> bool:
    """Whether all that the called name may be imported from has rows that say the same."""
    root = call.func
    while isinstance(root, ast.Attribute):
        root = root.value
    if not isinstance(root, ast.Name) or scope.is_local(root.id) or root.id not in scope.module.doubtful:
        return True
    rest = name.removeprefix(scope.module.imports.get(root.id, name))
    others = [_row(scope, path + rest, call, awaited) for path in scope.module.doubtful[root.id]]
    return all(
        other is not None
        and (other.entry.clause, other.entry.value) == (found.entry.clause, found.entry.value)
        for other in others
    )


def _without_doubtful_options(scope: FunctionScope, match: phrasebook.Match) -> phrasebook.Match:
    """``match`` without the phrases of arguments that may be None: those are quoted instead."""
    doubtful = {
        name: value
        for name, value in match.arguments.items()
        if name != "self"
        and any(name == key.partition("=")[0] for key in match.entry.options)
        and scope.may_be_none(value)
    }
    if not doubtful:
        return match
    kept = tuple(text for text in match.options if not doubtful.keys() & phrasebooks.slots([text]))
    if kept == match.options:
        return match
    gone = phrasebooks.slots([text for text in match.options if text not in kept])
    rest = tuple((name, value) for name, value in doubtful.items() if name in gone)
    return replace(match, options=kept, rest=(*match.rest, *rest))
