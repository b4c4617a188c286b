"""What the directives have in common: one target, options that are read with care, and a note on failure."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sphinx_howto.sphinx_ext import choices, report


class TargetDirective(SphinxDirective):
    """A directive whose argument is a dotted path; ``CHOICES`` are its options."""

    CHOICES: ClassVar[dict[str, choices.Reader]] = {}
    option_spec: ClassVar[Any] = choices.AnyOption()
    # An empty target is told like any other wrong one
    required_arguments = 0
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """What is shown of the target, or a note that says why there is nothing."""
        target = " ".join(self.arguments).strip()
        return report.guarded(
            self, target, lambda: self.show(target, choices.read(self.name, self.options, self.CHOICES))
        )

    @abstractmethod
    def show(self, target: str, chosen: dict[str, Any]) -> list[nodes.Node]:
        """The nodes for ``target`` under the options ``chosen``.

        Raises:
            HowtoError: they cannot be made.
        """
