"""Which expressions may stand for their value: to say them twice is no second effect and no other result."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from sphinx_howto.analysis import members
from sphinx_howto.analysis.once import once
from sphinx_howto.analysis.scope import FunctionNode, FunctionScope

#: So many functions of the project are followed into each other.
_DEPTH = 3

_FUNCTIONS = {
    "abs", "all", "any", "ascii", "bin", "bool", "bytes", "callable", "chr", "complex", "dict", "divmod",
    "enumerate", "filter", "float", "format", "frozenset", "getattr", "hasattr", "hash", "hex", "id", "int",
    "isinstance", "issubclass", "len", "list", "map", "max", "min", "oct", "ord", "pow", "range", "repr",
    "reversed", "round", "set", "slice", "sorted", "str", "sum", "super", "tuple", "type", "vars", "zip",
    "asyncio.iscoroutine", "asyncio.iscoroutinefunction", "copy.copy", "copy.deepcopy", "json.loads",
    "json.dumps", "logging.getLogger", "os.cpu_count", "os.environ.get", "os.fsdecode", "os.fsencode",
    "os.fspath", "os.getcwd", "os.getenv", "pathlib.Path", "pathlib.Path.cwd", "pathlib.Path.home",
    "pathlib.PurePath", "pathlib.PurePosixPath", "shlex.join", "shlex.quote", "shlex.split", "shutil.which",
    "sys.exc_info", "sys.getsizeof", "tempfile.gettempdir", "uuid.UUID", "datetime.date",
    "datetime.datetime", "datetime.timedelta", "datetime.datetime.fromisoformat",
    "datetime.datetime.fromtimestamp", "datetime.datetime.strptime", "decimal.Decimal",
    "fractions.Fraction", "collections.Counter",
}  # fmt: skip
_MODULES = (
    "base64.", "binascii.", "fnmatch.", "functools.partial", "hashlib.", "html.", "inspect.", "keyword.",
    "math.", "mimetypes.guess_", "operator.", "os.path.", "platform.", "re.", "statistics.", "string.",
    "struct.calcsize", "struct.pack", "struct.unpack", "textwrap.", "types.", "typing.", "unicodedata.",
    "urllib.parse.",
)  # fmt: skip
#: Methods whose names settle that they only look at their object.
_METHODS = {
    # Texts and bytes
    "capitalize", "casefold", "center", "count", "decode", "encode", "endswith", "expandtabs", "find",
    "format", "format_map", "hex", "index", "isalnum", "isalpha", "isascii", "isdecimal", "isdigit",
    "isidentifier", "islower", "isnumeric", "isprintable", "isspace", "istitle", "isupper", "join", "ljust",
    "lower", "lstrip", "maketrans", "partition", "removeprefix", "removesuffix", "replace", "rfind",
    "rindex", "rjust", "rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith", "strip",
    "swapcase", "title", "translate", "upper", "zfill",
    # Dictionaries and sets
    "copy", "difference", "intersection", "isdisjoint", "issubset", "issuperset", "items", "keys",
    "most_common", "symmetric_difference", "union", "values",
    # Paths
    "absolute", "as_posix", "as_uri", "exists", "expanduser", "is_absolute", "is_dir", "is_file",
    "is_relative_to", "is_symlink", "joinpath", "relative_to", "resolve", "stat", "with_name", "with_stem",
    "with_suffix",
    # Matches, times, digests, numbers
    "date", "digest", "end", "fullmatch", "group", "groupdict", "groups", "hexdigest", "isoformat",
    "isoweekday", "span", "strftime", "timestamp", "timetuple", "total_seconds", "weekday",
    "as_integer_ratio", "bit_length", "is_integer",
}  # fmt: skip
_OF_MAPPINGS = {"dict", "os.environ", "collections.defaultdict", "collections.OrderedDict"}
_OF_PATTERNS = {"findall", "finditer", "match", "search", "split", "sub", "subn"}
_IMPURE = (ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr)


def is_pure(scope: FunctionScope, node: ast.expr, depth: int = _DEPTH) -> bool:
    """Whether working ``node`` out again does nothing and gives the same, as long as nothing else changes."""
    return once(
        scope,
        f"pure {depth}",
        node,
        lambda: all(_is_harmless(scope, item, depth) for item in ast.walk(node)),
    )


def impure(scope: FunctionScope, node: ast.expr) -> Iterator[ast.Call]:
    """The calls in ``node`` that do something, or may give something else the next time."""
    return (
        item for item in ast.walk(node) if isinstance(item, ast.Call) and not _call(scope, item, _DEPTH)
    )


def _is_harmless(scope: FunctionScope, node: ast.AST, depth: int) -> bool:
    if isinstance(node, ast.Call):
        return _call(scope, node, depth)
    return not isinstance(node, _IMPURE)


def _call(scope: FunctionScope, call: ast.Call, depth: int) -> bool:
    path = scope.dotted(call.func) or ""
    if path in _FUNCTIONS or path.startswith(_MODULES):
        return True
    if isinstance(call.func, ast.Attribute) and _is_of_value(scope, call.func, call):
        return True
    return depth > 0 and _is_own(scope, call, depth)


def _is_of_value(scope: FunctionScope, func: ast.Attribute, call: ast.Call) -> bool:
    """Whether a method only looks at its object; a method of the project is judged by its body."""
    if scope.is_receiver(func.value):
        return False
    if func.attr in _METHODS:
        return True
    known = scope.type_of(func.value)
    name = known.name if known is not None else ""
    if func.attr == "get":
        return name in _OF_MAPPINGS or _is_key(call)
    return name == "re.Pattern" and func.attr in _OF_PATTERNS


def _is_key(call: ast.Call) -> bool:
    """``x.get("name")``: what is asked for looks like the key of a dictionary, not like an address."""
    first = call.args[0] if call.args else None
    text = first.value if isinstance(first, ast.Constant) else None
    return isinstance(text, str) and "/" not in text and len(call.args) <= 2


def _is_own(scope: FunctionScope, call: ast.Call, depth: int) -> bool:
    """Whether a function of the project does nothing but work out what it returns."""
    found = members.callee(scope, call)
    if found is None or found.role == "creation" or isinstance(found.node, ast.AsyncFunctionDef):
        return False
    return once(
        scope,
        f"pure function {depth}",
        found.node,
        lambda: all(_is_working_out(found.scope, item, depth) for item in found.node.body),
    )


def _is_working_out(scope: FunctionScope, node: ast.stmt, depth: int) -> bool:
    """Whether a statement binds locals and returns, by pure expressions alone."""
    if isinstance(node, (ast.If, ast.For)):
        inner = [*node.body, *node.orelse]
        asked = node.test if isinstance(node, ast.If) else node.iter
        return is_pure(scope, asked, depth - 1) and all(_is_working_out(scope, x, depth) for x in inner)
    if isinstance(node, (*FunctionNode, ast.ClassDef)) or not isinstance(
        node, (ast.Assign, ast.AnnAssign, ast.Return, ast.Raise, ast.Expr, ast.Pass, ast.Continue, ast.Break)
    ):
        return False
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", ast.Name("_"))]
    if not all(isinstance(target, (ast.Name, ast.Tuple)) for target in targets):
        return False
    value = node.exc if isinstance(node, ast.Raise) else getattr(node, "value", None)
    return value is None or isinstance(node, ast.Raise) or is_pure(scope, value, depth - 1)
