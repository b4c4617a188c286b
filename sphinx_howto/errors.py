"""What may go wrong, told by whose fault it is; the rims turn it into warnings and exit codes."""

from __future__ import annotations


class HowtoError(Exception):
    """A how-to cannot be made; the message names the target, the reason and what helps.

    ``subtype`` is the warning subtype (``howto.<subtype>``) under which Sphinx reports it.
    """

    subtype = "error"


class TargetError(HowtoError):
    """The target is not a dotted Python name."""

    subtype = "target"


class NotFoundError(HowtoError):
    """No module or no name of this kind exists on the search paths."""

    subtype = "not_found"


class NotReadableError(HowtoError):
    """The file exists but is not Python source that can be read (syntax, encoding, null bytes)."""

    subtype = "not_readable"


class NoSourceError(HowtoError):
    """The object has no source to read and must not or cannot be inspected."""

    subtype = "no_source"


class OptionError(HowtoError):
    """An option of the call, the command or the directive has a value that is not allowed."""

    subtype = "option"


class PhrasebookError(HowtoError):
    """A phrasebook file does not have the documented form."""

    subtype = "phrasebook"


class FaultError(HowtoError):
    """The extension itself failed; the message names the exception. Please report it."""

    subtype = "fault"
