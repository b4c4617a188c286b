"""What calls of the standard library return is what their rows state."""

from __future__ import annotations

import ast
import builtins
import contextlib
import importlib
import sqlite3
from typing import Any

import pytest

from sphinx_howto import phrasebooks
from tests import callees

# What calls of the standard library return, to be compared with the type that their row states
CALLS = {
    "str.split": "'a b'.split()",
    "str.partition": "'a'.partition('b')",
    "str.splitlines": "'a'.splitlines()",
    "str.encode": "'a'.encode()",
    "bytes.decode": "b'a'.decode()",
    "bytes.hex": "b'a'.hex()",
    "str.find": "'a'.find('b')",
    "str.isdigit": "'a'.isdigit()",
    "bytes.split": "b'a'.split(b',')",
    "list.copy": "[1].copy()",
    "list.index": "[1].index(1)",
    "dict.fromkeys": "dict.fromkeys('ab')",
    "dict.popitem": "{1: 2}.popitem()",
    "set.union": "{1}.union({2})",
    "sorted": "sorted('ab')",
    "enumerate": "enumerate('ab')",
    "zip": "zip('ab', 'cd')",
    "map": "map(len, ['a'])",
    "filter": "filter(len, ['a'])",
    "divmod": "divmod(7, 2)",
    "range": "range(3)",
    "hex": "hex(3)",
    "ord": "ord('a')",
    "os.path.join": "os.path.join('a', 'b')",
    "os.path.splitext": "os.path.splitext('a.b')",
    "os.path.exists": "os.path.exists('a')",
    "os.path.getsize": "os.path.getsize(os.__file__)",
    "os.path.getmtime": "os.path.getmtime(os.__file__)",
    "os.listdir": "os.listdir('.')",
    "os.stat": "os.stat('.')",
    "os.getcwd": "os.getcwd()",
    "os.getpid": "os.getpid()",
    "os.environ.copy": "os.environ.copy()",
    "pathlib.Path.stat": "pathlib.Path('.').stat()",
    "pathlib.Path.with_suffix": "pathlib.Path('a').with_suffix('.b')",
    "pathlib.Path.iterdir": "pathlib.Path('.').iterdir()",
    "pathlib.Path.glob": "pathlib.Path('.').glob('*')",
    "pathlib.Path.read_bytes": "pathlib.Path(os.__file__).read_bytes()",
    "shutil.which": "shutil.which('nothing')",
    "tempfile.gettempdir": "tempfile.gettempdir()",
    "glob.glob": "glob.glob('nothing')",
    "glob.iglob": "glob.iglob('x')",
    "fnmatch.filter": "fnmatch.filter(['a'], 'a')",
    "io.StringIO": "io.StringIO()",
    "io.BytesIO": "io.BytesIO(b'')",
    "json.dumps": "json.dumps([])",
    "csv.DictReader": "csv.DictReader([])",
    "pickle.dumps": "pickle.dumps(1)",
    "struct.unpack": "struct.unpack('B', b'a')",
    "struct.pack": "struct.pack('B', 1)",
    "struct.calcsize": "struct.calcsize('B')",
    "base64.b64encode": "base64.b64encode(b'a')",
    "zlib.crc32": "zlib.crc32(b'a')",
    "gzip.compress": "gzip.compress(b'a')",
    "mimetypes.guess_type": "mimetypes.guess_type('a.b')",
    "re.compile": "re.compile('a')",
    "re.match": "re.match('a', 'a')",
    "re.findall": "re.findall('a', 'a')",
    "re.finditer": "re.finditer('a', 'a')",
    "re.split": "re.split('a', 'a')",
    "re.sub": "re.sub('a', 'b', 'a')",
    "re.Match.span": "re.match('a', 'a').span()",
    "re.Match.groupdict": "re.match('a', 'a').groupdict()",
    "textwrap.wrap": "textwrap.wrap('a')",
    "shlex.split": "shlex.split('a b')",
    "shlex.join": "shlex.join(['a'])",
    "hashlib.sha256": "hashlib.sha256(b'a')",
    "hashlib._Hash.hexdigest": "hashlib.sha256(b'a').hexdigest()",
    "hmac.compare_digest": "hmac.compare_digest('a', 'a')",
    "uuid.uuid4": "uuid.uuid4()",
    "random.random": "random.random()",
    "random.sample": "random.sample([1, 2], 1)",
    "secrets.token_hex": "secrets.token_hex()",
    "secrets.token_bytes": "secrets.token_bytes(3)",
    "math.ceil": "math.ceil(1.5)",
    "math.sqrt": "math.sqrt(4)",
    "math.gcd": "math.gcd(4, 6)",
    "math.modf": "math.modf(1.5)",
    "math.isclose": "math.isclose(1, 1)",
    "decimal.Decimal": "decimal.Decimal('1')",
    "time.time": "time.time()",
    "time.monotonic_ns": "time.monotonic_ns()",
    "time.localtime": "time.localtime()",
    "time.strftime": "time.strftime('%Y')",
    "datetime.datetime.now": "datetime.datetime.now()",
    "datetime.date.today": "datetime.date.today()",
    "datetime.datetime.timestamp": "datetime.datetime.now().timestamp()",
    "datetime.datetime.date": "datetime.datetime.now().date()",
    "datetime.timedelta": "datetime.timedelta(days=1)",
    "logging.getLogger": "logging.getLogger('a')",
    "argparse.ArgumentParser": "argparse.ArgumentParser()",
    "argparse.ArgumentParser.add_subparsers": "argparse.ArgumentParser().add_subparsers()",
    "argparse.ArgumentParser.add_argument_group": "argparse.ArgumentParser().add_argument_group('a')",
    "argparse.ArgumentParser.parse_args": "argparse.ArgumentParser().parse_args([])",
    "calendar.monthrange": "calendar.monthrange(2020, 2)",
    "threading.Lock": "threading.Lock()",
    "threading.Lock.locked": "threading.Lock().locked()",
    "threading.Event": "threading.Event()",
    "threading.current_thread": "threading.current_thread()",
    "queue.Queue": "queue.Queue()",
    "queue.Queue.qsize": "queue.Queue().qsize()",
    "urllib.parse.urlparse": "urllib.parse.urlparse('a')",
    "urllib.parse.urlsplit": "urllib.parse.urlsplit('a')",
    "urllib.parse.parse_qs": "urllib.parse.parse_qs('a=b')",
    "urllib.parse.parse_qsl": "urllib.parse.parse_qsl('a=b')",
    "urllib.parse.quote": "urllib.parse.quote('a')",
    "sqlite3.connect": "sqlite3.connect(':memory:')",
    "sqlite3.Connection.cursor": "database.cursor()",
    "sqlite3.Connection.execute": "database.execute('select 1')",
    "sqlite3.Cursor.fetchall": "database.execute('select 1').fetchall()",
    "collections.Counter": "collections.Counter('aab')",
    "collections.deque": "collections.deque(maxlen=2)",
    "collections.Counter.most_common": "collections.Counter('aab').most_common()",
    "collections.namedtuple": "collections.namedtuple('P', 'x y')",
    "itertools.chain": "itertools.chain([1], [2])",
    "itertools.tee": "itertools.tee([1])",
    "functools.partial": "functools.partial(print, 1)",
    "heapq.nlargest": "heapq.nlargest(1, [1])",
    "bisect.bisect": "bisect.bisect([1], 1)",
    "dataclasses.is_dataclass": "dataclasses.is_dataclass(1)",
    "types.MappingProxyType": "types.MappingProxyType({})",
    "inspect.signature": "inspect.signature(len)",
    "inspect.getmembers": "inspect.getmembers(1)",
    "importlib.util.find_spec": "importlib.util.find_spec('json')",
    "importlib.import_module": "importlib.import_module('json')",
    "html.escape": "html.escape('a')",
    "xml.etree.ElementTree.fromstring": "xml.etree.ElementTree.fromstring('<a/>')",
    "xml.etree.ElementTree.Element.findall": "xml.etree.ElementTree.Element('a').findall('b')",
    "configparser.ConfigParser": "configparser.ConfigParser()",
    "string.Template": "string.Template('a')",
    "configparser.ConfigParser.sections": "configparser.ConfigParser().sections()",
    "difflib.get_close_matches": "difflib.get_close_matches('a', ['a'])",
    "platform.system": "platform.system()",
    "concurrent.futures.Future.done": "concurrent.futures.Future().done()",
    "asyncio.Queue": "asyncio.Queue()",
    "weakref.ref": "weakref.ref(print)",
    "email.utils.parseaddr": "email.utils.parseaddr('a')",
    "subprocess.run": "subprocess.run([sys.executable, '-c', ''], check=True)",
    "contextvars.ContextVar": "contextvars.ContextVar('a')",
    "unicodedata.normalize": "unicodedata.normalize('NFC', 'a')",
}


