"""The table of library types: how an object of a well-known class is made in an example."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_howto.example.value import Import

Key = tuple[str, str]  # module, name

# Types of the standard library and of well-known packages: source, then what it imports
TYPES: Mapping[str, tuple[str, tuple[Key, ...]]] = {
    "hashlib.sha256": ("hashlib.sha256", (("hashlib", ""),)),
    "socket.address": ('("localhost", 8000)', ()),
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
        'logging.makeLogRecord({"msg": "Some text", "levelno": logging.INFO})',
        (("logging", ""),),
    ),
    "email.message.Message": ("EmailMessage()", (("email.message", "EmailMessage"),)),
    "email.message.EmailMessage": ("EmailMessage()", (("email.message", "EmailMessage"),)),
    "http.cookiejar.CookieJar": ("CookieJar()", (("http.cookiejar", "CookieJar"),)),
    "ipaddress.IPv4Address": ('IPv4Address("192.0.2.1")', (("ipaddress", "IPv4Address"),)),
    "ipaddress.IPv6Address": ('IPv6Address("2001:db8::1")', (("ipaddress", "IPv6Address"),)),
    "ipaddress.IPv4Network": ('IPv4Network("192.0.2.0/24")', (("ipaddress", "IPv4Network"),)),
    "ipaddress.IPv6Network": ('IPv6Network("2001:db8::/32")', (("ipaddress", "IPv6Network"),)),
    "concurrent.futures.Executor": ("ThreadPoolExecutor()", (("concurrent.futures", "ThreadPoolExecutor"),)),
    "concurrent.futures.Future": ("Future()", (("concurrent.futures", "Future"),)),
    "threading.Thread": ("Thread(target=print)", (("threading", "Thread"),)),
    "threading.Condition": ("Condition()", (("threading", "Condition"),)),
    "asyncio.Queue": ("asyncio.Queue()", (("asyncio", ""),)),
    "asyncio.Event": ("asyncio.Event()", (("asyncio", ""),)),
    "asyncio.Lock": ("asyncio.Lock()", (("asyncio", ""),)),
    "asyncio.Semaphore": ("asyncio.Semaphore(3)", (("asyncio", ""),)),
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
    "requests.Response": ('requests.get("https://example.com")', (("requests", ""),)),
    "requests.models.Response": ('requests.get("https://example.com")', (("requests", ""),)),
    "requests.sessions.Session": ("requests.Session()", (("requests", ""),)),
    "httpx.Client": ("httpx.Client()", (("httpx", ""),)),
    "httpx.AsyncClient": ("httpx.AsyncClient()", (("httpx", ""),)),
    "httpx.Response": ('httpx.Response(200, json={"key": "value"})', (("httpx", ""),)),
    "aiohttp.ClientSession": ("aiohttp.ClientSession()", (("aiohttp", ""),)),
    "bs4.BeautifulSoup": (
        'BeautifulSoup("<p>Hello</p>", "html.parser")',
        (("bs4", "BeautifulSoup"),),
    ),
    "bs4.Tag": ('BeautifulSoup("<p>Hello</p>", "html.parser").p', (("bs4", "BeautifulSoup"),)),
    "PIL.Image.Image": ('Image.new("RGB", (64, 64))', (("PIL", "Image"),)),
    "PIL.Image": ('Image.new("RGB", (64, 64))', (("PIL", "Image"),)),
    "redis.Redis": ("redis.Redis()", (("redis", ""),)),
    "openai.OpenAI": ("OpenAI()", (("openai", "OpenAI"),)),
    "openai.AsyncOpenAI": ("AsyncOpenAI()", (("openai", "AsyncOpenAI"),)),
    "flask.Flask": ("Flask(__name__)", (("flask", "Flask"),)),
    "fastapi.FastAPI": ("FastAPI()", (("fastapi", "FastAPI"),)),
    "types.FrameType": ("inspect.currentframe()", (("inspect", ""),)),
    "types.GeneratorType": ("(number for number in [1, 2, 3])", ()),
    "types.TracebackType": ("None", ()),
    "io.BytesIO.readline": ('io.BytesIO(b"line 1\\n").readline', (("io", ""),)),
    "_ast.AST": ('ast.parse("answer = 6 * 7")', (("ast", ""),)),
}


def imports(keys: tuple[Key, ...]) -> frozenset[Import]:
    """Import records of a row of ``TYPES``."""
    return frozenset(Import(module, name) for module, name in keys)
