"""The table shape to values: sources of values of a type, the most telling first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from sphinx_howto.catalogue import gettext
from sphinx_howto.example import names
from sphinx_howto.example.context import Context
from sphinx_howto.example.shape import ANY, Shape, of
from sphinx_howto.example.value import GUESS, NAME, TYPE, Import, Value, text

# Further values of a plain type, tried in this order when a guard refuses the first
PLAIN: Mapping[str, tuple[str, ...]] = {
    "str": ('"example"', '"a"', '"key"', '"1"', '"2024-01-31"', '"https://example.com"', '""'),
    "int": ("3", "1", "0", "2", "10", "100", "1000", "-1", "5", "8", "16", "256"),
    "float": ("0.5", "1.0", "0.0", "2.0", "10.0", "100.0", "-1.0"),
    "complex": ("1 + 2j",),
    "bool": ("True", "False"),
    "bytes": ('b"data"', 'b"\\x00\\x01\\x02\\x03"', 'b"a"', 'b""'),
    "bytearray": ('bytearray(b"data")',),
    "slice": ("slice(0, 2)",),
    "range": ("range(3)",),
    "none": ("None",),
    "list[str]": ('["one", "two"]',),
    "error": ('ValueError("example")',),
    "traceback": ("None",),
    "list[bytes]": ('[b"one", b"two"]',),
    "int-text": ('"3"', '"4"'),
    "float-text": ('"2.5"', '"3.5"'),
    "locale-name": ('"C"',),
    "char": ('"a"',),
    "pattern": ('r"[a-z]+"',),
    "json-text": ("""'{"key": 1}'""",),
    "source": ('"1 + 1"',),
    "attribute": ('"real"',),
    "class-object": ("int",),
    "struct-format": ('"<I"',),
    "hex-text": ('"ff"',),
    "base64-text": ('"ZXhhbXBsZQ=="',),
    "module-name": ('"json"',),
    "url-text": ('"https://example.com"',),
    "email-text": ('"ada@example.com"',),
}

Key = tuple[str, str]  # module, name

# Types of the standard library and of well-known packages: source, then what it imports
LIBRARY: Mapping[str, tuple[str, tuple[Key, ...]]] = {
    "datetime.date": ("date(2024, 1, 31)", (("datetime", "date"),)),
    "datetime.datetime": ("datetime(2024, 1, 31, 12, 0)", (("datetime", "datetime"),)),
    "datetime.time": ("time(12, 30)", (("datetime", "time"),)),
    "datetime.timedelta": ("timedelta(days=1)", (("datetime", "timedelta"),)),
    "datetime.tzinfo": ("timezone.utc", (("datetime", "timezone"),)),
    "datetime.timezone": ("timezone.utc", (("datetime", "timezone"),)),
    "zoneinfo.ZoneInfo": ('ZoneInfo("UTC")', (("zoneinfo", "ZoneInfo"),)),
    "decimal.Decimal": ('Decimal("9.99")', (("decimal", "Decimal"),)),
    "fractions.Fraction": ("Fraction(1, 2)", (("fractions", "Fraction"),)),
    "numbers.Rational": ("Fraction(1, 2)", (("fractions", "Fraction"),)),
    "uuid.UUID": ("UUID(int=1)", (("uuid", "UUID"),)),
    "re.Pattern": ('re.compile(r"[a-z]+")', (("re", ""),)),
    "typing.Pattern": ('re.compile(r"[a-z]+")', (("re", ""),)),
    "re.Match": ('re.match(r"[a-z]+", "example")', (("re", ""),)),
    "typing.Match": ('re.match(r"[a-z]+", "example")', (("re", ""),)),
    "random.Random": ("Random(42)", (("random", "Random"),)),
    "sqlite3.Connection": ('sqlite3.connect(":memory:")', (("sqlite3", ""),)),
    "sqlite3.Cursor": ('sqlite3.connect(":memory:").cursor()', (("sqlite3", ""),)),
    "argparse.ArgumentParser": ("ArgumentParser()", (("argparse", "ArgumentParser"),)),
    "argparse.Namespace": ("Namespace()", (("argparse", "Namespace"),)),
    "logging.Logger": ('logging.getLogger("example")', (("logging", ""),)),
    "logging.Handler": ("logging.StreamHandler()", (("logging", ""),)),
    "logging.Formatter": ("logging.Formatter()", (("logging", ""),)),
    "logging.LogRecord": (
        'logging.makeLogRecord({"msg": "Some text"})', (("logging", ""),)),
    "email.message.Message": ("EmailMessage()", (("email.message", "EmailMessage"),)),
    "email.message.EmailMessage": ("EmailMessage()", (("email.message", "EmailMessage"),)),
    "http.cookiejar.CookieJar": ("CookieJar()", (("http.cookiejar", "CookieJar"),)),
    "ipaddress.IPv4Address": ('IPv4Address("192.0.2.1")', (("ipaddress", "IPv4Address"),)),
    "ipaddress.IPv6Address": ('IPv6Address("2001:db8::1")', (("ipaddress", "IPv6Address"),)),
    "ipaddress.IPv4Network": ('IPv4Network("192.0.2.0/24")', (("ipaddress", "IPv4Network"),)),
    "ipaddress.IPv6Network": ('IPv6Network("2001:db8::/32")', (("ipaddress", "IPv6Network"),)),
    "concurrent.futures.Executor": ("ThreadPoolExecutor()", (("concurrent.futures", "ThreadPoolExecutor"),)),
    "concurrent.futures.Future": ("Future()", (("concurrent.futures", "Future"),)),
    "threading.Lock": ("Lock()", (("threading", "Lock"),)),
    "threading.Event": ("Event()", (("threading", "Event"),)),
    "queue.Queue": ("Queue()", (("queue", "Queue"),)),
    "types.SimpleNamespace": ('SimpleNamespace(name="Ada")', (("types", "SimpleNamespace"),)),
    "types.MappingProxyType": ('MappingProxyType({"key": "value"})', (("types", "MappingProxyType"),)),
    "types.CodeType": ('compile("1 + 1", "example", "eval")', ()),
    "ast.AST": ('ast.parse("answer = 6 * 7")', (("ast", ""),)),
    "ast.Module": ('ast.parse("answer = 6 * 7")', (("ast", ""),)),
    "xml.etree.ElementTree.Element": ('ElementTree.fromstring("<root />")', (("xml.etree", "ElementTree"),)),
    "ssl.SSLContext": ("ssl.create_default_context()", (("ssl", ""),)),
    "asyncio.AbstractEventLoop": ("asyncio.new_event_loop()", (("asyncio", ""),)),
    "asyncio.events.AbstractEventLoop": ("asyncio.new_event_loop()", (("asyncio", ""),)),
    "numpy.ndarray": ("np.array([1.0, 2.0, 3.0])", (("numpy as np", ""),)),
    "numpy.typing.NDArray": ("np.array([1.0, 2.0, 3.0])", (("numpy as np", ""),)),
    "numpy.typing.ArrayLike": ("[1.0, 2.0, 3.0]", ()),
    "pandas.DataFrame": ('pd.DataFrame({"a": [1, 2], "b": [3, 4]})', (("pandas as pd", ""),)),
    "pandas.Series": ("pd.Series([1, 2, 3])", (("pandas as pd", ""),)),
    "requests.Session": ("requests.Session()", (("requests", ""),)),
    "httpx.Client": ("httpx.Client()", (("httpx", ""),)),
    "types.FrameType": ("inspect.currentframe()", (("inspect", ""),)),
    "types.GeneratorType": ("(number for number in [1, 2, 3])", ()),
    "types.TracebackType": ("None", ()),
    "io.BytesIO.readline": ('io.BytesIO(b"line 1\\n").readline', (("io", ""),)),
    "_ast.AST": ('ast.parse("answer = 6 * 7")', (("ast", ""),)),
}

Maker = Callable[[Shape, str, Context], list[Value]]


def imports(keys: tuple[Key, ...]) -> frozenset[Import]:
    """Import records of a row of ``LIBRARY``."""
    return frozenset(Import(module, name) for module, name in keys)


def candidates(shape: Shape, name: str, context: Context) -> list[Value]:
    """Values of ``shape`` for a parameter called ``name``, best first; empty when there is none."""
    for known, variable in reversed(context.known):
        if known == shape and shape.kind not in PLAIN:
            return [Value(variable)]
    maker = MAKERS.get(shape.kind)
    return maker(shape, name, context) if maker is not None else []


def typed(shape: Shape, name: str, context: Context) -> list[Value]:
    """The same, but nothing for a shape that says nothing."""
    return candidates(shape, name, context) if shape.kind != "any" else []


def first(shape: Shape, name: str, context: Context) -> Value | None:
    """The best value of ``shape``, or None."""
    return next(iter(candidates(shape, name, context)), None)


def plain(shape: Shape, name: str, context: Context) -> list[Value]:
    """A value of a plain type: known literals, then the name's value, then any."""
    named = names.value(name, shape.kind)
    if shape.kind == "str" and names.is_secret(name):
        return [placeholder(name)]
    sources = [*shape.literals, *([named] if named else []), *PLAIN[shape.kind]]
    return [Value(source) for source in dict.fromkeys(sources)]


