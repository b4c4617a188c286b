"""Queries by their form: rows of a model that are read, changed or deleted; near misses stay code."""

# ruff: noqa: E501  # a pair stands on one line

from __future__ import annotations

import pytest

from tests.english.telling import body, statement

_HEAD = "from sqlalchemy import select, delete, insert, update\nfrom .models import Row, rows\n"

PAIRS = [
    ("x.execute(delete(Row))", "Deletes all rows of `Row`."),
    ("x.execute(delete(Row).where(Row.id == y))", "Deletes the rows of `Row` for which `Row.id == y`."),
    ("x.execute(update(Row).where(Row.id == y).values(a=1))", "Changes the rows of `Row` for which `Row.id == y`: `a=1`."),
    ("x.execute(insert(Row).values(a=1, b=y))", "Inserts a row into `Row` with `a=1` and `b=y`."),
    ("Row.query.filter_by(a=y).delete()", "Deletes the rows of `Row` for which `a=y`."),
    ("y = x.query(Row).filter(Row.a == z).first()", "Sets `y` to the first row of `Row` for which `Row.a == z`, or `None` if there is none."),
    ("y = x.execute(select(Row).order_by(Row.a)).scalars().all()", "Sets `y` to all rows of `Row`, ordered by `Row.a`."),
    ("y = Row.objects.filter(a=x)", "Sets `y` to the rows of `Row` for which `a=x`."),
    ("y = Row.objects.get(a=x)", "Sets `y` to the only row of `Row` for which `a=x`."),
    # Near misses: no model, a part of a row, a method that is not understood, another delete
    ("y = x.query(rows).first()", "Sets `y` to `x.query(rows).first()`."),
    ("y = x.execute(select(Row.a))", "Sets `y` to `x.execute(select(Row.a))`."),
    ("y = Row.query.join(z).all()", "Sets `y` to `Row.query.join(z).all()`."),
    ("x.execute(remove(Row))", "Calls `x.execute(remove(Row))`."),
    ("y = Row.query.filter_by(**x).all()", "Sets `y` to `Row.query.filter_by(**x).all()`."),
]


@pytest.mark.parametrize(("code", "said"), PAIRS, ids=[row[0] for row in PAIRS])
def test_a_query_is_told_by_its_rows(code: str, said: str) -> None:
    assert statement(code, before=_HEAD) == said


def test_an_awaited_query() -> None:
    code = f"{_HEAD}async def f(x, y):\n    await x.execute(delete(Row))\n    y = (await x.execute(select(Row))).scalars().all()\n"
    assert body(code) == ["Deletes all rows of `Row`.", "Sets `y` to all rows of `Row`."]
