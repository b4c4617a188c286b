"""Tables of use: which methods, attributes and functions prove which kind of value."""

from __future__ import annotations

from collections.abc import Mapping

# Methods that only one common type has, and those that suggest one
METHODS: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "strip",
            "lstrip",
            "rstrip",
            "split",
            "rsplit",
            "splitlines",
            "lower",
            "upper",
            "casefold",
            "title",
            "capitalize",
            "swapcase",
            "startswith",
            "endswith",
            "encode",
            "partition",
            "rpartition",
            "isdigit",
            "isidentifier",
            "isspace",
            "isalpha",
            "isalnum",
            "isupper",
            "islower",
            "expandtabs",
            "zfill",
            "ljust",
            "rjust",
            "center",
            "translate",
            "join",
            "replace",
            "removeprefix",
            "removesuffix",
            "isdecimal",
            "isascii",
        ),
        "str",
    ),
    **dict.fromkeys(("decode", "hex"), "bytes"),
    **dict.fromkeys(("keys", "values", "setdefault", "popitem", "update"), "dict"),
    **dict.fromkeys(("append", "extend", "insert", "sort", "reverse"), "list"),
    **dict.fromkeys(
        ("add", "discard", "issubset", "issuperset", "union", "intersection", "difference"), "set"
    ),
    **dict.fromkeys(("read", "readline", "readlines", "write", "writelines", "seek", "tell"), "text-file"),
    **dict.fromkeys(("bit_length", "to_bytes"), "int"),
    **dict.fromkeys(("is_integer",), "float"),
    **dict.fromkeys(("quantize", "as_tuple", "adjusted", "is_signed"), "decimal.Decimal"),
    **dict.fromkeys(
        (
            "read_text",
            "write_text",
            "read_bytes",
            "write_bytes",
            "exists",
            "is_file",
            "is_dir",
            "unlink",
            "resolve",
            "joinpath",
            "relative_to",
            "with_suffix",
            "as_posix",
        ),
        "path",
    ),
    **dict.fromkeys(("strftime", "isoformat", "timetuple", "astimezone", "utcoffset"), "datetime.datetime"),
    **dict.fromkeys(("toordinal", "isocalendar", "weekday", "isoweekday"), "datetime.date"),
    **dict.fromkeys(("total_seconds",), "datetime.timedelta"),
    **dict.fromkeys(("fullmatch", "finditer", "findall"), "re.Pattern"),
    **dict.fromkeys(("groups", "groupdict"), "re.Match"),
    "mkdir": "new-path",
    **dict.fromkeys(("iterdir", "glob", "rglob"), "folder-path"),
    "close": "closable",
    "getMessage": "logging.LogRecord",
    "isEnabledFor": "logging.Logger",
    **dict.fromkeys(("cursor",), "sqlite3.Connection"),
    **dict.fromkeys(("parse_args", "add_argument"), "argparse.ArgumentParser"),
    **dict.fromkeys(("getrandbits", "randrange"), "random.Random"),
    **dict.fromkeys(("get_content_type", "get_payload", "get_content_maintype"), "email.message.Message"),
}

ATTRIBUTES: Mapping[str, str] = {
    **dict.fromkeys(("year", "month", "day"), "datetime.date"),
    **dict.fromkeys(("hour", "minute", "tzinfo", "microsecond"), "datetime.datetime"),
    **dict.fromkeys(("suffix", "stem"), "path"),
    **dict.fromkeys(("numerator", "denominator"), "int"),
    **dict.fromkeys(("__name__", "__qualname__", "__wrapped__", "__code__", "__closure__"), "own-function"),
    **dict.fromkeys(("__mro__", "__bases__"), "class-object"),
    **dict.fromkeys(
        ("co_code", "co_flags", "co_consts", "co_names", "co_lines", "co_firstlineno"), "types.CodeType"
    ),
    **dict.fromkeys(("tb_frame", "tb_next", "tb_lineno"), "traceback-object"),
    **dict.fromkeys(("f_code", "f_locals", "f_globals", "f_back", "f_lineno"), "types.FrameType"),
    **dict.fromkeys(("_fields", "_attributes", "col_offset", "end_lineno"), "ast.AST"),
    **dict.fromkeys(("gi_running", "gi_frame"), "types.GeneratorType"),
    **dict.fromkeys(("real", "imag"), "complex"),
}

# Beginnings of attributes that only objects of the interpreter have
_MARKS: Mapping[str, str] = {"co_": "types.CodeType", "f_": "types.FrameType", "gi_": "types.GeneratorType"}


