"""The table of plain values: what a text, a number or a special kind of text looks like."""

from __future__ import annotations

from collections.abc import Mapping

# Further values of a plain type, tried in this order when a guard refuses the first
PLAIN: Mapping[str, tuple[str, ...]] = {
    "str": ('"example"', '"a"', '"key"', '"1"', '"2024-01-31"', '"https://example.com"', '""'),
    "int": ("3", "1", "0", "2", "10", "100", "1000", "-1", "5", "8", "16", "256"),
    "float": ("0.5", "1.0", "0.0", "2.0", "10.0", "100.0", "-1.0"),
    "complex": ("1 + 2j",),
    "bool": ("True", "False"),
    "bytes": ('b"data"', 'b"\\x00\\x01\\x02\\x03"', 'b"a"', 'b""'),
    "bytearray": ('bytearray(b"data")',),
    "slice": ("slice(0, 2)",),
    "range": ("range(3)",),
    "none": ("None",),
    "list[str]": ('["one", "two"]',),
    "error": ('ValueError("example")',),
    "traceback": ("None",),
    "list[bytes]": ('[b"one", b"two"]',),
    "int-text": ('"3"', '"4"'),
    "float-text": ('"2.5"', '"3.5"'),
    "locale-name": ('"C"',),
    "char": ('"a"',),
    "pattern": ('r"[a-z]+"',),
    "json-text": ("""'{"key": 1}'""",),
    "source": ('"1 + 1"',),
    "attribute": ('"real"',),
    "class-object": ("int",),
    "struct-format": ('"<I"',),
    "hex-text": ('"ff"',),
    "base64-text": ('"ZXhhbXBsZQ=="',),
    "module-name": ('"json"',),
    "url-text": ('"https://example.com"',),
    "url-path": ('"/v1/items"',),
    "iso-moment": ('"2024-01-31T12:30:00"',),
    "iso-date": ('"2024-01-31"',),
    "mail-date": ('"Wed, 31 Jan 2024 12:30:00 +0000"',),
    "table": ('{"name": ["Ada", "Bob"], "age": [36, 41]}',),
    "ip-text": ('"8.8.8.8"',),
    "url-segment": ('"v1/items"',),
    "host-name": ('"example.com"',),
    "env-name": ('"HOME"',),
    "email-text": ('"ada@example.com"',),
}
