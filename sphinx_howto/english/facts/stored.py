"""What the functions do with the records of Django's models."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sphinx_howto.analysis import members, records
from sphinx_howto.english.facts import subject
from sphinx_howto.english.phrase import Spans, code, fill

#: What is done with the records of a model.
_RECORDS: Mapping[str, str] = {
    "create": "creates a record of {model}",
    "provide": "reads a record of {model} or creates it",
    "save": "saves a record of {model}",
    "update": "updates records of {model}",
    "delete": "deletes records of {model}",
    "read": "reads records of {model}",
}


def of_models(group: subject.Group) -> Iterator[tuple[Spans, tuple[int, int]]]:
    """What the functions do with the records of Django's models."""
    found: dict[tuple[str, str], list[tuple[members.Member, tuple[int, int]]]] = {}
    for member in group.reached:
        for use in records.uses(member):
            found.setdefault((use.kind, use.model), []).append((member, use.lines))
    for (kind, model), uses in found.items():
        who = list(dict.fromkeys(member for member, _ in uses))
        text = subject.sentence(group, fill(_RECORDS[kind], model=code(model)), who)
        yield text, subject.lines([lines for _, lines in uses])
