"""``python -m sphinx_howto``: the command line."""

from __future__ import annotations

import sys

from sphinx_howto import command

if __name__ == "__main__":
    sys.exit(command.main())
