"""Markdown: the fixed form, and words and code that Markdown must not take for markup."""

from __future__ import annotations

import html
import re

import pytest
from markdown_it import MarkdownIt

from sphinx_howto import document
from sphinx_howto.document import Author, Code, Words
from sphinx_howto.render import markdown


def step(label: str, *spans: document.Span, steps: tuple[document.Step, ...] = ()) -> document.Step:
    return document.Step((Words(label),), spans, (1, 2), steps)


def page(**fields: object) -> document.Document:
    values: dict[str, object] = {
        "target": "relay.Relay", "path": "relay.Relay", "kind": "class",
        "title": "How to Use This Code Block",
        "summary": (), "facts": (), "steps": (), "examples": (), "files": (),
    } | fields  # fmt: skip
    return document.Document(**values)  # type: ignore[arg-type]  # the test names the fields


WHOLE = """\
How to Use This Code Block
==========================

Description
-----------

`Relay`: Post events to a service.

Then call `send(event)`.

- **Network**: `send` sends POST requests.
- **Retries**: Up to `4`.

Execution Steps
---------------

1. **Class attributes**: Sets `path` to `"/v1/events"`.
2. **`send`**: Deliver one event.
   - **Retry**: Repeats:
     - **Wait**: Waits.
   - **Body**: Sets `body`.
3. **`close`**: Closes.

Usage Example
-------------

```bash
python relay.py
```

```python
from relay import Relay

print(Relay)
```

Taken from `tests/test_relay.py`, line 12.
"""


def test_whole_form() -> None:
    waits = step("Wait", Words("Waits."))
    body = step("Body", Words("Sets "), Code("body"), Words("."))
    retry = step("Retry", Words("Repeats:"), steps=(waits,))
    send = document.Step((Code("send"),), (Author("Deliver one event."),), (3, 9), (retry, body))
    example = document.Example(
        "from relay import Relay\n\nprint(Relay)", "mined",
        file="/home/me/relay/tests/test_relay.py", line=12, command="python relay.py",
    )  # fmt: skip
    made = page(
        summary=(
            (Code("Relay"), Words(": "), Author("Post events to a service.")),
            (Words("Then call "), Code("send(event)"), Words(".")),
        ),
        facts=(
            step("Network", Code("send"), Words(" sends POST requests.")),
            step("Retries", Words("Up to "), Code("4"), Words(".")),
        ),
        steps=(
            step(
                "Class attributes",
                Words("Sets "),
                Code("path"),
                Words(" to "),
                Code('"/v1/events"'),
                Words("."),
            ),
            send,
            document.Step((Code("close"),), (Words("Closes."),), (10, 11)),
        ),
        examples=(example,),
    )
    assert markdown.render(made) == WHOLE


def test_parts_without_content_are_left_out() -> None:
    text = markdown.render(page(summary=((Words("Text."),),)))
    assert "Execution Steps" not in text
    assert "Usage Example" not in text
    assert text.endswith("Text.\n")


def test_items_below_the_tenth_are_nested_in_it() -> None:
    steps = tuple(step(str(number), Words("a"), steps=(step("in", Words("b")),)) for number in range(12))
    shown = MarkdownIt().render(markdown.render(page(steps=steps)))
    assert shown.count("<ol>") == 1
    assert shown.count("<ul>") == 12


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (Code("a"), "`a`"),
        (Code("a`b"), "``a`b``"),
        (Code("`a`"), "`` `a` ``"),
        (Code("a``b`c"), "```a``b`c```"),
        (Code(" a "), "`  a  `"),
        (Code("f(\n    a,\n    b,\n)"), "`f( a, b, )`"),
        (Code("a  b"), "`a  b`"),
        (Words("2 * 3"), "2 * 3"),
        (Words("a_b"), "a_b"),
        (Words("a < b"), "a < b"),
        (Words("a & b"), "a & b"),
        (Words("[a]"), "[a]"),
        (Words("C:\\temp"), "C:\\temp"),
        (Author("*args"), "\\*args"),
        (Author("__init__"), "\\_\\_init\\_\\_"),
        (Author("``code``"), "\\`\\`code\\`\\`"),
        (Author("<b>"), "\\<b>"),
        (Author("&amp;"), "\\&amp;"),
        (Author("[a](b)"), "[a\\](b)"),
        (Author("a\\*b"), "a\\\\\\*b"),
        (Author("~~a~~"), "\\~\\~a\\~\\~"),
    ],
)
def test_inline(span: document.Span, expected: str) -> None:
    assert markdown.inline((span,)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "# a",
        "- a",
        "+ a",
        "* a",
        "> a",
        "1. a",
        "12) a",
        "---",
        "***",
        "===",
        "[a]: b",
        "    a",
        "```",
        "~~~",
        "<b>",
    ],
)
def test_a_paragraph_stays_a_paragraph(text: str) -> None:
    shown = MarkdownIt().render(markdown.render(page(summary=((Author(text),),)))).partition("</h2>")[2]
    assert re.fullmatch(r"\s*<p>.*</p>\s*", shown)
    assert html.unescape(re.sub("<[^>]*>", "", shown)).strip() == text.strip()


def test_code_fence_is_longer_than_those_inside() -> None:
    code = 'text = """\n```\n"""'
    shown = MarkdownIt().render(markdown.render(page(examples=(document.Example(code, "directive"),))))
    assert html.unescape(shown).count(code) == 1


@pytest.mark.parametrize(
    ("example", "line"),
    [
        (document.Example("x", "synthesised"), "Made from the signature and not run."),
        (document.Example("x", "docstring"), "Taken from the docstring."),
        (
            document.Example("x", "docstring", file="src/a.py", line=3),
            "Taken from the docstring in `src/a.py`, line 3.",
        ),
        (document.Example("x", "mined", file="tests/t.py", line=4), "Taken from `tests/t.py`, line 4."),
        (
            document.Example("x", "mined", file="/somewhere/tests/t.py", line=4),
            "Taken from `tests/t.py`, line 4.",
        ),
        (document.Example("x", "directive"), None),
    ],
)
def test_origin(example: document.Example, line: str | None) -> None:
    after = markdown.render(page(examples=(example,))).partition("```python\nx\n```\n")[2].strip()
    assert after == (line or "")


def test_known_output_that_comments_say_is_not_shown_again() -> None:
    code = "print(1)  # 1\nprint(2)  # 2"
    assert "prints" not in markdown.render(
        page(examples=(document.Example(code, "docstring", output="1\n2\n"),))
    )
    assert "prints" in markdown.render(page(examples=(document.Example(code, "docstring", output="1\n3\n"),)))


def test_known_output_is_shown() -> None:
    text = markdown.render(page(examples=(document.Example("print(1)", "docstring", output="1\n"),)))
    assert "```python\nprint(1)\n```\n\nThis prints:\n\n```text\n1\n```\n" in text
