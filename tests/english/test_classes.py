"""A class as a whole: what it inherits is named, what it defines itself is told."""

from __future__ import annotations

from pathlib import Path

from sphinx_howto import explain

CODE = """
class Base:
    def opened(self): return 1
    def shared(self): return 2
    def _hidden(self): return 3


class Child(Base):
    def shared(self): return 4


class Alone:
    def opened(self): return 1
"""


def steps(tmp_path: Path, name: str) -> dict[str, str]:
    (tmp_path / "family.py").write_text(CODE, "utf-8")
    told = explain(f"family.{name}", search_paths=[str(tmp_path)]).to_dict()["steps"]
    return {step["label"]: step["text"] for step in told}


def test_inherited_methods_are_named_with_their_class(tmp_path: Path) -> None:
    assert steps(tmp_path, "Child")["Inherited members"] == "`opened` comes from `Base`."


def test_what_is_overridden_or_private_is_not_inherited(tmp_path: Path) -> None:
    told = steps(tmp_path, "Child")
    assert "shared" in told
    assert "`shared`" not in told["Inherited members"]
    assert "_hidden" not in told["Inherited members"]


def test_a_class_without_known_bases_inherits_nothing_to_tell(tmp_path: Path) -> None:
    assert "Inherited members" not in steps(tmp_path, "Alone")


def test_what_the_class_body_binds_otherwise_is_not_inherited(tmp_path: Path) -> None:
    code = "class B:\n    def a(self): ...\n    def b(self): ...\nclass C(B):\n    a, _x = make()\n"
    (tmp_path / "bound.py").write_text(code, "utf-8")
    told = explain("bound.C", search_paths=[str(tmp_path)]).to_dict()["steps"]
    assert told[-1]["text"] == "`b` comes from `B`."


def test_a_base_of_the_same_name_is_told_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "mail.py").write_text("class Message:\n    def read(self): ...\n", "utf-8")
    code = "import mail\nclass Message(mail.Message):\n    def send(self): ...\n"
    (tmp_path / "box.py").write_text(code, "utf-8")
    told = explain("box.Message", search_paths=[str(tmp_path)]).to_dict()["steps"]
    assert told[-1]["text"] == "`read` comes from `mail.Message`."
