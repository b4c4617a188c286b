"""Which variables the settings classes of a module read, and when."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.english.describing import facts_of

SETTINGS = (
    "from pydantic_settings import BaseSettings\nclass Settings(BaseSettings):\n"
    "    token: str\n    port: int = 1\n"
)
PAIRS = [
    (
        SETTINGS,
        (
            "Creating a `Settings` reads the fields that are not given from the environment "
            "variables `TOKEN` and `PORT`. The case of the letters does not matter. "
            "Without a value for `token` it raises `ValidationError`."
        ),
    ),
    (
        SETTINGS + "settings = Settings()\n",
        (
            "Creating a `Settings` reads the fields that are not given from the environment "
            "variables `TOKEN` and `PORT`. Importing the module creates one, `settings`."
        ),
    ),
    ("class BaseSettings: pass\nclass Settings(BaseSettings):\n    token: str\n", None),
]


@pytest.mark.parametrize(("code", "said"), PAIRS, ids=[row[0] for row in PAIRS])
def test_the_settings_of_a_module(tmp_path: Path, code: str, said: str | None) -> None:
    found = facts_of(tmp_path, code).get("Settings")
    assert found is None if said is None else found is not None and found.startswith(said)


def test_the_settings_of_a_class(tmp_path: Path) -> None:
    found = facts_of(tmp_path, SETTINGS, "Settings")["Settings"]
    assert found.startswith("Creating an instance reads the fields that are not given from the environment")
