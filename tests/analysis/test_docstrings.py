"""What docstrings say against the code: proven cases, and near misses that must stay silent."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_howto import document, options, phrasebooks, source
from sphinx_howto.analysis import docstrings
from sphinx_howto.analysis.scope import Context

Find = Callable[..., list[document.Problem]]


@pytest.fixture
def find(tmp_path: Path) -> Find:
    """Writes ``m.py`` (and other modules by keyword) and gives the problems of a target in it."""

    def finder(code: str, target: str = "m", terms: bool = False, **others: str) -> list[document.Problem]:
        for name, text in {"m": code, **others}.items():
            (tmp_path / f"{name}.py").write_text(textwrap.dedent(text), "utf-8")
        lookup = source.open_project([str(tmp_path)], False)
        chosen = options.make(search_paths=[str(tmp_path)], check_vague=terms)
        context = Context(lookup, phrasebooks.load(()))
        return list(docstrings.problems(context, lookup.definition(target), chosen))

    return finder


def messages(found: list[document.Problem]) -> list[str]:
    return [problem.message.partition(";")[0] for problem in found]


# -- parameters ------------------------------------------------------------------------------------

GOOGLE = '''
def fetch(url, timeout=3):
    """Fetch.

    Args:
        url: where.
        time_out (int): seconds.
    """
'''
NUMPY = '''
def fetch(url, timeout=3):
    """Fetch.

    Parameters
    ----------
    url : str
        Where.
    time_out : int
        Seconds.
    """
'''
SPHINX = '''
def fetch(url, timeout=3):
    """Fetch.

    :param url: where.
    :param int time_out: seconds.
    """
'''


STYLES = {"google": (GOOGLE, 7), "numpy": (NUMPY, 9), "sphinx": (SPHINX, 6)}


@pytest.mark.parametrize(("code", "line"), STYLES.values(), ids=STYLES)
def test_a_parameter_that_is_not_in_the_signature(find: Find, code: str, line: int, tmp_path: Path) -> None:
    (problem,) = find(code, "m.fetch")
    assert problem.subtype == "docstring"
    assert (problem.path, problem.line) == (str(tmp_path / "m.py"), line)
    (message,) = messages([problem])
    assert message.startswith(
        f"fetch: the parameter time_out is documented at line {line}, but the signature"
    )
    assert message.endswith("at line 2 does not have it")


@pytest.mark.parametrize("code", [
    GOOGLE.replace("timeout=3", "time_out=3"),
    GOOGLE.replace("timeout=3", "**kwargs"),
    GOOGLE.replace("timeout=3", "*time_out"),
    # "The same keyword arguments as ..."
    SPHINX.replace("int time_out", "kwargs"),
    SPHINX.replace("int time_out", r"\*\*time_out").replace("timeout=3", "**time_out"),
    # Taken by the function that is returned
    GOOGLE + "    def inner(time_out): ...\n    return inner\n",
    # A decorator that nobody can look into may add it
    "import unknown\n@unknown.add\n" + GOOGLE.lstrip(),
    "def add(function):\n    return function\n@add\n" + GOOGLE.lstrip(),
    # An overload has it
    "import typing\n@typing.overload\ndef fetch(url, time_out): ...\n" + GOOGLE.lstrip(),
    # Prose among the entries
    NUMPY.replace("    time_out : int\n        Seconds.", "    time_out is not taken any more."),
    GOOGLE.replace("time_out (int)", "Note"),
    # An example of a docstring is none
    GOOGLE.replace("    Args:", "    >>> '''Args:").replace("    time_out", "    ... time_out"),
], ids=range(12))  # fmt: skip
def test_a_parameter_that_may_be_there(find: Find, code: str) -> None:
    assert find(code, "m.fetch") == []


def test_keyword_arguments_of_a_function_that_takes_none(find: Find) -> None:
    code = 'def fetch():\n    """Fetch.\n\n    :param kwargs: keyword arguments.\n    """\n'
    assert len(find(code, "m.fetch")) == 1


def test_a_decorator_of_another_module_must_name_what_it_adds(find: Find) -> None:
    code = "import other\n@other.keep\n" + GOOGLE.lstrip()
    keep = "def keep(f):\n    def run(*args{}):\n        return f(*args)\n    return run\n"
    assert len(find(code, "m.fetch", other=keep.format(""))) == 1
    assert find(code, "m.fetch", other=keep.format(", time_out=None")) == []


def test_a_class_is_compared_with_its_init(find: Find) -> None:
    code = '''
    class Client:
        """A client.

        Args:
            host: where.
            port: which.
        """

        def __init__(self, host):
            self.host = host
    '''
    assert messages(find(code, "m.Client")) == [
        "Client: the parameter port is documented at line 7, but the signature at line 10 does not have it"
    ]
    assert find(code.replace("class Client:", "@add_port\n    class Client:"), "m.Client") == []
    assert find(code.replace("class Client:", "class Client(metaclass=Meta):"), "m.Client") == []


def test_an_unknown_base_may_have_the_init(find: Find) -> None:
    code = '''
    from elsewhere import Base

    class Client(Base):
        """A client.

        Args:
            host: where.
        """
    '''
    assert find(code, "m.Client") == []


def test_a_class_brings_its_methods_and_a_module_its_public_objects(find: Find) -> None:
    code = '''
    class Client:
        def close(self):
            """Close.

            Args:
                now: at once.
            """

    def _hidden(a):
        """Hide.

        Args:
            b: nothing.
        """

    def shown(a):
        """Show.

        Args:
            b: nothing.
        """
    '''
    assert [text.split(":")[0] for text in messages(find(code))] == ["Client.close", "shown"]
    assert [text.split(":")[0] for text in messages(find(code, "m.Client"))] == ["Client.close"]


# -- defaults --------------------------------------------------------------------------------------

DEFAULTS = '''
LIMIT = 3
def fetch(url, timeout=3, mode="r", flag=False, limit=LIMIT, size=None):
    """Fetch.

    Args:
        {name}: A thing. {text}
    """
    return url, timeout
'''


@pytest.mark.parametrize(("name", "text", "said", "default"), [
    ("timeout", "Defaults to 5.", "5", "says 3"),
    ("timeout", "(default: 5)", "5", "says 3"),
    ("timeout", "It is long, defaults to ``5``", "5", "says 3"),
    ("timeout", "The default is 0.5.", "0.5", "says 3"),
    ("timeout", "Default None.", "None", "says 3"),
    ("mode", 'Defaults to "w".', '"w"', 'says "r"'),
    ("flag", "Defaults to `True`.", "True", "says False"),
    ("limit", "Defaults to 4.", "4", "says LIMIT"),
    ("url", "Defaults to 'x'.", "'x'", "has none"),
])  # fmt: skip
def test_a_default_that_differs(find: Find, name: str, text: str, said: str, default: str) -> None:
    (message,) = messages(find(DEFAULTS.format(name=name, text=text), "m.fetch"))
    where = f"fetch: the default of {name} is documented at line 7 as {said}"
    assert message == f"{where}, but the signature at line 3 {default}"


@pytest.mark.parametrize(("name", "text"), [
    ("timeout", "Defaults to 3."),
    ("timeout", "Defaults to 3.0."),
    ("timeout", "Defaults to '3'."),
    ("mode", "Defaults to 'r'."),
    ("mode", "Defaults to ``w`` on Windows."),
    ("limit", "Defaults to 3."),
    # Another unit, a condition, another subject, an earlier version, two of them, a name
    ("timeout", "Defaults to 5 minutes."),
    ("timeout", "Defaults to 5 if fast."),
    ("timeout", "If None, defaults to 5."),
    ("timeout", "The retry count defaults to 5."),
    ("timeout", "The default was 5."),
    ("timeout", "Defaults to 5. Defaults to 3."),
    ("timeout", "Defaults to FIVE."),
    ("timeout", "Defaults to 2**3."),
    # What stands for a default that is filled in later
    ("size", "Defaults to 5."),
])  # fmt: skip
def test_a_default_that_is_not_proven_to_differ(find: Find, name: str, text: str) -> None:
    assert find(DEFAULTS.format(name=name, text=text), "m.fetch") == []


@pytest.mark.parametrize(
    "body", ["timeout = timeout or 5", "x = timeout or 5", "x = 5 if timeout == 3 else 1"]
)
def test_a_default_that_the_body_replaces(find: Find, body: str) -> None:
    code = DEFAULTS.format(name="timeout", text="Defaults to 5.")
    assert find(code.replace("return url, timeout", body), "m.fetch") == []


@pytest.mark.parametrize("entry", [
    "timeout : int, default 5", "timeout : int, optional (default=5)", "timeout : int, default: 5",
    "timeout : int, optional, default 5",
])  # fmt: skip
def test_numpy_defaults(find: Find, entry: str) -> None:
    code = NUMPY.replace("time_out : int", entry)
    assert messages(find(code, "m.fetch")) == [
        "fetch: the default of timeout is documented at line 9 as 5, but the signature at line 2 says 3"
    ]
    assert find(code.replace("5", "3"), "m.fetch") == []


def test_the_choices_of_numpy_are_no_default(find: Find) -> None:
    assert find(NUMPY.replace("time_out : int", "timeout : {1, 3}"), "m.fetch") == []


# -- exceptions ------------------------------------------------------------------------------------

RAISES = '''
import threading
from elsewhere import anything

class Error(Exception):
    pass

class Worse(Error):
    pass

def helper(x):
    raise Error(x)

def harmless(x):
    return len(x)

def fetch(a: int, names: list[str], thing):
    """Fetch.

    Raises:
        Error: if bad.
    """
    BODY
    return a
'''


@pytest.mark.parametrize("body", [
    "b = a + 1", "b = harmless(names)", "for name in names: a = name.upper()", "if thing: raise KeyError(a)",
    "assert a", "a = 1 if a else 2",
])  # fmt: skip
def test_an_exception_that_nothing_raises(find: Find, body: str) -> None:
    assert messages(find(RAISES.replace("BODY", body), "m.fetch")) == [
        "fetch: Error is documented at line 21 as raised, but nothing in the function at line 17 raises it"
    ]


@pytest.mark.parametrize("body", [
    "raise Error(a)", "raise Error", "raise Worse(a)", "raise thing", "helper(a)", "anything(a)",
    "thing.run()", "thing.value", "thing[0]", "a = thing + 1", "for item in thing: pass", "with thing: pass",
    "yield a", "harmless = thing\n    harmless(a)", "(lambda: helper(a))()", "import elsewhere",
    "[item for item in thing]",
])  # fmt: skip
def test_an_exception_that_may_be_raised(find: Find, body: str) -> None:
    assert find(RAISES.replace("BODY", body), "m.fetch") == []


@pytest.mark.parametrize("change", [
    ("def fetch(", "@anything\ndef fetch("),
    ("        Error: if", "        Exception: if"),
    ("        Error: if", "        TypeError: if"),
    ("    return a\n", "    return await a\n"),
])  # fmt: skip
def test_an_exception_from_what_cannot_be_seen(find: Find, change: tuple[str, str]) -> None:
    code = RAISES.replace("BODY", "b = a + 1").replace(*change)
    assert (
        find(code.replace("def fetch", "async def fetch") if "await" in change[1] else code, "m.fetch") == []
    )


def test_a_documented_base_of_what_is_raised(find: Find) -> None:
    code = RAISES.replace("BODY", "raise FileNotFoundError(a)").replace("        Error:", "        IOError:")
    assert find(code, "m.fetch") == []


def test_a_subclass_may_keep_the_promise(find: Find) -> None:
    code = '''
    class Base:
        def check(self, value: int):
            """Check.

            Returns:
                int: the value.

            Raises:
                ImportError: if bad.
            """
            a = 1
    '''
    over = "\n    class Sub(Base):\n        def check(self, value):\n            return value\n"
    assert len(find(code, "m.Base.check")) == 2
    assert find(code + over, "m.Base.check") == []
    assert find(code.replace("a = 1", "pass"), "m.Base.check") == []
    assert find(code.replace("a = 1", "raise NotImplementedError"), "m.Base.check") == []


# -- results ---------------------------------------------------------------------------------------

RETURNS = '''
def store(items, value):
    """Store.

    Returns:
        int: how many there are.
    """
    items.append(value)
    END
'''


@pytest.mark.parametrize("end", ["", "return", "return None", "if value:\n        return"])
def test_a_result_where_every_path_returns_none(find: Find, end: str) -> None:
    assert messages(find(RETURNS.replace("END", end), "m.store")) == [
        "store: a result is documented at line 5, but every path of the function at line 2 returns None"
    ]


@pytest.mark.parametrize(("old", "new"), [
    ("END", "return len(items)"), ("END", "yield value"), ("END", "raise KeyError"),
    ("int: how many there are.", "None"), ("int: how many there are.", "Nothing."),
    ("def store", "@wrap\ndef store"), ("    items.append(value)\n    END", "    pass"),
])  # fmt: skip
def test_a_result_that_may_be_there(find: Find, old: str, new: str) -> None:
    assert find(RETURNS.replace(old, new).replace("END", ""), "m.store") == []


# -- vague terms -----------------------------------------------------------------------------------

VAGUE = '''
def fetch(url):
    """Gets a page.

    It does not wait, sends a `GET` request, and ends the child process.
    ``process(x)`` and :meth:`do` are code, "handle" is quoted.

    >>> do_it().get("process")
    'various things'

    Args:
        process: Does it
            properly.
    """
'''


def test_vague_terms_with_their_lines(find: Find, tmp_path: Path) -> None:
    found = find(VAGUE.replace("def fetch(url)", "def fetch(process)"), "m.fetch", terms=True)
    assert [(problem.subtype, problem.line) for problem in found] == [
        ("vague", 3),
        ("vague", 12),
        ("vague", 13),
    ]
    assert [problem.message.split("“")[1].split("”")[0] for problem in found] == ["gets", "does", "properly"]
    assert {problem.path for problem in found} == {str(tmp_path / "m.py")}


def test_vague_terms_only_if_asked(find: Find) -> None:
    assert find(VAGUE.replace("def fetch(url)", "def fetch(process)"), "m.fetch") == []


def test_a_clean_project_has_no_problems(find: Find) -> None:
    assert (
        find(
            '"""Fine."""\n\ndef f(a, b=1):\n    """Add.\n\n    :param a: one.\n    :param b: two.\n    """\n'
        )
        == []
    )


# -- any signature ---------------------------------------------------------------------------------

LITERALS: st.SearchStrategy[object] = st.one_of(
    st.integers(0, 10**6),
    st.booleans(),
    st.just([]),
    st.text("abcxyz ", min_size=1),
    st.floats(0.5, 99, width=16),
)
FIELDS = {
    "google": ("\n    Args:\n", "        {name}: A part. Defaults to {value!r}.\n"),
    "numpy": (
        "\n    Parameters\n    ----------\n",
        "    {name} : object, default {value!r}\n        A part.\n",
    ),
    "sphinx": ("\n", "    :param {name}: A part, defaults to {value!r}\n"),
}


@pytest.mark.parametrize("style", FIELDS)
@given(values=st.lists(LITERALS, min_size=1, max_size=5), wrong=st.integers(0, 4))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_true_defaults_are_silent_and_one_wrong_is_found(
    find: Find, style: str, values: list[object], wrong: int
) -> None:
    heading, field = FIELDS[style]
    signature = ", ".join(f"a{number}={value!r}" for number, value in enumerate(values))

    def code(documented: list[object]) -> str:
        fields = (field.format(name=f"a{number}", value=value) for number, value in enumerate(documented))
        return f'def fetch({signature}):\n    """Fetch.\n{heading}{"".join(fields)}    """\n    return a0\n'

    assert find(code(values), "m.fetch") == []
    wrong %= len(values)
    (message,) = messages(find(code([*values[:wrong], "quite other", *values[wrong + 1 :]]), "m.fetch"))
    assert message.startswith(f"fetch: the default of a{wrong} is documented")