def placeholder(name: str) -> Value:
    """A credential that the reader must fill in, with a comment that says so."""
    words = names.words(name)[0]
    note = gettext("Replace {placeholder} with your own {name}").format(
        placeholder=f"YOUR_{words.upper()}", name=words.replace("_", " "))
    return Value(text(f"YOUR_{words.upper()}"), note=note)


def _literal(shape: Shape, name: str, context: Context) -> list[Value]:
    return [Value(source) for source in shape.literals]


def singular(name: str) -> str:
    """The name of one element of ``name``."""
    if name.endswith("ies"):
        return name[:-3] + "y"
    return name[:-1] if name.endswith("s") and not name.endswith("ss") else name


def _elements(shape: Shape, name: str, context: Context) -> tuple[list[Value], bool]:
    """Values for the elements of a container, and whether their type was known."""
    one = shape.items[0] if shape.items and shape.items[0].kind != "any" else ANY
    if one.kind == "any":
        return [], False
    found = candidates(one, singular(name), context)
    found = [value for value in found if value.code != '""' and value.code != "-1"]
    if one.kind == "record" and any(item.literals for _, item in one.keys):
        ordered = sorted(one.keys, key=lambda pair: not pair[1].literals)
        plain_keys = tuple((key, replace(item, literals=())) for key, item in ordered)
        return [found[0], *candidates(replace(one, keys=plain_keys), singular(name), context)], True
    many = found[:3] if one.kind == "int" else found[:2]
    return (many if one.kind in PLAIN or one.kind == "literal" else found[:1]), True