def attribute(name: str) -> str:
    """The kind of what has the attribute ``name``, or ``""``."""
    marked = next((kind for mark, kind in _MARKS.items() if name.startswith(mark)), "")
    return ATTRIBUTES.get(name, marked)


# Functions that take a sequence and give its elements again, with the weight of that evidence
PASSING: Mapping[str, int] = {
    "sorted": 2,
    "enumerate": 2,
    "reversed": 2,
    "list": 1,
    "tuple": 1,
    "iter": 1,
    "set": 1,
    "frozenset": 1,
    "zip": 2,
    "next": 0,
}

Place = int | str


def _each(paths: str, kind: str) -> dict[str, Mapping[Place, str]]:
    """Functions that prove the same kind of their first argument."""
    return {path: {0: kind, "dsn": kind, "url": kind} for path in paths.split()}


# Function, then the kind of each argument that it proves
FUNCTIONS: Mapping[str, Mapping[Place, str]] = {
    "len": {0: "list"},
    "sum": {0: "list"},
    "min": {0: "list"},
    "max": {0: "list"},
    "any": {0: "list"},
    "all": {0: "list"},
    "map": {0: "function", 1: "list"},
    "filter": {0: "predicate", 1: "list"},
    "dict": {0: "dict"},
    "int": {0: "int"},
    "float": {0: "float"},
    "abs": {0: "float"},
    "round": {0: "float"},
    "divmod": {0: "int", 1: "int"},
    "range": {0: "int", 1: "int", 2: "int"},
    "chr": {0: "int"},
    "ord": {0: "char"},
    "pow": {0: "int", 1: "int"},
    "hex": {0: "int"},
    "bin": {0: "int"},
    "oct": {0: "int"},
    "input": {0: "asked-text"},
    "getpass.getpass": {0: "password-asked", "prompt": "password-asked"},
    "open": {0: "path-text", "file": "path-text"},
    "io.open": {0: "path-text"},
    "io.open_code": {0: "path-text"},
    "compile": {0: "source"},
    "eval": {0: "source"},
    "exec": {0: "source"},
    "ast.parse": {0: "source"},
    "issubclass": {0: "class-object", 1: "class-object"},
    "getattr": {1: "attribute"},
    "callable": {0: "function"},
    "hasattr": {1: "attribute"},
    "__import__": {0: "module-name"},
    "importlib.import_module": {0: "module-name"},
    "functools.wraps": {0: "own-function"},
    "functools.update_wrapper": {0: "own-function", 1: "own-function"},
    "inspect.signature": {0: "own-function"},
    "iscoroutinefunction": {0: "coroutine-function"},
    "math.isnan": {0: "float"},
    "math.isinf": {0: "float"},
    "isnan": {0: "float"},
    "re.compile": {0: "pattern"},
    "json.loads": {0: "json-text"},
    "time.sleep": {0: "float"},
    "struct.pack": {0: "struct-format"},
    "struct.unpack": {0: "struct-format", 1: "bytes"},
    "binascii.unhexlify": {0: "hex-text"},
    "binascii.a2b_base64": {0: "base64-text"},
    "binascii.b2a_base64": {0: "bytes"},
    "binascii.hexlify": {0: "bytes"},
    "zlib.compress": {0: "bytes"},
    "hashlib.sha256": {0: "bytes"},
    "hashlib.md5": {0: "bytes"},
    "struct.unpack_from": {0: "struct-format", 1: "bytes"},
    "memoryview": {0: "bytes"},
    "base64.b64decode": {0: "base64-text"},
    "bytes": {},
    "os.listdir": {0: "folder"},
    "os.scandir": {0: "folder"},
    "os.walk": {0: "folder"},
    "os.chdir": {0: "folder"},
    "os.mkdir": {0: "new-path-text"},
    "os.makedirs": {0: "new-path-text"},
    "pathlib.Path": {0: "path-text"},
    "os.environ.get": {0: "env-name"},
    "os.getenv": {0: "env-name"},
    "os.rename": {0: "path-text", 1: "new-path-text"},
    "os.replace": {0: "path-text", 1: "new-path-text"},
    "shutil.move": {0: "path-text", 1: "new-path-text"},
    "shutil.copy": {0: "path-text", 1: "new-path-text"},
    "shutil.copy2": {0: "path-text", 1: "new-path-text"},
    "shutil.copyfile": {0: "path-text", 1: "new-path-text"},
    "shutil.copytree": {0: "folder", 1: "new-path-text"},
    "shutil.rmtree": {0: "folder"},
    "datetime.datetime.fromisoformat": {0: "iso-moment"},
    "datetime.date.fromisoformat": {0: "iso-date"},
    **_each("asyncpg.connect asyncpg.create_pool psycopg.connect psycopg2.connect", "postgres-url"),
    **_each("sqlalchemy.create_engine sqlalchemy.engine.create_engine", "engine-url"),
    **_each("sqlalchemy.ext.asyncio.create_async_engine", "async-engine-url"),
    **_each("redis.from_url redis.Redis.from_url redis.asyncio.from_url aioredis.from_url", "redis-url"),
    **_each("pymongo.MongoClient motor.motor_asyncio.AsyncIOMotorClient", "mongo-url"),
    **_each("yarl.URL httpx.URL furl.furl", "url-text"),
    "urllib.parse.urljoin": {0: "url-text"},
    "shutil.which": {0: "program-name"},
    "time.strftime": {0: "date-format"},
    "datetime.datetime.strptime": {1: "date-format"},
    "time.strptime": {1: "date-format"},
    "dateutil.parser.parse": {0: "iso-moment"},
    "email.utils.parsedate_to_datetime": {0: "mail-date"},
    "json.dump": {0: "dict", 1: "text-output"},
    "json.dumps": {0: "dict"},
    "pandas.DataFrame": {0: "table"},
    "pandas.DataFrame.from_dict": {0: "table"},
    "ipaddress.ip_address": {0: "ip-text"},
    "shutil.make_archive": {0: "new-path-text", 2: "folder"},
    "csv.writer": {0: "text-output"},
    "csv.DictWriter": {0: "text-output", "fieldnames": "list[str]"},
    "pickle.dump": {1: "binary-output"},
    "print": {"file": "text-output"},
    "json.load": {0: "text-file"},
    "csv.reader": {0: "text-file"},
    "csv.DictReader": {0: "text-file"},
    "pickle.load": {0: "binary-file"},
    "tomllib.load": {0: "binary-file"},
    "urllib.parse.urlparse": {0: "url-text"},
    "urllib.parse.urlsplit": {0: "url-text"},
    "datetime.date": {0: "int", 1: "int", 2: "int"},
    "locale.setlocale": {1: "locale-name"},
    "sqlite3.connect": {0: "database"},
    "warnings.warn": {0: "str"},
    "threading.Thread": {"target": "function"},
    "email.utils.parseaddr": {0: "email-text"},
    "operator.index": {0: "int"},
    "operator.itemgetter": {0: "int"},
}

