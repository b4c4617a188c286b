"""What is said does not depend on layout, comments, quotes and the names of locals."""

# ruff: noqa: E501  # a list in rows

from __future__ import annotations

import ast
import builtins
import importlib
import inspect
import io
import keyword
import re
import string
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sphinx_howto import document, english, options, phrasebooks, source
from tests.english.explaining import every, written

SAMPLES = Path(__file__).parents[1] / "samples"
_PHRASES = phrasebooks.load([])
_OPTIONS = options.make()

TARGETS = [
    "bisect.insort_right", "cmd.Cmd", "configparser.RawConfigParser", "contextlib.ExitStack", "csv.DictReader",
    "csv.Sniffer", "difflib.SequenceMatcher", "fnmatch.translate", "gettext.GNUTranslations", "heapq.merge",
    "heapq.nsmallest", "http.client.HTTPConnection", "http.client.HTTPResponse", "json.decoder.JSONDecoder",
    "mimetypes.MimeTypes", "netrc.netrc", "queue.Queue", "sched.scheduler", "shlex.shlex", "string.Formatter",
    "textwrap.TextWrapper", "textwrap.dedent", "urllib.robotparser.RobotFileParser", "zipfile.ZipFile",
    "archive.Archive", "inventory.Inventory", "parrot.Parrot", "relay.Relay", "report.main", "slots.first_fit",
]  # fmt: skip


def code_of(target: str) -> str:
    """The source of the module of a target: of a sample or of the standard library."""
    module = target.rpartition(".")[0]
    sample = SAMPLES / f"{module}.py"
    if sample.exists():
        return sample.read_text(encoding="utf-8")
    return inspect.getsource(importlib.import_module(module))


def steps(folder: Path, code: str, name: str) -> tuple[document.Step, ...]:
    """The steps of an object of a module with this source."""
    folder.mkdir()
    (folder / "sample.py").write_text(code, encoding="utf-8")
    lookup = source.open_project([str(folder)], False)
    found = lookup.definition(f"sample.{name}")
    return english.describe(found, lookup, _PHRASES, _OPTIONS).steps


def texts(told: tuple[document.Step, ...]) -> list[str]:
    """The texts of all steps, without labels."""
    return [written(step.text) for step in every(told)]


#: Words that carry what a condition or an exit says, whatever stands in one sentence with it.
_CARRYING = re.compile(
    r"\b(?:not|no|neither|falsy|truthy|empty|equals|differs|less|greater|least|most|unless|either|both|"
    r"raises|returns|yields|every|finally|stops|skips)\b"
)


#: ``ast.unparse`` writes every number in decimal digits, as no formatter does.
_NUMBER = re.compile(r"\b0[xXoObB][0-9a-fA-F_]+\b")


def content(told: tuple[document.Step, ...]) -> list[str]:
    """Code and the words that carry conditions and exits, in order, however sentences are grouped."""
    result: list[str] = []
    for step in every(told):
        above = False
        for span in step.text:
            # What a comment stands above is no content of the code
            if isinstance(span, document.Words):
                above = "The comment above" in span.text or (above and " say" not in span.text)
            if above and isinstance(span, document.Code):
                continue
            if isinstance(span, document.Code):
                result.append(_NUMBER.sub(lambda found: str(int(found[0], 0)), span.text))
            elif isinstance(span, document.Words):
                result += _CARRYING.findall(span.text.lower())
    return result


@dataclass(frozen=True)
class Subject:
    """A module, the name of an object in it, and what is told of it as it stands and without its layout."""

    code: str
    plain: str
    name: str
    told: tuple[document.Step, ...]
    told_plain: tuple[document.Step, ...]


