"""The command line as a user runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import sphinx_howto
from sphinx_howto import command, errors, options, pipeline
from tests.projects import PARROT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "parrot.py").write_text(PARROT, "utf-8")
    nest = tmp_path / "nest"
    nest.mkdir()
    (nest / "__init__.py").write_text("from nest.inner import Nest\n\n__all__ = ['Nest']\n", "utf-8")
    (nest / "inner.py").write_text("class Nest:\n    pass\n\n\ndef build():\n    return 1\n", "utf-8")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    status = command.main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_markdown(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    status, out, err = run(capsys, "show", "parrot.add", "--path", folder)
    assert (status, err) == (0, "")
    assert out.startswith(
        "How to Use This Code Block\n==========================\n\nDescription\n-----------\n"
    )
    assert out == sphinx_howto.explain("parrot.add", search_paths=[str(folder)]).to_markdown()


def test_json(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    status, out, _ = run(capsys, "show", "parrot.Parrot", "--path", folder, "--format", "json")
    assert status == 0
    assert json.loads(out)["path"] == "parrot.Parrot"


def test_detail(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    texts = [
        run(capsys, "show", "parrot.Parrot", "--path", folder, "--detail", detail)[1]
        for detail in ("brief", "full")
    ]
    assert len(texts[0]) < len(texts[1])


@pytest.mark.parametrize(
    ("target", "named"),
    [
        ("parrot.Parot", "Parrot"),
        ("nowhere.Thing", "nowhere"),
        ("12", "12"),
        ("", ""),
        ("broken", "broken"),
    ],
)
def test_what_cannot_be_shown(
    capsys: pytest.CaptureFixture[str], folder: Path, target: str, named: str
) -> None:
    (folder / "broken.py").write_text("def f(:\n", "utf-8")
    status, out, err = run(capsys, "show", target, "--path", folder)
    assert (status, out) == (1, "")
    assert err.startswith("sphinx-howto: ")
    assert err.count("\n") == 1
    assert named in err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["show"],
        ["show", "a", "--detail", "much"],
        ["show", "a", "--format", "pdf"],
        ["generate", "a"],
        ["sing"],
    ],
)
def test_usage(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        command.main(arguments)
    assert caught.value.code == 2
    assert "usage: sphinx-howto" in capsys.readouterr().err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        command.main(["--version"])
    assert caught.value.code == 0
    assert capsys.readouterr().out == f"sphinx-howto {sphinx_howto.__version__}\n"


def test_what_cannot_be_shown_is_told_in_the_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["show", "nowhere.at.all", "--language", "de"]) == 1
    assert "wurde nicht gefunden" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("wrong", "said"), [({"detial": "full"}, "detial"), ({"detail": "much"}, "brief, normal, full")]
)
def test_wrong_options_say_what_is_allowed(wrong: dict[str, str], said: str) -> None:
    with pytest.raises(errors.OptionError, match=said):
        options.make(**wrong)


def test_a_fault_of_ours_is_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise RuntimeError("ouch\nouch")

    monkeypatch.setattr(pipeline, "build", fail)
    status, out, err = run(capsys, "show", "parrot.add")
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert "ouch" in err


def test_as_a_module_and_without_sphinx(folder: Path) -> None:
    """Only the Sphinx rim needs Sphinx: the command works where it cannot be imported."""
    blocked = folder / "blocked"
    for name in ("sphinx", "docutils"):
        (blocked / name).mkdir(parents=True)
        (blocked / name / "__init__.py").write_text("raise ImportError('blocked')\n", "utf-8")
    source = Path(sphinx_howto.__file__).parents[1]
    code = f"import sys; sys.path[:0] = [{str(blocked)!r}, {str(source)!r}]\n"
    code += "import runpy; sys.argv = ['sphinx_howto', 'show', 'parrot.add', '--path', '.']\n"
    code += "runpy.run_module('sphinx_howto', run_name='__main__')\n"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("How to Use This Code Block")


def generated(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted((folder / "out").iterdir())}


def test_generate(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    arguments = ("generate", "nest", "-o", folder / "out", "--path", folder)
    status, out, err = run(capsys, *arguments)
    assert (status, err) == (0, "")
    assert out.splitlines()[-1] == "2 written"
    assert list(generated(folder)) == ["index.rst", "nest.Nest.rst"]
    assert "nest.Nest\n=========\n\n.. howto:: nest.Nest\n" in generated(folder)["nest.Nest.rst"]
    assert run(capsys, *arguments)[1].splitlines()[-1] == "2 unchanged"


def test_generate_recursively_in_markdown(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    run(capsys, "generate", "nest", "-o", folder / "out", "--path", folder, "--recursive", "--format", "md")
    assert list(generated(folder)) == ["index.md", "nest.Nest.md", "nest.inner.build.md"]
    assert "# nest.Nest\n\n```{howto} nest.Nest\n```\n" in generated(folder)["nest.Nest.md"]


def test_generate_keeps_what_was_changed_by_hand(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    arguments = ("generate", "nest", "-o", folder / "out", "--path", folder)
    run(capsys, *arguments)
    page = folder / "out" / "nest.Nest.rst"
    page.write_text(page.read_text("utf-8") + "Own words.\n", "utf-8")
    status, out, _ = run(capsys, *arguments)
    assert status == 0
    assert "kept" in out
    assert "Own words." in page.read_text("utf-8")
    run(capsys, *arguments, "--force")
    assert "Own words." not in page.read_text("utf-8")


def test_generate_renews_an_untouched_index(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    arguments = ("generate", "nest", "-o", folder / "out", "--path", folder)
    run(capsys, *arguments)
    run(capsys, *arguments, "--recursive")
    assert "nest.inner.build" in generated(folder)["index.rst"]


def test_generate_for_nothing(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    status, out, err = run(capsys, "generate", "nets", "-o", folder / "out", "--path", folder)
    assert (status, out) == (1, "")
    assert err.count("\n") == 1
    assert not (folder / "out").exists()
