"""Labels of the items of a list: short noun phrases, each used once, none that stands above already."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator, Mapping, Sequence

from sphinx_howto import document
from sphinx_howto.english import abbreviations, inline, names
from sphinx_howto.english.outline import Act, Attempt, Block, Choice, Node, Source
from sphinx_howto.english.phrase import Spans, fill, plain, words

#: Role of the main action -> label where no noun is left.
ROLE_LABELS = {
    "raise": "Error",
    "return": "Return",
    "store": "State",
    "store as": "State",
    "state": "State",
    "yield": "Yielded value",
    "exit": "Exit",
    "jump": "Stop",
    "assert": "Assertion",
    "import": "Imports",
    "inherited": "Base class",
    "delete": "Removal",
    "nothing": "No action",
    "ignore": "Ignored",
    "quote": "Statement",
    "declare": "Names",
}
_STATE = frozenset({"state", "store", "store as"})
#: So many attributes that are set in one item are the state of the object.
_STATE_PARTS = 3
#: Roles whose own label says more than a noun from the names.
_OWN_LABEL = frozenset({"return", "exit", "assert", "inherited", "import"})
#: What a branch or a loop is seldom about.
_PARTING = frozenset({"Return", "Validation", "Error", "Stop", "Skip", "Output", "Print", "Log"})


def label(unit: Sequence[Node], used: set[str], listed: bool = False) -> Spans:
    """The label of an item that consists of ``unit``; it joins ``used``.

    listed: whether its last node is told as a list, whose items need the nouns of their own.
    """
    only = unit[0]
    if len(unit) == 1 and isinstance(only, (Act, Block)) and only.label:
        return only.label
    for node in unit:
        if node.source.label and node.source.label.lower() not in used:
            used.add(node.source.label.lower())
            return (document.Author(node.source.label),)
    if _is_state(unit) and "state" not in used:
        used.add("state")
        return words("State")
    main = unit[-1] if listed else max(unit, key=_weight)
    # What only one of several cases is about is no label for all of them
    several = listed and isinstance(main, Choice) and len(main.cases) > 1
    others = list(_all_nouns(unit[:-1] if several else unit))
    if listed and not isinstance(main, Act):
        candidates = [*_head_nouns(main), *(noun for noun in others if noun not in _PARTING)]
    else:
        candidates = sorted([*nouns(main), *others], key=lambda noun: noun == "Log")
    quoted = () if several else _quoted_nouns(main)
    return unique([*candidates, *quoted], used, "") or _last_resort(main, used, listed)


#: What a condition says of the one thing that it names -> whether that is there.
_PRESENCE: Mapping[str, bool] = {
    **dict.fromkeys((" is truthy", " is not empty", " is true", " is not `None`", " is not `0`"), True),
    " is neither `None` nor empty": True,
    **dict.fromkeys((" is falsy", " is empty", " is false", " is `None`", " is `0`"), False),
    **dict.fromkeys((" is `None` or empty", " is false or `None`", " is `None` or `0`"), False),
}


def _presence(head: Spans) -> list[str]:
    """``if `path` is `None``` -> No path; ``if `folder` is not empty`` -> With folder."""
    subject = head[1] if len(head) > 1 else None
    if not isinstance(subject, document.Code):
        return []
    said = "".join(f"`{span.text}`" if isinstance(span, document.Code) else span.text for span in head[2:])
    found = names.in_code((subject,))
    if said not in _PRESENCE or not found:
        return []
    noun = found[0] if found[0][1:2].isupper() else found[0][:1].lower() + found[0][1:]
    message = "With {noun}" if _PRESENCE[said] else "No {noun}"
    return [plain(fill(message, noun=document.Words(noun)))]


def case(head: Spans, body: Sequence[Node], used: set[str], listed: bool = False) -> Spans:
    """The label of a branch: what it acts on, or, where a list tells that, what its condition is about."""
    written = _of_author(body[0].source, used, listed)
    if written:
        return written
    subject = [*names.in_code(head), *_kinds(head)]
    acted = _preferred([noun for node in body for noun in nouns(node)])
    candidates = _preferred([*subject, *acted]) if listed else [*acted, *subject]
    found = unique(candidates, used, "") or unique(_presence(head), used, "") or _literal(head, used)
    found = found or _literal(_returned(body), used)
    return found or unique(_SEVERAL if head else ["Otherwise"], used, _SEVERAL[-1])


def _returned(body: Sequence[Node]) -> Spans:
    """What a branch returns or yields as its only action."""
    only = body[0] if len(body) == 1 else None
    is_given = isinstance(only, Act) and only.role in {"return", "yield"}
    return (*_BEFORE, *only.text) if isinstance(only, Act) and is_given else ()


def compared_values(node: Choice) -> list[Spans]:
    """For cases that compare one subject in one way: the values, as labels; else nothing."""
    heads = [head for head, _ in node.cases if head]
    codes = [tuple(span for span in head if isinstance(span, document.Code)) for head in heads]
    said = {tuple(span.text for span in head if isinstance(span, document.Words)) for head in heads}
    one_subject = all(len(found) == 2 and found[0] == codes[0][0] for found in codes)
    same = len(heads) > 1 and len(said) == 1 and one_subject
    values = iter(codes)
    return [next(values)[1:] if same and head else () for head, _ in node.cases]


#: Letters of the longest text that is a label.
_LONGEST_LITERAL = 20


#: What stands for the subject of a clause, in which no text is looked for.
_BEFORE: Spans = (document.Words(""), document.Words(""))


def _literal(head: Spans, used: set[str]) -> Spans:
    """The text that a condition looks for: ``if `name` ends with `".zip"```."""
    for span in head[2:]:
        is_text = isinstance(span, document.Code) and span.text[:1] in {"'", '"'}
        if is_text and len(span.text) <= _LONGEST_LITERAL and span.text not in used:
            used.add(span.text)
            return (span,)
    return ()


#: Labels of branches for which no noun is left.
_SEVERAL = ("Case", "Another case", "Further case", "Next case", "One more case")


def _of_author(source: Source, used: set[str], listed: bool) -> Spans:
    """The comment on a branch, or on the one thing that it consists of, as its label."""
    for text in (source.branch_label, "" if listed else source.label):
        if text and text.lower() not in used:
            used.add(text.lower())
            return (document.Author(text),)
    return ()


def _kinds(head: Spans) -> list[str]:
    """What a condition says that something is: ``if `x` is a tuple`` -> Tuple."""
    told = "".join(span.text if isinstance(span, document.Words) else "`" for span in head)
    return [found.capitalize() for found in re.findall(r"` is an? (\w+)(?=,| and | or |$)", told)]


def exception(classes: Spans, used: set[str]) -> Spans:
    """The label of a handler: the names of its classes, up to two; of a variable the words of its name."""
    before = classes[: next((i for i, span in enumerate(classes) if "(as " in span.text), len(classes))]
    last = [span.text.rpartition(".")[2] for span in before if isinstance(span, document.Code)]
    found = [name if name[:1].isupper() else names.label(name) or "Exception" for name in last]
    return unique([", ".join(found)] if len(found) <= 2 else [], used, "Exception")


def unique(candidates: Sequence[str], used: set[str], fallback: str) -> Spans:
    """The first candidate that is not used yet, which it is from now on; at last ``fallback``."""
    for short in (*candidates, fallback):
        candidate = abbreviations.WORDED.get(short, short)
        if candidate and candidate.lower() not in used:
            used.add(candidate.lower())
            return words(candidate) if candidate in _FIXED else (document.Words(candidate),)
    return words(fallback) if fallback else ()


_OTHERS = ("Otherwise", "Decision", "Loop", "Validation", "Exception", "Log", "Result")
_FIXED = frozenset({*ROLE_LABELS.values(), *_SEVERAL, *_OTHERS, *abbreviations.WORDED.values()})


def _is_state(unit: Sequence[Node]) -> bool:
    parts = sum(node.parts for node in unit if isinstance(node, Act) and node.role in _STATE)
    return all(role_of(node) in _STATE for node in unit) and parts >= _STATE_PARTS


def _all_nouns(unit: Sequence[Node]) -> Iterator[str]:
    for node in unit:
        yield from nouns(node)


def _quoted_nouns(node: Node) -> tuple[str, ...]:
    """What the code in a clause names."""
    return names.in_code(inline.clause(node))


def _last_resort(node: Node, used: set[str], listed: bool) -> Spans:
    """The label of the role, or of the kind of list, or the first name that is quoted."""
    if isinstance(node, Act) and node.role == "jump" and node.nouns:
        # "Skip" and "Stop" say what is done, however often
        return words(node.nouns[0])
    fallback = ROLE_LABELS.get(role_of(node), "")
    more = ["Result"] if fallback == "Return" else []
    told = inline.clause(node)
    made = node.made if isinstance(node, Act) else ""
    only = node.cases[0][0] if isinstance(node, Choice) and len(node.cases) == 1 else ()
    return (
        unique([fallback], used, "")
        or unique(_presence(only), used, "")
        or unique([_kind(node) if listed else ""], used, "")
        or unique(_again(node), used, "")
        or _code(told, used, shortest=_SHORTEST)
        or unique([made], used, "")
        or _of_text(node, told, used)
        or unique([*more, *_FURTHER.get(role_of(node), _FURTHER[""])], used, "")
        or words(fallback or "Step")
    )


#: Role -> the label of all that is done in this way; a text that is shown is no label.
_SHOWN: Mapping[str, str] = {"print": "Output", "log": "Log"}


def _of_text(node: Node, told: Spans, used: set[str]) -> Spans:
    """The text that a call is given, if it is one word; of what is shown what it is."""
    role = role_of(node)
    if role in _SHOWN:
        return words(_SHOWN[role])
    if role not in {"call", "known call"}:
        return ()
    texts = [span.text[1:-1] for span in told if isinstance(span, document.Code) and span.text[:1] == '"']
    return unique([names.label(text) for text in texts if text.isidentifier()], used, "")


#: What a label is that stands above already, of one more action of the same kind.
_AGAIN = ("Second {noun}", "Third {noun}", "Fourth {noun}", "Further {noun}")


def _again(node: Node) -> list[str]:
    """``Status check`` for the second time -> Second status check."""
    inner = node.cases[0][1][0] if isinstance(node, Choice) and len(node.cases) == 1 else node
    if not isinstance(inner, Act) or inner.role not in {"known call", "exit"} or not inner.nouns:
        return []
    noun = inner.nouns[0]
    shown = noun if noun[1:2].isupper() else noun[:1].lower() + noun[1:]
    return [plain(fill(message, noun=document.Words(shown))) for message in _AGAIN]


def _kind(node: Node) -> str:
    """What a list is, where it is about nothing whose name has more than a letter or two."""
    if isinstance(node, Choice):
        return "Decision" if len(node.cases) > 1 else ""
    return "Loop" if isinstance(node, Block) and node.role == "loop" else ""


#: Letters of the shortest name that can be a label.
_SHORTEST = 2
#: Role -> labels where neither a noun nor a name is left.
_VALUES = ("Value", "Next value", "Further value", "Another value")
_FURTHER: Mapping[str, Sequence[str]] = {
    **dict.fromkeys(("set", "unpack", "update", "attribute", "append"), _VALUES),
    "choice": _SEVERAL,
    "yield": ("Further value", "Another value"),
    "loop": ("Loop", "Second loop", "Third loop"),
    "": ("Step", "Next step", "Further step", "Another step"),
}


def _code(spans: Spans, used: set[str], shortest: int) -> Spans:
    """The first name that a clause quotes and no label is, as a last resort."""
    for span in spans:
        is_name = isinstance(span, document.Code) and not span.text.startswith(("'", '"'))
        for name in re.findall(r"[A-Za-z_]\w*", span.text) if is_name else ():
            if len(name) < shortest or keyword.iskeyword(name) or not names.may_be_label(name):
                continue
            if name not in {"self", "cls"} and f"`{name}`" not in used:
                used.add(f"`{name}`")
                return (document.Code(name),)
    return ()


#: Roles from the least to the most telling; others stand in the middle.
_WEIGHTS = (
    *("jump", "quote", "print", "log", "set", "attribute", "unpack", "update", "append", "call", ""),
    *("state", "store", "open", "yield", "raise", "return"),
)


def _weight(node: Node) -> int:
    role = role_of(node)
    return _WEIGHTS.index(role if role in _WEIGHTS else "")


def role_of(node: Node) -> str:
    """What kind of action a node is; of a choice the kind that all its cases end with."""
    if isinstance(node, Act):
        return node.role
    if isinstance(node, Choice):
        roles = {role_of(item) for _, body in node.cases for item in body[-1:]}
        return roles.pop() if len(roles) == 1 else "choice"
    return node.role if isinstance(node, Block) else "attempt"


def nouns(node: Node) -> tuple[str, ...]:
    """Candidates for the label of a node that is told in a sentence, best first."""
    role = role_of(node)
    if isinstance(node, Act):
        own = (ROLE_LABELS[role],) if role in _OWN_LABEL else ()
        return ("Error", *node.nouns) if role == "raise" else (*own, *node.nouns)
    if isinstance(node, Choice):
        return _choice_nouns(node, role)
    if isinstance(node, Block):
        # What a function is about that is only defined here is its name
        return node.nouns if node.role == "define" else (*node.nouns, *_all_nouns(node.body))
    return _attempt_nouns(node)


def _choice_nouns(node: Choice, role: str) -> tuple[str, ...]:
    if role == "raise":
        raised = [item for _, body in node.cases for item in body]
        guards = all(isinstance(item, Act) and item.item for item in raised)
        return ("Validation" if guards else "Error", *node.nouns)
    if role == "return":
        return (*node.nouns, "Return")
    acted = [noun for _, body in node.cases for noun in _all_nouns(body)]
    inner = [noun for noun in acted if noun not in _PARTING]
    return (*inner[:2], *node.nouns, *inner[2:], *(noun for noun in acted if noun in _PARTING))


def _attempt_nouns(node: Attempt) -> tuple[str, ...]:
    """What the last of the weightiest steps that are tried acts on, then the others."""
    heaviest = max(map(_weight, node.body))
    main = [item for item in node.body if _weight(item) == heaviest][-1]
    return tuple(_preferred([*nouns(main), *_all_nouns(node.body)]))


def _preferred(candidates: Sequence[str]) -> list[str]:
    """Candidates with those at the end that only say how a body ends."""
    return sorted(candidates, key=lambda noun: noun in _PARTING)


def _head_nouns(node: Node) -> tuple[str, ...]:
    """What the head of a list is about; of several cases what all of them act on comes first."""
    if isinstance(node, Attempt):
        return _attempt_nouns(node)
    if isinstance(node, Choice) and len(node.cases) > 1:
        acted = [list(_all_nouns(body)) for _, body in node.cases]
        common = [noun for noun in acted[0] if all(noun in found for found in acted) and noun not in _PARTING]
        return (*common, *node.nouns)
    return () if isinstance(node, Act) else node.nouns
