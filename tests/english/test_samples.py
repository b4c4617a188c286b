"""The facts that any acceptable text of the six samples must say, in whatever words."""

# ruff: noqa: E501  # a fact and what it is known by stand on one line

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

import sphinx_howto

SAMPLES = Path(__file__).parents[1] / "samples"


@cache
def page(target: str) -> str:
    """Description and steps of a sample on one line, without backticks."""
    text = sphinx_howto.explain(target, search_paths=[str(SAMPLES)]).to_markdown()
    assert "\nUsage Example\n" in text
    told = text.partition("\nUsage Example\n")[0]
    return " ".join(re.sub(r"\*\*(.+?)\*\*:", r"\1:", told.replace("`", "")).split())


ARCHIVE = [
    (
        "an empty path comes from the environment",
        r"if path is None or empty.{0,40}environment variable \"?ARCHIVE_DB",
        r"reads the environment variable ARCHIVE_DB if path is None or empty",
    ),
    (
        "without both the path is archive.db",
        r"\"?ARCHIVE_DB.{0,40}\"archive\.db\" if it is not set|without that variable the value is \"archive\.db\"",
    ),
    (
        "the with block opens the database with the timeout",
        r"__enter__(: | )(O|o)pens the SQLite database self\.path with the timeout self\.timeout",
        r"timeout \(default 5\.0\)",
    ),
    ("the with block creates the table", r"[Cc]reates the table document unless it exists"),
    ("without an exception it commits", r"commits.{0,40}if kind is None|if kind is None, commits"),
    (
        "with an exception it rolls back",
        r"rolls back the transaction.{0,30}if kind is not None|if kind is None, commits.{0,60}otherwise, rolls back",
    ),
    ("the connection is closed in either case", r"(?i)in every case, closes the (database )?connection"),
    ("outside the block it raises RuntimeError", r"[rR]aises RuntimeError.{0,40}if self\._connection is None"),
    (
        "columns runs the pragma",
        r"columns.{0,200}PRAGMA table_info\(document\)",
        r"tuple of row\[\"name\"\] for each row",
    ),
    ("columns is computed once", r"columns is computed on the first access, then kept"),
    ("store refuses an empty title", r"store(:| raises) (R|r)?a?i?s?e?s? ?ValueError if title is empty"),
    (
        "store inserts and returns the id",
        r"INSERT INTO document \(title, body\) VALUES \(\?, \?\)",
        r"with the parameters \(title, body\)",
        r"Returns cursor\.lastrowid",
    ),
    (
        "store raises DuplicateError",
        r"DuplicateError.{0,60}sqlite3\.IntegrityError|sqlite3\.IntegrityError.{0,30}raises DuplicateError",
    ),
    ("encoding is not used", r"store accepts encoding but never reads it"),
    (
        "find looks for bodies",
        r"WHERE body LIKE \? ORDER BY title LIMIT \?",
        r"%\{word\}%",
        r"limit \(default 20\)",
        r"maps row\[\"title\"\] to row\[\"body\"\]",
    ),
    (
        "remove deletes and tells",
        r"DELETE FROM document WHERE title = \?",
        r"with the parameters \(title,\)",
        r"(?i)returns.{0,20}cursor\.rowcount (> 0|is greater than 0)",
    ),
]
INVENTORY = [
    ("store has no default", r"store \(str\) is required", r"Inventory\(store\)"),
    ("the unit is PIECE", r"unit \(Unit\) is Unit\.PIECE", r"Unit\.PIECE \(\"pcs\"\)"),
    (
        "containers start empty",
        r"quantities.{0,60}prices.{0,60}new,? empty dictionar",
        r"history.{0,40}new,? empty list",
    ),
    (
        "from_lines splits at semicolons",
        r"line\.split\(\";\"\) into name, quantity and price",
        r"int\(quantity\), float\(price\)",
    ),
    (
        "from_lines names the line",
        r"ValueError \(\"line \{number\}: \{error\}\"\)",
        r"counting number from 1",
    ),
    (
        "total sums",
        r"sum of quantity \* self\.prices\.get\(name, 0\.0\) for each key name and value quantity in self\.quantities",
    ),
    ("add refuses an empty name", r"add(: | )(R|r)aises ValueError if name is empty"),
    (
        "add refuses less than 1",
        r"add(: | )(R|r)aises ValueError if name is empty, or if quantity is less than 1",
        r"quantity \(default 1\)",
    ),
    ("take refuses less than 1", r"take(: | )(R|r)aises ValueError if quantity is less than 1"),
    (
        "add adds to what is stored",
        r"self\.quantities\.get\(name, 0\) \+ quantity in self\.quantities under name",
    ),
    (
        "add changes prices only with a price",
        r"If price is not None, stores price in self\.prices under name",
    ),
    (
        "take raises StockError",
        r"StockError.{0,60}(is less than 0|is greater than)",
        r"self\.quantities\.get\(name, 0\) - quantity",
    ),
    ("take removes what is used up", r"If left is 0, deletes self\.quantities\[name\]"),
    ("take returns what is left", r"Returns left"),
    (
        "both write the history",
        r"Appends \"\+\{quantity\} \{name\}\" to self\.history",
        r"Appends \"-\{quantity\} \{name\}\" to self\.history",
    ),
    ("in tests the keys", r"__contains__.{0,60}Returns whether self\.quantities has the key name"),
    ("len counts them", r"Returns the length of self\.quantities"),
    (
        "iterating yields sorted names",
        r"(?i)yields each item of sorted\(self\.quantities\)|yields each .{0,20}self\.quantities in sorted order",
    ),
]
PARROT = [
    (
        "speak is an asynchronous generator",
        r"(?i)speak: asynchronous generator",
        r"iterate asynchronously over speak",
        r"yields str",
    ),
    ("an empty voice is replaced", r"If voice is empty, sets voice to self\.default_voice \(\"grey\""),
    (
        "unknown voices raise ParrotError",
        r"ParrotError.{0,60}if voice is not in self\.voices \(\(\"grey\", \"macaw\", \"cockatoo\"\)\)",
    ),
    (
        "negative retries raise ValueError",
        r"[Rr]aises ValueError if retries is less than 0",
        r"retries \(default 2\)",
    ),
    (
        "the key comes from the environment",
        r"environment variable PARROT_API_KEY if api_key is empty",
        r"without that variable it raises KeyError",
    ),
    ("it is a POST to the address", r"POST request to API_URL \(\"https://parrot\.example/api/v1/speak\"\)"),
    ("headers", r"Authorization \(\"Bearer \{self\.api_key\}\"\)", r"Accept \(\"text/event-stream\"\)"),
    ("the body", r"input \(messages\[-1\]\[\"content\"\]\), system and voice", r"data as its JSON body"),
    (
        "system messages are joined",
        r"message\[\"content\"\] for each message in messages for which message\[\"role\"\] is \"system\", joined with \" \"",
    ),
    (
        "the session has a timeout",
        r"ClientTimeout\(total=TIMEOUT\) \(TIMEOUT is 30\)|timeout of TIMEOUT \(30\) seconds in all",
        r"the timeout timeout",
    ),
    ("so many attempts", r"up to self\.retries \+ 1 attempts"),
    ("another attempt only on 503", r"if response\.status is 503 and attempt is less than self\.retries"),
    ("other statuses raise", r"aiohttp\.ClientResponseError,? if the .{0,24}status.{0,20} is 400 or higher"),
    ("words of the lines", r"if line starts with b\"data: \", yields json\.loads\(line\[6:\]\)\[\"word\"\]"),
    ("sent grows", r"Sent: Adds 1 to self\.sent"),
    ("options are not used", r"speak accepts options but never reads it"),
]
RELAY = [
    (
        "a subclass defines encode",
        r"A subclass must define encode\(event\)",
        r"without it raises TypeError|cannot be instantiated",
    ),
    (
        "the address",
        r"base_url\.rstrip\(\"/\"\) \+ self\.path|base_url without .{0,20}/.{0,30}followed by",
        r"path.{0,12}\"/v1/events\"",
    ),
    (
        "the token is a header",
        r"If token is not empty, sets self\.session\.headers\[\"Authorization\"\] to \"Bearer \{token\}\"",
    ),
    ("a string is wrapped", r"If event is a string, sets event to \{\"message\": event\}"),
    (
        "it posts what encode returns",
        r"POST request to self\.url with body as its JSON body",
        r"body to self\.encode\(event\)",
    ),
    ("the request has a timeout", r"timeout self\.timeout \(10"),
    ("four attempts after BusyError", r"up to 4 attempts; another one follows BusyError"),
    ("the waits", r"waits 0\.5, 1,? (then|and) 2 seconds"),
    ("after the last it is raised", r"(?i)re-raises the exception if attempt (equals|is) 3"),
    ("a timeout is BusyError", r"requests\.Timeout, raises BusyError"),
    ("429 and 503 are BusyError", r"(?i)raises BusyError.{0,120}if response\.status_code is one of 429 and 503"),
    (
        "other statuses are RelayError",
        r"(?i)requests\.HTTPError.{0,300}raises RelayError",
        r"status of response is from 400 to 599",
    ),
    ("delivered grows only on success", r"If nothing was raised, adds 1 to self\.delivered"),
    ("the seconds are always added", r"In every case, adds the seconds since started to self\.seconds"),
    ("send returns the id", r"Returns \[\"id\"\] of the body of response decoded from JSON"),
    ("send_all returns a list", r"Returns a list of self\.send\(event\) for each event in events"),
]
REPORT = [
    ("one required argument", r"folder.{0,20}[Rr]equired", r"args\.folder\.glob\(\"\*\.csv\"\)"),
    ("--by has two values", r"--by.{0,30}region.{0,6} or .{0,3}product.{0,20}default \"?region"),
    ("revision runs git", r"\[\"git\", \"rev-parse\", \"--short\", \"HEAD\"\]"),
    ("git has a timeout", r"revision runs.{0,160}with a timeout of 10 seconds"),
    (
        "revision returns unknown",
        r"raises FileNotFoundError, returns \"unknown\"",
        r"Returns \"unknown\" if result\.returncode is not 0",
    ),
    (
        "read_rows reads UTF-8",
        r"Opens path for reading.{0,30}\"utf-8\"",
        r"list of the items of csv\.DictReader\(file\)|list of the rows",
    ),
    ("add_up sums", r"adds row\[\"amount\"\] as a floating-point number to totals\[row\[by\]\]"),
    (
        "no file is status 3",
        r"If paths is empty, prints .{0,60}to (sys\.stderr|standard error) and returns 3",
    ),
    ("totals are stored under the stem", r"add_up\(read_rows\(path\), args\.by\) in totals under path\.stem"),
    (
        "a bad file is skipped",
        r"(?i)raises KeyError, TypeError or ValueError.{0,160}appends path\.name to skipped",
    ),
    ("strict ends the program", r"to standard error and exits with status 1 if args\.strict is tru(e|thy)"),
    (
        "the report",
        r"a dictionary with revision \(revision\(\)\), totals and skipped",
        r"report as JSON text indented by 2",
    ),
    (
        "it is printed or written",
        r"If args\.output is None, prints text; otherwise, writes (the text )?text \+ \"\\n\" to (the file )?args\.output",
    ),
    ("4 or 0", r"Returns 4 if skipped is not empty, otherwise 0"),
    ("the script exits with it", r"When run as a script, exits with status main\(\)"),
]
SLOTS = [
    (
        "parse_slot needs the pattern",
        r"parse_slot(: | )(R|r)aises ValueError (if|in).{0,60}(is None|does not match)",
        r"whole of text|PATTERN\.fullmatch\(text\)",
        r"\(\\d\\d\):\(\[0-5\]\\d\)-\(\\d\\d\):\(\[0-5\]\\d\)",
    ),
    ("the end is after the start", r"unless end is greater than start and at most 1440 \(24 \* 60\)"),
    ("and not after midnight", r"at most 1440 \(24 \* 60\)"),
    (
        "parse_slot returns minutes",
        r"start to hour \* 60 \+ minute and end to end_hour \* 60 \+ end_minute",
        r"Returns \(start, end\)",
    ),
    ("parse_slots cuts remarks", r"line\.partition\(\"#\"\)\[0\] without leading or trailing whitespace"),
    ("parse_slots leaves out empty lines", r"If line is not empty, appends parse_slot\(line\) to slots"),
    (
        "the default day",
        r"DAY_START to 480 \(8 \* 60\), DAY_END to 1080 \(18 \* 60\)",
        r"day \(default \(DAY_START, DAY_END\), that is \(480, 1080\)\)",
    ),
    (
        "free_slots adds gaps",
        r"in booked in sorted order",
        r"If start is greater than cursor, appends \(cursor, min\(start, closing\)\) to gaps",
    ),
    ("free_slots stops at the end", r"Stops the loop if cursor is at least closing"),
    ("free_slots adds the rest", r"If cursor is less than closing, appends \(cursor, closing\) to gaps"),
    (
        "first_fit needs positive numbers",
        r"first_fit(: | )(R|r)aises ValueError if length is at most 0, or if step is at most 0",
    ),
    (
        "first_fit moves to the step",
        r"As long as start % step is not 0, adds 1 to start",
        r"step \(default 15\)",
    ),
    (
        "first_fit returns the slot or None",
        r"Returns \(start, start \+ length\) if start \+ length is at most end",
        r"first_fit returns None if|Returns None",
    ),
    ("split needs at least 1", r"split(: | )(R|r)aises ValueError if longest is less than 1"),
    (
        "split halves",
        r"Returns \[slot\] if end - start is at most longest",
        r"\(start \+ end\) // 2",
        r"split\(\(start, middle\), longest\) \+ split\(\(middle, end\), longest\)",
    ),
    (
        "is_full needs a share",
        r"unless share is greater than 0\.0 and at most 1\.0",
        r"share \(default 0\.9\)",
    ),
]
FACTS = [
    pytest.param(target, pattern, id=f"{target}: {fact}{f' ({number})' if number else ''}")
    for target, facts in (
        ("archive.Archive", ARCHIVE), ("inventory.Inventory", INVENTORY), ("parrot.Parrot", PARROT),
        ("relay.Relay", RELAY), ("report", REPORT), ("slots", SLOTS),
    )
    for fact, *patterns in facts
    for number, pattern in enumerate(patterns)
]  # fmt: skip


