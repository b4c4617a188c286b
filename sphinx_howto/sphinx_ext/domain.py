"""The domain ``howto``: which object is explained where, the role that links there, and the index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import Any, ClassVar, NamedTuple, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.domains import Domain, Index, IndexEntry, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from sphinx_howto import catalogue

# What kind of place an entry is, the best first: a how-to of the object itself, one that the page
# writes under another name, a step in the how-to of its class or module
OWN, ALIAS, PART = range(3)


class Entry(NamedTuple):
    """A place where an object is explained."""

    rank: int
    docname: str
    node_id: str
    title: str


class Finding(NamedTuple):
    """What is wrong in a source that a page explains, to be told once however many pages explain it."""

    subtype: str
    message: str
    location: str


class HowtoRole(XRefRole):
    """``:howto:`package.module.Class```, or with the domain in front, links to the how-to of an object."""

    def create_xref_node(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """A reference into the domain, whether the role was written with its name or without."""
        self.refdomain, self.reftype = HowtoDomain.name, "howto"
        self.classes = ["xref", "howto"]
        return super().create_xref_node()

    def process_link(
        self, env: BuildEnvironment, refnode: nodes.Element, has_explicit_title: bool, title: str, target: str
    ) -> tuple[str, str]:
        """Show only the last name of a target that begins with ``~``, as the Python domain does."""
        if not has_explicit_title and title.startswith("~"):
            title = title.rpartition(".")[2].lstrip("~")
        return title, target.lstrip("~")


class HowtoIndex(Index):
    """All how-tos of a project by the name of the object."""

    # The page and the label are "howto-objects": "howto-index" is what projects call their own pages
    name = "objects"
    localname = "How-to index"
    shortname = "how-tos"

    domain: HowtoDomain

    def generate(
        self, docnames: Iterable[str] | None = None
    ) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """The entries by first letter."""
        wanted = None if docnames is None else set(docnames)
        letters: dict[str, list[IndexEntry]] = {}
        for path, entry in _howtos(self.domain):
            if wanted is None or entry.docname in wanted:
                name = path.rpartition(".")[2]
                line = IndexEntry(name, 0, entry.docname, entry.node_id, path, "", "")
                letters.setdefault(name.lstrip("_")[:1].upper() or "_", []).append(line)
        content = [(letter, sorted(lines, key=_by_name)) for letter, lines in sorted(letters.items())]
        return content, False


def _by_name(line: IndexEntry) -> tuple[str, str, str]:
    return line.name.lower(), line.extra, line.docname


def _howtos(domain: HowtoDomain) -> Iterator[tuple[str, Entry]]:
    for path, places in sorted(domain.places.items()):
        for entries in places.values():
            yield from ((path, entry) for entry in entries if entry.rank == OWN)


class HowtoDomain(Domain):
    """Objects that have a how-to."""

    name = "howto"
    label = "How-to"
    object_types: ClassVar[dict[str, ObjType]] = {"howto": ObjType("how-to", "howto")}
    roles: ClassVar[dict[str, Any]] = {"howto": HowtoRole(warn_dangling=True)}
    indices: ClassVar[list[type[Index]]] = [HowtoIndex]
    initial_data: ClassVar[dict[str, Any]] = {"places": {}, "findings": {}, "links": {}}
    dangling_warnings: ClassVar[dict[str, str]] = {"howto": "no how-to of %(target)s in this project"}
    data_version = 2

    @property
    def places(self) -> dict[str, dict[str, list[Entry]]]:
        """Dotted path -> docname -> places on that page."""
        return cast("dict[str, dict[str, list[Entry]]]", self.data["places"])

    @property
    def findings(self) -> dict[str, list[Finding]]:
        """Docname -> what was found while that page was read, until it is told."""
        return cast("dict[str, list[Finding]]", self.data["findings"])

    @property
    def links(self) -> dict[str, Any]:
        """Builder -> what ``entries`` linked when it last wrote."""
        return cast("dict[str, Any]", self.data["links"])

    def note_finding(self, finding: Finding) -> None:
        """Keep ``finding`` until all pages are read."""
        self.findings.setdefault(self.env.docname, []).append(finding)

    def note(self, path: str, node_id: str, title: str, target: str) -> None:
        """Enter the how-to of ``path``, which its page calls ``target``."""
        self._add(path, OWN, node_id, title)
        if target != path:
            self._add(target, ALIAS, node_id, title)

    def note_part(self, path: str, node_id: str, title: str) -> None:
        """Enter a step that explains ``path`` within the how-to of its class or module."""
        self._add(path, PART, node_id, title)

    def _add(self, path: str, rank: int, node_id: str, title: str) -> None:
        docname = self.env.docname
        self.places.setdefault(path, {}).setdefault(docname, []).append(Entry(rank, docname, node_id, title))

    def find(self, path: str) -> Entry | None:
        """The best place for ``path``: a how-to before a step, then by page and by place on it."""
        best = (min(entries, key=_rank) for entries in self.places.get(path, {}).values())
        return min(best, key=_by_place, default=None)

    def explained(self) -> Iterator[tuple[str, Entry]]:
        """Each object with the places that explain it under its own path, the best first."""
        for path, places in sorted(self.places.items()):
            found = [entry for entries in places.values() for entry in entries if entry.rank != ALIAS]
            yield from ((path, entry) for entry in sorted(found, key=_by_place))

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        self.findings.pop(docname, None)
        for path, places in list(self.places.items()):
            places.pop(docname, None)
            if not places:
                del self.places[path]

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read from ``docnames``."""
        self.findings.update(
            (docname, found) for docname, found in otherdata["findings"].items() if docname in docnames
        )
        for path, places in otherdata["places"].items():
            for docname in sorted(docnames & places.keys()):
                self.places.setdefault(path, {})[docname] = places[docname]

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """One entry for each object that is explained somewhere, for inventory and search."""
        for path in sorted(self.places):
            entry = self.find(path)
            if entry is not None:
                yield path, path, "howto", entry.docname, entry.node_id, 1

    def resolve_xref(
        self, env: BuildEnvironment, fromdocname: str, builder: Builder, typ: str, target: str,
        node: addnodes.pending_xref, contnode: nodes.Element,
    ) -> nodes.reference | None:  # fmt: skip
        """A link to the how-to of ``target``."""
        entry = self.find(target.replace("::", "."))
        if entry is None:
            return None
        title = catalogue.gettext("How to use {name}").format(name=target)
        return make_refnode(builder, fromdocname, entry.docname, entry.node_id, [contnode], title)

    def resolve_any_xref(
        self, env: BuildEnvironment, fromdocname: str, builder: Builder, target: str,
        node: addnodes.pending_xref, contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:  # fmt: skip
        """A link for the role ``any``, where nothing else has the name: the object goes before its how-to."""
        reference = self.resolve_xref(env, fromdocname, builder, "howto", target, node, contnode)
        if reference is None or _known_elsewhere(env, fromdocname, builder, target, node, contnode):
            return []
        return [("howto:howto", reference)]


def _rank(entry: Entry) -> int:
    return entry.rank


def _by_place(entry: Entry) -> tuple[int, str]:
    return entry.rank, entry.docname


def _known_elsewhere(env: BuildEnvironment, *arguments: Any) -> bool:
    others = [env.get_domain(name) for name in sorted(env.domains) if name != HowtoDomain.name]
    return any(_resolves(other, env, *arguments) for other in others)


def _resolves(other: Domain, env: BuildEnvironment, *arguments: Any) -> bool:
    try:
        return bool(other.resolve_any_xref(env, *arguments))
    except NotImplementedError:
        return False


def of(env: BuildEnvironment) -> HowtoDomain:
    """The domain of an environment."""
    return cast("HowtoDomain", env.get_domain(HowtoDomain.name))
