"""What facts tell of calls of libraries: pairs, and near misses of which nothing is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.english.describing import facts_of

CONNECT = (
    "from contextlib import contextmanager\nfrom collections.abc import Iterator\n"
    "from imap_tools import MailBox\n"
)

#: What is imported, the body of ``f(x, y)``, the fact, what it says.
PAIRS = [
    ("import openai", "openai.Completion.create(engine='a', prompt=x)", "Network", "Has `x` completed by"),
    (
        "from openai import OpenAI\nc = OpenAI()",
        "c.images.edit(image=x, prompt=y)",
        "Network",
        "Has the image `x` changed by `y`.",
    ),
    (
        "from openai import OpenAI",
        "OpenAI().chat.completions.create(model=x, messages=y)",
        "Network",
        "Asks the model `x` to answer `y`.",
    ),
    (
        "from openai import OpenAI",
        "OpenAI().chat.completions.create(**x)",
        "Network",
        "Asks the API for a chat completion.",
    ),
    ("from mine import OpenAI", "OpenAI().images.generate(prompt=x)", "Network", None),
    (
        "import speech_recognition as sr",
        "sr.Recognizer().recognize_google(x)",
        "Network",
        "Sends `x` to Google",
    ),
    ("import speech_recognition as sr", "sr.Recognizer().recognize_sphinx(x)", "Network", None),
    ("", "x.recognize_google(y)", "Network", None),
    ("from gtts import gTTS", "gTTS(x).save(y)", "Network", "Has Google Translate speak the text and writes"),
    ("from gtts import gTTS", "gTTS(x).save(y)", "Files", "Has Google Translate speak the text and writes"),
    ("class gTTS:\n    def save(self, y): pass", "gTTS().save(y)", "Files", None),
    ("", "x.save(y)", "Files", None),
    (
        "from pydub import AudioSegment",
        "AudioSegment.from_file(x).export(y, format='wav')",
        "Files",
        'Writes the audio to `y`, in the format `"wav"`.',
    ),
    (
        "import yt_dlp",
        "with yt_dlp.YoutubeDL(x) as d:\n        d.download([y])",
        "Network",
        "Downloads the media at `[y]`.",
    ),
    (
        "import pandas as pd",
        "pd.DataFrame.from_dict(x).to_csv(y)",
        "Files",
        "Writes `pd.DataFrame.from_dict(x)` to",
    ),
    ("import pandas as pd", "pd.DataFrame(x).to_json()", "Files", None),
    ("", "x.to_csv(y)", "Files", None),
    ("import pandas as pd", "pd.read_csv(x, on_bad_lines='skip')", "Files", "Reads the CSV file `x`."),
    ("import redis\nr = redis.Redis()", "r.get(x)", "Database", "Reads the value of `x` from Redis."),
    ("import logging", "logging.FileHandler(x)", "Files", "Opens the log file `x`."),
    ("import logging", "logging.FileHandler(x, delay=True)", "Files", None),
    ("import logging", "logging.basicConfig(filename=x)", "Files", "Sets up logging to the file `x` unless"),
    ("import logging", "logging.basicConfig(level=x)", "Files", None),
    (
        "import imaplib",
        "imaplib.IMAP4_SSL(x).login('a', y)",
        "Network",
        "Connects to the IMAP server `x`.",
    ),
    ("import feedparser", "feedparser.parse(x)", "Network", "Parses the feed `x`, which it fetches if"),
    (
        CONNECT + "@contextmanager\ndef g() -> Iterator[MailBox]:\n    yield MailBox('a')",
        "with g() as m:\n        m.delete(x)",
        "Network",
        "Deletes the messages `x` from `m`",
    ),
    (
        CONNECT + "@contextmanager\ndef g(a):\n    m = MailBox('a')\n    yield m\n    a()",
        "with g(y) as m:\n        m.delete(x)",
        "Network",
        "Deletes the messages `x` from `m`",
    ),
    (
        CONNECT + "@contextmanager\ndef g(a):\n    if a:\n        yield a\n    yield MailBox('a')",
        "with g(y) as m:\n        m.delete(x)",
        "Network",
        ", through `g`.",
    ),
    (
        "from googleapiclient.discovery import build",
        "build('drive', 'v3').files().list(pageSize=x).execute()",
        "Network",
        "Sends the request `build(",
    ),
    ("", "x.files().list(pageSize=y).execute()", "Network", None),
    (
        "from sqlalchemy import select\nfrom models import Base",
        "Base.metadata.create_all(x)",
        "Database",
        "Creates the missing tables in `x`.",
    ),
    ("from models import Base", "Base.metadata.create_all(x)", "Database", None),
    ("from loguru import logger", "logger.add('a.log')", "Files", 'Sends log messages to `"a.log"`.'),
    ("", "x.execute('INSERT INTO t VALUES (?)', y)", "Database", 'Runs the SQL `"INSERT INTO t VALUES (?)"`'),
    ("", "s = 'SELECT a FROM t'\n    x.execute(s)", "Database", 'Runs the SQL `"SELECT a FROM t"`.'),
    ("", "x.execute(y)", "Database", None),
    ("", "x.execute('SELECT one of the cases')", "Database", None),
    ("", "x.execute('make all')", "Database", None),
    ("class C:\n    def execute(self, y): pass", "C().execute('SELECT a FROM t')", "Database", None),
    (
        "from ext import db",
        "db.session.add(x)\n    db.session.commit()",
        "Database",
        "Adds `x` to the database session `db.session`.",
    ),
    ("from ext import db", "db.session.add(x)", "Database", None),
    ("", "x.session.add(y)\n    x.session.commit()", "Database", None),
    (
        "import os",
        "os.open(x, os.O_RDWR | os.O_CREAT)",
        "Files",
        "Opens `x` with the flags `os.O_RDWR | os.O_CREAT`.",
    ),
    (
        "import urllib.request",
        "urllib.request.build_opener().open(x)",
        "Network",
        "Requests the URL `x`.",
    ),
    (
        "from cloudscraper import create_scraper\nget = create_scraper().get",
        "get(x)",
        "Network",
        "Sends a `GET` request to `x`.",
    ),
    (
        "import requests",
        "get = requests.Session().get\n    get(x)",
        "Network",
        "Sends a `GET` request to `x`.",
    ),
    ("import requests", "get = requests.get\n    get = y\n    get(x)", "Network", None),
    ("get = {}.get", "get(x)", "Network", None),
    ("import os", "p = os.path.join(y, 'a')\n    x.save(p)", "Files", "Saves `x` in `"),
    ("from pathlib import Path", "x.save(Path(y) / 'a')", "Files", 'Saves `x` in `Path(y) / "a"`.'),
    ("", "x.save(f'{y}.png')", "Files", 'Saves `x` in `"{y}.png"`.'),
    ("", "x.save('a.b c')", "Files", None),
    ("", "x.save(y, 'a.png')", "Files", None),
    ("class C:\n    def save(self, p): pass", "C().save('a.png')", "Files", None),
    (
        "import http.client",
        "x.putrequest('GET', y)",
        "Network",
        'Begins a request for `y` with the method `"GET"`.',
    ),
    ("class C:\n    def putrequest(self, m, u): pass", "C().putrequest('GET', y)", "Network", None),
    ("import xlwt", "w = xlwt.Workbook()\n    w.save(x)", "Files", "Writes the Excel file `x`."),
    ("from loguru import logger\nimport sys", "logger.add(sys.stderr)", "Files", None),
    ("from loguru import logger", "logger.add(x)", "Files", None),
    (
        CONNECT + "def g() -> Iterator[MailBox]:\n    yield x",
        "with g() as m:\n        m.delete(x)",
        "Network",
        None,
    ),
]


@pytest.mark.parametrize(
    ("before", "body", "label", "said"), PAIRS, ids=[f"{row[2]} {row[0]} {row[1]}" for row in PAIRS]
)
def test_a_fact_of_a_call(tmp_path: Path, before: str, body: str, label: str, said: str | None) -> None:
    found = facts_of(tmp_path, f"{before}\ndef f(x, y):\n    {body}\n", "f").get(label)
    if said is None:
        assert found is None
    else:
        assert found is not None
        assert said in found


#: The same for coroutines.
AWAITED = [
    (
        "from telegram import Update",
        "u: Update",
        "m = u.message\n    await m.reply_text('a')",
        'Answers the message with `"a"`.',
    ),
    (
        "from telegram import Update",
        "u: Update",
        "await u.callback_query.message.delete()",
        "Deletes the message.",
    ),
    ("from telegram import Update", "u", "await u.message.reply_text('a')", None),
    (
        "from aiogram.types import CallbackQuery",
        "c: CallbackQuery",
        "await c.message.answer('a')",
        'Answers in the chat with `"a"`.',
    ),
    (
        "from openai import AsyncOpenAI\nc = AsyncOpenAI()",
        "x",
        "await c.files.delete(x)",
        "Deletes the uploaded file `x`.",
    ),
    # Nothing is sent by a coroutine that nobody awaits
    ("from openai import AsyncOpenAI\nc = AsyncOpenAI()", "x", "c.files.delete(x)", None),
]


@pytest.mark.parametrize(
    ("before", "parameters", "body", "said"), AWAITED, ids=[f"{row[1]} {row[2]}" for row in AWAITED]
)
def test_a_fact_of_an_awaited_call(
    tmp_path: Path, before: str, parameters: str, body: str, said: str | None
) -> None:
    found = facts_of(tmp_path, f"{before}\nasync def f({parameters}):\n    {body}\n", "f").get("Network")
    assert found is None if said is None else found is not None and found.startswith(said)


def test_an_awaited_file_is_a_file(tmp_path: Path) -> None:
    code = (
        "import aiofiles\nasync def f(p, x):\n    async with aiofiles.open(p, 'wb') as file:\n"
        "        await file.write(x)\n"
    )
    assert facts_of(tmp_path, code, "f")["Files"] == "Opens `p` for writing bytes, replacing any content."
