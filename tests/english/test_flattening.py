"""What needs too many levels of lists is told side by side, so that a reader sees what belongs to what."""

# ruff: noqa: E501  # a pair stands on one line

from __future__ import annotations

from pathlib import Path

from tests.english.explaining import lines

_LONG = "b.go(x, y)\n{0}b.halt(x)\n{0}for z in x:\n{0}    b.take(z)\n{0}    b.end(z)\n{0}    b.done(z)\n{0}    z.a = 1\n"


def _told(folder: Path, code: str) -> list[str]:
    indented = "".join(f"        {line}\n" if line else "\n" for line in code.splitlines())
    return lines(folder, f"class C:\n    def f(self, a, b, x, y):\n{indented}", "C")


def _depth(told: list[str]) -> int:
    return max((len(line) - len(line.lstrip())) // 2 for line in told) + 1


def test_cases_stand_side_by_side(tmp_path: Path) -> None:
    code = f"if a == 1:\n    {_LONG.format('    ')}elif a == 2:\n    b.two()\nelse:\n    b.none()\n"
    told = _told(tmp_path, code)
    assert _depth(told) <= 3
    assert not any("first case" in line for line in told)
    assert [line.strip().partition(": ")[2] for line in told if "b.two" in line or "b.none" in line] == [
        "Otherwise, if `a` is `2`, calls `b.two()`.",
        "Calls `b.none()`.",
    ]


def test_a_loop_at_the_end_holds_the_rest(tmp_path: Path) -> None:
    body = _LONG.format("            ")
    told = _told(tmp_path, f"b.start()\nfor x in a:\n    if x:\n        y.go()\n        for y in x:\n            {body}")
    assert _depth(told) <= 3
    assert any("epeats the rest of these steps for each `x` in `a`" in line for line in told)


def test_what_hangs_on_a_condition_at_the_end_stands_below_it(tmp_path: Path) -> None:
    body = _LONG.format("        ")
    told = _told(tmp_path, f"b.start()\nif a:\n    b.first()\n    for y in x:\n        {body}")
    assert any(line.endswith("If `a` is truthy:") for line in told)
    assert not any("runs the rest of these steps" in line for line in told)


def test_what_follows_a_loop_is_not_in_it(tmp_path: Path) -> None:
    body = _LONG.format("            ")
    told = _told(tmp_path, f"for x in a:\n    if x:\n        y.go()\n        for y in x:\n            {body}b.last()\n")
    assert not any("the rest of these steps for each `x`" in line for line in told)
    assert told[-1].strip() == "Last: Calls `b.last()`."


def test_steps_of_a_try_stand_with_its_handlers_below_it(tmp_path: Path) -> None:
    body = _LONG.format("        ")
    code = f"b.start()\ntry:\n    b.first()\n    for y in x:\n        {body}except OSError:\n    b.fail()\nfinally:\n    b.shut()\nb.last()\n"
    told = _told(tmp_path, code)
    assert any(line.endswith("Tries these steps:") for line in told)
    handler = "OSError: If any of these steps raises `OSError`, calls `b.fail()`."
    assert any(line.strip() == handler for line in told)
    assert any(line.strip() == "Finally: In every case, calls `b.shut()`." for line in told)


def test_a_small_try_is_one_item(tmp_path: Path) -> None:
    code = "b.start()\nfor z in a:\n    try:\n        x = b.first(z)\n        y.append(x)\n        b.second()\n        b.z = 1\n    except OSError:\n        continue\n    b.third()\n"
    told = _told(tmp_path, code)
    assert any("If any of this raises `OSError`, skips to the next round of the loop." in line for line in told)
    assert not any("Tries" in line for line in told)


def test_nothing_else_stands_in_the_item_of_a_small_try(tmp_path: Path) -> None:
    tried = "try:\n    x = b.first(y)\n    y.append(x)\n    b.second()\n    b.z = 1\nexcept OSError:\n    b.fail()\n"
    others = "".join(f"b.a{n}(x, y)\n\n" for n in range(12))
    told = _told(tmp_path, f"{others}x = 1\n{tried}{others}")
    (item,) = (line for line in told if "If any of this raises" in line)
    assert "b.a" not in item
    assert "to `1`." not in item.partition("`b.first(y)`")[0]


def test_what_fits_stays_below(tmp_path: Path) -> None:
    cases = "".join(f"elif a == {n}:\n    b.go(x, y, {n})\n    b.halt(x, y, {n})\n" for n in range(2, 8))
    told = _told(tmp_path, f"b.start()\nif a == 1:\n    b.end(x)\n{cases}else:\n    b.none()\n")
    assert any("Takes the first case that applies:" in line for line in told)
    assert _depth(told) == 3


def test_a_short_condition_at_the_end_stays_a_sentence(tmp_path: Path) -> None:
    inner = "                    if z.a:\n                        z.a = 1\n"
    body = "                    b.go(z)\n                    b.halt(z)\n                    b.take(z)\n" + inner
    code = f"b.start()\nif a:\n    for y in x:\n        if y:\n            b.two(y)\n            for z in y:\n{body}        b.last(y)\n"
    told = _told(tmp_path, code)
    assert any(line.strip().endswith("If `z.a` is truthy, sets `z.a` to `1`.") for line in told)


def test_a_choice_inside_a_case_keeps_its_own_otherwise(tmp_path: Path) -> None:
    body = _LONG.format("        ")
    code = f"if a:\n    if b:\n        {body}    else:\n        b.two()\nelif x:\n    if y:\n        b.one()\n    else:\n        b.three()\nelse:\n    b.none()\n"
    told = _told(tmp_path, code)
    assert not any("`x` is truthy, if `y`" in line for line in told)


def test_cases_that_need_too_many_levels_are_sentences_of_one_item(tmp_path: Path) -> None:
    cases = "".join(f"        elif y == {n}:\n            y = b.go{n}()\n" for n in range(2, 7))
    code = f"b.start()\nfor x in a:\n    if b.z:\n        y = b.read(x)\n        b.y = 1\n        if y == 1:\n            y = b.go1()\n{cases}        b.halt(y)\n        b.end(x)\n"
    told = _told(tmp_path, code)
    assert any("If `y` is `1`, sets `y` to `b.go1()`. Otherwise, if `y` is `2`, sets" in line for line in told)


def test_a_tried_block_and_its_handlers_are_one_list(tmp_path: Path) -> None:
    code = "b.start()\ntry:\n    with open(a) as z:\n        b.first(z)\n        for y in x:\n            b.second(y, z)\n            b.third(y, z)\n        b.last(z)\nexcept OSError:\n    b.fail()\nb.end()\n"
    told = _told(tmp_path, code)
    assert _depth(told) <= 4
    assert not any("Tries these steps" in line for line in told)
    first = next(index for index, line in enumerate(told) if "Opens `a`" in line)
    (handler,) = (line for line in told[first:] if "If any of this raises `OSError`, calls `b.fail()`" in line)
    assert len(handler) - len(handler.lstrip()) == len(told[first]) - len(told[first].lstrip()) + 2


def test_handlers_do_not_stand_in_a_loop(tmp_path: Path) -> None:
    code = "b.start()\ntry:\n    with open(a) as z:\n        for y in x:\n            b.second(y, z)\n            b.third(y, z)\n            b.go(z)\n            b.fourth(x, y, z)\nexcept OSError:\n    b.fail()\n    b.halt()\nb.end()\n"
    told = _told(tmp_path, code)
    assert any("Tries these steps:" in line for line in told)


def test_cases_of_one_subject_side_by_side_have_its_values_as_labels(tmp_path: Path) -> None:
    code = f"if a == 'one':\n    {_LONG.format('    ')}elif a == 'two':\n    b.two()\n    b.three()\n"
    labels = [line.strip().partition(": ")[0] for line in _told(tmp_path, code)]
    assert [label for label in labels if '"' in label] == ['`"one"`', '`"two"`']
