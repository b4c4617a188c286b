"""The command ``sphinx-howto``: shows the how-to of an object, or writes pages for those of a package."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import sphinx_howto
from sphinx_howto import catalogue, errors, howto, listing, options, pages, pipeline


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with ``arguments`` (those of the process by default); return its exit status.

    0: done. 1: it cannot be done, one line on standard error says why. Wrong usage exits with 2.
    """
    given = _parser().parse_args(arguments)
    try:
        return int(given.run(given))
    except (errors.HowtoError, OSError) as error:
        return _failed(str(error))
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        message = catalogue.gettext(
            "failed with {error}; this is a fault of sphinx-howto, please report it (-X dev shows where)"
        )
        return _failed(message.format(error=repr(error)))


def _failed(message: str) -> int:
    print(f"sphinx-howto: {' '.join(message.split())}", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sphinx-howto", description="Say in words how to use a piece of Python code, from its source."
    )
    parser.add_argument("--version", action="version", version=f"sphinx-howto {sphinx_howto.__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    _add_show(commands)
    _add_generate(commands)
    return parser


def _add_show(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    show = commands.add_parser("show", help="print the how-to of one object")
    show.add_argument("target", metavar="TARGET", help="package.module.Class, or module::Class")
    _add_path(show)
    show.add_argument("--format", choices=sorted(_FORMATS), default="md", help="md (default) or json")
    show.add_argument("--detail", choices=options.DETAILS, default="normal", help="how much is said")
    show.add_argument("--language", default="en", help="language of the words that are not the author's")
    show.set_defaults(run=_show)


def _add_generate(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    generate = commands.add_parser("generate", help="write a page for each public object of a package")
    generate.add_argument("package", metavar="PACKAGE", help="a module or package")
    generate.add_argument(
        "-o", "--output", type=Path, required=True, metavar="DIR",
        help="folder for the pages, made if missing",
    )  # fmt: skip
    generate.add_argument("--format", choices=pages.FORMATS, default="rst", help="rst (default) or md (MyST)")
    generate.add_argument("--recursive", action="store_true", help="go into subpackages and submodules")
    generate.add_argument("--force", action="store_true", help="overwrite pages that were changed by hand")
    _add_path(generate)
    generate.set_defaults(run=_generate)


def _add_path(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--path", action="append", default=[], metavar="DIR",
        help="folder searched for modules first; may be repeated",
    )  # fmt: skip


def _show(given: argparse.Namespace) -> int:
    settings = options.make(search_paths=given.path, detail=given.detail, language=given.language)
    sys.stdout.write(_FORMATS[given.format](pipeline.build(given.target, settings)))
    return 0


def _generate(given: argparse.Namespace) -> int:
    items = listing.public(given.package, options.make(search_paths=given.path), given.recursive)
    planned = pages.plan(given.package, items, given.format)
    outcomes: Counter[str] = Counter()
    for number, page in enumerate(planned, 1):
        outcome = pages.write(given.output, page, given.force)
        outcomes[outcome] += 1
        print(f"[{number}/{len(planned)}] {_said(outcome).format(path=given.output / page.name)}")
    print(", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items())))
    return 0


def _said(outcome: pages.Outcome) -> str:
    return {
        "written": catalogue.gettext("{path} written"),
        "unchanged": catalogue.gettext("{path} unchanged"),
        "kept": catalogue.gettext("{path} kept, it was changed by hand (--force overwrites it)"),
    }[outcome]


def _json(result: howto.Howto) -> str:
    return json.dumps(result.to_dict(), ensure_ascii=False, indent=2) + "\n"


_FORMATS: dict[str, Callable[[howto.Howto], str]] = {"json": _json, "md": howto.Howto.to_markdown}
