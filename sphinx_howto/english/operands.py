"""Expressions as they stand inside a clause: code, constants with their values, known calls."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from sphinx_howto import catalogue, document, phrasebook, phrasebooks
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import formatting
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import arithmetic, secrets
from sphinx_howto.english.phrase import Spans, code, fill, join, merged


def quote(scope: FunctionScope, node: ast.expr) -> Spans:
    """The expression itself, as code; a reference where it names an object."""
    path = scope.dotted(node) if isinstance(node, (ast.Name, ast.Attribute)) else None
    shown = secrets.hidden(quoting.short(node), scope.module.module.tree)
    return code(shown, path if path and "." in path else "")


def operand(scope: FunctionScope, node: ast.expr) -> Spans:
    """The expression as code, with its value where it is a constant or arithmetic on constants.

    ``TIMEOUT`` -> `TIMEOUT` (`30`); ``24 * 60`` -> `1440` (`24 * 60`)
    """
    if isinstance(node, ast.Await):
        return fill("the awaited {value}", value=quote(scope, node.value))
    node = formatting.joined(node) or node
    if isinstance(node, ast.JoinedStr):
        return code(secrets.hidden(template_text(written(scope, node)), scope.module.module.tree))
    if isinstance(node, ast.BinOp):
        told = _worded(scope, arithmetic.operation(scope, node))
        if told is not None:
            return told
        try:
            number = scope.value(node)
        except ValueError:
            return quote(scope, node)
        if isinstance(number, (int, float)):
            return fill("{value} ({code})", value=code(repr(number)), code=quote(scope, node))
    value = constant_value(scope, node)
    if value is None:
        return quote(scope, node)
    if isinstance(node, ast.Attribute):
        # A subclass or an instance may have another value
        return fill("{code} ({value} by default)", code=quote(scope, node), value=code(value))
    return fill("{code} ({value})", code=quote(scope, node), value=code(value))


def is_class_like(scope: FunctionScope, node: ast.expr) -> bool:
    """Whether a callee is a class: known as one, or named as classes are."""
    path = scope.dotted(node)
    if path is not None:
        found = scope.module.context.find(path)
        if found is not None:
            return isinstance(found.node, ast.ClassDef)
    last = quoting.source(node).rpartition(".")[2]
    return last[:1].isupper() and last.upper() != last


def part(scope: FunctionScope, node: ast.Subscript) -> Spans | None:
    """A slice in words: the last `3` items of `x`; None where only the code can say it."""
    return _worded(scope, arithmetic.cut(scope, node))


def _worded(scope: FunctionScope, found: arithmetic.Phrase | None) -> Spans | None:
    if found is None:
        return None
    message, slots = found
    return fill(message, **{name: quote(scope, item) for name, item in slots.items()})


def constant_value(scope: FunctionScope, node: ast.expr) -> str | None:
    """The short plain value of a constant name, as source; None if it has none worth showing."""
    if not isinstance(node, (ast.Name, ast.Attribute)):
        return None
    constant = scope.constant(node)
    if constant is None or (secrets.is_secret(quoting.source(node)) and not _is_address(constant)):
        return None
    try:
        value = scope.value(constant)
    except ValueError:
        return None
    if value is None or isinstance(value, bool) or value == "" or value is Ellipsis:
        return None
    text = quoting.literal(value)
    return text if len(text) <= _LONGEST_INSIDE and "\\n" not in text else None


def _is_address(node: ast.expr) -> bool:
    """Whether a value is an address without a password in it, whatever its name: ``token_endpoint``."""
    text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    return text.startswith(("http://", "https://")) and "@" not in text and "?" not in text


#: Constants that are made of one another: so many, one inside the other, are followed.
_DEEPEST = 4


def written(scope: FunctionScope, node: ast.JoinedStr, deepest: int = _DEEPEST) -> ast.JoinedStr:
    """An f-string with the texts of the constants of the module in it: ``f"{BASE}/new"``."""
    parts = [_written_part(scope, item, deepest) for item in node.values]
    return ast.copy_location(ast.JoinedStr([part for found in parts for part in found]), node)


def _written_part(scope: FunctionScope, item: ast.expr, deepest: int) -> list[ast.expr]:
    is_plain = isinstance(item, ast.FormattedValue) and item.conversion == -1 and item.format_spec is None
    name = item.value if isinstance(item, ast.FormattedValue) and is_plain else None
    if not isinstance(name, ast.Name) or secrets.is_secret(name.id) or not deepest:
        return [item]
    value = scope.constant(name)
    if isinstance(value, ast.JoinedStr):
        inner = written(FunctionScope(scope.module, None), value, deepest - 1)
        return inner.values if scope.module.constants.get(name.id) is value else [item]
    is_text = isinstance(value, ast.Constant) and isinstance(value.value, str)
    return [value] if value is not None and is_text and len(ast.unparse(value)) <= _LONGEST_INSIDE else [item]


#: Letters of the longest text of a constant that stands in the text that it is a part of.
_LONGEST_INSIDE = 80


def template_text(node: ast.JoinedStr) -> str:
    """An f-string as the text that it writes, placeholders in braces: ``f"a {b['c']}"`` -> ``"a {b['c']}"``.

    Always in double quotes, whatever the Python version makes of quotes in quotes.
    """
    text = "".join(map(_template_part, node.values))
    if "\\n" in text:
        text = quoting.clipped(text.replace("\\n", "\n"), quoting.LONGEST_STRING).replace("\n", "\\n")
    if len(text) > quoting.LONGEST_STRING:
        text = text[: quoting.LONGEST_STRING].rpartition(" ")[0] + "…"
    return f'"{text}"'


def _template_part(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        shown = str(node.value).replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
        return shown.replace('"', '\\"').replace("{", "{{").replace("}", "}}")
    if not isinstance(node, ast.FormattedValue):
        return quoting.source(node)
    inside = quoting.source(node.value)
    if "'" not in inside:
        inside = inside.replace('"', "'")
    conversion = f"!{chr(node.conversion)}" if node.conversion != -1 else ""
    form = node.format_spec.values if isinstance(node.format_spec, ast.JoinedStr) else []
    return f"{{{inside}{conversion}{':' if form else ''}{''.join(map(_template_part, form))}}}"


def inner(scope: FunctionScope, node: ast.expr) -> Spans:
    """A value inside another phrase: quoted, unless it is short in words."""
    if (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.strip()
        and len(node.value) <= 60
    ):
        return quote(scope, node)
    return _simple_answer(scope, node) or operand(scope, node)


#: What is read of the answer to a request -> what that is.
_OF_ANSWERS: Mapping[str, str] = {
    "text": "the text of {answer}",
    "content": "the bytes of {answer}",
    "status_code": "the status code of {answer}",
    "json()": "the JSON body of {answer}",
}


def read_of_answer(scope: FunctionScope, node: ast.expr, after: str, answer: Spans) -> Spans | None:
    """``<request>.text`` with the words ``answer`` for the request; None for what is no answer to one."""
    if not isinstance(node, ast.Attribute) or f"{node.attr}{after}" not in _OF_ANSWERS:
        return None
    found = scope.type_of(node.value)
    is_thing = isinstance(answer[0], document.Words) and answer[0].text.startswith("the response")
    if found is None or not found.name.endswith("Response") or not is_thing:
        return None
    return fill(_OF_ANSWERS[f"{node.attr}{after}"], answer=answer)


def _simple_answer(scope: FunctionScope, node: ast.expr) -> Spans | None:
    """The same inside another phrase, of a request without options."""
    after = "()" if isinstance(node, ast.Call) and not node.args and not node.keywords else ""
    inside = node.func if isinstance(node, ast.Call) and after else node
    call = inside.value if isinstance(inside, ast.Attribute) else None
    match = scope.match(call) if isinstance(call, ast.Call) else None
    if match is None or not match.entry.value or match.options or match.rest:
        return None
    return read_of_answer(scope, inside, after, filled(scope, match, match.entry.value))


def names_of(target: ast.expr) -> Spans:
    """Loop variables: `x`; ``pair `a`, `b```."""
    if (
        isinstance(target, (ast.Tuple, ast.List))
        and len(target.elts) == 2
        and all(isinstance(item, ast.Name) for item in target.elts)
    ):
        return fill(
            "pair {first}, {last}",
            first=code(quoting.source(target.elts[0])),
            last=code(quoting.source(target.elts[1])),
        )
    text = quoting.source(target)
    return code(text[1:-1] if isinstance(target, ast.Tuple) and text.startswith("(") else text)


def shown_value(scope: FunctionScope, name: str, node: ast.expr, longest: int = quoting.LONGEST) -> str:
    """The value of an argument ``name`` as code, without credentials."""
    hidden = secrets.hidden_for(name, node)
    return hidden or secrets.hidden(quoting.short(node, longest), scope.module.module.tree)


def keyword(scope: FunctionScope, item: ast.keyword) -> Spans:
    """A keyword argument as code: `timeout=10`."""
    is_text = isinstance(item.value, (ast.JoinedStr, ast.Constant))
    shown = shown_value(scope, item.arg or "", item.value, quoting.LONGEST if is_text else 50)
    return code(f"{item.arg}={shown}" if item.arg else f"**{shown}")


def filled(scope: FunctionScope, match: phrasebook.Match, message: str, with_options: bool = True) -> Spans:
    """A phrase of a matched row with the arguments of the call in its slots."""
    result: list[document.Span] = []
    template = (
        phrasebooks.phrase(match, message)
        if with_options
        else phrasebooks.template(catalogue.gettext(message))
    )
    for part in template:
        if isinstance(part, phrasebook.Slot):
            argument = match.arguments[part.name]
            if part.name.startswith("*") and isinstance(argument, ast.Tuple):
                result += join([inner(scope, item) for item in argument.elts])
            elif part.name == "key":
                result += _sort_key(scope, argument)
            elif part.name == "args" and match.entry.name.startswith("subprocess."):
                result += _command(scope, argument) or inner(scope, argument)
            else:
                result += inner(scope, argument)
        else:
            result.append(part)
    return merged(result)


def _command(scope: FunctionScope, node: ast.expr) -> Spans | None:
    """A list of literals given to a program as the command line that it is: `git clone {url}`."""
    if not isinstance(node, ast.List) or not node.elts or not isinstance(node.elts[0], ast.Constant):
        return None
    words = [_command_word(scope, item) for item in node.elts]
    line = " ".join(word for word in words if word is not None)
    if None in words or len(line) > quoting.LONGEST:
        return None
    return code(secrets.hidden(line, scope.module.module.tree))


def _command_word(scope: FunctionScope, node: ast.expr) -> str | None:
    """One argument of a command, in quotes if it has spaces; None for what is no single one."""
    if isinstance(node, ast.Constant):
        word = node.value if isinstance(node.value, str) else None
    elif isinstance(node, ast.JoinedStr):
        word = template_text(written(scope, node))[1:-1]
    else:
        return None if isinstance(node, ast.Starred) else f"{{{quoting.source(node)}}}"
    if word is None or '"' in word or "\n" in word:
        return None
    return f'"{word}"' if " " in word or not word else word


def _sort_key(scope: FunctionScope, node: ast.expr) -> Spans:
    """What items are ordered by: ``lambda x: x.size`` -> `x.size` of each `x`."""
    if not isinstance(node, ast.Lambda) or len(node.args.args) != 1 or node.args.defaults:
        return inner(scope, node)
    if node.args.posonlyargs or node.args.kwonlyargs or node.args.vararg or node.args.kwarg:
        return inner(scope, node)
    name = node.args.args[0].arg
    value = quote(scope.with_local({name: None}), node.body)
    return fill("{value} of each {name}", value=value, name=code(name))
