"""The language of many real descriptions: no vague word, no broken sentence, the same text each time."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest

from sphinx_howto import document, english, errors, options, phrasebooks, source

OBJECTS = """
argparse.ArgumentParser argparse.Namespace argparse.HelpFormatter ast.NodeVisitor ast.literal_eval
ast.walk base64.b64decode base64.b85encode bdb.Breakpoint bisect calendar.Calendar
calendar.TextCalendar cmd.Cmd codecs.IncrementalDecoder codeop.CommandCompiler collections.ChainMap
collections.Counter collections.UserDict colorsys concurrent.futures.Executor
concurrent.futures.Future configparser.ConfigParser configparser.RawConfigParser
contextlib.ExitStack contextlib.closing contextlib.suppress copy.deepcopy csv.DictReader
csv.DictWriter csv.Sniffer dataclasses.dataclass dataclasses.replace decimal difflib.Differ
difflib.SequenceMatcher difflib.unified_diff dis.Bytecode doctest.DocTestParser email.header.Header
email.message.Message email.utils.parseaddr enum.Enum filecmp.dircmp fileinput.FileInput
fnmatch.filter fractions.Fraction ftplib.FTP functools.lru_cache functools.partial
functools.singledispatch functools.total_ordering genericpath getopt.getopt getpass.getpass
gettext.GNUTranslations glob.glob graphlib.TopologicalSorter gzip.GzipFile heapq.merge
heapq.nsmallest hmac.HMAC html.parser.HTMLParser http.client.HTTPConnection
http.cookies.SimpleCookie http.cookiejar.CookieJar http.server.BaseHTTPRequestHandler imaplib.IMAP4
importlib.util.find_spec inspect.Signature inspect.getmembers ipaddress.IPv4Network
ipaddress.ip_address json.JSONDecoder json.JSONEncoder json.dump json.loads keyword
linecache.getline locale.format_string logging.Logger logging.handlers.RotatingFileHandler
lzma.LZMAFile mailbox.Maildir mimetypes.guess_type mimetypes.MimeTypes modulefinder.ModuleFinder
netrc.netrc ntpath.join numbers.Complex opcode optparse.OptionParser os.makedirs os.walk
pathlib.PurePath pdb.Pdb pickle.dumps pickletools.optimize pkgutil.walk_packages platform.uname
plistlib.load poplib.POP3 posixpath.normpath pprint.PrettyPrinter profile.Profile pstats.Stats
py_compile.compile queue.PriorityQueue queue.Queue quopri.encode random.Random random.choice
reprlib.Repr sched.scheduler secrets.token_hex selectors.DefaultSelector shelve.Shelf shlex.shlex
shlex.split shutil.copytree shutil.rmtree signal.signal smtplib.SMTP socket.create_connection
socketserver.TCPServer sqlite3.connect stat statistics.NormalDist statistics.mean string.Formatter
string.Template subprocess.Popen subprocess.run symtable.SymbolTable tarfile.TarFile
tempfile.TemporaryDirectory tempfile.mkdtemp textwrap.TextWrapper textwrap.dedent threading.Barrier
threading.Thread threading.Timer timeit.Timer token tokenize.tokenize trace.Trace
traceback.StackSummary types.SimpleNamespace typing.cast unittest.TestCase unittest.mock.Mock
urllib.parse.urlsplit urllib.request.Request urllib.robotparser.RobotFileParser uuid.UUID
venv.EnvBuilder warnings.catch_warnings wave.Wave_read weakref.WeakValueDictionary webbrowser.open
wsgiref.simple_server xml.dom.minidom.parseString xml.etree.ElementTree.ElementTree
xmlrpc.client.ServerProxy zipapp.create_archive zipfile.ZipFile zipfile.Path
""".split()  # noqa: SIM905  # a list in lines of names

MODULES = """
argparse base64 bdb bisect calendar cmd codecs codeop collections colorsys contextlib copy csv
dataclasses difflib dis enum filecmp fileinput fnmatch fractions ftplib functools getopt getpass
gettext glob graphlib gzip heapq hmac html ipaddress json keyword linecache locale logging mimetypes
netrc ntpath numbers os pickletools plistlib pprint pstats queue random reprlib sched secrets
selectors shelve shlex shutil smtplib stat token
""".split()  # noqa: SIM905


_LOOKUP = source.open_project([], True)
_PHRASES = phrasebooks.load([])
_OPTIONS = options.make()


@dataclass(frozen=True)
class Page:
    """An object and what is told of it."""

    target: str
    told: document.Description


def told(target: str) -> Page | None:
    """What is told of an object, without an example; None if it cannot be found."""
    try:
        found = _LOOKUP.definition(target)
        return Page(target, english.describe(found, _LOOKUP, _PHRASES, _OPTIONS))
    except errors.HowtoError:
        return None


def steps_of(page: Page) -> Iterator[document.Step]:
    """Facts and steps at any depth."""
    pending = [*page.told.facts, *page.told.steps]
    while pending:
        step = pending.pop(0)
        yield step
        pending = [*step.steps, *pending]


def own(spans: document.Spans) -> str:
    """The generator's own words: code is one word, neighbouring words of the author are one word."""
    marks = {document.Code: "`x`", document.Author: "y"}
    return re.sub(r"\by(?:\s+y\b)+", "y", "".join(marks.get(type(span), span.text) for span in spans))


