"""Which methods of a class its user calls first, and which a subclass must write, by the class body alone."""

from __future__ import annotations

import ast
import builtins
import keyword
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from sphinx_howto import definition, deprecation

# Ranks: named by the author or by a main verb; any other; reads or sets one thing; meant for other methods;
# called when an object is made, or deprecated
MAIN, ORDINARY, MINOR, INNER, MADE = range(5)

# Verbs that name what an object is for, alone or before a noun
_VERBS = (
    "run arun add execute send ask chat generate create fetch search download upload translate "
    "transcribe parse predict train convert render solve crawl scrape analyze analyse summarize "
    "publish submit sendmail"
)
# Verbs that do so only alone
_ALONE = (
    "call get post request read write load save query encode decode subscribe build invoke compile evaluate "
    "compute calculate connect login process complete respond stream speak answer start open extract "
    "compress decompress put append format dispatch serialize validate"
)
VERBS = frozenset(_VERBS.split())
ALONE = frozenset(_ALONE.split())
_ACCESS = re.compile(r"(get|set|is|has|reset|clear|copy|clone|to|as|keys|values|items|supports)(_.+)?")
_HOOK = re.compile(r"(on|pre|before|after|handle|visit)_.+")
# Methods that end the use of an object, and those that undo or await what another one began
CLOSING = frozenset(["close", "aclose", "disconnect", "shutdown", "stop", "quit", "terminate"])
OPENING = frozenset(["start", "open", "connect", "login", "setup", "begin"])
ENDING = CLOSING | {"exit", "cleanup", "join", "release", "logout", "wait"}


@lru_cache(maxsize=1024)
def ranks(node: ast.ClassDef | ast.Module) -> Mapping[str, int]:
    """The rank of each public method, or function, that the body of ``node`` defines."""
    told = _names_in(ast.get_docstring(node) or "")
    callers = _callers(node)
    inner = _looked_up(node)
    whole = _complete(node) if isinstance(node, ast.ClassDef) else frozenset()
    filled = isinstance(node, ast.ClassDef) and any(works(_named(item)) for item in node.body)
    left = deprecated(node)
    return {
        item.name: MADE
        if item.name in inner or item.name in left
        else MAIN
        if item.name in whole
        else MAIN
        if filled and fills(item.name) and _takes_something(item)
        else _rank(item, told, callers.get(item.name, frozenset()), isinstance(node, ast.Module))
        for item in node.body
        if isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef)) and not item.name.startswith("_")
    }


@lru_cache(maxsize=1024)
def deprecated(node: ast.ClassDef | ast.Module) -> frozenset[str]:
    """The public functions of a body that are not to be used any more; none where all are."""
    functions = [
        item
        for item in node.body
        if isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef)) and not item.name.startswith("_")
    ]
    found = {item.name for item in functions if deprecation.is_deprecated(item)}
    return frozenset(found) if len(found) < len({item.name for item in functions}) else frozenset()


def place(node: ast.ClassDef, name: str) -> tuple[int, bool, bool]:
    """A key to sort the methods of a class by: their rank, what works on what others fill in, what ends."""
    every = ranks(node)
    rank = every.get(name, ORDINARY)
    if name in OPENING and not ENDING.isdisjoint(every) and rank < INNER:
        return MAIN - 2, False, False
    filled = any(fills(other) and every[other] == MAIN for other in every)
    return (MAIN - 1 if name in hub(node) and rank < INNER else rank), works(name) and filled, name in ENDING


@lru_cache(maxsize=1024)
def hub(node: ast.ClassDef) -> Mapping[str, frozenset[str]]:
    """The public method that calls most of the others, two at the least -> these; empty without one."""
    called: dict[str, set[str]] = defaultdict(set)
    for name, callers in _callers(node).items():
        for caller in callers - _CREATION - {_CALLBACK}:
            called[caller].add(name)
    public = ranks(node)
    found = {name: frozenset(inner & set(public)) for name, inner in called.items() if name in public}
    best = max(found, key=lambda name: len(found[name]), default="")
    is_one = sum(len(inner) == len(found[best]) for inner in found.values()) == 1 if best else False
    return {best: found[best]} if is_one and len(found[best]) > 1 else {}


