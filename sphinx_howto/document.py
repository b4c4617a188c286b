"""Records of the finished text: spans, steps, examples and the document that holds them.

Nothing here knows Markdown, docutils or Python's ``ast``: a renderer turns spans into markup.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, Union


@dataclass(frozen=True, slots=True)
class Words:
    """Own words of the generator: they go through the message catalogue, never hold markup."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A part of a code span that names an object: from ``start`` to before ``end``, and its dotted path."""

    start: int
    end: int
    path: str


@dataclass(frozen=True, slots=True)
class Code:
    """Code or a value, shown in a monospaced font.

    ``reference`` is the dotted path of the object that the code names ("" when it names none).
    links: the objects that parts of it name, in order, where it names none as a whole.
    """

    text: str
    reference: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Author:
    """Words of the documented code's author (docstring, comment), shown as they are."""

    text: str


Span = Union[Words, Code, Author]
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One labelled item of a list; nested items are ``steps``.

    label: short noun phrase or the name of an object, shown bold.
    text: the sentences of the item.
    lines: first and last 1-based line in the target's file; ``(0, 0)`` when there is none.
    reference: dotted path of the object that the step is about ("" when it is about none).
    """

    label: Spans
    text: Spans
    lines: tuple[int, int]
    steps: tuple[Step, ...] = ()
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One static check of an example: its name, whether it held, what is wrong and where.

    line: 1-based line within the example's code.
    """

    name: str
    passed: bool
    message: str = ""
    line: int = 1


Origin = Literal["directive", "docstring", "mined", "synthesised"]


@dataclass(frozen=True, slots=True)
class Example:
    """A usage example.

    code: Python source, ends without a line break.
    origin: where it comes from; ``file`` and ``line`` say it exactly where there is a place.
    output: what running it is known to print, or ``None`` when that is not known.
    command: a shell line that runs the target ("" when there is none).
    """

    code: str
    origin: Origin
    checks: tuple[Check, ...] = ()
    file: str = ""
    line: int = 0
    output: str | None = None
    command: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the user's sources or pages that deserves a warning ``howto.<subtype>``.

    path and line locate it in the user's files (``line`` 0: the whole file).
    """

    subtype: str
    message: str
    path: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """The finished how-to.

    target: as the user wrote it; ``path``: the object's canonical dotted path.
    kind: module, class, function, method, property or attribute.
    summary: the paragraphs that open the description; facts: the bullets below them.
    files: every file that was read, absolute, sorted.
    source_file: the file that ``Step.lines`` count in ("" when there is none).
    language: of the generator's own words; renderers use it for the headings.
    module: import name of the module that defines the target.
    """

    target: str
    path: str
    kind: str
    title: str
    summary: tuple[Spans, ...]
    facts: tuple[Step, ...]
    steps: tuple[Step, ...]
    examples: tuple[Example, ...]
    files: tuple[str, ...]
    source_file: str = ""
    problems: tuple[Problem, ...] = field(default=())
    language: str = "en"
    module: str = ""


@dataclass(frozen=True, slots=True)
class Description:
    """What the code says in words, before title and example join it; fields as in ``Document``."""

    summary: tuple[Spans, ...]
    facts: tuple[Step, ...]
    steps: tuple[Step, ...]
    problems: tuple[Problem, ...] = ()