def texts(page: Page) -> Iterator[tuple[str, document.Spans]]:
    """Each paragraph and each text of a step, with where it stands."""
    for number, spans in enumerate(page.told.summary):
        yield f"{page.target}, paragraph {number + 1}", spans
    for step in steps_of(page):
        yield f"{page.target}, lines {step.lines}", step.text


def sentences(text: str) -> list[str]:
    """The sentences of a text in which code is one word."""
    return [part for part in re.split(r"(?<=[.:!?])\s+", text) if part]


@cache
def pages() -> tuple[Page, ...]:
    """All objects that this Python has."""
    return tuple(page for page in map(told, OBJECTS) if page is not None)


def test_most_of_the_objects_exist() -> None:
    assert len(OBJECTS) > 150
    assert len(pages()) > 0.9 * len(OBJECTS)


VAGUE = re.compile(r"\b(?:" + "|".join(map(re.escape, options.VAGUE_TERMS)) + r")\b", re.IGNORECASE)


def test_no_vague_word_of_ours() -> None:
    found = [
        (place, text) for page in pages() for place, spans in texts(page) if VAGUE.search(text := own(spans))
    ]
    assert not found


def test_no_vague_word_of_ours_in_labels() -> None:
    labels = ((page.target, own(step.label)) for page in pages() for step in steps_of(page))
    assert not [(target, label) for target, label in labels if VAGUE.search(label)]


BROKEN = {
    "doubled space": re.compile(r"\S  +\S"),
    "space before a mark": re.compile(r" [,.;:!?)](?:\s|$)"),
    "two marks": re.compile(r",\.|\.\.(?!\.)(?<!\.\.\.)|,,|;;|;,|,;|;\.|:\.|\.;|\.,"),
    "a slot": re.compile(r"\{\w*\}"),
    "an empty parenthesis": re.compile(r"\(\s*\)"),
    "a comma before a closing parenthesis": re.compile(r",\)"),
    "a doubled word": re.compile(r"\b(\w+) \1\b", re.IGNORECASE),
    "an article without its noun": re.compile(r"\b(?:a|an|the)[.,;:]"),
    "an `a` before a vowel": re.compile(
        r"\ba (?:empty|iterable|integer|instance|item|object|index|attribute|error|exception|iterator)\b"
    ),
}


@pytest.mark.parametrize("pattern", BROKEN.values(), ids=BROKEN)
def test_no_broken_sentence(pattern: re.Pattern[str]) -> None:
    found = [
        (place, text)
        for page in pages()
        for place, spans in texts(page)
        if pattern.search(text := own(spans))
    ]
    assert not found[:10]


def test_every_text_ends_with_one_mark() -> None:
    found = [
        (place, text)
        for page in pages()
        for place, spans in texts(page)
        if (text := own(spans)) and not re.search(r"(?:[^.:!?”][.:]|[.!?y`]”\.?|y[.!?]?)$", text)
    ]
    assert not found[:10]


def test_an_introduction_has_steps_below_it_and_only_an_introduction_ends_with_a_colon() -> None:
    found = [
        (page.target, step.lines, own(step.text))
        for page in pages()
        for step in steps_of(page)
        if own(step.text).endswith(":") and not step.steps
    ]
    assert not found[:10]


def test_parentheses_are_balanced() -> None:
    found = [
        (place, text)
        for page in pages()
        for place, spans in texts(page)
        if (text := own(spans)).count("(") != text.count(")") or text.count("“") != text.count("”")
    ]
    assert not found[:10]


def test_no_empty_text_and_no_empty_label() -> None:
    for page in pages():
        items = {id(item) for fact in page.told.facts for item in fact.steps}
        for step in steps_of(page):
            # What a fact says of several names, or of none, is a sentence of its own
            assert own(step.label).strip() or (id(step) in items and step.text), (page.target, step)
            assert own(step.text).strip() or step.steps, (page.target, step)


def test_sentences_begin_with_a_capital_or_code() -> None:
    found = [
        (place, sentence)
        for page in pages()
        for place, spans in texts(page)
        for sentence in sentences(own(spans))[:1]
        if re.match(r"[a-xz]", sentence)
    ]
    assert not found[:10]


def test_few_sentences_are_long() -> None:
    lengths = [
        len(sentence.split())
        for page in pages()
        for step in steps_of(page)
        for sentence in sentences(own(step.text))
    ]
    assert len(lengths) > 3000
    assert sum(length > 25 for length in lengths) <= 0.02 * len(lengths)


_SAME = ("queue.Queue", "shlex.shlex", "heapq.merge", "sched")
_PRINT = """
import sys, sphinx_howto
for name in sys.argv[1:]:
    sys.stdout.write(sphinx_howto.explain(name).to_markdown())
"""


def test_the_text_does_not_depend_on_the_hash_seed() -> None:
    results = [
        subprocess.run(
            [sys.executable, "-c", _PRINT, *_SAME],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True, check=True, timeout=60,
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert len(results[0]) > 5000
    assert results[0] == results[1]


def public(module: str) -> list[str]:
    """The public names of a module of the standard library."""
    found = importlib.import_module(module)
    names = getattr(found, "__all__", [name for name in dir(found) if not name.startswith("_")])
    return [f"{module}.{name}" for name in sorted(names)]


@pytest.mark.parametrize("module", MODULES)
def test_every_public_object_is_told_or_refused(module: str) -> None:
    found = {target: told(target) for target in (module, *public(module))}
    assert found[module] is not None
    for page in filter(None, found.values()):
        assert page.told.summary or page.told.steps, page.target
