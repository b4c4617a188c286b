"""The configuration: what is allowed, what a wrong value is answered with, what each value does."""

from __future__ import annotations

import pytest
from sphinx.errors import ConfigError

from sphinx_howto.sphinx_ext import settings
from tests.projects import Build

PAGE = {"index.rst": "Birds\n=====\n\n.. howto:: parrot.Parrot\n"}


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("howto_detail", "much", "'brief', 'normal', 'full'"),
        ("howto_search_paths", "src", "a list of paths"),
        ("howto_search_paths", [1], "a list of paths"),
        ("howto_allow_inspection", "no", "True or False"),
        ("howto_doctest", 1, "True or False"),
        ("howto_docstring_style", "epytext", "'google'"),
        ("howto_vague_terms", "gets", "a list of texts"),
        ("howto_title", None, "a text"),
    ],
)
def test_wrong_value_is_refused(build: Build, name: str, value: object, allowed: str) -> None:
    with pytest.raises(ConfigError) as caught:
        build({**PAGE, "conf.py": f"{name} = {value!r}\n"}, "text")
    assert name in str(caught.value)
    assert repr(value) in str(caught.value)
    assert allowed in str(caught.value)


def test_every_default_is_allowed() -> None:
    assert [setting.name for setting in settings.SETTINGS if not setting.holds(setting.default)] == []


def test_every_setting_is_known_to_sphinx_with_its_description(build: Build) -> None:
    values = build(PAGE, "text").app.config.values
    for setting in settings.SETTINGS:
        assert setting.full_name in values
        assert setting.description.endswith(".")


def test_paths_start_at_conf_py(build: Build) -> None:
    index = "Birds\n=====\n\n.. howto:: finch.sing\n"
    files = {"index.rst": index, "src/finch.py": "def sing():\n    return 1\n"}
    assert len(build(files, "text").warnings) == 1
    assert build(files, "text", doctrees="2", howto_search_paths=["src"]).warnings == []


def test_title(build: Build) -> None:
    text = build(PAGE, "text", howto_title="Using {name} of {path}").text("index.txt")
    assert "Using Parrot of parrot.Parrot\n====" in text


def test_title_of_a_page_wins(build: Build) -> None:
    page = {"index.rst": "Birds\n=====\n\n.. howto:: parrot.Parrot\n   :title: Own {name}\n"}
    assert "Own {name}\n====" in build(page, "text", howto_title="Using {name}").text("index.txt")


def test_detail(build: Build) -> None:
    texts = [
        build(PAGE, "text", doctrees=detail, howto_detail=detail).text("index.txt")
        for detail in ("brief", "full")
    ]
    assert len(texts[0]) < len(texts[1])


def test_inspection_can_be_forbidden(build: Build) -> None:
    page = {"index.rst": "Birds\n=====\n\n.. howto:: math.sqrt\n"}
    assert build(page, "text").warnings == []
    (warning,) = build(page, "text", doctrees="2", howto_allow_inspection=False).warnings
    assert "[howto.no_source]" in warning


def test_vague_words(build: Build) -> None:
    files = {
        "index.rst": "Birds\n=====\n\n.. howto:: vague.lay\n",
        "vague.py": 'def lay():\n    """Handle various eggs."""\n    return 1\n',
    }
    assert build(files, "text").warnings == []
    warnings = build(files, "text", doctrees="2", howto_check_vague=True).warnings
    assert warnings
    assert all("[howto.vague]" in warning and "vague.py:2" in warning for warning in warnings)
    own = build(files, "text", doctrees="3", howto_check_vague=True, howto_vague_terms=["eggs"]).warnings
    assert ["eggs" in warning for warning in own] == [True]


def test_problems_are_located_at_the_directive_and_name_file_and_line(build: Build) -> None:
    conf = """
import dataclasses
from sphinx_howto import document


def handler(app, definition, description):
    problem = document.Problem("vague", "the docstring says “handles”", str(definition.module.path), 17)
    return dataclasses.replace(description, problems=(problem,))


def setup(app):
    app.connect("howto-process-steps", handler)
"""
    (warning,) = build({**PAGE, "conf.py": conf}, "text").warnings
    assert "index.rst:4: WARNING" in warning
    assert "parrot.py:17: the docstring says “handles”" in warning
    assert "[howto.vague]" in warning
