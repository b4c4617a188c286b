"""With ``howto_link_autodoc``: the entry of an object in the Python domain links to its how-to, and back."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

from sphinx_howto import catalogue
from sphinx_howto.sphinx_ext import domain, references

Place = tuple[str, str]
# Page -> the objects whose entries, and those whose how-tos, are on it -> page and node id of the other end
Ends = tuple[dict[str, dict[str, Place]], dict[str, dict[str, Place]]]


def changed(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Find both ends of each link; the pages where one moved are written again (``env-updated``)."""
    if not (app.config.howto_link_autodoc and app.builder.format == "html"):
        return []
    links = domain.of(env).links
    before, now = links.get(app.builder.name, ({}, {})), _ends(env)
    links[app.builder.name] = now
    pages = {page for ends in (*before, *now) for page in ends}
    moved = {page for page in pages if _of(before, page) != _of(now, page)}
    return sorted(moved & env.found_docs)


def _of(ends: Ends, page: str) -> list[dict[str, Place] | None]:
    return [side.get(page) for side in ends]


def _ends(env: BuildEnvironment) -> Ends:
    entries: dict[str, dict[str, Place]] = {}
    howtos: dict[str, dict[str, Place]] = {}
    for path, place in domain.of(env).explained():
        found = references.documented(env, path)
        if found is not None:
            name, *entry = found
            entries.setdefault(entry[0], {}).setdefault(name, (place.docname, place.node_id))
            if place.rank == domain.OWN:
                howtos.setdefault(place.docname, {})[place.node_id] = (entry[0], entry[1])
    return entries, howtos


def link(app: Sphinx, tree: nodes.document, docname: str) -> None:
    """Append both links to a page that is about to be written; HTML only, as links to sources are."""
    if app.config.howto_link_autodoc and app.builder.format == "html":
        entries, howtos = domain.of(app.env).links[app.builder.name]
        with catalogue.using(app.config.language or "en"):
            _link_entries(app, tree, docname, entries.get(docname, {}))
            _link_howtos(app, tree, docname, howtos.get(docname, {}))


def _link_entries(app: Sphinx, tree: nodes.document, docname: str, ends: dict[str, Place]) -> None:
    for signature in list(tree.findall(addnodes.desc_signature)):
        path = ".".join(filter(None, [signature.get("module"), signature.get("fullname")]))
        if path in ends and signature.parent.get("domain") == "py":
            signature.append(_reference(app, docname, *ends[path], catalogue.gettext("[how-to]")))


def _link_howtos(app: Sphinx, tree: nodes.document, docname: str, ends: dict[str, Place]) -> None:
    """Link the first paragraph of each how-to to the entry of its object."""
    waiting = ""
    for node in list(tree.findall(nodes.Element)):
        waiting = next((name for name in node["ids"] if name in ends), waiting)
        if waiting and isinstance(node, nodes.paragraph):
            node.append(_reference(app, docname, *ends[waiting], catalogue.gettext("[reference]")))
            waiting = ""


def _reference(app: Sphinx, docname: str, page: str, node_id: str, text: str) -> nodes.reference:
    # The class is the one of links to sources: every theme puts those to the right
    shown = nodes.inline("", text, classes=["viewcode-link", "howto-link"])
    return make_refnode(app.builder, docname, page, node_id, shown)
