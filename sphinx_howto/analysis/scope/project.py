"""What belongs to the project of a module: its own package, and what lies beside that in a folder."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path

from sphinx_howto import definition


def holds(module: definition.Module, path: str) -> bool:
    """Whether a dotted path lies in the project of ``module``, whether something is there or not.

    An application has packages and modules side by side in one folder; where packages are installed, what
    lies beside one is another project.
    """
    top, own = path.split(".")[0], module.name.split(".")[0]
    return top == own or (top not in sys.stdlib_module_names and _is_beside(_root(module), top))


def _root(module: definition.Module) -> Path:
    """The folder that holds the top-level package or module."""
    levels = module.name.count(".") + (1 if module.is_package else 0)
    return module.path.parents[levels] if levels < len(module.path.parents) else module.path.parent


@lru_cache(maxsize=4096)
def _is_beside(root: Path, top: str) -> bool:
    if is_installed(root):
        return False
    # A folder of modules need not be a regular package (PEP 420)
    return (root / f"{top}.py").is_file() or any((root / top).glob("*.py"))


@lru_cache(maxsize=256)
def is_installed(root: Path) -> bool:
    """Whether a folder is one that packages are installed into."""
    return root.name in {"site-packages", "dist-packages"} or any(root.glob("*.dist-info"))
