"""Whether a module is run rather than imported, and by which line of a shell, by its statements alone."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from functools import lru_cache

from sphinx_howto import definition

# Calls that wait for a user, or that run until the program is ended
_ENDLESS = (
    "input polling infinity_polling run_polling start_polling mainloop serve_forever run_forever "
    "run_until_complete start_webhook idle"
)
ENDLESS = frozenset(_ENDLESS.split())
# Functions that are the whole of a program
ENTRIES = frozenset(["main", "cli", "run", "start"])
# Calls by which a module works rather than offers something: they reach the network, other programs, files
_REACHING = (
    "requests.get requests.post requests.put requests.patch requests.delete requests.request "
    "httpx.get httpx.post urlopen urlretrieve urllib.request.urlopen urllib.request.urlretrieve "
    "webbrowser.open os.system os.startfile subprocess.run subprocess.call subprocess.check_call "
    "os.remove os.rename os.replace shutil.copy shutil.move shutil.rmtree input time.sleep"
)
_WORK = frozenset(_REACHING.split())
_WORK_METHODS = (
    "executemany execute commit sendmail send_message to_csv to_excel savefig writerow writerows "
    "write_text write_bytes urlretrieve"
)
_METHODS = frozenset(_WORK_METHODS.split())
# What makes ready rather than works
_READY = re.compile(r"\s*(create|pragma|set|alter|drop table if)\b", re.IGNORECASE)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
# How a docstring says by which line its module is run
_LINE = r"(?<!\S)python3? (?:[\w.-]+/)*{name}(?!\S)"
# What a guard calls to test its own module
_TESTS = frozenset(["testmod", "unittest.main", "pytest.main"])


def command(module: definition.Module) -> str:
    """The shell line that runs a module: the author's, else by its file where it stands alone."""
    written = re.search(_LINE.format(name=re.escape(module.path.name)), ast.get_docstring(module.tree) or "")
    if written is not None:
        return written[0]
    is_alone = "." not in module.name and module.path.suffix == ".py" and not _is_installed(module)
    return f"python {module.path.name}" if is_alone else f"python -m {module.name.removesuffix('.__main__')}"


def at_import(module: definition.Module) -> bool:
    """Whether importing the module runs it: it asks its user, serves, or works outside of any guard."""
    return is_program(module) or _ends_in_work(module.tree)


def is_program(module: definition.Module) -> bool:
    """Whether importing the module does the work of a program: more than to print what it offers."""
    return _is_program(module.tree)


@lru_cache(maxsize=512)
def _is_program(tree: ast.Module) -> bool:
    if any(_is_endless(node) for node in _outside(tree.body)) or _calls_entry(tree):
        return True
    working = _working(tree)
    offers = any(isinstance(node, (*_FUNCTIONS, ast.ClassDef)) for node in tree.body)
    for call in _called(tree.body):
        name = ast.unparse(call.func) if isinstance(call.func, (ast.Name, ast.Attribute)) else ""
        if name in working or _is_work(call) or (name == "print" and not offers):
            return True
    return False


def has_guard(module: definition.Module) -> bool:
    """Whether the module is a program: it does something when it is run that importing it does not."""
    guards = [statement for statement in module.tree.body if is_guard(statement)]
    return not _is_installed(module) and any(not _is_test(guard) for guard in guards)


def is_guard(statement: ast.stmt) -> bool:
    """Whether a statement is ``if __name__ == "__main__"``."""
    return isinstance(statement, ast.If) and ast.unparse(statement.test) == "__name__ == '__main__'"


def _is_installed(module: definition.Module) -> bool:
    """Whether the module belongs to Python or to an installed package, so that nobody names its file."""
    return module.name in sys.stdlib_module_names or "site-packages" in module.path.parts


def _is_test(guard: ast.stmt) -> bool:
    """Whether all that a guard calls tests the module itself."""
    called = [ast.unparse(node.func) for node in ast.walk(guard) if isinstance(node, ast.Call)]
    return bool(called) and all(name in _TESTS or name.endswith("testmod") for name in called)


