"""Docstrings into their parts, whatever their style, with griffe's parsers."""

from __future__ import annotations

import inspect
import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial

import griffe

from sphinx_howto import definition
from sphinx_howto.source import docstring_arguments, docstring_examples, docstring_prose, docstring_spelling

STYLES: Mapping[str, Callable[..., list[griffe.DocstringSection]]] = {
    # One result may take several lines; of several results each is told in the words of the author anyway
    "google": partial(griffe.parse_google, returns_multiple_items=False),
    "numpy": griffe.parse_numpy,
    "sphinx": griffe.parse_sphinx,
}
# Fields whose names griffe's detection does not take: dotted types, types with brackets
_FIELD = re.compile(
    r"^:(param|arg|type|raises?|except|exception|returns?|rtype|[ic]?var)\b(?!:`).*:", re.MULTILINE
)
_SIGNATURE = re.compile(r"[\w.]+\(.*\)(\s*-+>.*)?", re.DOTALL)
_AFTER_FIELD = re.compile(r"\n\s*\n(?=\S)")
_UNDERLINE = re.compile(r"([^\w\s])\1{2,}")
_HEADING = re.compile(
    r"(Args|Arguments|Params|Parameters|Keyword Args|Keyword Arguments|Other Parameters|Attributes"
    r"|Returns|Yields|Raises|Exceptions|Examples?|Notes?|Warnings?|Warns):"
)
_DASHED = re.compile(r"^(?P<name>[ \t]+\*{0,2}\w+)[ \t]+--?[ \t]+(?=\S)", re.MULTILINE)
_META = re.compile(r"^[ \t]*:meta [\w-]+:.*$", re.MULTILINE)


@lru_cache(maxsize=8192)
def parse(text: str, line: int, style: str, names: tuple[str, ...] = ()) -> definition.Docstring:
    """``text``, as written in the source at 1-based ``line`` (0: unknown), in its parts.

    style: ``google``, ``numpy`` or ``sphinx``; anything else lets the text decide. names: the parameters
    of what it documents, which it may speak of outside of its sections.
    """
    # What autodoc reads as metadata says nothing to a reader; its lines stay, empty, for the numbers
    value = _META.sub("", inspect.cleandoc(docstring_spelling.restored(text)))
    first = line + _blank_lines(text) if line else 0
    spelled = docstring_spelling.spelled(value)
    known = style if style in STYLES else detect(spelled)
    sections = _sections(spelled, known)
    places = _Places(value.splitlines(), first)
    prose, said = _without_arguments(spelled, sections, names)
    summary = _summary(prose, sections)
    summary, further = _continued(
        summary, docstring_prose.paragraphs(prose, sections), _is_title(prose, summary)
    )
    return definition.Docstring(
        text=value,
        summary=summary,
        paragraphs=further,
        line=line,
        parameters=(
            *_items(sections, places, "parameters", "other parameters"),
            *(_argument(item, places) for item in said),
        ),
        returns=tuple(_items(sections, places, "returns")),
        yields=tuple(_items(sections, places, "yields")),
        raises=tuple(_items(sections, places, "raises")),
        attributes=tuple(_items(sections, places, "attributes")),
        examples=tuple(docstring_examples.find(value, first)),
        style=known,
    )


def _without_arguments(
    value: str, sections: Sequence[griffe.DocstringSection], names: tuple[str, ...]
) -> tuple[str, list[docstring_arguments.Said]]:
    """The prose without what it says of parameters, also taken out of ``sections``, and that."""
    if any(section.kind.value in ("parameters", "other parameters") for section in sections):
        return value, []
    if not sections:
        value, said = docstring_arguments.split(value, names)
        return value, list(said)
    found: list[docstring_arguments.Said] = []
    for section in sections:
        if section.kind is griffe.DocstringSectionKind.text:
            section.value, said = docstring_arguments.split(section.value, names)
            found += said
    return value, found


def _argument(said: docstring_arguments.Said, places: _Places) -> definition.DocumentedItem:
    prose = next(iter(docstring_prose.paragraphs(said.text, ())), "")
    line = places.find(said.name)
    return definition.DocumentedItem(said.name, said.annotation, said.text, None, line, prose)


def _sections(value: str, style: str) -> list[griffe.DocstringSection]:
    if not style:
        return []
    with warnings.catch_warnings():
        # griffe compiles annotations; what Python warns of in them is not this program's message
        warnings.simplefilter("ignore")
        sections = STYLES[style](griffe.Docstring(_spaced(value)), warnings=False)
    if style == "sphinx":
        after = _end_fields(sections)
        sections += [griffe.DocstringSectionText(text) for text in after]
    return sections


def detect(value: str) -> str:
    """The style of a cleaned docstring, "" if it has no sections."""
    document = griffe.Docstring(value)
    # griffe looks for sections between line breaks
    document.value = f"\n{value}\n"
    found, _ = griffe.infer_docstring_style(document)
    if found is None:
        return "sphinx" if _FIELD.search(value) else ""
    return str(found.value)


def _spaced(value: str) -> str:
    """``value`` as griffe reads it: a blank line before each Google heading, ``name: text`` after dashes.

    The dashes are those of the example in PEP 257.
    """
    lines = (f"\n{line}" if _HEADING.fullmatch(line) else line for line in value.splitlines())
    return _DASHED.sub(r"\g<name>: ", "\n".join(lines))


def _blank_lines(text: str) -> int:
    """How many lines ``cleandoc`` takes away at the start."""
    return text[: len(text) - len(text.lstrip())].count("\n")


