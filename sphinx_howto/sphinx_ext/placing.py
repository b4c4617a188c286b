"""Where a how-to stands is settled once the page is read: section or rubric, ids, entry in the domain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_id

from sphinx_howto import document
from sphinx_howto.render import doctree
from sphinx_howto.sphinx_ext import domain, sourcelinks

# Attributes that carry the directive's wishes until the page is read
_TARGET = "howto-target"
_NAME = "howto-name"
_HIDDEN = "howto-hidden"
_OWN = (doctree.ABOUT, _TARGET, _NAME, _HIDDEN)

# Headings of a page rarely go deeper, and LaTeX knows no more
_DEEPEST = 6


def mark(node: nodes.section, page: document.Document, chosen: dict[str, Any]) -> None:
    """Write on the section of a how-to what is needed to place it."""
    node[_TARGET] = page.target
    if "name" in chosen:
        node[_NAME] = chosen["name"]
    if "no-index" in chosen:
        node[_HIDDEN] = True


class Carrier(nodes.Element):
    """Holds what is below the title of a how-to out of the way until the page is read.

    Sphinx walks a page some twenty times while reading it, for substitutions, footnotes, quotation
    marks and the like, none of which a how-to has. That took longer than making the how-tos.
    """

    def __init__(self, content: Sequence[nodes.Node] = ()) -> None:
        super().__init__()
        self.content = list(content)

    def copy(self) -> Carrier:
        """A carrier of copies."""
        return Carrier([node.deepcopy() for node in self.content])

    deepcopy = copy


def hide(section: nodes.section) -> None:
    """Put what is below the title of ``section`` into a carrier."""
    carrier = Carrier(section.children[1:])
    section[1:] = [carrier]


class PlaceHowtos(SphinxTransform):
    """Give each how-to of a page its ids, its entry in the domain and the heading that fits its place."""

    default_priority = 5  # before translation, which the source workarounds at 10 prepare

    def apply(self, **kwargs: Any) -> None:
        """Place all how-tos of the page."""
        for section in [found for found in self.document.findall(nodes.section) if _TARGET in found]:
            carrier = cast("Carrier", section[1])
            parts = [node for top in carrier.content for node in doctree.abouts(top)]
            self._identify(section, parts)
            self._level(section, carrier.content)
            if not _may_stand(section):
                _demote(section)
            for node in (section, *parts):
                _clean(node)
        if (self.config.language or "en") != "en":
            show(self.document)  # a project may have translated the words of its authors

    def _identify(self, section: nodes.section, parts: Sequence[nodes.Element]) -> None:
        self._add_id(section, section[doctree.ABOUT])
        if _NAME in section:
            section["names"].append(nodes.fully_normalize_name(section[_NAME]))
            self.document.note_explicit_target(section, section)
        title = _title(section)
        if not title.get("translatable", True):
            # autosectionlabel makes labels of this: the same title must not give the same label twice
            title.rawsource = f"{self.env.docname} {section['ids'][0]}"
        if _HIDDEN not in section:
            self._enter(section, parts)

    def _enter(self, section: nodes.section, parts: Sequence[nodes.Element]) -> None:
        objects = domain.of(self.env)
        path, title = section[doctree.ABOUT], _title(section).astext()
        written = section[_TARGET].replace("::", ".")
        objects.note(path, section["ids"][0], title, written)
        first = {part[doctree.ABOUT]: part for part in reversed(parts) if part[doctree.ABOUT] != path}
        for about, part in sorted(first.items()):
            self._add_id(part, about)
            objects.note_part(about, part["ids"][0], title)
            if written != path and about.startswith(f"{path}."):
                objects.note_part(written + about.removeprefix(path), part["ids"][0], title)

    def _add_id(self, node: nodes.Element, path: str) -> None:
        node["ids"].insert(0, make_id(self.env, self.document, "howto", path))
        if sourcelinks.lead_back(self.config) and path not in self.document.ids:
            node["ids"].append(path)  # where the pages of viewcode lead back to
        self.document.note_explicit_target(node)

    def _level(self, section: nodes.section, content: Sequence[nodes.Node]) -> None:
        """Make real headings of the rubrics where the builder knows how."""
        depth = _depth(section)
        for node in content:
            if isinstance(node, nodes.rubric):
                node["heading-level"] = min(depth + 1, _DEEPEST)


class ShowHowtos(SphinxTransform):
    """Put the how-tos into the page, after the walks that they need not, before others read the page."""

    default_priority = 875  # ``doctree-read`` is sent at 880

    def apply(self, **kwargs: Any) -> None:
        """Empty all carriers."""
        show(self.document)


def show(document: nodes.document) -> None:
    """Put what the carriers hold in their places."""
    for carrier in list(document.findall(Carrier)):
        carrier.replace_self(carrier.content)


class LatexHeadings(SphinxPostTransform):
    """In LaTeX a page's depth depends on the table of contents, so the rubrics take its own level."""

    default_priority = 900
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:
        """Take the level from the rubrics of how-tos."""
        for rubric in self.document.findall(nodes.rubric):
            if "howto-part" in rubric["classes"] or "howto-title" in rubric["classes"]:
                rubric.attributes.pop("heading-level", None)


def _depth(section: nodes.Element) -> int:
    """How deep the heading of ``section`` is; the page's own title has depth 1."""
    depth, node = 1, section.parent
    while node is not None:
        depth += isinstance(node, nodes.section)
        node = node.parent
    return depth


def _may_stand(section: nodes.section) -> bool:
    """Whether a section may stand here; ``only`` is transparent, as for the table of contents."""
    parent = section.parent
    while isinstance(parent, addnodes.only):
        parent = parent.parent
    return isinstance(parent, (nodes.document, nodes.section))


def _demote(section: nodes.section) -> None:
    """Put a rubric with the same title, and all that was in the section, in its place."""
    title = _title(section)
    rubric = nodes.rubric(title.rawsource, "", *title.children, classes=[*section["classes"], "howto-title"])
    rubric.source, rubric.line = title.source, title.line
    rubric["heading-level"] = min(_depth(section), _DEEPEST)
    if "translatable" in title:
        rubric["translatable"] = title["translatable"]
    anchor = nodes.target("", "", ids=section["ids"], names=section["names"])
    section.replace_self([anchor, rubric, *section.children[1:]])


def _title(section: nodes.section) -> nodes.title:
    return cast("nodes.title", section[0])


def _clean(node: nodes.Element) -> None:
    for name in _OWN:
        node.attributes.pop(name, None)