class Modules(dict[str, Any]):
    """A namespace that imports what is asked of it."""

    def __missing__(self, name: str) -> Any:
        if hasattr(builtins, name):
            raise KeyError(name)
        for submodule in ("parse", "util", "futures", "etree.ElementTree", "utils"):
            with contextlib.suppress(ImportError):
                importlib.import_module(f"{name}.{submodule}")
        return importlib.import_module(name)


@pytest.mark.parametrize("name", sorted(CALLS))
def test_a_call_returns_the_type_that_its_row_states(name: str) -> None:
    call = ast.parse(CALLS[name], mode="eval").body
    assert isinstance(call, ast.Call)
    found = phrasebooks.match(phrasebooks.load(), name, call)
    assert found is not None
    assert found.entry.returns
    with contextlib.closing(sqlite3.connect(":memory:")) as database:
        result = eval(CALLS[name], Modules(database=database))  # noqa: S307  # our own text
    allowed = [
        callees.STAND_INS.get(part) or callees.resolve(part)[0] for part in alternatives(found.entry.returns)
    ]
    if isinstance(result, sqlite3.Connection):
        result.close()
    assert any(result is kind if kind is None else isinstance(result, kind) for kind in allowed)


def alternatives(source: str) -> list[str]:
    """The classes in a union, without their arguments."""
    node = ast.parse(source, mode="eval").body
    names = []
    while isinstance(node, ast.BinOp):
        names.append(node.right)
        node = node.left
    return [ast.unparse(part.value if isinstance(part, ast.Subscript) else part) for part in (node, *names)]