def _outside(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """What importing runs: all but the bodies of functions and classes and what a guard keeps."""
    for statement in body:
        if isinstance(statement, (*_FUNCTIONS, ast.ClassDef)) or is_guard(statement):
            continue
        yield from _run_parts(statement)


def _run_parts(node: ast.AST) -> Iterator[ast.AST]:
    """A statement and what is in it, but for the bodies of functions, which only a call runs."""
    yield node
    for inner in ast.iter_child_nodes(node):
        if not isinstance(inner, (*_FUNCTIONS, ast.Lambda)):
            yield from _run_parts(inner)


def _called(body: list[ast.stmt]) -> Iterator[ast.Call]:
    """The calls that importing makes for certain: not in a branch, nor where an import may fail."""
    for statement in body:
        if isinstance(statement, (ast.Expr, ast.Assign, ast.AnnAssign, ast.AugAssign)):
            yield from _calls(statement)
        elif isinstance(statement, (ast.For, ast.While, ast.With)):
            heads = [item.context_expr for item in getattr(statement, "items", ())]
            yield from (call for head in heads for call in _calls(head))
            yield from _called(statement.body)
        elif isinstance(statement, ast.Try) and not any(
            isinstance(item, (ast.Import, ast.ImportFrom)) for item in statement.body
        ):
            yield from _called(statement.body)


def _calls(node: ast.AST) -> Iterator[ast.Call]:
    """The calls in an expression or statement, but those that an inner function keeps for later."""
    if isinstance(node, (*_FUNCTIONS, ast.Lambda)):
        return
    if isinstance(node, ast.Call):
        yield node
    for inner in ast.iter_child_nodes(node):
        yield from _calls(inner)


def _is_work(call: ast.Call) -> bool:
    """Whether a call reaches the network, another program, a file or the rows of a database."""
    name = ast.unparse(call.func) if isinstance(call.func, (ast.Name, ast.Attribute)) else ""
    if name in _WORK:
        return True
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in _METHODS:
        return False
    sql = call.args[0] if call.args and call.func.attr.startswith("execute") else None
    if call.func.attr == "commit" or (call.func.attr.startswith("execute") and sql is None):
        return False
    return sql is None or (
        isinstance(sql, ast.Constant) and isinstance(sql.value, str) and _READY.match(sql.value) is None
    )


def _working(tree: ast.Module, prints: bool = False) -> set[str]:
    """The functions of a module that do such work, by themselves or by another one of them.

    prints: whether printing counts as such.
    """
    own = {node.name: node for node in tree.body if isinstance(node, _FUNCTIONS)}
    calls = {name: [call for part in node.body for call in _calls(part)] for name, node in own.items()}
    found = {name for name, every in calls.items() if any(_is_work_inside(one, prints) for one in every)}
    while True:
        further = {
            name
            for name, every in calls.items()
            if name not in found
            and any(isinstance(one.func, ast.Name) and one.func.id in found for one in every)
        }
        if not further:
            return found
        found |= further


def _is_work_inside(call: ast.Call, prints: bool) -> bool:
    """Whether a call in a function is work: there a session sends requests, too."""
    func = call.func
    if _is_work(call) or (prints and isinstance(func, ast.Name) and func.id == "print"):
        return True
    if not isinstance(func, ast.Attribute) or func.attr not in ("get", "post", "put", "goto", "request"):
        return False
    holder = ast.unparse(func.value).rpartition(".")[2]
    return holder in ("s", "session", "client", "driver", "browser", "page", "http")


def _calls_entry(tree: ast.Module) -> bool:
    """Whether importing the module calls its main function."""
    own = {node.name for node in tree.body if isinstance(node, _FUNCTIONS)}
    return bool(own & ENTRIES & set(_plain_calls(tree)))


def _plain_calls(tree: ast.Module) -> list[str]:
    """The names of what statements at the top call and drop."""
    return [
        node.value.func.id
        for node in tree.body
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Name)
    ]


def _ends_in_work(tree: ast.Module) -> bool:
    """Whether a module ends with a call of ``print``, or of a public function of its own that prints."""
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr) or not isinstance(last.value, ast.Call):
        return False
    name = last.value.func.id if isinstance(last.value.func, ast.Name) else ""
    return name == "print" or (name in _working(tree, prints=True) and not name.startswith("_"))


def _is_endless(node: ast.AST) -> bool:
    if isinstance(node, ast.While):
        return isinstance(node.test, ast.Constant) and bool(node.test.value)
    if not isinstance(node, ast.Call):
        return False
    name = ast.unparse(node.func) if isinstance(node.func, (ast.Name, ast.Attribute)) else ""
    if name in ("asyncio.run", "app.run", "bot.run", "client.run"):
        return True
    return name.rpartition(".")[2] in ENDLESS