def joined(values: list[Value], source: str) -> Value:
    """One value made of others; it needs all that they need."""
    return Value(
        source,
        frozenset().union(*(value.imports for value in values)),
        tuple(dict.fromkeys(line for value in values for line in value.setup)),
        any(value.folder for value in values),
        next((value.note for value in values if value.note), ""),
        min((value.strength for value in values), default=TYPE),
    )


def _sequence(opening: str, closing: str, *keys: Key) -> Maker:
    def make(shape: Shape, name: str, context: Context) -> list[Value]:
        values, known = _elements(shape, name, context)
        if known and not values:
            return []
        named = names.value(name, "list") or names.value(name, "list[str]")
        inner = ", ".join(value.code for value in values)
        if not known:
            inner = named[1:-1] if named else "1, 2, 3"
        one = joined(values, f"{opening}{inner}{closing}")
        found = [Value(one.code, one.imports | imports(keys), one.setup, one.folder, one.note)]
        if not shape.items and named and opening == "[":
            found.insert(0, Value(named))
        return found

    return make


def _tuple(shape: Shape, name: str, context: Context) -> list[Value]:
    if not shape.items:
        return [Value("(1, 2)")]
    values = []
    for position, item in enumerate(shape.items):
        label = shape.names[position] if position < len(shape.names) else ""
        options = candidates(item, label, context) or [Value("1", strength=GUESS)]
        if item.kind in ("int", "float") and not names.value(label, item.kind) and not item.literals:
            # Increasing numbers also serve as the bounds of something
            options = [Value(str(position + 1) if item.kind == "int" else f"{position + 1}.0")]
        values.append(options[0])
    source = ", ".join(value.code for value in values)
    return [joined(values, f"({source},)" if len(values) == 1 else f"({source})")]


def _tuple_of(shape: Shape, name: str, context: Context) -> list[Value]:
    values, _ = _elements(shape, name, context)
    source = ", ".join(value.code for value in values) or "1, 2"
    return [joined(values, f"({source},)" if len(values) == 1 else f"({source})")]


