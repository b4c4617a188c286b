"""A target is a dotted name, nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_howto import errors
from sphinx_howto.source import target


@pytest.mark.parametrize(
    ("text", "module", "parts"),
    [
        ("json", "", ("json",)),
        ("json.decoder.JSONDecoder", "", ("json", "decoder", "JSONDecoder")),
        ("pkg.mod::Class", "pkg.mod", ("Class",)),
        ("pkg::Class.method", "pkg", ("Class", "method")),
        ("pkg.mod::", "pkg.mod", ()),
        ("  json.loads\n", "", ("json", "loads")),
        ("naïve.größe", "", ("naïve", "größe")),
        ("pkg.match", "", ("pkg", "match")),
    ],
)
def test_a_dotted_name_is_taken_apart(text: str, module: str, parts: tuple[str, ...]) -> None:
    assert target.parse(text) == target.Target(module, parts)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "3",
        "a b",
        "a..b",
        ".a",
        "a.",
        "a-b",
        "a/b.py",
        "a.class",
        "::A",
        "::",
        "a::b::c",
        "a:b",
        "f()",
    ],
)
def test_anything_else_is_refused_with_the_target_and_the_form(text: str) -> None:
    with pytest.raises(errors.TargetError) as caught:
        target.parse(text)
    message = str(caught.value)
    assert repr(text) in message
    assert "package.module.Class" in message
    assert "\n" not in message


@given(st.text())
def test_no_text_makes_another_exception(text: str) -> None:
    try:
        parsed = target.parse(text)
    except errors.TargetError:
        return
    assert parsed.path.replace(".", "").isidentifier()
