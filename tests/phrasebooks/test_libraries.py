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
        ("dotenv.set_key", "dotenv.set_key(path, 'KEY', value)",
         "writes the variable 'KEY' with the value value to the file path"),
        ("dotenv.unset_key", "dotenv.unset_key(path, 'KEY')",
         "removes the variable 'KEY' from the file path"),
        ("duckdb.connect", "duckdb.connect()", "a connection to a DuckDB database in memory"),
        ("duckdb.connect", "duckdb.connect(path)", "a connection to the DuckDB database path"),
        ("duckdb.DuckDBPyConnection.sql", "con.sql(q)", "the rows that the SQL q gives"),
        # where the output goes is said by names
        ("subprocess.run", "subprocess.run(c, stdout=subprocess.PIPE, stderr=STDOUT)",
         "the completed run of c, keeping its output, with its error output among its output"),
        ("subprocess.run", "subprocess.run(c, stdout=subprocess.DEVNULL, stderr=log)",
         "the completed run of c, discarding its output, with log as its error output"),
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


@pytest.mark.parametrize(
    ("name", "source", "said"),
    [
        ("jwt.decode", "jwt.decode(t, k, algorithms=['HS256'])",
         "the claims of the token t, whose signature is checked with k by one of the algorithms ['HS256']"),
        ("jwt.encode", "jwt.encode(p, k)", "p, signed as a JSON web token with k"),
        ("bcrypt.gensalt", "bcrypt.gensalt(14)", "a random salt for bcrypt with the cost factor 14"),
        ("werkzeug.security.generate_password_hash", "generate_password_hash(p)", "the salted hash of p"),
        ("cryptography.fernet.Fernet.decrypt", "f.decrypt(t, 60)",
         "t, decrypted if it is at most 60 seconds old"),
        ("requests_oauthlib.OAuth1Session.fetch_access_token", "s.fetch_access_token(u, verifier=v)",
         "the OAuth access token from u for the verifier v"),
        ("pydantic.BaseModel.model_dump", "m.model_dump(exclude_none=True)",
         "the fields of m as a dictionary without those that are None"),
        ("pydantic.BaseModel.model_dump_json", "m.model_dump_json(indent=2)",
         "m as JSON text, indented by 2"),
        ("kafka.KafkaConsumer", "KafkaConsumer('a', group_id=g)",
         "a Kafka consumer of the topics ('a',), in the group g"),
        ("paho.mqtt.client.Client.publish", "c.publish(t, x, retain=True)",
         "publishes a message on the MQTT topic t with the content x, kept for new subscribers"),
        ("boto3.client", "boto3.client('s3', region_name=r)",
         "a client of the AWS service 's3' in the region r"),
        ("boto3.s3.Client.upload_file", "s.upload_file(f, b, k)",
         "uploads the file f to k in the S3 bucket b"),
        ("boto3.dynamodb.Table.scan", "t.scan()",
         "the answer with the items of the DynamoDB table t that fit"),
        ("geopy.geocoders.Nominatim.geocode", "g.geocode(q)",
         "the place of q by Nominatim, or None if there is none"),
        ("dateutil.relativedelta.relativedelta", "relativedelta(months=1)",
         "a time span of the calendar [months=1]"),
        ("tabulate.tabulate", "tabulate(rows, headers=h)", "a text table of rows with the headings h"),
        ("rich.prompt.Prompt.ask", "Prompt.ask('Name', default='Ada')",
         "what the user answers to 'Name', by default 'Ada'"),
        ("streamlit.text_input", "st.text_input('Name')", "what the user types into the text field 'Name'"),
        ("streamlit.sidebar.title", "st.sidebar.title('Demo')", "shows the title 'Demo' on the page"),
        ("streamlit.write", "st.write(a, b)", "shows (a, b) on the page"),
        ("plistlib.dumps", "plistlib.dumps(x)", "x as a property list"),
        ("musicbrainzngs.search_recordings", "musicbrainzngs.search_recordings(artist=a)",
         "the recordings that MusicBrainz finds [artist=a]"),
        ("django.core.cache.cache.get", "cache.get(k)",
         "what the cache holds under k, or None if there is nothing"),
        ("django.core.cache.cache.get", "cache.get(k, 0)",
         "what the cache holds under k, or 0 if there is nothing"),
        ("django.core.cache.cache.set", "cache.set(k, v, 60)",
         "stores v in the cache under k for 60 seconds"),
    ],
)  # fmt: skip
def test_a_call_of_an_application_is_worded(name: str, source: str, said: str) -> None:
    assert say(name, source) == said


@pytest.mark.parametrize(
    ("name", "source"),
    [
        # The signature is not checked, several places are given, another mode
        ("jwt.decode", "jwt.decode(t, options={'verify_signature': False})"),
        ("jwt.decode", "jwt.decode(t, k, options=o)"),
        ("geopy.geocoders.Nominatim.geocode", "g.geocode(q, exactly_one=False)"),
        ("os.fdopen", "os.fdopen(fd, mode)"),
        ("rich.prompt.Prompt.ask", "Prompt.ask()"),
        ("kafka.KafkaConsumer.subscribe", "c.subscribe(pattern=p)"),
    ],
)
def test_a_call_that_means_something_else_is_quoted(name: str, source: str) -> None:
    assert say(name, source) == "-"
