"""What a file must hold that a function reads: found by the calls that parse it."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import replace

from sphinx_howto.example import accesses, names, scope
from sphinx_howto.example.callee import Callee
from sphinx_howto.example.shape import Shape
from sphinx_howto.example.signatures import Parameter
from sphinx_howto.example.value import text

FILES = frozenset({"path", "path-text", "text-file", "binary-file"})

# Call that parses, then a file name and what the file holds
FORMATS: Mapping[str, tuple[str, str]] = {
    # What nobody can make up: the reader has such a file
    "PIL.Image.open": ("image.png", ""),
    "cv2.imread": ("image.png", ""),
    "cv2.VideoCapture": ("video.mp4", ""),
    "PyPDF2.PdfReader": ("document.pdf", ""),
    "pypdf.PdfReader": ("document.pdf", ""),
    "fitz.open": ("document.pdf", ""),
    "pdfplumber.open": ("document.pdf", ""),
    "docx.Document": ("document.docx", ""),
    "openpyxl.load_workbook": ("table.xlsx", ""),
    "pandas.read_excel": ("table.xlsx", ""),
    "pydub.AudioSegment.from_file": ("audio.mp3", ""),
    "speech_recognition.AudioFile": ("audio.wav", ""),
    "librosa.load": ("audio.wav", ""),
    "wave.open": ("audio.wav", ""),
    "zipfile.ZipFile": ("archive.zip", ""),
    "pandas.read_csv": ("data.csv", "name,amount\nexample,2.5\n"),
    "csv.DictReader": ("data.csv", "name,amount\nexample,2.5\n"),
    "csv.reader": ("data.csv", "name,amount\nexample,2.5\n"),
    "json.load": ("data.json", '{"key": "value"}'),
    "json.loads": ("data.json", '{"key": "value"}'),
    "tomllib.load": ("data.toml", 'key = "value"\n'),
    "tomllib.loads": ("data.toml", 'key = "value"\n'),
    "configparser.ConfigParser": ("settings.ini", "[section]\nkey = value\n"),
    "yaml.safe_load": ("data.yaml", "key: value\n"),
    "xml.etree.ElementTree.parse": ("data.xml", "<root><item>1</item></root>"),
    "ast.parse": ("module.py", "answer = 42\n"),
    "compile": ("module.py", "answer = 42\n"),
}


# What a file of each ending holds
BY_ENDING: Mapping[str, str] = {
    ".txt": "line 1\nline 2\n",
    ".md": "# Example\n",
    ".rst": "Example\n=======\n",
    ".json": '{"key": "value"}',
    ".jsonl": '{"key": "value"}\n',
    ".csv": "name,amount\nexample,2.5\n",
    ".yaml": "key: value\n",
    ".yml": "key: value\n",
    ".toml": 'key = "value"\n',
    ".ini": "[section]\nkey = value\n",
    ".py": "answer = 42\n",
    ".html": "<p>Hello</p>\n",
    ".xml": "<root><item>1</item></root>\n",
    ".log": "line 1\nline 2\n",
}


# A file that a function makes, and the content that stands for its not being there before
WRITTEN, NOTHING = text("out.txt"), text("")
# What stands for a file that only the reader has
OWN = "..."
_WRITING = frozenset(["write", "writelines"])
_ASIDE = frozenset(["flush", "isatty", "encoding", "name", "tell", "seek", "truncate", "buffer"])
_OUTPUTS = {"text-file": "text-output", "binary-file": "binary-output"}


def _is_output(node: ast.AST, name: str) -> bool:
    """Whether a stream is only written to, and left open."""
    done = {one.name for one in accesses.of(node, name)}
    return bool(done & _WRITING) and done <= _WRITING | _ASIDE


def _modes_of(callee: Callee, name: str) -> list[str]:
    """The modes in which ``callee`` opens the path ``name``."""
    calls = (node for node in ast.walk(callee.node) if isinstance(node, ast.Call)) if callee.node else ()
    return [mode for call in calls for mode in _modes(call, name, callee)]


def is_new(callee: Callee, name: str) -> bool:
    """Whether ``callee`` opens the path ``name`` for writing, or writes it at once, and never reads it."""
    return all(mode[:1] in ("w", "x", "a") for mode in _modes_of(callee, name))


def _modes(call: ast.Call, name: str, callee: Callee) -> list[str]:
    """The modes in which the call opens the path ``name``; "w" and "r" for writing and reading at once."""
    path = scope.canonical(call.func, callee.module)
    method = path.rpartition(".")[2] or getattr(call.func, "attr", "")
    if call.args and scope.dotted(call.args[0]) == name:
        if path == "os.open":
            # The flags may be put together before
            return ["w" if "O_CREAT" in ast.unparse(callee.node or call) else "r"]
        if method in ("open", *_OPENING):
            return [_OPENING.get(method) or _mode(call.args[1:], call)]
    if not isinstance(call.func, ast.Attribute) or not _is_path(call.func.value, name):
        return []
    if method == "open":
        return [_mode(call.args, call)]
    return [_AT_ONCE[method]] if method in _AT_ONCE else []


# Functions that open a path in one mode, and methods of a path that do so
_OPENING = {"FileHandler": "a", "RotatingFileHandler": "a", "TimedRotatingFileHandler": "a"}
_AT_ONCE = {
    "write_text": "w",
    "write_bytes": "w",
    "touch": "w",
    "read_text": "r",
    "read_bytes": "r",
    "exists": "r",
}


def _mode(args: list[ast.expr], call: ast.Call) -> str:
    given = [*args[:1], *(word.value for word in call.keywords if word.arg == "mode")]
    return str(getattr(given[0], "value", "r")) if given else "r"


def _is_path(node: ast.expr | None, name: str) -> bool:
    """``name`` itself, or ``Path(name)``."""
    if isinstance(node, ast.Call) and len(node.args) == 1:
        return scope.dotted(node.func).endswith("Path") and scope.dotted(node.args[0]) == name
    return scope.dotted(node) == name


def kept_as(node: ast.AST, name: str) -> list[str]:
    """Attributes of ``self`` that are assigned the path ``name``."""
    return [
        target.attr
        for statement in ast.walk(node)
        if isinstance(statement, (ast.Assign, ast.AnnAssign)) and _is_path(statement.value, name)
        for target in (statement.targets if isinstance(statement, ast.Assign) else [statement.target])
        if isinstance(target, ast.Attribute) and scope.dotted(target.value) == "self"
    ]


def also_called(node: ast.AST, name: str) -> list[str]:
    """Variables that are the path ``name`` written in another way: ``os.path.abspath(name)``."""
    return [
        target.id
        for statement in ast.walk(node)
        if isinstance(statement, ast.Assign) and _is_rewritten(statement.value, name)
        for target in statement.targets
        if isinstance(target, ast.Name) and target.id != name
    ]


def _is_rewritten(node: ast.expr, name: str) -> bool:
    if not isinstance(node, ast.Call):
        return False
    method = scope.dotted(node.func).rpartition(".")[2] or getattr(node.func, "attr", "")
    if method in ("abspath", "realpath", "expanduser", "Path", "str", "fspath") and len(node.args) == 1:
        return scope.dotted(node.args[0]) == name
    is_path = method in ("absolute", "resolve", "expanduser") and isinstance(node.func, ast.Attribute)
    return is_path and _is_path(node.func.value, name)  # type: ignore[attr-defined]


def default_file(parameter: Parameter) -> str:
    """The source of the bare name of a file that is the default of a parameter, or ``""``."""
    default = getattr(parameter.default, "value", None)
    is_name = isinstance(default, str) and re.fullmatch(r"[\w-]+\.\w{1,8}", default) is not None
    return text(str(default)) if is_name else ""


# Kinds of uses that make a folder or look into one
MADE = frozenset(["new-path-text", "folder"])


def default_folder(parameter: Parameter) -> bool:
    """Whether the default of a parameter is a folder in the one in which the example runs."""
    default = getattr(parameter.default, "value", None)
    return isinstance(default, str) and re.fullmatch(r"(?:\./)?[\w-]+(?:/[\w-]+)*/?", default) is not None


def _is_given(call: ast.Call, name: str) -> bool:
    return any(scope.dotted(one) == name for one in [*call.args, *(word.value for word in call.keywords)])


# Words in names of files that nobody can make up, and such a file
_OF_READERS = (
    ("image.png", "image img picture photo avatar screenshot"),
    ("video.mp4", "video clip movie"),
    ("audio.mp3", "audio song voice sound"),
    ("document.pdf", "pdf"),
    ("document.docx", "docx"),
    ("table.xlsx", "excel xlsx xls"),
    ("archive.zip", "zip archive"),
)


# Words in names of files that anybody can make up, and such a file
_OF_ANYBODY = (
    ("data.json", "json"),
    ("data.jsonl", "jsonl"),
    ("data.csv", "csv"),
    ("data.yaml", "yaml yml"),
    ("data.toml", "toml"),
    ("data.html", "html"),
    ("data.xml", "xml"),
    ("data.md", "markdown md"),
    ("app.log", "log"),
)


def named(name: str) -> str:
    """The source of the file that a name speaks of and that anybody can make up, or ``""``."""
    words = {*name.lower().split("_")}
    return next((text(file) for file, known in _OF_ANYBODY if words & {*known.split()}), "")


def by_ending(file: str) -> str:
    """Source of what a file of this name (as source) holds."""
    ending = re.search(r"\.\w+(?=\"$)", file)
    return text(BY_ENDING.get(ending[0] if ending is not None else "", BY_ENDING[".txt"]))


def named_after(thing: str) -> str:
    """The source of the name of a file that is such a thing, an image say, or ``""``."""
    words = {*thing.lower().split("_")}
    return next((text(file) for file, known in _OF_READERS if words & {*known.split()}), "")


def _named(name: str) -> str:
    """The file that a name speaks of and that only the reader has, or ``""``."""
    words = {*name.lower().split("_")}
    if not words & {"path", "file", "filename", "filepath"}:
        return ""
    return next((file for file, known in _OF_READERS if words & {*known.split()}), "")


# Names of files that a function makes: by a word of its own name or its class's, else by what writes them
_BY_WORD = (("lock", "app.lock"), ("pid", "app.pid"), ("log", "app.log"), ("html", "out.html"))
_BY_WRITER = {
    "json.dump": "out.json",
    "json.dumps": "out.json",
    "csv.writer": "out.csv",
    "csv.DictWriter": "out.csv",
    "yaml.dump": "out.yaml",
    "yaml.safe_dump": "out.yaml",
    "tomli_w.dump": "out.toml",
}


def _made_name(callee: Callee, name: str) -> str:
    """The source of the name of a file that is made, or ``""`` if nothing tells what is written."""
    owner = callee.owner.name if callee.owner is not None else ""
    words = {word for one in (name, owner, callee.name) for word in names.words(one)[0].split("_")}
    found = next((file for word, file in _BY_WORD if word in words), "")
    calls = (node for node in ast.walk(callee.node) if isinstance(node, ast.Call)) if callee.node else ()
    writers = (_BY_WRITER.get(scope.canonical(call.func, callee.module), "") for call in calls)
    found = found or next((file for file in writers if file), "")
    return text(found) if found else ""


def told(shape: Shape, callee: Callee, name: str) -> Shape:
    """``shape`` with the name and content of a file that the body of ``callee`` can read.

    name: of the parameter that takes the file.
    """
    if shape.kind not in FILES or callee.node is None:
        return shape
    if shape.kind in _OUTPUTS and _is_output(callee.node, name):
        return replace(shape, kind=_OUTPUTS[shape.kind])
    if _modes_of(callee, name) and is_new(callee, name):
        return replace(shape, path=shape.path or _made_name(callee, name), literals=(NOTHING,))
    if _named(name) and shape.kind in ("path", "path-text"):
        return replace(shape, path=text(_named(name)), literals=(OWN,))
    for node in ast.walk(callee.node):
        if isinstance(node, ast.Call):
            known = FORMATS.get(scope.canonical(node.func, callee.module))
            if known is not None and not known[1] and not _is_given(node, name):
                continue
            if known is not None and not known[1]:
                return replace(shape, path=text(known[0]), literals=(OWN,))
            if known is not None:
                content = text(known[1]) if shape.kind != "binary-file" else repr(known[1].encode())
                return replace(shape, path=text(known[0]), literals=(content,))
    return shape
