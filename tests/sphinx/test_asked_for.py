"""What users of the peers ask for or complain of, each with the tests that show it here.

Number in the list of threads -> tests. ``test_the_list_names_tests`` fails when one of them is gone.

 1 a dependency is not installed: test_a_package_without_its_dependencies, test_one_warning_and_a_note
 2 import has effects: test_nothing_is_imported, test_viewcode_imports_nothing
 3 circular modules, TYPE_CHECKING: test_a_package_without_its_dependencies
 4 decorators hide what they wrap: test_a_package_without_its_dependencies
 5 mocked bases: test_a_package_without_its_dependencies
 6 mocks are not honoured: test_a_package_without_its_dependencies (there is nothing to mock)
 8 autodoc changes inside: test_autodoc_is_neither_used_nor_changed
 9 everything is parsed at each build: test_nothing_changed
10 a changed file is not noticed: test_a_changed_file_reads_its_pages, test_all_that_was_read_is_noted
11 a dependency that never exists: test_dependencies_are_existing_absolute_files
12 compiled modules, order of sets: test_all_that_was_read_is_noted, test_hash_seeds_agree
13 parallel builds lose what they read: test_parallel_equals_serial
14 not declared parallel: test_metadata
15 MyST: test_plain, test_parts_can_be_left_out, test_content_is_the_example
16 sections in directives: test_section, test_rubric
17 headings in only: test_section
18 labels twice: test_many_on_a_page_have_different_ids
19 unknown nodes: test_only_standard_nodes_stay, test_builder_is_quiet
20 functions in conf.py: test_every_setting_is_plain_data
21 defaults as repr: test_what_people_write_is_told_as_they_wrote_it
22 overloads: test_what_people_write_is_told_as_they_wrote_it (the implementation; they are not listed)
23 type aliases: test_a_type_statement_is_a_name
24 names for type checkers: test_a_package_without_its_dependencies
25 stale examples: test_all_that_was_read_is_noted
26 examples that rot: test_example_runs, test_failure_names_the_page
27 where a warning comes from: test_one_warning_and_a_note,
   test_problems_are_located_at_the_directive_and_name_file_and_line
28 warnings that cannot be silenced: test_warnings_can_be_suppressed
29 warnings too late for -W: test_a_finding_fails_a_strict_build
30 old caches: test_metadata, test_a_cache_of_an_older_version
31 words translated twice: test_gettext_offers_authors_words_only
32 aliases in a circle, one name for two: test_a_cycle_ends,
   test_an_attribute_wins_over_a_submodule_of_its_name
33 skip is not for directives: test_skip, test_skipped_objects_are_left_out
34 the network: test_only_the_rims_know_the_outside
"""

from __future__ import annotations

import _struct
import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sphinx.application import Sphinx

import sphinx_howto
from sphinx_howto.sphinx_ext import domain, settings
from tests.projects import Build, write

TESTS = Path(__file__).parents[1]


def test_the_list_names_tests() -> None:
    written = "\n".join(path.read_text("utf-8") for path in TESTS.rglob("test_*.py"))
    named = set(re.findall(r"\btest_\w+", __doc__ or ""))
    assert not {name for name in named if f"def {name}(" not in written}


POOR = '''
"""A package whose dependencies are missing."""
from __future__ import annotations

from typing import TYPE_CHECKING

import not_installed
from not_installed.deep import Base, command

if TYPE_CHECKING:
    import poor.other
    from not_installed import Session


class Robot(Base, metaclass=not_installed.Meta):
    """Robots."""

    @not_installed.guarded(3)
    def move(self, session: Session, to: poor.other.Place) -> Session:
        """Move it."""
        session.send(to)
        return session


@command
def main():
    """Begin."""
    print("begun")
'''


@pytest.mark.parametrize("mocks", [[], ["not_installed"]])
def test_a_package_without_its_dependencies(build: Build, mocks: list[str]) -> None:
    names = ["poor", "poor.Robot", "poor.Robot.move", "poor.main"]
    howtos = "\n".join(f".. howto:: {name}\n" for name in names)
    files = {
        "poor/__init__.py": POOR,
        "poor/other.py": "import poor\n\n\nclass Place:\n    pass\n",
        "index.rst": f"Robots\n======\n\n.. howtosummary:: poor\n\n{howtos}",
    }
    extensions = ["sphinx.ext.autodoc", "sphinx_howto"]
    built = build(files, "text", extensions=extensions, autodoc_mock_imports=mocks)
    assert built.warnings == []
    assert built.text("index.txt").count("Description") == len(names)
    assert "through \"session\"" in built.text("index.txt")
    assert "not_installed" not in sys.modules


def test_autodoc_is_neither_used_nor_changed() -> None:
    package = Path(sphinx_howto.__file__).parent
    sources = [path.read_text("utf-8") for path in package.rglob("*.py")]
    assert not [text for text in sources if re.search(r"^\s*(from|import) sphinx\.ext\b", text, re.MULTILINE)]


