"""What its author calls deprecated, and what only speaks of something deprecated."""

from __future__ import annotations

import ast

import pytest

from sphinx_howto import deprecation, prominence


def function(code: str) -> ast.FunctionDef:
    found = ast.parse(code).body[0]
    assert isinstance(found, ast.FunctionDef)
    return found


@pytest.mark.parametrize(
    "code",
    [
        '@deprecated("use g")\ndef f(): return 1\n',
        "@typing_extensions.deprecated('use g')\ndef f(): return 1\n",
        'def f():\n    """Counts.\n\n    .. deprecated:: 2.0\n    """\n    return 1\n',
        'def f():\n    """Deprecated: use g."""\n    return 1\n',
        'def f():\n    warnings.warn("use g", DeprecationWarning, stacklevel=2)\n    return 1\n',
        'def f():\n    warnings.warn("use g", category=DeprecationWarning)\n',
    ],
)
def test_what_is_deprecated(code: str) -> None:
    assert deprecation.is_deprecated(function(code))


@pytest.mark.parametrize(
    "code",
    [
        # One parameter or one way of use is, not the function
        'def f(a):\n    """Counts.\n\n    :param a: what\n\n        .. deprecated:: 2.0\n    """\n',
        'def f(a):\n    if a:\n        warnings.warn("use b", DeprecationWarning)\n    return 1\n',
        'def f():\n    warnings.warn("slow", RuntimeWarning)\n    return 1\n',
        'def f():\n    """Deprecated names as a list."""\n    return 1\n',
        'def f():\n    """Lists what is deprecated."""\n    return 1\n',
        'def f():\n    """Count.\n\n    Deprecated names count, too."""\n    return 1\n',
        "@functools.cache\ndef f(): return 1\n",
    ],
)
def test_what_is_not_deprecated(code: str) -> None:
    assert not deprecation.is_deprecated(function(code))


# What has a main verb would be the way in
OLD = 'def put():\n    """Put.\n\n    .. deprecated:: 2\n    """\n'


def test_what_is_deprecated_is_no_way_in_beside_others() -> None:
    tree = ast.parse(OLD + "def add(): pass\n")
    assert prominence.ranks(tree) == {"put": prominence.MADE, "add": prominence.MAIN}


def test_where_all_are_deprecated_they_are_the_way_in() -> None:
    assert prominence.ranks(ast.parse(OLD))["put"] == prominence.MAIN
