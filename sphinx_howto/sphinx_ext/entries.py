"""With ``howto_link_autodoc``: the entry of an object in the Python domain links to its how-to, and back."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

from sphinx_howto import catalogue
from sphinx_howto.sphinx_ext import domain


def link(app: Sphinx, tree: nodes.document, docname: str) -> None:
    """Append both links to a page that is about to be written; HTML only, as links to sources are."""
    if app.config.howto_link_autodoc and app.builder.format == "html":
        with catalogue.using(app.config.language or "en"):
            _link_entries(app, tree, docname)
            _link_howtos(app, tree, docname)


def changed(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The pages whose links lead elsewhere than at the last build, to be written again (``env-updated``)."""
    if not (app.config.howto_link_autodoc and app.builder.format == "html"):
        return []
    now = _ends(env)
    before = domain.of(env).links.get(app.builder.name, {})
    domain.of(env).links[app.builder.name] = now
    return sorted(name for name in now.keys() | before.keys() if now.get(name) != before.get(name))


def _ends(env: BuildEnvironment) -> dict[str, list[tuple[str, str, str]]]:
    """Page -> (object, page, node id) of the other end of each link on it."""
    ends: dict[str, list[tuple[str, str, str]]] = {}
    for path, _, _, page, node_id, _ in sorted(env.get_domain("py").get_objects()):
        entry = domain.of(env).find(path)
        if entry is not None:
            ends.setdefault(page, []).append((path, entry.docname, entry.node_id))
            ends.setdefault(entry.docname, []).append((path, page, node_id))
    return ends


def _link_entries(app: Sphinx, tree: nodes.document, docname: str) -> None:
    for signature in list(tree.findall(addnodes.desc_signature)):
        path = ".".join(filter(None, [signature.get("module"), signature.get("fullname")]))
        entry = domain.of(app.env).find(path)
        if entry is not None and signature.parent.get("domain") == "py":
            text = catalogue.gettext("[how-to]")
            signature.append(_reference(app, docname, entry.docname, entry.node_id, text))


def _link_howtos(app: Sphinx, tree: nodes.document, docname: str) -> None:
    """Link the first paragraph of each how-to to the entry of its object."""
    known = app.env.get_domain("py").get_objects()
    objects = {name: (page, node_id) for name, _, _, page, node_id, _ in known}
    on_page = domain.of(app.env).on_page(docname)
    waiting = ""
    for node in list(tree.findall(nodes.Element)):
        waiting = next((on_page[name] for name in node["ids"] if name in on_page), waiting)
        if waiting and isinstance(node, nodes.paragraph):
            if waiting in objects:
                node.append(_reference(app, docname, *objects[waiting], catalogue.gettext("[reference]")))
            waiting = ""


def _reference(app: Sphinx, docname: str, page: str, node_id: str, text: str) -> nodes.reference:
    # The class is the one of links to sources: every theme puts those to the right
    shown = nodes.inline("", text, classes=["viewcode-link", "howto-link"])
    return make_refnode(app.builder, docname, page, node_id, shown)
