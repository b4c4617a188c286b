"""From phrasebook files to the words for one call: load them, find the row that fits, read its texts."""

from sphinx_howto.phrasebooks.files import load
from sphinx_howto.phrasebooks.matching import attribute, match
from sphinx_howto.phrasebooks.templates import phrase, slots, template

__all__ = ["attribute", "load", "match", "phrase", "slots", "template"]
