"""Links from a how-to and its steps to the source, made by the extensions that link sources already.

``viewcode`` and ``linkcode`` append a link to every signature of the Python domain when a page was
read. For a moment they are shown such signatures; what they append moves into the how-to.
"""

from __future__ import annotations

import tokenize
from functools import lru_cache
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.pycode import ModuleAnalyzer
from sphinx.util import logging

from sphinx_howto import document
from sphinx_howto.render import doctree
from sphinx_howto.sphinx_ext import domain

_logger = logging.getLogger(__name__)

# On the paragraph of a how-to or a step: module and qualified name of what it is about
_SOURCE = "howto-source"
# In the environment's data of the page that is read: module -> its file
_FILES = "howto_source_files"

# Before and after the extensions that link sources, which keep Sphinx's default of 500
BEFORE, AFTER, LATE = 490, 510, 900

Tags = dict[str, tuple[str, int, int]]


def lead_back(config: Config) -> bool:
    """Whether ``viewcode`` is on, which writes pages that lead back to what is explained."""
    return "viewcode_enable_epub" in config


def are_on(config: Config) -> bool:
    """Whether an extension links sources; each is known by a configuration value of its own."""
    return lead_back(config) or "linkcode_resolve" in config


def connect(app: Sphinx, config: Config) -> None:
    """Take part in what is on; answer ``viewcode`` after the handlers of others (``config-inited``)."""
    if are_on(config):
        app.connect("doctree-read", offer, BEFORE)
        app.connect("doctree-read", collect, AFTER)
    if lead_back(config):
        app.connect("viewcode-find-source", find_source, LATE)
        app.connect("viewcode-follow-imported", follow_imported, LATE)
        app.connect("env-updated", settle_back_links)


def mark(section: nodes.section, page: document.Document, env: BuildEnvironment) -> None:
    """Note on the paragraphs of a how-to which object of which module they explain."""
    origins: list[tuple[str, nodes.paragraph | None]] = [
        (node.attributes.pop(doctree.ORIGIN), node)
        for node in section.findall(nodes.paragraph)
        if doctree.ORIGIN in node
    ]
    if not (are_on(env.config) and page.source_file.endswith((".py", ".pyi"))):
        return
    files = env.temp_data.get(_FILES) or {}
    env.temp_data[_FILES] = {**files, page.module: page.source_file}
    told = [(node[doctree.ABOUT], node.next_node(nodes.paragraph)) for node in doctree.abouts(section)]
    told += origins
    for path, paragraph in told:
        if paragraph is not None and path.startswith(f"{page.module}."):
            paragraph[_SOURCE] = page.module, path.removeprefix(f"{page.module}.")


def offer(app: Sphinx, tree: nodes.document) -> None:
    """Show signatures of what the how-tos of the page explain (``doctree-read``, early)."""
    for paragraph in _marked(tree):
        module, name = paragraph[_SOURCE]
        if not _can_resolve(app.config, module, name):
            continue
        signature = addnodes.desc_signature("", "", module=module, fullname=name)
        tree += addnodes.desc("", signature, domain="py", objtype="", howto=paragraph)


def _can_resolve(config: Config, module: str, name: str) -> bool:
    """Whether the project's function for ``linkcode`` bears to be asked; many look the module up in memory.

    For what is documented by importing it that works. How-tos import nothing.
    """
    try:
        if "linkcode_resolve" in config and config.linkcode_resolve is not None:
            config.linkcode_resolve("py", {"module": module, "fullname": name})
    except Exception as error:
        _logger.debug("linkcode_resolve failed for %s.%s: %r", module, name, error)
        return False
    return True


def collect(app: Sphinx, tree: nodes.document) -> None:
    """Move what was appended into the how-tos (``doctree-read``, late)."""
    for shown in [node for node in tree.children if isinstance(node, addnodes.desc) and "howto" in node]:
        paragraph, signature = shown["howto"], shown[0]
        paragraph += signature.children[:]
        tree.remove(shown)
    for paragraph in _marked(tree):
        del paragraph[_SOURCE]


def settle_back_links(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Let the pages of ``viewcode`` lead back to entries, and to how-tos where there is none.

    Left alone, the page that was read last wins, or in a parallel build the one that was merged
    first (``env-updated``).
    """
    modules: dict[str, Any] = getattr(env, "_viewcode_modules", {})
    for module, known in modules.items():
        explained = _explained(env, module, known[1]) if known else {}
        if explained:
            code, tags, used, _ = known
            name, documented = _documented(env, module, tags)
            back = {**used, **explained, **{key: documented[key] for key in documented if key in used}}
            modules[module] = (code, tags, dict(sorted(back.items())), name)
    return []  # no page changes by it


def _explained(env: BuildEnvironment, module: str, tags: Tags) -> dict[str, str]:
    """Name in ``module`` -> page with its how-to."""
    found = {name: domain.of(env).find(f"{module}.{name}") for name in tags}
    return {name: entry.docname for name, entry in found.items() if entry and entry.rank != domain.ALIAS}


def _documented(env: BuildEnvironment, module: str, tags: Tags) -> tuple[str, dict[str, str]]:
    """The name of ``module`` or of a package around it under which most is documented, and where."""
    objects = env.get_domain("py").data["objects"]
    parts = module.split(".")
    best: tuple[str, dict[str, str]] = module, {}
    for length in range(len(parts), 0, -1):
        name = ".".join(parts[:length])
        found = {tag: objects[f"{name}.{tag}"].docname for tag in tags if f"{name}.{tag}" in objects}
        best = (name, found) if len(found) > len(best[1]) else best
    return best


def _marked(tree: nodes.document) -> list[nodes.paragraph]:
    return [node for node in tree.findall(nodes.paragraph) if _SOURCE in node]


def find_source(app: Sphinx, module: str) -> tuple[str, Tags] | None:
    """Code and tags of a module with how-tos, read from its file; otherwise ``viewcode`` would import it."""
    file = (app.env.temp_data.get(_FILES) or {}).get(module)
    return None if file is None else _read(module, file, Path(file).stat().st_mtime_ns)


def follow_imported(app: Sphinx, module: str, name: str) -> str | None:
    """The module itself for what it defines; otherwise ``viewcode`` would import it to find out."""
    found = find_source(app, module)
    return module if found is not None and name in found[1] else None


@lru_cache(maxsize=16)
def _read(module: str, file: str, changed: int) -> tuple[str, Tags]:
    """Code and tags of a file as it was at the time ``changed``."""
    with tokenize.open(file) as stream:
        analyzer = ModuleAnalyzer.for_string(stream.read(), module, file)
    return analyzer.code, analyzer.find_tags()