@pytest.mark.parametrize(("target", "pattern"), FACTS)
def test_the_fact_is_told(target: str, pattern: str) -> None:
    assert re.search(pattern, page(target)), page(target)


FALSE = [
    ("archive.Archive", r"store .{0,20}commits", "only the end of the block commits"),
    ("archive.Archive", r"(creates|opens|connects)[^.]{0,60}when it is created", "creation opens nothing"),
    ("inventory.Inventory", r"take.{0,80}changes self\.prices|take.{0,80}can change self\.prices", "take leaves the prices alone"),
    ("parrot.Parrot", r"requests\.", "the library is aiohttp"),
    ("parrot.Parrot", r"blocks the event loop", "nothing blocks"),
    ("relay.Relay", r"up to 3 attempts|up to 5 attempts", "four attempts"),
    ("relay.Relay", r"waits 0\.5, 1, 2,? (and|then) 4", "no wait after the last"),
    ("slots", r"at least 1440|less than 1440", "1440 itself is accepted"),
    ("report", r"with status 2 if paths", "2 is for wrong arguments"),
]  # fmt: skip


@pytest.mark.parametrize(("target", "pattern", "reason"), FALSE, ids=[row[2] for row in FALSE])
def test_what_would_be_false_is_not_told(target: str, pattern: str, reason: str) -> None:
    assert not re.search(pattern, page(target)), reason
