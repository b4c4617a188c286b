"""Every builder writes a how-to without a warning."""

from __future__ import annotations

import pytest

PAGES = {
    "index.rst": """
        Birds
        =====

        Before.

        .. howto:: parrot.Parrot

        - in a list

          .. howto:: parrot.add
             :title: Adding & *more*

        .. toctree::

           other
    """,
    "other.md": """
        # Other

        ```{howto} parrot.add
        :detail: brief

        from parrot import add

        print(add(1, 2))
        ```

        - in a list

          ```{howto} parrot.Parrot
          :title: Parrots
          ```
    """,
}


@pytest.mark.parametrize(
    "builder",
    ["html", "dirhtml", "singlehtml", "latex", "text", "man", "epub", "texinfo", "xml", "gettext", "pseudoxml"],
)
def test_builder_is_quiet(build, builder):
    built = build(PAGES, builder, extensions=["sphinx_howto", "myst_parser"])
    assert built.warnings == []
