"""Base classes that write a constructor from the annotated fields of a class, by keyword only."""

from __future__ import annotations

SETTINGS = frozenset(
    {
        "pydantic_settings.BaseSettings",
        "pydantic_settings.main.BaseSettings",
        "pydantic.BaseSettings",
        "pydantic.env_settings.BaseSettings",
        "pydantic.v1.BaseSettings",
    }
)
MODELS = SETTINGS | {
    "pydantic.BaseModel",
    "pydantic.main.BaseModel",
    "pydantic.v1.BaseModel",
    "sqlmodel.SQLModel",
    "sqlmodel.main.SQLModel",
}
#: Packages whose own classes declare no fields of their users' models.
LIBRARIES = frozenset({"pydantic", "pydantic_settings", "sqlmodel"})


#: Method of a model -> when Pydantic calls it.
HOOKS = {"model_post_init": "Pydantic calls it when the fields are checked and set"}


def is_field(name: str) -> bool:
    """Whether an annotated name in the body of a model is a field."""
    return not name.startswith("_") and name != "model_config"
