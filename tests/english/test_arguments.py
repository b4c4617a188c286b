"""Documented arguments and results as steps, told with what the signature shows."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_howto import document
from sphinx_howto.howto import Howto
from sphinx_howto.pipeline import explain

Steps = Callable[..., dict[str, document.Step]]


def described(folder: Path, code: str, target: str = "m.fetch") -> Howto:
    (folder / "m.py").write_text(textwrap.dedent(code), "utf-8")
    return explain(target, [str(folder)])


def shown(spans: document.Spans) -> str:
    return "".join(f"`{span.text}`" if isinstance(span, document.Code) else span.text for span in spans)


@pytest.fixture
def steps(tmp_path: Path) -> Steps:
    """Writes ``m.py`` and gives the steps of a target in it by label."""

    def run(code: str, target: str = "m.fetch", detail: str = "normal") -> dict[str, document.Step]:
        (tmp_path / "m.py").write_text(textwrap.dedent(code), "utf-8")
        howto = explain(target, [str(tmp_path)], detail=detail)  # type: ignore[arg-type]
        return {shown(step.label): step for step in howto.steps}

    return run


CODE = '''
LIMIT = 30

def fetch(url, timeout=LIMIT, mode="r", *rest, size=None, **options):
    """Fetch a page.

    Args:
        url (str): Where the page is. More of it.
        timeout (float, optional): Seconds to wait, defaults to 30.
        mode (string): (optional) One of:
            - r
            - w
        size: How large the page may be. Defaults to 5.
        *rest: Further addresses.
        retries: How often it tries again.

    Returns:
        bytes: The content of the page.

    Raises:
        OSError: If the line is dead.
        ValueError: If the address is wrong.
    """
    if not url:
        raise ValueError(url)
    return open(url).read()
'''


def test_arguments_come_first_with_what_the_signature_says(steps: Steps) -> None:
    found = steps(CODE)
    assert next(iter(found)) == "Arguments"
    assert [(shown(step.label), shown(step.text), step.lines) for step in found["Arguments"].steps] == [
        ("`url`", "Where the page is. More of it. Type `str`, required.", (8, 8)),
        ("`timeout`", "Seconds to wait. Type `float`, default `LIMIT`, that is `30`.", (9, 9)),
        ("`mode`", 'One of: r; w. Default `"r"`.', (10, 10)),
        ("`*rest`", "Further addresses.", (14, 14)),
        ("`size`", "How large the page may be. Default `None`, documented as `5`.", (13, 13)),
        ("`retries`", "How often it tries again.", (15, 15)),
    ]


def test_results_and_exceptions_are_quoted_in_the_description(tmp_path: Path) -> None:
    howto = described(tmp_path, CODE)
    assert shown(howto.summary[-1]).endswith(" The result: “The content of the page”.")
    assert [shown(fact.text) for fact in howto.facts if shown(fact.label) == "Documented exceptions"] == [
        "Raises `OSError`: “If the line is dead”."
    ]


def test_a_disproved_exception_and_result_are_not_told(tmp_path: Path) -> None:
    code = '''
    def fetch(url: str):
        """Fetch.

        Args:
            url: Where the page is.

        Returns:
            bytes: The content.

        Raises:
            OSError: If the line is dead.
        """
        number = len(url)
    '''
    howto = described(tmp_path, code)
    assert "The content" not in shown(howto.summary[-1])
    assert "Documented exceptions" not in {shown(fact.label) for fact in howto.facts}
    howto = described(tmp_path, code.replace("number = len(url)", "return open(url)"))
    assert "The content" in shown(howto.summary[-1])
    assert "Documented exceptions" in {shown(fact.label) for fact in howto.facts}


def test_a_documented_exception_that_the_body_catches_is_not_told(tmp_path: Path) -> None:
    code = CODE.replace(
        "return open(url).read()",
        """try:
        return open(url).read()
    except (OSError, KeyError):
        return b"" """,
    )
    labels = {shown(fact.label) for fact in described(tmp_path, code).facts}
    assert "Documented exceptions" not in labels
    again = code.replace('return b"" ', "raise")
    assert "Documented exceptions" in {shown(fact.label) for fact in described(tmp_path, again).facts}


def test_functions_and_methods_among_others_tell_what_their_docstrings_say(steps: Steps) -> None:
    code = (
        CODE
        + '''
    class Shelf:
        def take(self, size):
            """Take a part.

            Args:
                size: How large it is.

            Returns:
                The part.
            """
            return self.parts.pop(size)
    '''
    )
    told = steps(textwrap.dedent(CODE) + textwrap.dedent(code[len(CODE) :]), "m.Shelf")["`take`"]
    assert shown(told.text).endswith("The result: “The part”.")
    # The header says which are required
    bullets = [(shown(step.label), shown(step.text)) for step in told.steps[0].steps]
    assert bullets == [("`size`", "How large it is.")]
    whole = steps(CODE, "m")["`fetch`"]
    said = "The result: “The content of the page”. Raises `OSError`: “If the line is dead”."
    assert shown(whole.text).endswith(said)


@pytest.mark.parametrize(("default", "text"), [
    ("None", "When given, the size. Default `None`."),
    ("5", "When given, the size (default: `None`). Default `5`."),
])  # fmt: skip
def test_a_default_in_brackets_is_not_said_twice(steps: Steps, default: str, text: str) -> None:
    entry = ":param size: When given, the size (default: ``None``)."
    code = f'def fetch(size={default}):\n    """Fetch.\n\n    {entry}\n    """\n'
    assert shown(steps(code)["Arguments"].steps[0].text) == text


@pytest.mark.parametrize("text", ["Gets the page.", "Set appropriately."])
def test_vague_and_long_descriptions_are_quoted(steps: Steps, text: str) -> None:
    code = CODE.replace("Where the page is. More of it.", text)
    bullet = steps(code)["Arguments"].steps[0]
    assert shown(bullet.text) == f"“{text}” Type `str`, required."


def test_more_than_eight_are_counted(steps: Steps) -> None:
    names = [f"a{number}" for number in range(10)]
    entries = "".join(f"    :param {name}: The part.\n" for name in names)
    code = f'def fetch({", ".join(names)}):\n    """Fetch.\n\n{entries}    """\n    return a0\n'
    found = steps(code)["Arguments"]
    assert len(found.steps) == 8
    assert shown(found.text) == "2 more documented: `a8` and `a9`."
    assert len(steps(code, detail="full")["Arguments"].steps) == 10


@pytest.mark.parametrize(("old", "new"), [
    # Nothing is said, or only of a parameter that is not there
    ("url (str): Where.", "gone: Where it is."),
    ("url (str): Where.", "url:"),
    ("Args:", "Example::"),
])  # fmt: skip
def test_no_step_without_a_documented_parameter(steps: Steps, old: str, new: str) -> None:
    code = 'def fetch(url):\n    """Fetch.\n\n    Args:\n        url (str): Where.\n    """\n    pass\n'
    assert "Arguments" in steps(code)
    assert "Arguments" not in steps(code.replace(old, new))


def test_a_method_that_is_the_target_tells_its_arguments(steps: Steps) -> None:
    code = '''
    class Client:
        """A client.

        :param host: Where it connects to.
        """

        def __init__(self, host):
            self.host = host

        def send(self, text):
            """Send.

            :param text: What is sent.
            """
            print(text, file=self.host)
    '''
    assert "Arguments" not in steps(code, "m.Client.send", "brief")
    for detail in ("normal", "full"):
        told = steps(code, "m.Client.send", detail)["Arguments"].steps
        assert [shown(step.label) for step in told] == ["`text`"]
    # The docstring of a class documents what its ``__init__`` takes
    assert [shown(step.label) for step in steps(code, "m.Client.__init__", "full")["Arguments"].steps] == [
        "`host`"
    ]


def test_brief_has_no_arguments(steps: Steps) -> None:
    assert "Arguments" not in steps(CODE, detail="brief")


def test_problems_reach_the_howto(tmp_path: Path) -> None:
    code = 'def fetch(url):\n    """Gets it.\n\n    :param uri: where.\n    """\n    return url\n'
    (tmp_path / "m.py").write_text(code, "utf-8")
    howto = explain("m.fetch", [str(tmp_path)], check_vague=True)
    assert [(problem.subtype, problem.line) for problem in howto.problems] == [("vague", 2), ("docstring", 4)]


def test_a_typed_result_and_what_its_author_says_are_one_sentence(tmp_path: Path) -> None:
    code = CODE.replace("**options):", "**options) -> bytes:")
    told = shown(described(tmp_path, code).summary[-1])
    assert told.endswith("it returns `bytes`: “The content of the page”.")


def test_arguments_of_a_creation_without_a_docstring_are_those_of_its_class(steps: Steps) -> None:
    code = (
        'class A:\n    """A part.\n\n    Args:\n        x: where it is (default: None, on a shelf)\n    """\n'
    )
    code += "    def __init__(self, x=None):\n        self.x = x\n"
    (arguments,) = steps(code, "m.A")["Initialization"].steps
    assert shown(arguments.steps[0].text) == "Where it is (default: None, on a shelf)."
    assert steps(code.replace("x: where", "y: where"), "m.A")["Initialization"].steps == ()


def test_arguments_that_a_creation_passes_on_are_those_of_the_base(steps: Steps) -> None:
    code = '''
    class Base:
        def __init__(self, times, kinds):
            """Prepare.

            Args:
                times: How often, for ever if negative.
                kinds: Which errors.
            """

    class Own(Base):
        def __init__(self, wait, times, kinds=()):
            super().__init__(times, kinds={kinds})
    '''
    found = steps(code.format(kinds="kinds"), "m.Own")["Initialization"].steps[0]
    assert {shown(item.label): shown(item.text) for item in found.steps} == {
        "`times`": "How often, for ever if negative.",
        "`kinds`": "Which errors.",
    }
    # Near miss: another value under that name
    found = steps(code.format(kinds="[wait]"), "m.Own")["Initialization"].steps[0]
    assert [shown(item.label) for item in found.steps] == ["`times`"]


KEYWORDS = '''
def send(url, **options):
    """Send a request.

    :param url: where to
    :param timeout: seconds to wait
    """
    return call(url, **options)
'''


def test_what_only_further_keyword_arguments_can_be_is_told(steps: Steps) -> None:
    bullets = {shown(item.label): shown(item.text) for item in steps(KEYWORDS, "m.send")["Arguments"].steps}
    assert bullets == {"`url`": "Where to. Required.", "`timeout`": "Seconds to wait."}


def test_what_the_function_gives_itself_is_no_argument(steps: Steps) -> None:
    code = KEYWORDS.replace("call(url, **options)", "call(url, timeout=5, **options)")
    assert [shown(item.label) for item in steps(code, "m.send")["Arguments"].steps] == ["`url`"]


def test_a_name_that_nothing_takes_is_not_told(steps: Steps) -> None:
    bullets = steps(KEYWORDS.replace("**options", "options=()"), "m.send")["Arguments"].steps
    assert [shown(item.label) for item in bullets] == ["`url`"]


_MANY = ", ".join(f"option_{number}={number}" for number in range(12))


def test_defaults_that_the_form_of_the_call_has_no_room_for_are_told(steps: Steps) -> None:
    told = shown(steps(f"def send(url, {_MANY}):\n    return call(url)\n", "m.send")["Arguments"].text)
    assert told.startswith("Takes `url`; `option_0` (default `0`); ")
    assert "`option_11` (default `11`)" in told


def test_a_form_that_shows_the_defaults_is_enough(steps: Steps) -> None:
    assert "Arguments" not in steps("def send(url, option=1):\n    return call(url)\n", "m.send")
