"""The table of names: which value a parameter's name calls for, by the type that is known."""

from __future__ import annotations

import re
from collections.abc import Mapping

# Names (exact, or the last words after "_"), then values by kind; the first kind is taken when
# the type is not known. Only reserved domains, addresses and numbers stand here.
ROWS: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("first_name name username user author owner who", {"str": '"Ada"'}),
    ("title label caption heading subject", {"str": '"Example"'}),
    ("prompt user_prompt", {"str": '"Write a haiku about the sea."'}),
    ("question", {"str": '"What is the capital of France?"'}),
    ("keypath key_path", {"str": '"key"'}),
    ("old old_name old_text", {"str": '"old"'}),
    ("new new_name new_text", {"str": '"new"'}),
    ("description text message content body summary comment note msg sentence word", {"str": '"Some text"'}),
    ("email mail address_email email_address sender recipient", {"str": '"ada@example.com"'}),
    ("phone telephone mobile", {"str": '"+1-555-0100"'}),
    ("to_number from_number phone_number mobile_number recipient_number", {"str": '"+15550100"'}),
    ("country lang language locale", {"str": '"en"'}),
    ("currency", {"str": '"EUR"'}),
    (
        "url uri endpoint base_url href link site website origin",
        {"str": '"https://example.com"', "bytes": 'b"https://example.com"'},
    ),
    (
        "database_url db_url database_uri db_uri dsn postgres_url postgres_dsn",
        {"str": '"postgresql://user:password@localhost/mydb"'},
    ),
    ("redis_url redis_uri broker_url", {"str": '"redis://localhost:6379/0"'}),
    ("mongo_url mongo_uri mongodb_uri mongodb_url", {"str": '"mongodb://localhost:27017"'}),
    ("repo_url repository_url git_url clone_url repo_uri", {"str": '"https://github.com/ada/tool.git"'}),
    ("repo repository", {"str": '"ada/tool"'}),
    ("levelno log_level loglevel logging_level", {"int": "20", "str": '"INFO"'}),
    ("host hostname server", {"str": '"localhost"'}),
    ("domain domain_name", {"str": '"example.com"'}),
    ("ip ip_address ipaddr address addr", {"str": '"192.0.2.1"', "int": "3221225985"}),
    (
        "map_address billing_address shipping_address home_address street_address postal_address street",
        {"str": '"1 Example Street"'},
    ),
    ("city town", {"str": '"Berlin"'}),
    ("selector css_selector", {"str": '"h1"'}),
    ("xpath", {"str": '"//h1"'}),
    ("criteria search_criteria", {"str": '"ALL"'}),
    ("worksheet worksheet_name sheet_name", {"str": '"Sheet1"'}),
    ("sheet_id spreadsheet_id", {"str": '"YOUR_SHEET_ID"'}),
    ("symbol ticker", {"str": '"BTCUSD"'}),
    ("to_lang target_lang target_language to_language dest_lang", {"str": '"de"'}),
    ("from_lang source_lang source_language from_language src_lang", {"str": '"en"'}),
    ("qty quantity", {"int": "2", "float": "2.0", "str": '"2"'}),
    ("rating", {"int": "5", "float": "4.5", "str": '"5"'}),
    ("server_address sockaddr socket_address bind_address", {"socket.address": ""}),
    ("network subnet cidr", {"str": '"192.0.2.0/24"'}),
    ("port", {"int": "8000", "str": '"8000"'}),
    ("method verb", {"str": '"GET"'}),
    ("status", {"int": "200", "str": '"active"'}),
    ("status_code", {"int": "200", "str": '"200"'}),
    ("scheme protocol", {"str": '"https"'}),
    ("src in_path in_file infile input_path input_file", {"path": '"in.txt"', "str": '"in.txt"'}),
    (
        "dst dest destination out_path out_file outfile output_path output_file",
        {"path": '"out.txt"', "str": '"out.txt"'},
    ),
    (
        "path file_path filepath filename file_name fname fn pathname arcname",
        {"path": '"data.txt"', "str": '"data.txt"', "bytes": 'b"data.txt"'},
    ),
    ("dir directory folder root", {"folder": '"data"', "str": '"data"', "path": '"data"'}),
    (
        "file fileobj file_obj file_object fobj fp stream f",
        {"text-file": '"line 1\\nline 2\\n"', "str": '"data.txt"'},
    ),
    (
        "output out stdout stderr logfile",
        {"text-file": '"line 1\\nline 2\\n"', "str": '"out.txt"', "path": '"out.txt"'},
    ),
    ("source", {"str": '"Hello, world!"', "path": '"in.txt"'}),
    ("rule route", {"str": '"/hello"'}),
    ("ext suffix extension", {"str": '".txt"'}),
    ("prefix", {"str": '"my-"'}),
    ("width columns cols", {"int": "40", "float": "640.0"}),
    ("height rows_count", {"int": "480", "float": "480.0"}),
    ("date start_date end_date from_date to_date due_date since until deadline", {"str": '"2024-01-31"'}),
    ("birthday birth_date date_of_birth", {"str": '"1815-12-10"'}),
    ("year", {"int": "2024"}),
    ("month", {"int": "1"}),
    ("day", {"int": "31"}),
    ("hour hours", {"int": "12"}),
    ("minute minutes second", {"int": "30", "float": "30.0"}),
    ("lat latitude", {"float": "52.5", "int": "52"}),
    ("lon lng longitude", {"float": "13.4", "int": "13"}),
    ("n k count limit number num times retries", {"int": "3", "float": "3.0"}),
    ("depth repeat total_count length len max_length maxsize level attempts", {"int": "3", "float": "3.0"}),
    ("size", {"int": "10", "float": "10.0"}),
    ("index idx offset start lo pos position i j step_index low begin", {"int": "0", "float": "0.0"}),
    ("stop end hi high", {"int": "10", "float": "10.0"}),
    ("page step", {"int": "1", "float": "1.0"}),
    ("x a left first", {"int": "1", "float": "1.5"}),
    ("y b right second_value other", {"int": "2", "float": "2.5"}),
    ("z c", {"int": "3", "float": "3.5"}),
    ("timeout interval delay seconds ttl duration wait", {"float": "0.1", "int": "1"}),
    ("priority", {"int": "1"}),
    ("rate ratio alpha threshold prob probability fraction weight share p r", {"float": "0.5", "int": "1"}),
    ("string s str expr_string string1", {"str": '"Hello, world!"', "bytes": 'b"data"'}),
    ("g red green blue h l s v sigma opacity factor", {"float": "0.5", "int": "1"}),
    ("tol eps epsilon tolerance", {"float": "1e-6"}),
    ("mu mean average", {"float": "10.0"}),
    ("price amount total cost", {"float": "9.99", "int": "10", "str": '"9.99"'}),
    ("age", {"int": "36", "str": '"36"'}),
    ("seed", {"int": "42"}),
    ("key field attr attribute option", {"str": '"key"'}),
    ("column column_name col_name", {"str": '"name"'}),
    ("table table_name tablename", {"str": '"users"'}),
    ("tag", {"str": '"example"'}),
    ("subreddit subreddit_name keyword topic hashtag search_term search_query", {"str": '"python"'}),
    ("script script_path script_file", {"str": '"script.py"', "path": '"script.py"'}),
    ("section", {"str": '"section"'}),
    ("attr_name attrname fieldname", {"str": '"name"'}),
    ("id pk identifier uid", {"int": "1", "str": '"42"'}),
    ("uuid", {"str": '"00000000-0000-0000-0000-000000000001"'}),
    ("slug", {"str": '"my-post"'}),
    ("token auth_token access_token", {"str": '"YOUR_TOKEN"'}),
    ("api_key apikey", {"str": '"YOUR_API_KEY"'}),
    ("password passwd pwd passphrase", {"str": '"YOUR_PASSWORD"', "bytes": 'b"YOUR_PASSWORD"'}),
    ("secret secret_key client_secret", {"str": '"YOUR_SECRET"', "bytes": 'b"YOUR_SECRET"'}),
    ("pattern regex pat", {"str": '"[a-z]+"', "bytes": 'b"[a-z]+"'}),
    ("query q search term", {"str": '"python"'}),
    ("sql statement", {"str": '"SELECT 1"'}),
    ("date_format time_format datetime_format", {"str": '"%Y-%m-%d"'}),
    ("format", {"str": '"json"'}),
    ("template", {"str": '"Hello, $name!"'}),
    ("encoding charset", {"str": '"utf-8"'}),
    ("errors", {"str": '"strict"'}),
    ("sep separator delimiter delim", {"str": '","'}),
    ("mode", {"str": '"r"'}),
    ("char ch character c_char", {"str": '"a"'}),
    ("lineno line_number linenum colno column_number row", {"int": "1"}),
    ("line", {"str": '"line 1"', "int": "1"}),
    ("version", {"str": '"1.0"', "int": "1"}),
    ("module modname module_name mod_name", {"str": '"json"'}),
    ("package", {"str": '"json"'}),
    ("yaml yml", {"str": '"key: value"'}),
    ("hasher hash_alg hash_func hash_function", {"hashlib.sha256": ""}),
    ("html markup", {"str": '"<p>Hello</p>"'}),
    ("xml", {"str": '"<root><item>1</item></root>"'}),
    ("json", {"str": '"{\\"key\\": 1}"'}),
    ("color colour", {"str": '"red"'}),
    (
        "data value val bytes buffer buf payload chunk",
        {"str": '"Some text"', "bytes": 'b"data"', "int": "1", "float": "1.5"},
    ),
    ("expr expression", {"str": '"1 + 1"'}),
    ("cmd command program prog", {"str": '"echo"'}),
    ("mimetype mime_type content_type media_type", {"str": '"text/plain"'}),
    ("tz tzname timezone zone", {"str": '"UTC"'}),
    ("lines", {"list[str]": '["line 1", "line 2"]'}),
    ("words names strings labels tokens", {"list[str]": '["one", "two"]'}),
    ("items values numbers xs iterable iterables seq sequence population array", {"list": "[3, 1, 2]"}),
    ("lst list elements heap objects collection it iterator samples points", {"list": "[3, 1, 2]"}),
    ("data dataset", {"list": "[1, 2, 3, 4]"}),
    ("rows records", {"list": '[{"id": 1}, {"id": 2}]'}),
    ("mapping params dictionary dct dict d config", {"dict": '{"key": "value"}'}),
    ("settings payload kwargs namespace ns env environ context", {"dict": '{"key": "value"}'}),
    ("headers", {"dict": '{"Accept": "application/json"}', "str": '"Accept: application/json"'}),
    ("args argv arguments", {"list[str]": "[]"}),
    (
        "func fn function callback f callable handler hook action user_function wrapped wrapper factory",
        {"function": "print"},
    ),
    ("predicate pred", {"predicate": "lambda item: item > 0"}),
    ("cls klass typ class", {"type": "int"}),
    ("type kind category", {"str": '"text"'}),
    ("a1 cell_label a1_notation cell_name", {"str": '"A1"'}),
    ("cell_range range_name a1_range", {"str": '"A1:B2"'}),
    ("column_letter", {"str": '"A"'}),
    ("item element elem entry", {"int": "2", "str": '"item"'}),
    ("logger log", {"logging.Logger": ""}),
    ("frame", {"types.FrameType": ""}),
    ("tb traceback", {"types.TracebackType": ""}),
    ("codeobj co code_object", {"types.CodeType": ""}),
    ("postal_code postcode zip_code zipcode zip", {"str": '"12345"', "int": "12345"}),
    ("country_code language_code", {"str": '"en"'}),
    ("status_code http_code", {"int": "200", "str": '"200"'}),
    ("code", {"str": '"200"', "int": "200", "types.CodeType": ""}),
    ("node tree", {"ast.AST": ""}),
    ("generator gen", {"types.GeneratorType": ""}),
    ("readline", {"io.BytesIO.readline": ""}),
    ("rng rand random_state", {"random.Random": ""}),
    ("role", {"str": '"user"'}),
    ("obj object o instance thing", {"any": '{"key": [1, 2, 3]}'}),
)