def _dict(shape: Shape, name: str, context: Context) -> list[Value]:
    named = names.value(name, "dict")
    if len(shape.items) != 2:
        return [Value(named or '{"key": "value"}')]
    if named and all(item.kind in ("str", "any") for item in shape.items):
        return [Value(named)]
    key = first(shape.items[0], "key", context) or Value('"key"', strength=GUESS)
    value = first(shape.items[1], "value", context) or Value('"value"', strength=GUESS)
    return [joined([key, value], f"{{{key.code}: {value.code}}}")]


def _set(shape: Shape, name: str, context: Context) -> list[Value]:
    values, _ = _elements(shape, name, context)
    return [joined(values, f"{{{', '.join(value.code for value in values) or '1, 2, 3'}}}")]


def _wrapped(function: str, maker: Maker, *keys: Key) -> Maker:
    def make(shape: Shape, name: str, context: Context) -> list[Value]:
        return [
            Value(f"{function}({value.code})", value.imports | imports(keys), value.setup, value.folder, value.note)
            for value in maker(shape, name, context)
        ]

    return make


def _record(shape: Shape, name: str, context: Context) -> list[Value]:
    values, entries = [], []
    for key, item in sorted(shape.keys, key=lambda pair: not pair[1].literals):
        value = first(item, key, context) or by_name(key, context)
        values.append(value)
        entries.append(f"{text(key)}: {value.code}")
    return [joined(values, f"{{{', '.join(entries)}}}")]


def by_name(name: str, context: Context) -> Value:
    """The value that ``name`` alone calls for, else a text."""
    found = candidates(of(names.kind(name) or "str"), name, context)
    return Value(found[0].code, found[0].imports, found[0].setup, found[0].folder, found[0].note, NAME)


def _awaitable(shape: Shape, name: str, context: Context) -> list[Value]:
    return [Value("asyncio.sleep(0)", imports((("asyncio", ""),)))]


def _coroutine_function(shape: Shape, name: str, context: Context) -> list[Value]:
    takes = "".join(f", {one}" for one in TAKEN[: shape.arity])[2:]
    result = "item" if shape.arity else "42"
    return [Value("respond", setup=(f"async def respond({takes}):\n    return {result}",))]


def _manager(shape: Shape, name: str, context: Context) -> list[Value]:
    return [Value("nullcontext()", imports((("contextlib", "nullcontext"),)))]


def _new_path_text(shape: Shape, name: str, context: Context) -> list[Value]:
    folder = frozenset({Import("pathlib", "Path"), Import("tempfile", "TemporaryDirectory")})
    return [Value('str(Path(folder, "new"))', folder, folder=True)]


def _database(shape: Shape, name: str, context: Context) -> list[Value]:
    note = gettext('":memory:" is a database in memory; pass a file name to keep the data')
    return [Value('":memory:"', note=note)]


def _own_function(shape: Shape, name: str, context: Context) -> list[Value]:
    return [Value("greet", setup=('def greet(name):\n    return f"Hello, {name}!"',))]


TAKEN = ("item", "other", "third", "fourth", "fifth", "sixth")


def _predicate(shape: Shape, name: str, context: Context) -> list[Value]:
    takes = ", ".join(TAKEN[: shape.arity])
    test = "bool(item)" if shape.arity else "True"
    return [Value(f"lambda {takes}: {test}" if takes else "lambda: True")]


def _function(shape: Shape, name: str, context: Context) -> list[Value]:
    takes = ", ".join(TAKEN[: shape.arity])
    if shape.items and shape.items[0].kind == "same":
        return [Value(f"lambda {takes}: item" if takes else "lambda: 42")]
    result = first(shape.items[0], "", context) if shape.items else None
    if result is not None and shape.items[0].kind not in ("none", "any"):
        same = [at for at, item in enumerate(shape.items[1:]) if item == shape.items[0]]
        body = takes.split(", ")[same[0]] if same else result.code
        return [Value(f"lambda {takes}: {body}" if takes else f"lambda: {body}", result.imports)]
    if shape.arity == 0:
        return [Value("lambda: 42")]
    # ``print`` takes anything and shows that it was called
    return [Value("print"), Value(f"lambda {takes}: item")]


def _type(shape: Shape, name: str, context: Context) -> list[Value]:
    if shape.items and shape.items[0].kind in ("str", "int", "float", "bool", "bytes", "list", "dict", "set", "tuple"):
        return [Value(shape.items[0].kind)]
    if shape.items and shape.items[0].kind == "error":
        return [Value("ValueError")]
    if shape.items and shape.items[0].kind == "class" and context.build_class is not None:
        return context.build_class(shape.items[0].path, context)
    return [Value("int")] if not shape.items or shape.items[0].kind == "any" else []