@pytest.fixture(params=TARGETS, scope="module")
def subject(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Subject:
    target: str = request.param
    code, name = code_of(target), target.rpartition(".")[2]
    plain = ast.unparse(ast.parse(code))
    folder = tmp_path_factory.mktemp("subject")
    return Subject(code, plain, name, steps(folder / "a", code, name), steps(folder / "b", plain, name))


def test_the_layout_of_the_source_does_not_matter(subject: Subject) -> None:
    assert subject.plain != subject.code
    assert content(subject.told_plain) == content(subject.told)


def test_comments_only_make_labels_and_notes(tmp_path: Path, subject: Subject) -> None:
    bare = without_comments(subject.code)
    assert not [token for token in tokens(bare) if token.type == tokenize.COMMENT]
    assert content(steps(tmp_path / "a", bare, subject.name)) == content(subject.told)


def test_the_style_of_quotes_does_not_matter(tmp_path: Path, subject: Subject) -> None:
    other = other_quotes(subject.code)
    assert other != subject.code
    assert texts(steps(tmp_path / "a", other, subject.name)) == texts(subject.told)


def test_the_names_of_locals_only_rename_them(tmp_path: Path, subject: Subject) -> None:
    renamed, names = rename_locals(subject.plain)
    assert names
    told = [rename_back(text, names) for text in texts(steps(tmp_path / "a", renamed, subject.name))]
    assert told == texts(subject.told_plain)


# -- other ways to write the same program ---------------------------------------------------------


def tokens(code: str) -> list[tokenize.TokenInfo]:
    """The tokens of a module."""
    return list(tokenize.generate_tokens(io.StringIO(code).readline))


def without_comments(code: str) -> str:
    """``code`` without comments: lines that hold nothing else are left out."""
    lines = code.splitlines(keepends=True)
    for token in reversed(tokens(code)):
        if token.type == tokenize.COMMENT:
            number, column = token.start
            before = lines[number - 1][:column].rstrip()
            lines[number - 1] = f"{before}\n" if before else ""
    return "".join(lines)


def other_quotes(code: str) -> str:
    """``code`` with single quotes made double ones and the other way round, where nothing must be escaped."""
    lines = code.splitlines(keepends=True)
    for token in reversed(tokens(code)):
        found = re.fullmatch(r"([bBrRuU]*)(['\"])([^'\"\\\n]+)\2", token.string)
        if token.type == tokenize.STRING and found:
            number, column = token.start
            mark = '"' if found[2] == "'" else "'"
            line = lines[number - 1]
            lines[number - 1] = f"{line[:column]}{found[1]}{mark}{found[3]}{mark}{line[token.end[1] :]}"
    return "".join(lines)


_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def rename_locals(code: str) -> tuple[str, dict[str, str]]:
    """``code`` with the locals of functions without inner scopes renamed, and new name -> old name.

    New names are as long as the old ones, so that nothing is quoted shorter or longer.
    """
    tree = ast.parse(code)
    taken = {*re.findall(r"\w+", code), *keyword.kwlist, *dir(builtins)}
    given: dict[str, str] = {}
    for function in (node for node in ast.walk(tree) if isinstance(node, _FUNCTIONS)):
        inner = [node for node in ast.walk(function) if node is not function]
        if any(isinstance(node, (*_FUNCTIONS, ast.ClassDef, ast.Lambda)) for node in inner):
            continue
        for name in sorted(_locals(function)):
            new = next((word for word in _words(len(name)) if word not in taken), None)
            if new is None:
                continue
            taken.add(new)
            given[new] = name
            _rename(inner, name, new)
    return ast.unparse(tree), given


def _locals(function: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    parameters = {node.arg for node in ast.walk(function.args) if isinstance(node, ast.arg)}
    declared: set[str] = set()
    bound: set[str] = set()
    # A key of a dictionary that is the name of its value is told once; a constant by its capital letters
    texts_of_code = {node.value for node in ast.walk(function) if isinstance(node, ast.Constant)}
    for node in ast.walk(function):
        if isinstance(node, (ast.Global, ast.Nonlocal)):
            declared.update(node.names)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bound.add(node.id)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            declared.update((alias.asname or alias.name).partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            bound.add(node.name)
    names = bound - declared - parameters - texts_of_code
    return {name for name in names if name == name.lower() and not name.startswith("_")}


def _words(length: int) -> Iterator[str]:
    """Names of a length: without a word of English in them."""
    for first in string.ascii_lowercase:
        yield first * length
        if length > 1:
            for second in string.ascii_lowercase:
                yield first + second * (length - 1)


def _rename(nodes: list[ast.AST], old: str, new: str) -> None:
    for node in nodes:
        if isinstance(node, ast.Name) and node.id == old:
            node.id = new
        elif isinstance(node, ast.ExceptHandler) and node.name == old:
            node.name = new


def rename_back(text: str, names: dict[str, str]) -> str:
    """A text with the old names."""
    return re.sub(r"\w+", lambda found: names.get(found[0], found[0]), text)
