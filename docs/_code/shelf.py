"""A shelf of books, kept in a JSON file."""

import json
from pathlib import Path


class Shelf:
    """Books on a shelf that remembers them between two runs."""

    def __init__(self, path: Path, capacity: int = 20) -> None:
        if capacity < 1:
            raise ValueError("a shelf holds one book at least")
        self.path = path
        self.capacity = capacity
        self.titles: list[str] = []

    def load(self) -> None:
        if self.path.exists():
            self.titles = json.loads(self.path.read_text(encoding="utf-8"))

    def add(self, title: str) -> int:
        if len(self.titles) >= self.capacity:
            raise OverflowError(f"no room for {title}")
        self.titles.append(title)
        return len(self.titles)

    def save(self) -> None:
        self.path.write_text(json.dumps(self.titles), encoding="utf-8")