def to_set(node: ast.ClassDef) -> tuple[str, ...]:
    """The attributes that a class declares without a value, and that its methods read on the class."""
    declared = [
        item.target
        for item in node.body
        if isinstance(item, ast.AnnAssign) and item.value is None and isinstance(item.target, ast.Name)
    ]
    places = [item for item in ast.walk(node) if isinstance(item, (ast.Name, ast.Attribute))]
    given = {_name(item) for item in places if isinstance(item.ctx, ast.Store) and item not in declared}
    on_class = {item.attr for item in places if isinstance(item, ast.Attribute) and _is_cls(item.value)}
    return tuple(item.id for item in declared if item.id in on_class - given)


def _name(item: ast.Name | ast.Attribute) -> str:
    return item.id if isinstance(item, ast.Name) else item.attr


def _is_cls(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "cls"


@lru_cache(maxsize=256)
def openers(tree: ast.Module) -> frozenset[str]:
    """The functions of a module that set a global without a value which others of its functions read."""
    given = {name for item in tree.body for name in _given(item)}
    functions = [item for item in tree.body if isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef))]
    read = {
        item.name: {inner.id for inner in ast.walk(item) if isinstance(inner, ast.Name)} for item in functions
    }
    return frozenset(
        item.name
        for item in functions
        if any((_set_by(item) - given) & used for other, used in read.items() if other != item.name)
    )


def _set_by(node: definition.FunctionNode) -> set[str]:
    """The globals that a function sets without changing what is there."""
    found: set[str] = set()
    changed: set[str] = set()
    for inner in ast.walk(node):
        if isinstance(inner, ast.Global):
            found.update(inner.names)
        if isinstance(inner, ast.AugAssign) and isinstance(inner.target, ast.Name):
            changed.add(inner.target.id)
    return found - changed


def _given(item: ast.stmt) -> list[str]:
    """Names to which a statement gives a value other than None."""
    if not isinstance(item, (ast.Assign, ast.AnnAssign)) or item.value is None:
        return []
    if isinstance(item.value, ast.Constant) and item.value.value is None:
        return []
    targets = item.targets if isinstance(item, ast.Assign) else [item.target]
    return [name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)]


# Names under which a module keeps the one object that all others use
_KEPT = frozenset(
    ["db", "app", "bot", "api", "client", "settings", "config", "conf", "log", "cache", "session"]
)


@lru_cache(maxsize=256)
def ready(tree: ast.Module) -> Mapping[str, str]:
    """The public classes of a module of which it makes one instance for its users -> the name of that."""
    classes = {item.name for item in tree.body if isinstance(item, ast.ClassDef) and item.name[0] != "_"}
    made: dict[str, list[str]] = defaultdict(list)
    for item in _top(tree.body):
        value = item.value if isinstance(item, (ast.Assign, ast.AnnAssign)) else None
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in classes:
            made[value.func.id] += _given(item)
    return {
        name: kept[0]
        for name, kept in made.items()
        if len(set(kept)) == 1 and _is_for_all(kept[0], name) and kept[0] != name
    }