# Names whose value a parameter before it tells: name, the others, and the value
COMPANY: tuple[tuple[str, str, str], ...] = (
    ("suffix", "street_number house_number postal_code", '"a"'),
    ("url", "host", '"/items"'),
    ("path", "host", '"/items"'),
    ("prefix", "text lines paragraph", '"> "'),
    ("name", "method url host type", '"example"'),
)


def in_company(name: str, others: frozenset[str]) -> str:
    """Source of the value that ``name`` calls for behind parameters called ``others``, or ``""``."""
    found = (value for own, beside, value in COMPANY if own == name and others & {*beside.split()})
    return next(found, "")


# Words in the names of functions, classes and modules for one site, and an address there
_SITES: Mapping[str, str] = {
    "youtube": "https://www.youtube.com/watch?v=jNQXAC9IVRw",
    "github": "https://github.com/python/cpython",
    "gitlab": "https://gitlab.com/gitlab-org/gitlab",
    "arxiv": "https://arxiv.org/abs/1706.03762",
    "wikipedia": "https://en.wikipedia.org/wiki/Python_(programming_language)",
    "reddit": "https://www.reddit.com/r/Python/",
    "vimeo": "https://vimeo.com/76979871",
    "spotify": "https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC",
}
# Parameters that name who sends and who is sent to, and what they are in code about which things
_CORRESPONDENTS = frozenset(["to", "from_", "sender", "recipient", "to_", "receiver"])
_ADDRESSED = (
    ('"+15550100"', "sms twilio whatsapp phone mms"),
    ('"ada@example.com"', "mail email smtp ses sendgrid mailgun"),
)
_SQL_WORDS = "sql db database duckdb postgres postgresql mysql sqlite bigquery redshift clickhouse"
_SQL = frozenset(_SQL_WORDS.split())


