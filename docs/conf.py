"""Configuration of the documentation: it is built with the extension that it documents."""

from __future__ import annotations

import sys
from pathlib import Path

import sphinx_howto

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "_extensions"))

project = "sphinx-howto"
author = "The sphinx-howto authors"
copyright = "2026, The sphinx-howto authors"
release = version = sphinx_howto.__version__

extensions = [
    "declarations",  # reference entries made from the tables of the package
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.viewcode",
    "sphinx_copybutton",
    "sphinx_howto",
]
exclude_patterns = ["_build", "_code", "_extensions"]
nitpicky = True
# Signatures without types: those of the standard library would need an inventory from the network
autodoc_typehints = "none"

# The code of tutorial and guides, beside the installed packages and the standard library
howto_search_paths = ["_code"]
howto_phrasebooks = ["_code/phrases.toml"]

html_theme = "furo"
html_title = f"sphinx-howto {release}"
html_static_path = ["_static"]
copybutton_exclude = ".linenos, .gp, .go"

latex_documents = [("index", "sphinx-howto.tex", "sphinx-howto", author, "manual")]
latex_show_urls = "footnote"