def _top(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements of a module that importing it runs for certain, or tries to."""
    for item in body:
        yield item
        if isinstance(item, ast.Try):
            yield from _top(item.body)


def _is_for_all(name: str, owner: str) -> bool:
    """Whether a name says no more than its class, or is one that such objects usually have."""
    plain, kind = name.lower().replace("_", ""), owner.lower().replace("_", "")
    is_kind = (
        plain == kind if name.isupper() else len(plain) > 2 and (kind.endswith(plain) or plain.endswith(kind))
    )
    return name[0] != "_" and (is_kind or name in _KEPT)


def variable(name: str) -> str:
    """What text and example call an instance of the class ``name``: ``HTTPServer`` gives ``http_server``."""
    plain = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name.strip("_")).lower()
    plain = re.sub(r"^i_?pv", "ipv", plain)
    taken = keyword.iskeyword(plain) or plain == name or hasattr(builtins, plain)
    return f"my_{plain}" if taken else plain


def is_empty(node: definition.FunctionNode) -> bool:
    """Whether a function is not written yet: its body is ``pass``, below a docstring perhaps."""
    body = [item for item in node.body if not isinstance(getattr(item, "value", None), ast.Constant)]
    return len(body) == 1 and isinstance(body[0], ast.Pass)


_DOUBLE = re.compile(r"_*(Dummy|Fake|Mock|Stub|Test)(?=[A-Z_]).*|.*(Dummy|Fake|Mock|Stub)")


@lru_cache(maxsize=256)
def foundations(tree: ast.Module) -> frozenset[str]:
    """The classes of a module from which others of it derive, and that are named as such."""
    bases = {
        base.id
        for item in tree.body
        if isinstance(item, ast.ClassDef)
        for base in item.bases
        if isinstance(base, ast.Name)
    }
    own = {item.name for item in tree.body if isinstance(item, ast.ClassDef)}
    return frozenset(
        name for name in own & bases if re.search(r"Base|Abstract|Mixin|Interface|^I[A-Z][a-z]", name)
    )


def is_namesake(name: str, module: str) -> bool:
    """Whether a class is what its module is named after: ``OperaAria`` in ``g4f.Provider.OperaAria``."""
    return name.lower().replace("_", "") == module.rpartition(".")[2].lower().replace("_", "")


def is_double(name: str) -> bool:
    """Whether a class stands in for another one in tests, by its name."""
    return _DOUBLE.fullmatch(name) is not None


def is_unfinished(node: definition.FunctionNode) -> bool:
    """Whether the body is no more than ``raise NotImplementedError``, below a docstring perhaps."""
    body = [item for item in node.body if not isinstance(getattr(item, "value", None), ast.Constant)]
    if len(body) != 1 or not isinstance(body[0], ast.Raise) or body[0].exc is None:
        return False
    raised = body[0].exc.func if isinstance(body[0].exc, ast.Call) else body[0].exc
    return isinstance(raised, ast.Name) and raised.id == "NotImplementedError"


def is_factory(node: definition.FunctionNode, owner: str) -> bool:
    """Whether a class method returns an instance of its class ``owner``, by annotation or by ``cls(...)``."""
    if not any(isinstance(item, ast.Name) and item.id == "classmethod" for item in node.decorator_list):
        return False
    stated = ast.unparse(node.returns).strip("'\"") if node.returns is not None else ""
    if stated in {owner, "Self", "typing.Self", "te.Self", "t.Self"}:
        return True
    makers = {"cls", owner}
    made = {
        target.id
        for item in ast.walk(node)
        if isinstance(item, ast.Assign) and _is_call_of(item.value, makers)
        for target in item.targets
        if isinstance(target, ast.Name)
    }
    given = [item.value for item in ast.walk(node) if isinstance(item, ast.Return)]
    # Nothing is given of what cannot be read
    given = [value for value in given if not (isinstance(value, ast.Constant) and value.value is None)]
    return bool(given) and all(
        _is_call_of(value, makers) or (isinstance(value, ast.Name) and value.id in made) for value in given
    )


def _is_call_of(value: ast.expr | None, names: set[str]) -> bool:
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in names


# Functions that start a program need all others
_ENTRIES = frozenset(["main", "cli", "run"])
# Methods that work on what others have filled in, and those that fill it in
_WORKING = re.compile(
    r"run|execute|process|start|commit|perform|get|pop|(read|recv|receive|dequeue|peek|take)(_.+)?"
)
_FILLS = "enter add put enqueue schedule submit push feed queue append insert"
_FILLING = frozenset(_FILLS.split())
# Verbs that name what a function is for before a noun, too
_MAKING = "save load read write convert compute calculate build extract encode decode make"
_DOING = frozenset(_MAKING.split())


def _rank(
    item: definition.FunctionNode, told: frozenset[str], callers: frozenset[str], is_function: bool
) -> int:
    if item.name in told:
        return MAIN
    if callers & _CREATION:
        return MADE
    if _HOOK.fullmatch(item.name):
        return INNER
    first = item.name.partition("_")[0]
    if _CALLBACK in callers:
        return INNER
    callers -= _ENTRIES
    is_helper = any(not caller.startswith("_") for caller in callers)
    if item.name in VERBS | ALONE:
        return MAIN
    if first in VERBS or (is_function and first in _DOING):
        return ORDINARY if is_helper else MAIN
    if is_helper:
        return INNER
    return MINOR if _is_access(item) or item.name in ENDING else ORDINARY


# Statements of a method that only reads or sets one thing
_MOST_OF_ACCESS = 3


def _is_access(item: definition.FunctionNode) -> bool:
    """Whether a method reads or sets one thing: by its name, and by having little else to run."""
    if _ACCESS.fullmatch(item.name) is None or isinstance(item, ast.AsyncFunctionDef):
        return False
    inside = [node for node in ast.walk(item) if isinstance(node, ast.stmt)]
    return len(inside) - 1 - (ast.get_docstring(item) is not None) <= _MOST_OF_ACCESS


def _named(item: ast.stmt) -> str:
    return item.name if isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef)) else ""


def fills(name: str) -> bool:
    """Whether a method is called before the work of its object can begin."""
    return name.partition("_")[0] in _FILLING


def works(name: str) -> bool:
    """Whether a method works on what others have put into its object, or takes it out again."""
    return _WORKING.fullmatch(name) is not None


def _takes_something(item: ast.stmt) -> bool:
    """Whether a method must be given something."""
    given = item.args if isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef)) else None
    return given is not None and len(given.args) - len(given.defaults) > 1


def _complete(node: ast.ClassDef) -> frozenset[str]:
    """The public methods that need no argument and return what another one gives for constants of theirs."""
    public = {item.name for item in node.body if isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef))}
    found = set()
    for item in node.body:
        if not isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef)) or len(item.args.args) != 1:
            continue
        given = [part.value for part in ast.walk(item) if isinstance(part, ast.Return)]
        given = [value.value if isinstance(value, ast.Await) else value for value in given]
        if any(
            isinstance(value, ast.Call)
            and _own(value.func) in public
            and any(isinstance(arg, ast.Constant) for arg in value.args)
            for value in given
        ):
            found.add(item.name)
    return frozenset(found)


def _looked_up(node: ast.ClassDef | ast.Module) -> frozenset[str]:
    """The methods that a table at the top of a class names, for its own ``__getattr__`` to find."""
    if not any(isinstance(item, ast.FunctionDef) and item.name == "__getattr__" for item in node.body):
        return frozenset()
    tables = [item.value for item in node.body if isinstance(item, ast.Assign)]
    return frozenset(
        inner.id
        for table in tables
        if isinstance(table, (ast.Dict, ast.Call))
        for inner in ast.walk(table)
        if isinstance(inner, ast.Name)
    )


def _names_in(text: str) -> frozenset[str]:
    """Names that a docstring writes as code or as a call."""
    return frozenset(re.findall(r"[.`](\w+)(?:`|\()", text))


def _callers(node: ast.ClassDef | ast.Module) -> Mapping[str, frozenset[str]]:
    """Method -> the methods of the same body that call it on their own object; so for functions."""
    found: dict[str, set[str]] = defaultdict(set)
    for item in node.body:
        if not isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        for call in _always(item) if item.name in _CREATION else ast.walk(item):
            if not isinstance(call, ast.Call):
                continue
            name = _own(call.func)
            if name and name != item.name:
                found[name].add(item.name)
            for given in _given_methods(call):
                found[given].add(_CALLBACK)
    return {name: frozenset(callers) for name, callers in found.items()}


# What runs while an object is made or its block is entered
_CREATION = frozenset(["__init__", "__new__", "__post_init__", "__enter__", "__aenter__"])


def _always(item: definition.FunctionNode) -> Iterator[ast.AST]:
    """The nodes of a function that no test and no loop keeps from running."""
    waiting: list[ast.AST] = list(item.body)
    while waiting:
        node = waiting.pop(0)
        yield node
        if not isinstance(node, (ast.If, ast.For, ast.AsyncFor, ast.While, ast.Match, ast.IfExp)):
            waiting += ast.iter_child_nodes(node)


# What takes functions to call them later: by its name, by its ending, or by the keyword
_TAKING = re.compile(
    r"(add|register|connect|subscribe|bind|on|once|schedule|call_later|call_soon|after|after_idle|signal"
    r"|Thread|Process|Timer|set_(\w+_)?(callback|handler|hook))"
    r"|(add|register|on|set_on|call|schedule)_\w+|\w+(Handler|Timer|Thread|Callback|Listener)"
)
_TAKEN_AS = re.compile(
    r"command|callback|target|handler|hook|listener|slot|on_\w+|\w+_(callback|handler|hook)"
)


@lru_cache(maxsize=1024)
def callbacks(node: ast.ClassDef | ast.Module) -> Mapping[str, str]:
    """The methods of a class, or functions of a module, that it hands over to be called -> to what."""
    own = {item.name for item in node.body if isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef))}
    found: dict[str, str] = {}
    for call in ast.walk(node):
        if not isinstance(call, ast.Call) or not isinstance(call.func, (ast.Name, ast.Attribute)):
            continue
        taker = ast.unparse(call.func)
        takes = _TAKING.fullmatch(taker.rpartition(".")[2]) is not None and taker not in own
        given = [item for item in call.args if takes]
        given += [word.value for word in call.keywords if takes or _TAKEN_AS.fullmatch(word.arg or "")]
        for item in given:
            is_method = isinstance(item, ast.Attribute) == isinstance(node, ast.ClassDef)
            name = _own(item) if is_method else ""
            if name in own:
                found.setdefault(name, taker)
    return found


@lru_cache(maxsize=1024)
def in_background(node: ast.ClassDef) -> frozenset[str]:
    """The public methods that only a thread of the object calls: what it runs, and what that calls."""
    callers = _callers(node)
    begun = {
        name for name, taker in callbacks(node).items() if taker.endswith(("Thread", "Timer", "Process"))
    }
    if any(ast.unparse(base).endswith("Thread") for base in node.bases):
        begun.add("run")
    found = set(begun)
    while True:
        further = {name for name, by in callers.items() if by & found and by - {_CALLBACK} <= found} - found
        if not further:
            return frozenset(name for name in found - begun if not name.startswith("_"))
        found |= further


# Stands for what a method is handed to
_CALLBACK = "<callback>"


def _given_methods(call: ast.Call) -> list[str]:
    """The methods of its own object that a call hands over, for others to call."""
    given = [*call.args, *(word.value for word in call.keywords)]
    return [name for item in given if isinstance(item, ast.Attribute) and (name := _own(item))]


def _own(func: ast.expr) -> str:
    """The name of the method in ``self.name`` or ``cls.name``, or of a function."""
    if isinstance(func, ast.Name):
        return func.id
    if (
        isinstance(func, ast.Attribute)
        and isinstance(func.value, ast.Name)
        and func.value.id in ("self", "cls")
    ):
        return func.attr
    return ""