def by_words(name: str, spoken: str) -> str:
    """Source of what ``name`` calls for in code whose own names ``spoken`` hold telling words, or ``""``."""
    told = re.findall(r"[a-z]+", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", spoken).lower())
    joined = "".join(told)
    if value(name, "str") == '"https://example.com"':
        return next((f'"{address}"' for word, address in _SITES.items() if word in joined), "")
    if name in _CORRESPONDENTS:
        return next((given for given, known in _ADDRESSED if {*known.split()} & {*told}), "")
    is_query = name in ("query", "statement", "stmt") and bool(_SQL & {*told})
    return '"SELECT 1"' if is_query else ""


# Names that are kept for functions and classes
FUNCTIONS_OR_CLASSES = frozenset(
    ["func", "fn", "f", "function", "callable", "wrapped", "wrapper", "user_function", "cls", "klass", "typ"]
)

YES_NO = re.compile(
    r"(is|has|use|with|allow|enable|include|ignore|keep|no|should|can)_.+"
    r"|verbose|debug|force|dry_run|recursive|strict|quiet|inclusive|reverse|ascending|flag|enabled|exclusive"
)
COUNT = re.compile(r"(num|n|max|min)_.+")
FOLDER = re.compile(r".*(_dir|dir|_directory|directory|_folder|folder)$|cwd")
FILE = re.compile(r".*(_path|path|_file|file|filename|_fname)$")
SECRET = re.compile(
    r".*(token|api_?key|(?:consumer|secret|access|private)_key|password|passwd|secret|credential)s?$",
    re.IGNORECASE,
)

_EXACT: dict[str, list[Mapping[str, str]]] = {}
for _names, _values in ROWS:
    for _name in _names.split():
        _EXACT.setdefault(_name, []).append(_values)


# Words that end names without a mark before them
_JOINED = re.compile(r"(?!key|x|json)[a-z]+(lines|url|path)")
# Names that say what they mean only when they stand alone
_WHOLE = frozenset(["type", "class", "cls", "scheme"])


def words(name: str) -> list[str]:
    """``name`` in lower case, then without its first words: ``base_url``, ``url``."""
    plain = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().strip("_")
    parts = plain.split("_")
    return ["_".join(parts[start:]) for start in range(len(parts))]


def row(name: str) -> list[Mapping[str, str]]:
    """Rows of the table that fit ``name``, the longest match first."""
    for place, word in enumerate(words(name)):
        if place and word in _WHOLE:
            # A ``message_type`` is no type
            return []
        if word in _EXACT:
            return _EXACT[word]
        if re.sub(r"\d+$", "", word) in _EXACT and word[-1:].isdigit():
            return _EXACT[re.sub(r"\d+$", "", word)]
    joined = _JOINED.fullmatch(name.lower())
    return _EXACT[joined[1]] if joined is not None else []


# Whose name is one of a person, and whose must be an identifier
_PERSONS = frozenset(
    [
        "user",
        "first",
        "last",
        "full",
        "given",
        "family",
        "author",
        "person",
        "customer",
        "owner",
        "display",
        "nick",
        "contact",
    ]
)
_THING = re.compile(r"([a-z]+(?:_[a-z]+)*)_name")
_WRITTEN = frozenset(
    [
        "var",
        "variable",
        "class",
        "function",
        "func",
        "method",
        "field",
        "attribute",
        "column",
        "param",
        "env",
        "key",
    ]
)


def _of_thing(name: str) -> str:
    """The name of a thing, ``bucket_name``, or ``""`` if it may be one of a person."""
    found = _THING.fullmatch(words(name)[0])
    if found is None or found[0] in _EXACT or found[1].rpartition("_")[2] in _PERSONS:
        return ""
    is_written = found[1].rpartition("_")[2] in _WRITTEN
    return '"example"' if is_written else f'"my-{found[1].replace("_", "-")}"'


def value(name: str, kind: str) -> str:
    """Source of the value of ``kind`` that ``name`` calls for, or ``""``."""
    if kind == "str" and _of_thing(name):
        return _of_thing(name)
    for values in row(name):
        if kind in values:
            return values[kind]
    return ""


def kind(name: str) -> str:
    """The kind that ``name`` suggests when nothing else is known, or ``""``."""
    plain = words(name)[0]
    if YES_NO.fullmatch(plain):
        return "bool"
    if FOLDER.fullmatch(plain):
        return "folder"
    rows = row(name)
    if rows:
        return next(iter(rows[0]))
    if COUNT.fullmatch(plain):
        return "int"
    if FILE.fullmatch(plain):
        return "path"
    return ""


# A second value of the same kind, for lists
_FURTHER: Mapping[str, str] = {
    '"Ada"': '"Bob"',
    '"https://example.com"': '"https://example.org"',
    '"example.com"': '"example.org"',
    '"ada@example.com"': '"bob@example.com"',
    '"data.txt"': '"other.txt"',
    '"in.txt"': '"other.txt"',
    '"Some text"': '"Another text"',
    '".txt"': '".csv"',
    '"BTCUSD"': '"ETHUSD"',
    '"Berlin"': '"Paris"',
    '"python"': '"sphinx"',
    '"en"': '"de"',
}


def further(source: str) -> str:
    """A value of the same kind as ``source``, or ``""``."""
    return _FURTHER.get(source, "")


def is_secret(name: str) -> bool:
    """Whether ``name`` speaks of a credential, so that its value must be a placeholder."""
    plain = words(name)[0]
    return SECRET.fullmatch(plain) is not None and (is_key(name) or not plain.endswith("token"))


# Lists of dictionaries under these names are the messages of a chat
CHATS = frozenset(["messages", "chat_history", "message_history", "conversation_history", "conversation"])
CHAT = '[{"role": "user", "content": "Hello, world!"}]'


def is_key(name: str) -> bool:
    """Whether ``name`` is a key or token that a service gives to its users."""
    plain = words(name)[0]
    if re.match(r"(stop|stopping|eos|bos|pad|end|start|next|page|max|min|new|special|mask|sep|unk)_", plain):
        # A mark in a text, or a place in a list of pages
        return False
    return re.search(r"(api_?key|token|(secret|access|consumer|client|private|app)_key)$", plain) is not None
