"""Whatever is in a document, Markdown and doctree show the same words, and nothing is taken for markup."""

from __future__ import annotations

from docutils import nodes
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from sphinx_howto import document
from sphinx_howto.render import dictionary, doctree, markdown, outline

# What Markdown reads as markup comes often; surrogates and control characters are no text
CHARACTERS = st.one_of(
    st.sampled_from(list("*_`<>[]()#-+~&;:!\\|=. \n1aZä")),
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs", "Co", "Cn")),
)
TEXT = st.text(CHARACTERS, max_size=12)
SPAN = st.one_of(
    st.builds(document.Words, TEXT), st.builds(document.Code, TEXT), st.builds(document.Author, TEXT)
)
SPANS = st.lists(SPAN, max_size=4).map(tuple)
SAID = SPANS.filter(outline.plain)  # an item says something
LEAF = st.builds(document.Step, SPANS, SAID, st.just((1, 2)))
STEP = st.recursive(
    LEAF,
    lambda inner: st.builds(
        document.Step, SPANS, SAID, st.just((1, 2)), st.lists(inner, max_size=2).map(tuple)
    ),
    max_leaves=4,
)
STEPS = st.lists(STEP, max_size=3).map(tuple)
PAGES = st.builds(
    document.Document,
    target=st.just("a.b"),
    path=st.just("a.b"),
    kind=st.just("function"),
    title=st.just("How to Use This Code Block"),
    summary=st.lists(SPANS, max_size=2).map(tuple),
    facts=STEPS,
    steps=STEPS,
    examples=st.just(()),
    files=st.just(()),
)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def shown(tokens: list[Token] | None) -> list[str]:
    """The words of the paragraphs and headings in parsed Markdown; code is kept apart by its backticks."""
    lines = []
    for token in tokens or ():
        if token.type == "inline":
            parts = [f"«{c.content}»" if c.type == "code_inline" else c.content for c in token.children or ()]
            lines.append(squeezed("".join(parts)))
        assert token.type not in ("html_block", "hr", "blockquote_open", "code_block", "fence")
    return [line for line in lines if line]


def said(section: nodes.section) -> list[str]:
    """The words of the paragraphs and headings in a doctree."""
    lines = []
    for node in section.findall():
        if isinstance(node, (nodes.title, nodes.rubric, nodes.paragraph)):
            leaves = node.findall(nodes.Text)
            words = [f"«{leaf}»" if isinstance(leaf.parent, nodes.literal) else str(leaf) for leaf in leaves]
            lines.append(squeezed("".join(words)))
    return [line for line in lines if line]


@settings(max_examples=150, deadline=None)
@given(PAGES)
def test_markdown_and_doctree_say_the_same(page: document.Document) -> None:
    text = markdown.render(page)
    assert shown(MarkdownIt().parse(text)) == said(doctree.render(page))


@settings(max_examples=50, deadline=None)
@given(PAGES)
def test_markdown_keeps_the_outline(page: document.Document) -> None:
    tokens = MarkdownIt().parse(markdown.render(page))
    section = doctree.render(page)
    items = [token for token in tokens if token.type == "list_item_open"]
    assert len(items) == len(list(section.findall(nodes.list_item)))
    assert sum(token.type == "ordered_list_open" for token in tokens) == len(
        list(section.findall(nodes.enumerated_list))
    )


def flat(steps: list[dict[str, object]]) -> list[dict[str, object]]:
    return [one for step in steps for one in (step, *flat(step["steps"]))]  # type: ignore[arg-type]


@settings(max_examples=50, deadline=None)
@given(PAGES)
def test_the_dictionary_says_the_same(page: document.Document) -> None:
    steps = dictionary.render(page)["steps"]
    listed = list(doctree.render(page).findall(nodes.enumerated_list))
    items = [item for one in listed for item in one.findall(nodes.list_item)]
    for step, item in zip(flat(steps), items, strict=True):
        words = squeezed(item[0].astext().replace("`", ""))
        assert squeezed(str(step["text"]).replace("`", "")) in words
        assert squeezed(str(step["label"]).replace("`", "")) in words
