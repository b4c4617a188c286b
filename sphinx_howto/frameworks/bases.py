"""The table of base classes whose methods a framework calls."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_howto.frameworks import parts
from sphinx_howto.frameworks.rows import Base

_TEST_HOOKS: Mapping[str, str] = {
    r"setUp|asyncSetUp": "runs before each test of the class",
    r"tearDown|asyncTearDown": "runs after each test of the class",
    r"setUpClass|setUpTestData": "runs once before the tests of the class",
    r"tearDownClass": "runs once after the tests of the class",
    r"test.*": "a test",
}
_HTTP_HOOKS: Mapping[str, str] = {
    r"do_(?P<rest>[A-Z]+)": "the server calls it for each {rest} request",
    r"handle": "the server calls it for each request",
    r"log_message": "called to write each line of the log",
}
_VIEW_HOOKS: Mapping[str, str] = {
    r"(?P<rest>get|post|put|patch|delete|head|options)": "called for {rest} requests",
    r"dispatch": "called for each request, before the method for its verb",
}
_TREE_HOOKS: Mapping[str, str] = {
    r"generic_visit": "called for the nodes of all other classes",
    r"visit_(?P<rest>\w+)": "`visit` calls it for nodes of the class {rest}",
}
_START = "create an instance with {create}, then call `start()` on it, which calls {hooks} in a new thread"

TESTS: Mapping[str, Base] = {
    "unittest": Base(
        "tests",
        (
            "unittest.TestCase",
            "unittest.case.TestCase",
            "unittest.IsolatedAsyncioTestCase",
            "unittest.async_case.IsolatedAsyncioTestCase",
        ),
        "run its tests with {command}",
        _TEST_HOOKS,
        created=False,
    ),
    "Django test": Base(
        "tests",
        (
            "django.test.TestCase",
            "django.test.SimpleTestCase",
            "django.test.TransactionTestCase",
            "django.test.LiveServerTestCase",
            "rest_framework.test.APITestCase",
        ),
        "run its tests with {command}",
        _TEST_HOOKS,
        keep=("client",),
        created=False,
    ),
}

THREADS: Mapping[str, Base] = {
    "thread": Base(
        "thread",
        ("threading.Thread", "PyQt5.QtCore.QThread", "PyQt6.QtCore.QThread", "PySide6.QtCore.QThread"),
        _START,
        {r"_?run": "`start` calls it in the new thread; never call it directly"},
        ("start", "join"),
        required=("_?run",),
    ),
    "process": Base(
        "process",
        ("multiprocessing.Process", "multiprocessing.context.Process", "multiprocessing.process.BaseProcess"),
        "create an instance with {create}, then call `start()` on it, which calls {hooks} in a new process",
        {r"run": "`start` calls it in the new process; never call it directly"},
        ("start", "join"),
        required=("run",),
    ),
}

LIBRARY: Mapping[str, Base] = {
    "http.server": Base(
        "handler",
        ("http.server.BaseHTTPRequestHandler", "http.server.SimpleHTTPRequestHandler"),
        "pass the class to a server, as in {server}: the server creates an instance "
        "for each request and calls {hooks}",
        _HTTP_HOOKS,
        ("send_response", "send_header", "end_headers", "send_error"),
        created=False,
    ),
    "socketserver": Base(
        "handler",
        (
            "socketserver.BaseRequestHandler",
            "socketserver.StreamRequestHandler",
            "socketserver.DatagramRequestHandler",
        ),
        "pass the class to a server, as in {server}: the server creates an instance "
        "for each request and calls {hooks}",
        {
            r"setup": "the server calls it before `handle`",
            r"handle": "the server calls it for each request",
            r"finish": "the server calls it after `handle`",
        },
        created=False,
    ),
    "logging handler": Base(
        "log-handler",
        (
            "logging.Handler",
            "logging.StreamHandler",
            "logging.FileHandler",
            "logging.handlers.RotatingFileHandler",
        ),
        "create an instance with {create} and give it to the method `addHandler` of a "
        "logger: `logging` calls {hooks}",
        {
            r"emit": "`logging` calls it with each record that the handler takes",
            r"flush": "called to write what is held back",
            r"format": "called to make the text of a record",
            r"filter": "called to learn whether the handler takes a record",
        },
        ("setLevel", "setFormatter"),
        required=("emit",),
    ),
    "logging formatter": Base(
        "formatter",
        ("logging.Formatter",),
        "create an instance with {create} and give it to the method `setFormatter` of "
        "a handler: `logging` calls {hooks}",
        {
            r"format": "`logging` calls it with each record, and writes the text that it returns",
            r"formatTime": "called for the time of a record",
            r"formatException": "called for the exception of a record",
        },
        required=("format", "formatTime", "formatException"),
    ),
    "logging filter": Base(
        "filter",
        ("logging.Filter",),
        "create an instance with {create} and give it to the method `addFilter` of a "
        "logger or a handler: `logging` calls {hooks}",
        {r"filter": "`logging` calls it with each record, and drops the record if the result is falsy"},
        required=("filter",),
    ),
    "json": Base(
        "encoder",
        ("json.JSONEncoder", "json.encoder.JSONEncoder", "simplejson.JSONEncoder"),
        "pass the class as in {dumps}: `json` calls {hooks}",
        {
            r"default": "called for each value that JSON has no form for",
            r"encode": "called by `json.dumps` for the whole value",
            r"iterencode": "called by `json.dump` for the whole value",
        },
        created=False,
        required=("default", "encode", "iterencode"),
    ),
    "ast": Base(
        "visitor",
        ("ast.NodeVisitor", "ast.NodeTransformer"),
        "create an instance with {create}, then call `visit(tree)` on it with a "
        "syntax tree: it calls {hooks}",
        _TREE_HOOKS,
        ("visit",),
        required=("visit_.*", "generic_visit"),
    ),
    "html.parser": Base(
        "parser",
        ("html.parser.HTMLParser",),
        "create an instance with {create}, then call `feed(text)` on it with HTML: it calls {hooks}",
        {
            r"handle_starttag": "`feed` calls it for each start tag, with its name and its attributes",
            r"handle_endtag": "`feed` calls it for each end tag, with its name",
            r"handle_startendtag": "`feed` calls it for each empty tag such as `<br/>`",
            r"handle_data": "`feed` calls it with each piece of text",
            r"handle_comment": "`feed` calls it with each comment",
            r"handle_(entityref|charref|decl|pi)": "`feed` calls it for what its name says",
            r"unknown_decl": "`feed` calls it for declarations that it does not know",
        },
        ("feed", "close", "reset"),
        required=("handle_.*",),
    ),
    "cmd": Base(
        "shell",
        ("cmd.Cmd",),
        "create an instance with {create}, then call `cmdloop()` on it: it reads "
        "lines from the terminal and calls {hooks}",
        {
            r"do_(?P<rest>\w+)": "runs for the command {rest}, with the rest of the line",
            r"help_(?P<rest>\w+)": "runs for {rest} after `help`",
            r"complete_(?P<rest>\w+)": "called to complete the arguments of {rest}",
            r"preloop|postloop": "runs at the beginning or end of `cmdloop`",
            r"precmd": "called with each line before the command runs",
            r"postcmd": "called after each command; the loop ends if it returns a truthy value",
            r"emptyline": "runs for an empty line",
            r"default": "runs for a command that is not known",
        },
        ("cmdloop", "onecmd"),
        required=("do_.*",),
    ),
    "asyncio protocol": Base(
        "protocol",
        (
            "asyncio.Protocol",
            "asyncio.DatagramProtocol",
            "asyncio.BufferedProtocol",
            "asyncio.protocols.Protocol",
        ),
        "pass a function that makes an instance to a method of the event loop such as "
        "`create_server`: `asyncio` calls {hooks}",
        {
            r"connection_made": "`asyncio` calls it with the transport when the connection is open",
            r"data_received|datagram_received": "`asyncio` calls it with the data that came in",
            r"connection_lost": "`asyncio` calls it when the connection is closed",
            r"eof_received": "`asyncio` calls it when the other side has ended its data",
            r"error_received": "`asyncio` calls it when sending or receiving failed",
            r"pause_writing|resume_writing": "`asyncio` calls it when the buffer is full or empty again",
        },
        required=("connection_.*", "data.*_received"),
    ),
    "argparse": Base(
        "action",
        ("argparse.Action",),
        "pass the class as `action` to the method `add_argument` of an argument parser, which calls {hooks}",
        {r"__call__": "the parser calls it when it meets the argument"},
        created=False,
        required=("__call__",),
    ),
    "sax": Base(
        "sax",
        ("xml.sax.ContentHandler", "xml.sax.handler.ContentHandler"),
        "create an instance with {create} and pass it to `xml.sax.parse`, which calls {hooks}",
        {
            r"startElement(NS)?": "called at each start tag",
            r"endElement(NS)?": "called at each end tag",
            r"characters": "called with each piece of text",
            r"startDocument|endDocument": "called at the beginning or end of the document",
        },
        required=("startElement.*", "endElement.*", "characters"),
    ),
}

FRAMEWORKS: Mapping[str, Base] = {
    "luigi": Base(
        "luigi",
        (
            "luigi.Task",
            "luigi.task.Task",
            "luigi.ExternalTask",
            "luigi.WrapperTask",
            "luigi.contrib.external_program.ExternalProgramTask",
            "luigi.contrib.hadoop.JobTask",
        ),
        "run it with {build}: Luigi calls {hooks}",
        {
            r"requires": "Luigi calls it for the tasks that must be complete before",
            r"output": (
                "Luigi calls it for the targets that the task makes: if they exist, the task is complete"
            ),
            r"run": "Luigi calls it when what it requires is complete, unless its output exists already",
            r"complete": "Luigi calls it to learn whether the task still has to run",
            r"on_success|on_failure": "Luigi calls it after `run`",
        },
        ("input",),
        created=False,
        required=("requires", "output", "run", "complete"),
    ),
    "Scrapy": Base(
        "spider",
        ("scrapy.Spider", "scrapy.spiders.Spider", "scrapy.spiders.CrawlSpider", "scrapy.CrawlSpider"),
        "run it with {command}: Scrapy creates the spider and calls {hooks}",
        {
            r"start_requests|start": "Scrapy calls it for the first requests",
            r"parse": "Scrapy calls it with each response to a request that names no other callback",
            r"closed": "Scrapy calls it when the spider ends",
            r"from_crawler": "Scrapy calls it to create the spider",
        },
        created=False,
        required=("start_requests", "start", "parse"),
    ),
    "Locust": Base(
        "locust",
        ("locust.HttpUser", "locust.User", "locust.FastHttpUser", "locust.contrib.fasthttp.FastHttpUser"),
        "run it with {command}: Locust creates an instance for each simulated user",
        {
            r"on_start": "runs when a simulated user starts",
            r"on_stop": "runs when a simulated user stops",
            r"wait_time": "Locust calls it for the seconds between two tasks",
        },
        ("client", "environment"),
        created=False,
    ),
    "Django view": Base(
        "view",
        (
            "django.views.View",
            "django.views.generic.View",
            "django.views.generic.base.View",
            "django.views.generic.TemplateView",
            "django.views.generic.ListView",
            "django.views.generic.DetailView",
            "django.views.generic.FormView",
            "django.views.generic.CreateView",
            "django.views.generic.UpdateView",
            "django.views.generic.DeleteView",
            "rest_framework.views.APIView",
            "rest_framework.generics.GenericAPIView",
        ),
        "route a URL to {view}: Django creates an instance for each request and calls {hooks}",
        {
            **_VIEW_HOOKS,
            r"get_queryset": "called for the objects that the view shows",
            r"get_context_data": "called for what the template sees",
            r"form_valid": "called when the form is valid",
        },
        created=False,
    ),
    "Flask view": Base(
        "view",
        ("flask.views.MethodView", "flask.views.View", "quart.views.MethodView"),
        "route a URL to {flask_view}: Flask calls {hooks}",
        {**_VIEW_HOOKS, r"dispatch_request": "called for each request"},
        created=False,
    ),
    "REST": Base(
        "view",
        ("flask_restful.Resource", "flask_restx.Resource"),
        "add it to an API with its method `add_resource`: it calls {hooks}",
        _VIEW_HOOKS,
        created=False,
    ),
    "Tornado": Base(
        "view",
        ("tornado.web.RequestHandler", "tornado.websocket.WebSocketHandler"),
        "give it to `tornado.web.Application` with the URL: Tornado creates an "
        "instance for each request and calls {hooks}",
        {
            **_VIEW_HOOKS,
            r"prepare": "called before the method for the verb",
            r"initialize": "called with the arguments of the URL rule",
            r"open|on_message|on_close": "called for this event of the WebSocket",
        },
        ("write", "finish", "set_status"),
        created=False,
    ),
    "aiohttp": Base(
        "view",
        ("aiohttp.web.View",),
        "give it to a route: the framework creates an instance for each request and calls {hooks}",
        _VIEW_HOOKS,
        created=False,
        required=("get", "post", "put", "patch", "delete"),
    ),
    "Starlette": Base(
        "view",
        ("starlette.endpoints.HTTPEndpoint",),
        "give it to a route: Starlette creates an instance for each request and calls {hooks}",
        _VIEW_HOOKS,
        created=False,
        required=("get", "post", "put", "patch", "delete"),
    ),
    "Django command": Base(
        "manage",
        ("django.core.management.base.BaseCommand", "django.core.management.BaseCommand"),
        "run it with {manage}: Django calls {hooks}",
        {
            r"add_arguments": "Django calls it with the parser of the command line",
            r"handle": "Django calls it with the options and arguments of the command line",
        },
        ("stdout", "style"),
        created=False,
    ),
    "Django configuration": Base(
        "configuration",
        ("django.apps.AppConfig",),
        "name the application in `INSTALLED_APPS`: Django reads this class",
        {r"ready": "Django calls it once, when all models are loaded"},
        created=False,
    ),
    "Django admin": Base(
        "configuration",
        ("django.contrib.admin.ModelAdmin", "django.contrib.admin.TabularInline"),
        "register it with `admin.site.register` for a model: the admin site reads its attributes",
        {
            r"save_model": "the admin site calls it to save an object",
            r"get_queryset": "called for the objects",
        },
        created=False,
    ),
    "watchdog": Base(
        "watch",
        ("watchdog.events.FileSystemEventHandler", "watchdog.events.PatternMatchingEventHandler"),
        "create an instance with {create} and give it to the method `schedule` of an "
        "observer: watchdog calls {hooks}",
        {
            r"on_any_event": "watchdog calls it for every event",
            r"on_(?P<rest>\w+)": "watchdog calls it when a file or folder is {rest}",
        },
        required=("on_.*",),
    ),
    "torch": Base(
        "network",
        ("torch.nn.Module", "torch.nn.modules.module.Module"),
        "create an instance with {create}, then call the instance itself: it calls {hooks}",
        {r"forward": "runs when the instance is called"},
        ("parameters", "to", "train", "eval", "state_dict", "load_state_dict"),
        required=("forward",),
    ),
    "Keras": Base(
        "network",
        ("keras.Model", "tensorflow.keras.Model", "keras.layers.Layer", "tensorflow.keras.layers.Layer"),
        "create an instance with {create}, then call the instance itself: it calls {hooks}",
        {r"call": "runs when the instance is called", r"build": "runs once, before the first call"},
        required=("call",),
    ),
    "Celery": Base(
        "celery",
        ("celery.Task", "celery.app.task.Task"),
        "register it with a Celery application and call `delay` on the task: a worker calls {hooks}",
        {
            r"run": "a worker calls it with the arguments of `delay`",
            r"on_(?P<rest>success|failure|retry)": "a worker calls it after {rest}",
        },
        ("delay", "apply_async"),
        created=False,
        required=("run", "on_.*"),
    ),
    "Discord cog": Base(
        "cog",
        ("discord.ext.commands.Cog", "nextcord.ext.commands.Cog", "disnake.ext.commands.Cog"),
        "add it to a bot with {cog}",
        {
            r"cog_load": "the bot calls it when it loads the cog",
            r"cog_unload": "the bot calls it when it removes the cog",
        },
    ),
    "Discord client": Base(
        "bot",
        ("discord.Client", "discord.ext.commands.Bot"),
        "create an instance with {create}, then call `run(token)` on it: the bot calls {hooks}",
        {
            r"on_(?P<rest>\w+)": "the bot calls it for the event {rest}",
            r"setup_hook": "the bot calls it once, before it connects",
        },
        ("run",),
        required=("on_.*", "setup_hook"),
    ),
    "Textual": Base(
        "app",
        ("textual.app.App",),
        "create an instance with {create}, then call `run()` on it: Textual calls {hooks}",
        {
            r"compose": "Textual calls it for the widgets",
            r"on_mount": "Textual calls it when the application is ready",
            r"on_(?P<rest>\w+)": "Textual calls it for the message {rest}",
            r"action_(?P<rest>\w+)": "runs for the action {rest}",
        },
        ("run",),
        required=("compose", "on_.*", "action_.*"),
    ),
    "Airflow": Base(
        "operator",
        (
            "airflow.models.BaseOperator",
            "airflow.models.baseoperator.BaseOperator",
            "airflow.sdk.BaseOperator",
        ),
        "create an instance with {create} inside a DAG: Airflow calls {hooks}",
        {
            r"execute": "Airflow calls it when the task runs",
            r"on_kill": "Airflow calls it when the task is stopped",
        },
        required=("execute",),
    ),
}

EVERY: Mapping[str, Base] = {**TESTS, **THREADS, **LIBRARY, **FRAMEWORKS, **parts.PARTS}
BY_PATH: Mapping[str, Base] = {path: row for row in EVERY.values() for path in row.paths}
#: Bases without hooks of interest whose members would be listed by the dozen -> what a user needs of them.
KEPT: Mapping[str, tuple[str, ...]] = {
    "pydantic.main.BaseModel": ("model_dump", "model_dump_json", "model_validate"),
    "pydantic.BaseModel": ("model_dump", "model_dump_json", "model_validate"),
    "pydantic_settings.BaseSettings": ("model_dump",),
    "tkinter.Tk": ("mainloop", "destroy"),
    "tkinter.Frame": ("pack", "grid"),
}
