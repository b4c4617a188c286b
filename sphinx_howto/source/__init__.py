"""Source stage: from a target to the definition in the user's files, reading only."""

from sphinx_howto.source.project import Project, open_project

__all__ = ["Project", "open_project"]
