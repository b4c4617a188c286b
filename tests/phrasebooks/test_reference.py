"""The reference page of the format tells the truth and tells all."""

from __future__ import annotations

import re
from pathlib import Path

from sphinx_howto import phrasebooks
from sphinx_howto.phrasebooks import requirements, rows

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "phrasebook.rst"


def test_the_rows_on_the_page_can_be_read(tmp_path: Path) -> None:
    blocks = re.findall(r"\.\. code-block:: toml\n\n((?:   .*\n|\n)+)", PAGE.read_text(encoding="utf-8"))
    examples = [re.sub(r"^   ", "", block, flags=re.MULTILINE) for block in blocks if "[[" in block]
    path = tmp_path / "page.toml"
    path.write_text("\n".join(examples), encoding="utf-8")
    book = phrasebooks.load([str(path)])
    assert "depot.Depot.dispatch" in book.entries
    assert "depot.Parcel.weight" in book.attributes


def test_every_key_effect_and_demand_is_on_the_page() -> None:
    literals = set(re.findall(r'``"?([\w-]+)"?``', PAGE.read_text(encoding="utf-8")))
    assert {*rows.CALL, *rows.ATTRIBUTE, *rows.EFFECTS, *requirements.WORDS} <= literals