def _summary(value: str, sections: Sequence[griffe.DocstringSection]) -> str:
    """The first paragraph that says something: no title, signature, directive or section."""
    if sections:
        texts = [item.value for item in sections if item.kind is griffe.DocstringSectionKind.text]
        value = next(filter(str.strip, texts), "")
    heading = ""
    width = max((len(line) for line in value.splitlines()), default=0)
    for paragraph in re.split(r"\n\s*\n", value):
        lines = [line.strip() for line in paragraph.strip().splitlines()]
        if len(lines) > 1 and _UNDERLINE.fullmatch(lines[1]):
            if not heading and len(lines[0].split()) >= _TELLING:
                return docstring_prose.folded(lines[0])
            heading = heading or lines[0]
            lines = lines[2:]
        if len(lines) == 1 and _BOLD.fullmatch(lines[0]):
            continue
        text = docstring_prose.joined(list(map(docstring_prose.with_command, _opening(lines))), width)
        if _SIGNATURE.fullmatch(text) or text.startswith((".. ", "|")):
            heading = heading or text
        elif text:
            return docstring_prose.folded(text)
    return "" if heading.startswith("..") else heading


#: A title of so many words says what it is about.
_TELLING = 4
_BOLD = re.compile(r"\*\*[^*]+\*\*:?")


def _is_title(value: str, summary: str) -> bool:
    """Whether the summary is the title of a docstring, which is no paragraph of it."""
    lines = [docstring_prose.folded(line) for line in value.lstrip("=-~*#\n ").splitlines()[:2]]
    return len(lines) == 2 and lines[0] == summary and _UNDERLINE.fullmatch(lines[1]) is not None


def _continued(summary: str, prose: Sequence[str], is_title: bool) -> tuple[str, tuple[str, ...]]:
    """The summary, with the list that it introduces, and the paragraphs after it."""
    beginning = " ".join(summary.split()[:6])
    for number, paragraph in enumerate(prose):
        if beginning and paragraph.startswith(beginning):
            whole = paragraph if summary.endswith(":") and len(paragraph) > len(summary) else summary
            return whole, tuple(prose[number + 1 :])
    return summary, tuple(prose) if is_title else ()


def _opening(lines: Iterable[str]) -> Iterator[str]:
    """The lines before the first example or section."""
    for line in lines:
        if line.startswith((">>>", "```")) or _HEADING.fullmatch(line):
            return
        yield line


class _Places:
    """Finds the lines of a docstring that speak of a name, each line once."""

    def __init__(self, lines: Sequence[str], first: int) -> None:
        self._lines = list(lines)
        self._first = first

    def find(self, name: str) -> int:
        """The 1-based line in the file of the entry ``name``, 0 when unknown."""
        if not self._first or not name:
            return 0
        field = r"(?::\w+\s(?:[^:]*\s)?|[@\\]\w+\s+)?"
        entry = re.compile(rf"\W*{field}\*{{0,2}}{re.escape(name.lstrip('*'))}(?!\w)")
        for number, text in enumerate(self._lines):
            if entry.match(text):
                self._lines[number] = ""
                return self._first + number
        return 0


def _end_fields(sections: Iterable[griffe.DocstringSection]) -> list[str]:
    """Take from the last Sphinx field the paragraphs after it, which griffe counts to it, and give them."""
    found: list[str] = []
    for section in sections:
        if section.kind is not griffe.DocstringSectionKind.text:
            for element in section.value:
                element.description, after = _until_paragraph(element.description or "")
                found += after
                if isinstance(element.annotation, str):
                    element.annotation, after = _until_paragraph(element.annotation)
                    found += after
    return found


def _until_paragraph(text: str) -> tuple[str, list[str]]:
    parts = _AFTER_FIELD.split(text, maxsplit=1)
    return parts[0], parts[1:]


def _items(
    sections: Iterable[griffe.DocstringSection], places: _Places, *kinds: str
) -> Iterator[definition.DocumentedItem]:
    for section in sections:
        for element in section.value if section.kind.value in kinds else ():
            name, annotation = _names(element, section.kind)
            default = getattr(element, "default", None)
            description = _PLACEHOLDER.sub("", inspect.cleandoc(element.description or ""))
            typed = None if name or annotation or section.kind not in RESULTS else _TYPED.match(description)
            if typed is not None:
                annotation, description = typed["type"], description[typed.end() :]
            yield definition.DocumentedItem(
                name=name,
                annotation=annotation,
                description=description,
                default=None if default is None else str(default),
                line=places.find(name or annotation),
                prose=next(iter(docstring_prose.paragraphs(description, ())), ""),
            )


_PLACEHOLDER = re.compile(r".*(?:\[(?:description|summary)\]|\b_(?:summary|description)_)\s*$", re.DOTALL)
#: Sections whose entries may begin with a type.
RESULTS = (griffe.DocstringSectionKind.returns, griffe.DocstringSectionKind.yields)
# Types with brackets or bars, which griffe leaves in the text
_TYPED = re.compile(r"(?P<type>[\w.]+(?:\[[^:]*\])?(?:\s*\|\s*[\w.]+(?:\[[^:]*\])?)*):\s+(?=\S)")


def _names(element: griffe.DocstringElement, kind: griffe.DocstringSectionKind) -> tuple[str, str]:
    """Name and type of an entry; ``bool: True if so`` under Returns is a type, not a name."""
    name = getattr(element, "name", "") or ""
    annotation = str(element.annotation or "")
    if kind is griffe.DocstringSectionKind.raises:
        return annotation, annotation
    if kind in RESULTS and not annotation:
        return "", name
    return name, annotation
