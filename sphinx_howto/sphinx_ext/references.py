"""References from a how-to to the Python domain: links where the object is known, code where not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

from sphinx_howto import document, errors, source
from sphinx_howto.render import outline
from sphinx_howto.sphinx_ext import domain, settings

# Classes of code that links as a whole; the second marks what loses them where nothing is found
_XREF = ("xref", "howto-xref")

# Marks a reference that may stay unresolved without a word, nitpicky or not
_QUIET = "howto-quiet"


def link(span: document.Code) -> nodes.Node:
    """Code as a literal that links to the object it names, or to those that its parts name."""
    text = outline.fold(span.text)
    literal = nodes.literal(text, text)
    if span.reference:
        literal["classes"] += [*_XREF, "py", "py-obj"]
        return _to_object(literal, span.reference)
    if span.links and text == span.text:
        literal[:] = list(_parts(text, span.links))
    return literal


def _parts(text: str, links: Sequence[document.Link]) -> Iterator[nodes.Node]:
    """``text`` with its links."""
    end = 0
    for link in links:
        if link.start > end:
            yield nodes.Text(text[end : link.start])
        yield _to_object(nodes.Text(text[link.start : link.end]), link.path)
        end = link.end
    if end < len(text):
        yield nodes.Text(text[end:])


def _to_object(shown: nodes.Node, path: str) -> addnodes.pending_xref:
    return quiet(shown, refdomain="py", reftype="obj", reftarget=path)


def quiet(shown: nodes.Node, **where: str) -> addnodes.pending_xref:
    """A reference to what may not exist; then what is shown stays as it is."""
    reference = addnodes.pending_xref("", shown, refexplicit=True, refwarn=False, **where)
    reference[_QUIET] = True
    return reference


def resolve(
    app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, shown: nodes.Element
) -> nodes.reference | None:
    """A link to the object under the name by which it is documented, or to its how-to on another page.

    Code imports ``package.module.name``, and documents ``package.name`` (``missing-reference``).
    """
    if not node.get(_QUIET) or node["refdomain"] != "py":
        return None
    found = documented(env, node["reftarget"])
    place = found[1:] if found else _explained(env, node["refdoc"], node["reftarget"])
    if place is None:
        return None
    return make_refnode(app.builder, node["refdoc"], *place, shown, node["reftarget"])


def documented(env: BuildEnvironment, path: str) -> tuple[str, str, str] | None:
    """Name, page and node id of the entry of ``path`` in the Python domain, also under a shorter name."""
    entries: Mapping[str, Any] = env.get_domain("py").data["objects"]
    for name in (path, *_shorter(path)):
        if name in entries and (name == path or _is_same(env, name, path)):
            return name, entries[name].docname, entries[name].node_id
    return None


def _shorter(path: str) -> Iterator[str]:
    """``a.b.C.d`` -> ``a.C.d``, ``a.d``: the package with ever fewer of what is below it."""
    top, *below = path.split(".")
    for first in range(1, len(below)):
        yield ".".join([top, *below[first:]])


def _is_same(env: BuildEnvironment, name: str, path: str) -> bool:
    """Whether two names are of one object, which the sources say."""
    chosen = settings.read(env.config)
    lookup = source.open_project(chosen.search_paths, allow_inspection=False)
    try:
        found, other = lookup.find(name), lookup.find(path)
    except errors.HowtoError:
        return False
    return found is not None and other is not None and found.path == other.path


def _explained(env: BuildEnvironment, docname: str, path: str) -> tuple[str, str] | None:
    """Page and node id of the how-to of ``path``, if it is on another page than ``docname``."""
    entry = domain.of(env).find(path)
    if entry is None or entry.docname == docname or entry.rank == domain.PART:
        return None
    return entry.docname, entry.node_id


def to_howto(name: str, path: str) -> addnodes.pending_xref:
    """``name`` as code that links to the how-to of ``path``."""
    literal = nodes.literal(name, name, classes=[*_XREF, "howto"])
    return quiet(literal, refdomain=domain.HowtoDomain.name, reftype="howto", reftarget=path)


def settle_code(app: Sphinx, tree: nodes.document, docname: str) -> None:
    """Make code that leads nowhere look like other code, and all code plain in Markdown and the like.

    A piece of code cannot hold links there (``doctree-resolved``).
    """
    holds_links = app.builder.format in ("html", "latex")
    for literal in tree.findall(nodes.literal):
        if _XREF[1] in literal["classes"]:
            literal["classes"].remove(_XREF[1])
            if not isinstance(literal.parent, nodes.reference):
                literal["classes"] = []
        if not holds_links and any(isinstance(child, nodes.reference) for child in literal.children):
            literal[:] = [nodes.Text(literal.astext())]


def stay_quiet(app: Sphinx, domain: Any, node: nodes.Element) -> bool | None:
    """Whether a missing reference is one of ours (``warn-missing-reference``)."""
    return True if node.get(_QUIET) else None
