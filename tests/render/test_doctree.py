"""The doctree: standard nodes, classes, what translators see and what they do not."""

from __future__ import annotations

from docutils import nodes
from sphinx.util.nodes import is_translatable

from sphinx_howto import document
from sphinx_howto.document import Author, Code, Words
from sphinx_howto.render import doctree

PAGE = document.Document(
    target="nest.lay",
    path="nest.lay",
    kind="function",
    title="How to Use This Code Block",
    summary=((Author("Lay an egg."),), (Words("Call "), Code("lay(n)", "nest.lay"), Words("."))),
    facts=(document.Step((Words("Network"),), (Words("None."),), (0, 0)),),
    steps=(
        document.Step(
            (Author("Warm up"),), (Words("Waits:"),), (2, 3), (document.Step((), (Words("Once."),), (3, 3)),)
        ),
        document.Step((Code("lay"),), (Words("Lays."),), (4, 4), reference="nest.lay"),
    ),
    examples=(document.Example("lay(1)", "synthesised", command="python -m nest"),),
    files=(),
)


def test_structure() -> None:
    section = doctree.render(PAGE)
    kinds = [type(node).__name__ for node in section.children]
    assert kinds == [
        "title",
        *("rubric", "paragraph", "paragraph", "bullet_list"),
        *("rubric", "enumerated_list"),
        *("rubric", "literal_block", "literal_block", "paragraph"),
    ]
    blocks = list(section.findall(nodes.literal_block))
    assert [block["language"] for block in blocks] == ["bash", "python"]
    assert [node.astext() for node in section.findall(nodes.strong)] == ["Network", "Warm up", "lay"]


def test_classes() -> None:
    section = doctree.render(PAGE, doctree.Style(classes=("mine",)))
    assert section["classes"] == ["howto", "mine"]
    children = [node for node in section.children if isinstance(node, nodes.Element)]
    assert children[1]["classes"] == ["howto-description", "howto-part"]
    assert children[6]["classes"] == ["howto-steps"]
    assert children[8]["classes"] == ["howto-example"]


def test_parts_can_be_left_out() -> None:
    section = doctree.render(PAGE, doctree.Style(steps=False, example=False))
    assert [node.astext() for node in section.findall(nodes.rubric)] == ["Description"]


def test_only_authors_words_are_for_translators() -> None:
    section = doctree.render(PAGE, doctree.Style(place=("index.rst", 7)))
    translatable = [node.astext() for node in section.findall(nodes.TextElement) if is_translatable(node)]
    assert translatable == ["Lay an egg.", "Warm up"]
    own = [section[0], *section.findall(nodes.rubric)]
    assert all(isinstance(node, nodes.Element) and node["translatable"] is False for node in own)


def test_title_of_the_author_is_for_translators() -> None:
    section = doctree.render(PAGE, doctree.Style(title=(nodes.Text("Eggs"),), place=("index.rst", 7)))
    assert section[0].astext() == "Eggs"
    assert section[0].source == "index.rst"


def test_code_goes_through_link() -> None:
    seen: list[str] = []

    def link(span: document.Code) -> nodes.Node:
        seen.append(span.reference)
        return nodes.emphasis("", span.text)

    section = doctree.render(PAGE, doctree.Style(link=link))
    assert "nest.lay" in seen
    assert [node.astext() for node in section.findall(nodes.emphasis)] == ["lay(n)", "lay"]


def test_code_on_several_lines_is_folded() -> None:
    made = doctree.sentence((Code("f(\n    a)"),), doctree.Style())
    assert made.astext() == "f( a)"


def test_abouts() -> None:
    section = doctree.render(PAGE)
    assert [node[doctree.ABOUT] for node in doctree.abouts(section)] == ["nest.lay", "nest.lay"]


def test_empty_document() -> None:
    section = doctree.render(document.Document("a", "a", "module", "T", (), (), (), (), ()))
    assert [type(node) for node in section.children] == [nodes.title]
