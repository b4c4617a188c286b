"""Classes that stand for tables of a database: what makes them so, and their columns."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from sphinx_howto.analysis import resolving
from sphinx_howto.analysis.scope import ClassScope
from sphinx_howto.frameworks import recognition

#: What makes a base class of tables when it is called, or what such a base is an attribute of.
_BASES = {
    "sqlalchemy.orm.declarative_base",
    "sqlalchemy.orm.decl_api.declarative_base",
    "sqlalchemy.ext.declarative.declarative_base",
    "sqlalchemy.ext.declarative.api.declarative_base",
    "sqlalchemy.ext.automap.automap_base",
    "flask_sqlalchemy.SQLAlchemy.Model",
}
_COLUMNS = {"Column", "mapped_column", "relationship", "synonym", "column_property", "ForeignKey"}


def is_made(scope: ClassScope) -> bool:
    """Whether a base of the class is made by a call of SQLAlchemy: ``Base = declarative_base()``."""
    for item in scope.lineage():
        known = {base.node.name for base in item.bases}
        names = resolving.names(item.module)
        for base in item.node.bases:
            last = base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", "")
            if last not in known and _BASES & set(recognition.kinds(names, item.module.module, base)):
                return True
    return False


def columns(scope: ClassScope) -> list[str]:
    """The attributes that hold columns or lead to other tables, inherited ones first."""
    found: dict[str, None] = {}
    for item in reversed(list(scope.lineage())):
        found.update(dict.fromkeys(_own(item)))
    return list(found)


def _own(scope: ClassScope) -> Iterator[str]:
    for name, annotation in scope.annotations.items():
        path = scope.module.dotted(annotation.value) if isinstance(annotation, ast.Subscript) else ""
        if path in {"sqlalchemy.orm.Mapped", "sqlalchemy.orm.base.Mapped"}:
            yield name
    for name, value in scope.values.items():
        called = value.func if isinstance(value, ast.Call) else None
        last = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        path = (scope.module.dotted(called) or "") if called is not None else ""
        if last in _COLUMNS or (path.startswith("django.") and last.endswith(("Field", "Key"))):
            yield name
