"""What a docstring says of a parameter: example values, choices, and type words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from sphinx_howto import definition
from sphinx_howto.example import annotation
from sphinx_howto.example.callee import Callee
from sphinx_howto.example.context import Context
from sphinx_howto.example.shape import ANY, Shape, of
from sphinx_howto.example.signatures import Parameter
from sphinx_howto.example.value import text

_LITERAL = r"(``[^`]+``|`[^`]+`|\"[^\"\n]{1,60}\"|'[^'\n]{1,60}'|-?\d+(?:\.\d+)?(?![\w-]))"
_EXAMPLE = re.compile(
    rf"(?:for example:?,?|\be\.?g\.?:?,?|for instance:?,?|such as)\s+{_LITERAL}", re.IGNORECASE
)
_CHOICES = re.compile(r"\{\s*([^{}]+?)\s*\}")
_ONE_OF = re.compile(
    rf"(?:one of|either|must be|can be)\s+(?:the (?:strings?|values?)\s+)?{_LITERAL}", re.IGNORECASE
)

# Type words, as people write them, to annotations
_WORDS: tuple[tuple[str, str], ...] = (
    (r"strings?|text|unicode|str", "str"),
    (r"integers?|int|number of \w+|non-negative int(eger)?|positive int(eger)?", "int"),
    (r"floats?|number|real|scalar", "float"),
    (r"bool(ean)?|flag", "bool"),
    (r"bytes([- ]like object)?|bytestring|buffer", "bytes"),
    (r"dict(ionary)?|mapping", "dict"),
    (r"lists?|sequence|iterable|array[- ]like|array_like", "list"),
    (r"tuples?", "tuple"),
    (r"sets?", "set"),
    (r"callable|function|callback", "callable"),
    (r"path(-like)?( object)?|pathlike|file ?name|filepath", "path"),
    (r"file(-like)?( object)?|file handle|stream", "file"),
)
_KINDS = {"callable": "function", "path": "path-text", "file": "text-file"}
_OF = re.compile(
    r"(lists?|sequence|iterable|tuples?|sets?)\s*(?:of|\(|\[)\s*(?:of\s+)?(\w+?)s?\)?\]?", re.IGNORECASE
)


def item(parameter: Parameter, callee: Callee) -> definition.DocumentedItem | None:
    """The docstring's entry for the parameter."""
    if callee.docstring is None:
        return None
    for one in callee.docstring.parameters:
        if one.name.lstrip("*") == parameter.name:
            return one
    return None


def literals(parameter: Parameter, callee: Callee) -> list[str]:
    """Source of the values that the docstring names as examples of the parameter."""
    entry = item(parameter, callee)
    found = [source for source in _in_calls(parameter, callee) if source]
    if entry is not None:
        found += _choices(entry.annotation or "")
        found += [
            _source(one)
            for one in (*_EXAMPLE.findall(entry.description), *_ONE_OF.findall(entry.description))
        ]
    elif callee.docstring is not None:
        found += [_source(one) for one in _in_text(parameter, callee)]
    return [one for one in dict.fromkeys(found) if one]


def _in_calls(parameter: Parameter, callee: Callee) -> Iterator[str]:
    """What the docstring passes where it calls the function, as in ``read("data.csv")``, in the text."""
    spoken = callee.docstring.text if callee.docstring is not None else ""
    plain = [one.name for one in callee.parameters if one.kind in ("positional-only", "plain")]
    at = plain.index(parameter.name) if parameter.name in plain else None
    for quoted in re.findall(rf"``?([\w.]*\b{re.escape(callee.name)}\([^`\n]*\))``?", spoken):
        call = annotation.parse(quoted)
        if not isinstance(call, ast.Call) or any(isinstance(one, ast.Starred) for one in call.args):
            continue
        named = next((word.value for word in call.keywords if word.arg == parameter.name), None)
        given = call.args[at] if named is None and at is not None and at < len(call.args) else named
        if isinstance(given, ast.Constant) and isinstance(given.value, (str, int, float)):
            yield text(given.value) if isinstance(given.value, str) else ast.unparse(given)


def _choices(annotation_text: str) -> list[str]:
    """``{"a", "b"}`` as NumPy's style writes the allowed values."""
    found = _CHOICES.search(annotation_text)
    if found is None:
        return []
    try:
        values = ast.literal_eval(f"[{found[1]}]")
    except (ValueError, SyntaxError):
        return []
    return [text(one) if isinstance(one, str) else repr(one) for one in values]