def _library(shape: Shape, name: str, context: Context) -> list[Value]:
    row = LIBRARY.get(shape.path)
    return [Value(row[0], imports(row[1]))] if row is not None else []


def _class(shape: Shape, name: str, context: Context) -> list[Value]:
    row = LIBRARY.get(shape.path)
    if row is not None:
        return [Value(row[0], imports(row[1]))]
    if context.too_deep or context.build is None:
        return []
    built = context.build(shape.path, context.deeper())
    return [built] if built is not None else []


def _text_file(shape: Shape, name: str, context: Context) -> list[Value]:
    content = shape.literals[0] if shape.literals else '"line 1\\nline 2\\n"'
    return [Value(f"io.StringIO({content})", frozenset({Import("io")}))]


def _binary_file(shape: Shape, name: str, context: Context) -> list[Value]:
    content = shape.literals[0] if shape.literals else 'b"data"'
    return [Value(f"io.BytesIO({content})", frozenset({Import("io")}))]


def _in_folder(name: str, shape: Shape, as_text: bool = False) -> Value:
    """A file that exists: it is written into a temporary folder first."""
    variable = name.strip("_") if name.isidentifier() and name not in ("f", "fn", "fp") else "path"
    file_name = shape.path or names.value(name, "path") or '"data.txt"'
    content = shape.literals[0] if shape.literals else '"line 1\\nline 2\\n"'
    opening = f"{variable} = Path(folder, {file_name})"
    writing = f'{variable}.write_text({content}, encoding="utf-8")'
    return Value(
        f"str({variable})" if as_text else variable,
        frozenset({Import("pathlib", "Path"), Import("tempfile", "TemporaryDirectory")}),
        (opening, writing), folder=True)


def _path(shape: Shape, name: str, context: Context) -> list[Value]:
    if names.kind(name) == "folder":
        return [Value("Path(folder)", frozenset({
            Import("pathlib", "Path"), Import("tempfile", "TemporaryDirectory")}), folder=True)]
    return [_in_folder(name, shape)]


def _path_text(shape: Shape, name: str, context: Context) -> list[Value]:
    return [_in_folder(name, shape, as_text=True)]


def _folder(shape: Shape, name: str, context: Context) -> list[Value]:
    return [Value("folder", frozenset({Import("tempfile", "TemporaryDirectory")}), folder=True)]


def _pure_path(shape: Shape, name: str, context: Context) -> list[Value]:
    return [Value(f'PurePath({names.value(name, "path") or text("data.txt")})', imports((("pathlib", "PurePath"),)))]


def _async_iterator(shape: Shape, name: str, context: Context) -> list[Value]:
    return []


def _any(shape: Shape, name: str, context: Context) -> list[Value]:
    value = names.value(name, "any")
    return [Value(value, strength=NAME)] if value else []


def _module(shape: Shape, name: str, context: Context) -> list[Value]:
    return [Value("json", frozenset({Import("json")}))]


MAKERS: Mapping[str, Maker] = {
    **dict.fromkeys(PLAIN, plain),
    "literal": _literal,
    "list": _sequence("[", "]"),
    "tuple": _tuple,
    "tuple-of": _tuple_of,
    "set": _set,
    "frozenset": _wrapped("frozenset", _set),
    "dict": _dict,
    "defaultdict": _wrapped("defaultdict", lambda shape, name, context: [Value("int")], ("collections", "defaultdict")),
    "deque": _wrapped("deque", _sequence("[", "]"), ("collections", "deque")),
    "counter": _wrapped("Counter", lambda shape, name, context: [Value('"example"')], ("collections", "Counter")),
    "record": _record,
    "iterator": _wrapped("iter", _sequence("[", "]")),
    "function": _function,
    "predicate": _predicate,
    "coroutine-function": _coroutine_function,
    "awaitable": _awaitable,
    "manager": _manager,
    "new-path-text": _new_path_text,
    "database": _database,
    "own-function": _own_function,
    "closable": _text_file,
    "type": _type,
    "library": _library,
    "class": _class,
    "text-file": _text_file,
    "binary-file": _binary_file,
    "path": _path,
    "path-text": _path_text,
    "folder": _folder,
    "pure-path": _pure_path,
    "async-iterator": _async_iterator,
    "any": _any,
    "module": _module,
}