def test_all_that_was_read_is_noted(build: Build) -> None:
    files = {
        "index.rst": "Birds\n=====\n\n.. toctree::\n\n   lay\n   root\n",
        "lay.rst": "Lay\n===\n\n.. howto:: eggs.Nest\n",
        "root.rst": "Root\n====\n\n.. howto:: _struct\n",
        "eggs.py": "from base import Base\n\n\nclass Nest(Base):\n    def lay(self):\n        return 1\n",
        "base.py": "class Base:\n    def rest(self):\n        return 2\n",
        "uses/usage.py": "from eggs import Nest\n\nNest().lay()\n",
    }
    built = build(files, "html", howto_example_paths=["uses"])
    assert built.warnings == []
    noted = built.app.env.dependencies
    root = Path(built.app.srcdir)
    files_of = {page: {root / name for name in noted[page]} for page in ("lay", "root")}
    assert {root / "eggs.py", root / "base.py", root / "uses/usage.py"} <= files_of["lay"]
    books = Path(sphinx_howto.__file__).parent / "phrasebooks"
    assert books in {path.parent for path in files_of["lay"]}
    if hasattr(_struct, "__file__"):  # some systems have it inside the interpreter
        assert Path(_struct.__file__).resolve() in files_of["root"]


def test_metadata(build: Build) -> None:
    extension = build({"index.rst": "Birds\n=====\n"}, "html").app.extensions["sphinx_howto"]
    assert extension.version == sphinx_howto.__version__
    assert extension.metadata["env_version"] >= 2
    assert extension.parallel_read_safe is True
    assert extension.parallel_write_safe is True


def test_a_cache_of_an_older_version(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    page = {"index.rst": "Birds\n=====\n\n.. howto:: parrot.add\n\n:howto:`parrot.add`\n"}
    with monkeypatch.context() as old:
        old.setattr(domain.HowtoDomain, "data_version", 0)
        old.setattr(domain.HowtoDomain, "initial_data", {"places": {}, "findings": {}, "links": {}})
        old.setattr("sphinx_howto.extension.ENV_VERSION", 0)
        build(page, "html")
    built = build({}, "html")
    assert built.warnings == []
    assert 'href="#howto-parrot.add"' in built.text("index.html")


def test_every_setting_is_plain_data() -> None:
    plain = {str, bool, list, tuple}
    for setting in settings.SETTINGS:
        assert setting.types <= plain
        assert pickle.loads(pickle.dumps(setting.default)) == setting.default  # noqa: S301  # our own


WRITTEN = '''
import dataclasses
import enum
from typing import overload


class Colour(enum.Enum):
    GREEN = object()


def paint(colour=Colour.GREEN):
    """Paint."""
    print(colour)


@dataclasses.dataclass
class Pot:
    names: list[str] = dataclasses.field(default_factory=lambda: ["a"])


@overload
def read(at: int) -> bytes: ...
@overload
def read(at: str) -> str: ...
def read(at):
    """Read."""
    return open(at).read()
'''


def test_what_people_write_is_told_as_they_wrote_it(build: Build) -> None:
    howtos = "\n".join(f".. howto:: written.{name}\n" for name in ("paint", "Pot", "read"))
    built = build({"written.py": WRITTEN, "index.rst": f"Paint\n=====\n\n{howtos}"}, "text")
    assert built.warnings == []
    text = " ".join(built.text("index.txt").split())
    assert "Colour.GREEN" in text
    assert '["a"]' in text
    assert "<" not in text
    assert 'the remaining text of "open(at)"' in text


@pytest.mark.skipif(sys.version_info < (3, 12), reason="the statement is new in Python 3.12")
def test_a_type_statement_is_a_name(build: Build) -> None:
    module = "type Slot = dict[str, int]\n\n\ndef fill(slot: Slot) -> Slot:\n    return slot\n"
    built = build({"slots.py": module, "index.rst": "Slots\n=====\n\n.. howto:: slots.fill\n"}, "text")
    assert built.warnings == []
    assert '"Slot"' in built.text("index.txt")
    assert "dict[str, int]" not in built.text("index.txt")


def test_a_finding_fails_a_strict_build(tmp_path: Path) -> None:
    module = 'def lay(eggs):\n    """Lay.\n\n    :param egs: how many.\n    """\n'
    conf = "extensions = ['sphinx_howto']\nhowto_search_paths = ['.']\n"
    page = "Birds\n=====\n\n.. howto:: wrong.lay\n"
    root = tmp_path / "docs"
    root.mkdir()
    write(root, {"conf.py": conf, "wrong.py": module, "index.rst": page})
    for strict in (["-W"], ["-W", "--keep-going"], []):
        options = ["-q", "-E", *strict, "-b", "text"]
        command = [sys.executable, "-m", "sphinx", *options, str(root), str(tmp_path)]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        assert "egs" in done.stderr
        assert bool(done.returncode) == bool(strict)


def test_the_extension_is_set_up_once(build: Build) -> None:
    app: Sphinx = build({"index.rst": "Birds\n=====\n"}, "html", extensions=["sphinx_howto"] * 2).app
    assert [name for name in app.extensions if name == "sphinx_howto"] == ["sphinx_howto"]
