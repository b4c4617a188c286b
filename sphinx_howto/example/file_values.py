"""Values that are files, paths and folders: what must exist is made in a temporary folder first."""

from __future__ import annotations

from sphinx_howto.catalogue import gettext
from sphinx_howto.example import contents, library, names
from sphinx_howto.example.context import Context
from sphinx_howto.example.shape import Shape
from sphinx_howto.example.value import Import, Value, text

_FOLDER = frozenset({Import("pathlib", "Path"), Import("tempfile", "TemporaryDirectory")})


def text_file(shape: Shape, name: str, context: Context) -> list[Value]:
    content = shape.literals[0] if shape.literals else '"line 1\\nline 2\\n"'
    return [Value(f"io.StringIO({content})", frozenset({Import("io")}))]


def binary_file(shape: Shape, name: str, context: Context) -> list[Value]:
    content = shape.literals[0] if shape.literals else 'b"data"'
    return [Value(f"io.BytesIO({content})", frozenset({Import("io")}))]


def text_output(shape: Shape, name: str, context: Context) -> list[Value]:
    return [_output(name, "io.StringIO()")]


def binary_output(shape: Shape, name: str, context: Context) -> list[Value]:
    return [_output(name, "io.BytesIO()")]


def _output(name: str, made: str) -> Value:
    """A stream that is empty before the call, and whose content is shown after it."""
    variable = name.strip("_") if name.isidentifier() and len(name) > 2 else "output"
    return Value(
        variable,
        frozenset({Import("io")}),
        (f"{variable} = {made}",),
        after=(f"print({variable}.getvalue())",),
    )


def _in_folder(name: str, shape: Shape, as_text: bool = False) -> Value:
    """A file that exists: it is written into a temporary folder first."""
    # ``folder`` is the temporary folder itself
    variable = name.strip("_") if name.isidentifier() and name not in ("f", "fn", "fp", "folder") else "path"
    file_name = shape.path or contents.named(name) or names.value(name, "path") or '"data.txt"'
    if shape.literals == (contents.NOTHING,) and not shape.path:
        file_name = contents.WRITTEN
    content = shape.literals[0] if shape.literals else contents.by_ending(file_name)
    if content == contents.OWN:
        return _own(file_name, as_text)
    opening = f"{variable} = Path(folder, {file_name})"
    writing = f'{variable}.write_text({content}, encoding="utf-8")'
    # What a function writes need not be there before, and can be looked at afterwards
    is_made = content == contents.NOTHING
    is_new = is_made or file_name == contents.WRITTEN
    reading = f'print({variable}.read_text(encoding="utf-8"))'
    return Value(
        f"str({variable})" if as_text else variable,
        frozenset({Import("pathlib", "Path"), Import("tempfile", "TemporaryDirectory")}),
        (opening,) if is_new else (opening, writing),
        folder=True,
        after=(reading,) if is_made else (),
        silent=True,
    )


def _own(file_name: str, as_text: bool) -> Value:
    """A file that the reader has, and that must be put in place of the name."""
    note = gettext("Put a file of your own in place of {name}").format(name=file_name)
    needed = frozenset() if as_text else frozenset({Import("pathlib", "Path")})
    return Value(file_name if as_text else f"Path({file_name})", needed, note=note)


def path(shape: Shape, name: str, context: Context) -> list[Value]:
    if names.kind(name) == "folder":
        return [_goal(name, "{}") if is_goal(name) else Value("Path(folder)", _FOLDER, folder=True)]
    return [_in_folder(name, shape)]


def path_text(shape: Shape, name: str, context: Context) -> list[Value]:
    if names.kind(name) == "folder":
        return folder(shape, name, context)
    if names.value(name, "str") == names.value("command", "str"):
        # A program is looked for in the folders of the system
        return [Value(names.value(name, "str"))]
    return [_in_folder(name, shape, as_text=True)]


def is_goal(name: str) -> bool:
    """Whether a folder of this name takes what is made from others."""
    return bool(
        {"dst", "dest", "destination", "target", "output", "out", "backup"} & {*name.lower().split("_")}
    )


def _goal(name: str, written: str) -> Value:
    """A folder of its own inside the temporary folder."""
    opening = f'{name} = Path(folder, "out")'
    return Value(written.format(name), _FOLDER, (opening, f"{name}.mkdir()"), folder=True)


def folder(shape: Shape, name: str, context: Context) -> list[Value]:
    if is_goal(name):
        return [_goal(name, "str({})")]
    return [Value("folder", frozenset({Import("tempfile", "TemporaryDirectory")}), folder=True)]


def pure_path(shape: Shape, name: str, context: Context) -> list[Value]:
    return [
        Value(
            f"PurePath({names.value(name, 'path') or text('data.txt')})",
            library.imports((("pathlib", "PurePath"),)),
        )
    ]


def new_path(shape: Shape, name: str, context: Context) -> list[Value]:
    return [Value('Path(folder, "new")', _FOLDER, folder=True)]


def folder_path(shape: Shape, name: str, context: Context) -> list[Value]:
    return [_goal(name, "{}") if is_goal(name) else Value("Path(folder)", _FOLDER, folder=True)]


def new_path_text(shape: Shape, name: str, context: Context) -> list[Value]:
    folder = frozenset({Import("pathlib", "Path"), Import("tempfile", "TemporaryDirectory")})
    return [Value('str(Path(folder, "new"))', folder, folder=True)]
