"""Lets tox find every Python that pyenv has installed, not only the active one."""

from __future__ import annotations

import os
from pathlib import Path

from tox.config.sets import ConfigSet
from tox.plugin import impl
from tox.session.state import State


@impl
def tox_add_core_config(core_conf: ConfigSet, state: State) -> None:
    """Append pyenv's interpreters, newest first, to those named with ``--discover``."""
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    found = sorted(root.glob("versions/3.1[0-9].*/bin/python"), reverse=True)
    state.conf.options.discover = [*state.conf.options.discover, *map(str, found)]
