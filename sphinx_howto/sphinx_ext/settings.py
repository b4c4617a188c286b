"""The configuration values ``howto_*``, each declared once: registered, checked and documented from here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError

from sphinx_howto import catalogue, options

Rule = Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class Setting:
    """One configuration value.

    name: without the prefix ``howto_``. types: what Sphinx lets through.
    allowed: what is allowed, in words; ``holds`` says whether a value is.
    option: the field of :class:`sphinx_howto.options.Options` that it fills ("" for none).
    paths: whether it is a list of paths, relative to the folder of ``conf.py``.
    """

    name: str
    default: Any
    types: frozenset[type]
    description: str
    allowed: str
    holds: Rule
    option: str = ""
    paths: bool = False

    @property
    def full_name(self) -> str:
        """The name in ``conf.py``."""
        return f"howto_{self.name}"


STYLES = ("auto", "google", "numpy", "sphinx")

_LIST = frozenset({list, tuple})
_TEXT = frozenset({str})
_FLAG = frozenset({bool})


def _texts(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and all(isinstance(item, (str, Path)) for item in value)


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


def _paths(name: str, description: str) -> Setting:
    return Setting(
        name, [], _LIST, f"{description} Relative paths start at the folder of ``conf.py``.",
        "a list of paths", _texts, option=name, paths=True,
    )  # fmt: skip


def _switch(name: str, default: bool, description: str, option: str = "") -> Setting:
    return Setting(name, default, _FLAG, description, "True or False", _flag, option=option)


SETTINGS = (
    _paths("search_paths", "Folders searched for modules before ``sys.path``."),
    Setting(
        "detail", "normal", _TEXT,
        "How much is said: ``brief`` (one line a method), ``normal`` or ``full`` (every statement).",
        "one of " + ", ".join(map(repr, options.DETAILS)), options.DETAILS.__contains__, option="detail",
    ),
    Setting(
        "title", "", _TEXT,
        'The title of every how-to; empty for "How to Use This Code Block" in the language of the'
        " project. ``{name}`` in it is replaced by the name of the object, ``{path}`` by its dotted path.",
        "a text", _text,
    ),
    _switch(
        "allow_inspection", True,
        "Whether compiled and builtin modules may be imported, to read their signatures and docstrings."
        " Modules with Python source are never imported.",
        option="allow_inspection",
    ),
    _paths("phrasebooks", "TOML files with the project's own phrases for known calls; later ones win."),
    _paths("example_paths", "Files and folders searched for calls that can serve as usage examples."),
    _switch(
        "doctest", False,
        "Whether usage examples are ``testcode`` blocks that the ``doctest`` builder of"
        " ``sphinx.ext.doctest`` runs, in the group ``howto``.",
    ),
    _switch("check_vague", False, "Whether vague words in docstrings are reported.", option="check_vague"),
    Setting(
        "vague_terms", list(options.VAGUE_TERMS), _LIST, "What ``howto_check_vague`` takes for vague.",
        "a list of texts", _texts, option="vague_terms",
    ),
    Setting(
        "docstring_style", "auto", _TEXT,
        "The style of the docstrings that are read: ``auto``, ``google``, ``numpy`` or ``sphinx``.",
        "one of " + ", ".join(map(repr, STYLES)), STYLES.__contains__, option="docstring_style",
    ),
    _switch(
        "link_autodoc", False,
        "Whether the entry of an object in the Python domain links to its how-to, and back (HTML).",
    ),
)  # fmt: skip

# Values that change how pages look but not what was read
_ONLY_LOOKS = {"link_autodoc"}


def rebuild(setting: Setting) -> Literal["env", "html"]:
    """What Sphinx makes anew when the value changes."""
    return "html" if setting.name in _ONLY_LOOKS else "env"


def settle(app: Sphinx, config: Config) -> None:
    """Check every value and make its paths absolute; ``ConfigError`` says what is allowed."""
    with catalogue.using(config.language or "en"):
        for setting in SETTINGS:
            _check(setting, config[setting.full_name])
    for setting in SETTINGS:
        if setting.paths:
            config[setting.full_name] = [str(Path(app.confdir, path)) for path in config[setting.full_name]]


def _check(setting: Setting, value: Any) -> None:
    if not setting.holds(value):
        message = catalogue.gettext("{name} in conf.py is {value}; allowed is {allowed}.")
        text = message.format(name=setting.full_name, value=repr(value), allowed=setting.allowed)
        raise ConfigError(text)


def read(config: Config, **changes: Any) -> options.Options:
    """The options of an explanation from ``config``; ``changes`` win."""
    values = {setting.option: config[setting.full_name] for setting in SETTINGS if setting.option}
    return options.make(**{**values, "language": config.language or "en", **changes})
