"""The author's words as a reader sees them: links, quotations with blanks, names that are said again."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_howto import document
from sphinx_howto.english import authors
from tests.english.describing import paragraphs_of
from tests.english.explaining import lines


def shown(text: str) -> str:
    spans = authors.spans(text)
    return "".join(f"<{span.text}>" if isinstance(span, document.Code) else span.text for span in spans)


@pytest.mark.parametrize(("text", "expected"), [
    ("See `the manual <https://x.org>`_ for it.", "See the manual for it."),
    ("See `the manual`_ for it.", "See the manual for it."),
    ("See [the manual](https://x.org/a) for it.", "See the manual for it."),
    ("As in [1]_ and [KN97]_.", "As in and."),
    ("As :ref:`told before <label>` of a :term:`part`.", "As told before of a part."),
    ("After :pep:`257` and :rfc:`2822`.", "After PEP 257 and RFC 2822."),
    ("A JSON <https://json.org> decoder.", "A JSON decoder."),
    ('Lines such as "  hello" and "hello ".', 'Lines such as <"  hello"> and <"hello ">.'),
    ("Writes *.ko.md (one each), *.md of *all*.", "Writes *.ko.md (one each), *.md of all."),
    # Near misses
    ("See <https://json.org> for it.", "See <https://json.org> for it."),
    ("Reads `self.x_`, `a < b` and x[0](1).", "Reads <self.x_>, <a < b> and x[0](1)."),
    ('Either "a" or "b".', 'Either "a" or "b".'),
    ("The class :class:`~a.B`.", "The class <B>."),
])  # fmt: skip
def test_markup_of_a_docstring_as_a_reader_sees_it(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(("text", "kept"), [
    ("One two. Three four.", "One two. Three four."),
    ("One two three. Four five six. Seven eight nine.", "One two three. Four five six. …"),
    ("One two three. Four five six. Seven. Returns nine.", "One two three. Four five six. … Returns nine."),
    ("One two three. Four five six. If None, eight.", "One two three. Four five six. If None, eight."),
    # History is no loss; what introduces something that is not shown is none either
    ("One two three. Four five six. See also the seven.", "One two three. Four five six."),
    ("One two three. Four five six. As here:", "One two three. Four five six."),
])  # fmt: skip
def test_what_is_left_out_of_a_paragraph_leaves_a_sign(text: str, kept: str) -> None:
    assert authors.kept(text, 6) == kept


@pytest.mark.parametrize(("name", "text", "told"), [
    ("class Worker", "Worker class", False),
    ("class Worker", "Class for Worker.", False),
    ("class HTTPServer", "The HTTP server.", False),
    ("def get_name", "Gets the name.", False),
    ("def run", "Run.", False),
    ("class Worker", "Takes tasks from the queue.", True),
    ("class Worker", "The worker of a queue.", True),
    ("def get_name", "Get the name from the header.", True),
    ("def close", "Close the connection.", True),
    # Words of another language are words
    ("def run", "Запуск.", True),
])  # fmt: skip
def test_a_docstring_that_only_says_the_name_again_is_left_out(
    tmp_path: Path, name: str, text: str, told: bool
) -> None:
    head = f"{name}:" if name.startswith("class") else f"{name}(path):"
    code = f'{head}\n    """{text}"""\n    x = open\n'
    first = paragraphs_of(tmp_path, code, name.split()[1])[0]
    assert (text.rstrip(".") in first) is told
    more = paragraphs_of(tmp_path, code.replace(text, f"{text}\n\n    Once a day.\n    "), name.split()[1])
    assert ("Once a day." in more[0]) is not told
    after = paragraphs_of(tmp_path, code.replace(text, f"{text.rstrip('.')}. Once a day."), name.split()[1])
    assert "Once a day." in after[0]


@pytest.mark.parametrize(("text", "told"), [
    ("Constructor", False),
    ("Initialize the worker.", False),
    ("__init__ method", False),
    ("Инициализация поставщика.", False),
    ("Инициализация поставщика из файла.", True),
    ("Starts two threads.", True),
    ("Initialize the queue with the tasks of yesterday.", True),
])  # fmt: skip
def test_what_is_said_of_a_creation(tmp_path: Path, text: str, told: bool) -> None:
    head = 'class Worker:\n    """Takes tasks."""\n'
    code = f'{head}    def __init__(self):\n        """{text}"""\n        self.x = []\n'
    (step,) = lines(tmp_path, code, "Worker")
    assert (text in step) is told


@pytest.mark.parametrize(("text", "first"), [
    ("Sends it. Then waits.", "Sends it."),
    ("Отправляет отчёт. Потом ждёт.", "Отправляет отчёт."),
    ("发送报告。然后等待。", "发送报告。"),
    # Near misses: abbreviations, numbers of a list, a small letter
    ("Sends e.g. Reports and waits.", "Sends e.g. Reports and waits."),
    ("Either 1. Reports or 2. Letters", "Either 1. Reports or 2. Letters"),
    ("Символы и т. Д. так.", "Символы и т. Д. так."),
    ("Sends x. then waits.", "Sends x. then waits."),
])  # fmt: skip
def test_the_first_sentence(text: str, first: str) -> None:
    assert authors.first_sentence(text) == first


@pytest.mark.parametrize(("text", "ended", "bare"), [
    ("Sends it", "Sends it.", "Sends it"),
    ("Sends it.", "Sends it.", "Sends it"),
    ("And so on ...", "And so on ...", "And so on ..."),
    ("发送报告。", "发送报告。", "发送报告。"),
    ("发送报告", "发送报告。", "发送报告"),
])  # fmt: skip
def test_where_a_full_stop_belongs(text: str, ended: str, bare: str) -> None:
    assert (authors.ended(text), authors.without_stop(text)) == (ended, bare)


@pytest.mark.parametrize(("text", "begun"), [
    ("send it", "Send it"),
    ("отправляет", "Отправляет"),
    ("path is kept", "path is kept"),
    ("input_value is kept", "input_value is kept"),
    ("f(x) is called", "f(x) is called"),
    ("iPhone names", "iPhone names"),
])  # fmt: skip
def test_a_capital_at_the_begin_only_for_words(text: str, begun: str) -> None:
    assert authors.begun(text, ["path"]) == begun