def _in_text(parameter: Parameter, callee: Callee) -> Iterator[str]:
    """Examples in the running text: behind the parameter's name, or anywhere if it is the only one."""
    assert callee.docstring is not None
    spoken = callee.docstring.summary
    own = rf"(?:`+|\b){re.escape(parameter.name)}(?:`+|\b)"
    named = re.search(rf"{own}[^.;`]{{0,40}}?{_EXAMPLE.pattern}", spoken, re.IGNORECASE)
    if named is not None:
        yield named.group(named.lastindex or 1)
        return
    marked = rf"[`'\"*]+{re.escape(parameter.name)}[`'\"*]+"
    text_ = " ".join(callee.docstring.text.split())
    allowed = re.search(rf"{marked}[^.;]{{0,60}}?{_ONE_OF.pattern}", text_, re.IGNORECASE)
    if allowed is not None:
        yield allowed.group(allowed.lastindex or 1)
        return
    required = [one for one in callee.parameters if one.required]
    if len(required) == 1 and required[0].name == parameter.name:
        yield from _EXAMPLE.findall(spoken)[:1]


def _source(spoken: str) -> str:
    """Source of a value as a docstring quotes it; a bare word in backquotes is a text."""
    if spoken[0] != "`":
        return text(spoken[1:-1]) if spoken[0] in "\"'" else spoken
    bare = spoken.strip("`").strip()
    try:
        value = ast.literal_eval(bare)
    except (ValueError, SyntaxError):
        return text(bare) if re.fullmatch(r"[\w./:@%+-]+", bare) and not bare.endswith(("(", ")")) else ""
    return text(value) if isinstance(value, str) else bare if value is not None else ""


def shape(parameter: Parameter, callee: Callee, context: Context) -> Shape:
    """What the type words of the parameter's entry say."""
    entry = item(parameter, callee)
    if entry is None:
        return _in_prose(parameter, callee)
    if not entry.annotation:
        begun = re.match(
            r"(?:(?:an?|the)\s+)?(?:\w+-?\w*\s+)?(string|integer|int|float|list|dict(?:ionary)?|bytes|tuple|callable)\b",
            entry.description.strip(),
            re.IGNORECASE,
        )
        return _word(begun[1]) if begun is not None else ANY
    spoken = re.sub(r",?\s*(optional|default.*)$", "", entry.annotation.strip(), flags=re.IGNORECASE)
    spoken = re.sub(r":\w+:|[`~]", "", spoken)
    container = _OF.match(spoken)
    if container is not None:
        return Shape(_word(container[1]).kind, (_word(container[2]),))
    first = re.split(r"\s+or\s+|,\s*|\s*\|\s*", spoken)[0].strip()
    known = _word(first)
    if known.kind != "any":
        return known
    parsed = annotation.parse(first)
    return annotation.shape(parsed, callee.module, context.lookup) if parsed is not None else ANY


_PROSE = (
    r"(bytes-like object|bytes|strings?|str|integers?|ints?|floats?|dictionary|dict|lists?|callable|iterable"
    r"|binary file|file|mapping)"
)
# Further names that the same sentence speaks of
_AND = r"(?:(?:,|,? and|,? or) [`*'\"]*\w+[`*'\"]*){0,3}"
_FLAG = r"(?i:flag (?:indicates|controls|determines|specifies|is|says|tells|should)\b)"


def _in_prose(parameter: Parameter, callee: Callee) -> Shape:
    """``the bytes-like object s``, ``fp must be a binary file``: types in the running text."""
    if callee.docstring is None or len(parameter.name) < 1:
        return ANY
    spoken = " ".join(callee.docstring.text.split())
    own = rf"[`*'\"]*{re.escape(parameter.name)}[`*'\"]*"
    marked = rf"[`*'\"]+{re.escape(parameter.name)}[`*'\"]+"
    before = re.search(rf"\b{_PROSE}(?: object)? {own}(?![\w'])", spoken)
    if before is not None and before[1] == "file" and re.search(marked, before[0]) is None:
        # "the file suffix" is not a file
        before = re.search(rf"\b{_PROSE} object {own}(?![\w'])", spoken)
    if re.search(rf"(?<![\w.]){own} {_FLAG}|[Ii]f {own} is (?:set to )?`*(?:[Tt]rue|[Ff]alse)\b", spoken):
        return of("bool")
    after = re.search(
        rf"(?<![\w.]){own}{_AND} (?:is|are|must be|should be|may be|can be)(?: either| both)? (?:an? )?"
        rf"(?:\w+,? (?:and )?)??{_PROSE}s?\b",
        spoken,
    )
    # ``(key : string)``, or ``key`` (a ``str`` ...)
    typed = re.search(
        rf"(?:[(,] ?{own} ?: ?|{marked} \((?:an? )?`*){_PROSE}`*(?: instance)?(?P<of>[^)]*)", spoken
    )
    found = before or after or typed
    if found is None:
        return ANY
    if found is typed and re.search(r"\bJSON (document|text|string)", typed["of"]):
        return of("json-text")
    word = found[1].lower()
    special = {"bytes-like object": "bytes", "binary file": "binary-file"}
    return of(special[word]) if word in special else _word(word)


def _word(spoken: str) -> Shape:
    for pattern, kind in _WORDS:
        if re.fullmatch(pattern, spoken, re.IGNORECASE):
            return of(_KINDS.get(kind, kind))
    return ANY