# Functions that only cut a path up or put it together: no file need be there
_PURE = frozenset(
    f"{module}.{name}"
    for module in ("os.path", "posixpath", "ntpath")
    for name in ("basename", "dirname", "split", "splitext", "normpath", "isabs", "normcase", "splitdrive")
)

_PREFIXES: tuple[tuple[str, str], ...] = (
    ("binascii.b2a_", "bytes"),
    ("binascii.a2b_qp", "bytes"),
    ("os.path.", "path-text"),
    ("posixpath.", "path-text"),
    ("ntpath.", "path-text"),
    ("os.stat", "path-text"),
    ("os.fspath", "path-text"),
    ("os.lstat", "path-text"),
    ("os.access", "path-text"),
    ("os.unlink", "path-text"),
    ("os.remove", "path-text"),
    ("math.", "float"),
    ("socket.inet_", "str"),
)

# Quieter evidence than the usual three
WEIGHTS: Mapping[str, int] = {
    "len": 1,
    "int": 2,
    "float": 2,
    "getattr": 2,
    "callable": 1,
    "min": 1,
    "max": 1,
    "pathlib.Path": 2,
    "dict": 1,
    "os.fspath": 2,
    "hasattr": 1,
    "json.dump": 2,
    "json.dumps": 2,
}


def argument(path: str, where: Place) -> str:
    """The kind of the argument at position or keyword ``where`` of the function ``path``, or ``""``."""
    if path in FUNCTIONS:
        return FUNCTIONS[path].get(where, "")
    if path in _PURE:
        return "file-name" if where == 0 else ""
    if path == "os.path.join":
        return "folder" if where == 0 else "str"
    if where != 0:
        return ""
    return next((kind for prefix, kind in _PREFIXES if path.startswith(prefix)), "")
