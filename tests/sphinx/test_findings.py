"""What is wrong in a source is told once, however many pages explain it, and by however many processes."""

from __future__ import annotations

import pytest

from tests.projects import Build

WRONG = '''"""Wrong."""


class Nest:
    """A nest."""

    def lay(self, eggs):
        """Lay.

        Args:
            egs: how many.
        """
        return eggs


Home = Nest
'''
PAGES = {
    "wrong.py": WRONG,
    "index.rst": "Birds\n=====\n\n.. toctree::\n   :glob:\n\n   page*\n",
    **{
        f"page{number}.rst": f"Page {number}\n======\n\n.. howto:: wrong.{name}\n"
        for number, name in enumerate(["Nest", "Nest.lay", "Home", "Nest", "Nest", "Nest", "Nest"], 1)
    },
}


@pytest.mark.parametrize("parallel", [0, 2])
def test_a_finding_is_told_once_at_the_first_page(build: Build, parallel: int) -> None:
    (warning,) = build(PAGES, "html", parallel=parallel).warnings
    assert "page1.rst:4: WARNING" in warning
    assert "wrong.py:11" in warning
    assert warning.endswith("[howto.docstring]")


def test_a_page_that_is_read_again_tells_it_again(build: Build) -> None:
    build(PAGES, "html")
    assert build({}, "html").warnings == []
    (warning,) = build({"page3.rst": PAGES["page3.rst"] + "\nMore.\n"}, "html").warnings
    assert "page3.rst:4: WARNING" in warning


def test_two_findings_are_two_warnings(build: Build) -> None:
    more = WRONG.replace("egs: how many.\n", "egs: how many.\n            nest: where.\n")
    assert len(build({**PAGES, "wrong.py": more}, "html").warnings) == 2
