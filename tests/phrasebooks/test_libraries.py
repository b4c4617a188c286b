"""What rows of libraries say, and where an argument changes the meaning so that they say nothing."""

from __future__ import annotations

import pytest

from tests.phrasebooks import test_matching

say = test_matching.say


@pytest.mark.parametrize(
    ("name", "source", "said"),
    [
        # what follows "or `None`" would read as a part of it
        ("bs4.Tag.find", "t.find('a')", "the first 'a' element in t, or None if there is none"),
        ("bs4.Tag.find", "t.find('a', 'x')",
         "the first 'a' element of the class 'x' in t, or None if there is none"),
        ("bs4.Tag.find", "t.find('a', class_='x', id='y')",
         "the first 'a' element of the class 'x' in t, or None if there is none [id='y']"),
        ("bs4.Tag.find", "t.find('a', attrs={'x': 1})",
         "the first 'a' element with the attributes {'x': 1} in t, or None if there is none"),
        ("re.search", "re.search(p, s)", "the first match of p in s, or None if there is none"),
        ("re.search", "re.search(p, s, re.I)",
         "the first match of p with the flags re.I in s, or None if there is none"),
        # the parser decides what is parsed
        ("bs4.BeautifulSoup", "BeautifulSoup(t, 'lxml')", "t parsed as HTML with the parser 'lxml'"),
        ("bs4.BeautifulSoup", "BeautifulSoup(t, 'xml')", "t parsed as XML"),
        ("bs4.BeautifulSoup", "BeautifulSoup(t, parser)", "t parsed with the parser parser"),
        ("lxml.etree.tostring", "etree.tostring(t)", "t as XML"),
        ("lxml.etree.tostring", "etree.tostring(t, method='html')", "t as HTML"),
        # a time may be a number of seconds or a time span
        ("redis.Redis.setex", "r.setex(k, 60, v)", "stores v in Redis under k for 60 seconds"),
        ("redis.Redis.setex", "r.setex(k, ttl, v)", "stores v in Redis under k for the time ttl"),
        ("redis.Redis.set", "r.set(k, v, ex=60)", "stores v in Redis under k, for 60 seconds"),
        ("redis.Redis.set", "r.set(k, v, ex=ttl)", "stores v in Redis under k, for the time ttl"),
        ("aiohttp.ClientTimeout", "ClientTimeout(total=None)", "a timeout without a limit for the whole"),
        ("aiohttp.ClientTimeout", "ClientTimeout(total=t)", "a timeout of t seconds in all"),
        ("pymongo.collection.Collection.find_one", "c.find_one(q, projection=p)",
         "the first document of c that matches q, with the fields p, or None if there is none"),
        ("matplotlib.pyplot.close", "plt.close('all')", "closes all figures"),
        ("matplotlib.pyplot.close", "plt.close(figure)", "closes the figure figure"),
        ("matplotlib.pyplot.hist", "plt.hist(x, edges)", "draws a histogram of x with the bins edges"),
        ("google.generativeai.GenerativeModel", "GenerativeModel('m', generation_config=c)",
         "a Gemini model named 'm', with the generation settings c"),
        ("pyautogui.click", "pyautogui.click(3, y=4)", "clicks with the mouse at x 3, y 4"),
        ("pyautogui.click", "pyautogui.click()", "clicks with the mouse"),
        ("groq.Groq", "Groq()", "a client of the Groq API"),
        ("unittest.TestCase.assertAlmostEqual", "self.assertAlmostEqual(a, b, delta=0.1)",
         "checks that a almost equals b, with a difference of at most 0.1"),
    ],
)  # fmt: skip
def test_a_call_of_a_library_is_worded(name: str, source: str, said: str) -> None:
    assert say(name, source) == said


@pytest.mark.parametrize(
    ("name", "source", "said"),
    [
        ("telethon.TelegramClient.get_messages", "c.get_messages(x, 5)", "the messages of x, at most 5"),
        ("telethon.TelegramClient.download_media", "c.download_media(m, 'a')",
         "the path of the media of m, downloaded to 'a', or None if there are none"),
        ("asyncpg.Connection.fetchrow", "c.fetchrow(q, a)",
         "the first row of the SQL q with (a,), or None if there is none"),
        ("playwright.async_api.Page.wait_for_selector", "p.wait_for_selector('#a', timeout=5)",
         "the element '#a', once it is visible, within 5 milliseconds"),
    ],
)  # fmt: skip
def test_an_awaited_call_of_a_library_is_worded(name: str, source: str, said: str) -> None:
    assert say(name, source, awaited=True) == said
    assert say(name, source) == "-"


@pytest.mark.parametrize(
    ("name", "source"),
    [
        # without a limit it gives one message only
        ("telethon.TelegramClient.get_messages", "c.get_messages(x)"),
        # gives bytes, not a path
        ("telethon.TelegramClient.download_media", "c.download_media(m, bytes)"),
        # waits until the element is gone
        ("playwright.async_api.Page.wait_for_selector", "p.wait_for_selector('#a', state='hidden')"),
        # only checks that the queue is there
        ("pika.adapters.blocking_connection.BlockingChannel.queue_declare",
         "c.queue_declare('q', passive=True)"),
        # is not at random
        ("sklearn.model_selection.train_test_split", "train_test_split(x, y, shuffle=False)"),
        # the second argument is the safety settings
        ("google.generativeai.GenerativeModel", "GenerativeModel('m', settings)"),
        # the second argument is the session
        ("pymongo.collection.Collection.create_index", "c.create_index('a', session)"),
        ("lxml.etree.tostring", "etree.tostring(t, method='text')"),
        # is found on the screen
        ("pyautogui.click", "pyautogui.click('button.png')"),
        # switches the grid over
        ("matplotlib.pyplot.grid", "plt.grid()"),
    ],
)  # fmt: skip
def test_an_argument_that_changes_the_meaning_is_not_worded(name: str, source: str) -> None:
    assert say(name, source, awaited=True) == "-"
