"""The command ``sphinx-howto``: shows the how-to of an object on the terminal."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence

import sphinx_howto
from sphinx_howto import errors, howto, options, pipeline


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with ``arguments`` (those of the process by default); return its exit status.

    0: done. 1: it cannot be done, one line on standard error says why. Wrong usage exits with 2.
    """
    given = _parser().parse_args(arguments)
    try:
        return int(given.run(given))
    except errors.HowtoError as error:
        print(f"sphinx-howto: {' '.join(str(error).split())}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sphinx-howto", description="Say in words how to use a piece of Python code, from its source."
    )
    parser.add_argument("--version", action="version", version=f"sphinx-howto {sphinx_howto.__version__}")
    _add_show(parser.add_subparsers(metavar="COMMAND", required=True))
    return parser


def _add_show(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    show = commands.add_parser("show", help="print the how-to of one object")
    show.add_argument("target", metavar="TARGET", help="package.module.Class, or module::Class")
    show.add_argument(
        "--path", action="append", default=[], metavar="DIR",
        help="folder searched for modules first; may be repeated",
    )  # fmt: skip
    show.add_argument("--format", choices=sorted(_FORMATS), default="md", help="md (default) or json")
    show.add_argument("--detail", choices=options.DETAILS, default="normal", help="how much is said")
    show.add_argument("--language", default="en", help="language of the words that are not the author's")
    show.set_defaults(run=_show)


def _show(given: argparse.Namespace) -> int:
    settings = options.make(search_paths=given.path, detail=given.detail, language=given.language)
    sys.stdout.write(_FORMATS[given.format](pipeline.build(given.target, settings)))
    return 0


def _json(result: howto.Howto) -> str:
    return json.dumps(result.to_dict(), ensure_ascii=False, indent=2) + "\n"


_FORMATS: dict[str, Callable[[howto.Howto], str]] = {"json": _json, "md": howto.Howto.to_markdown}
