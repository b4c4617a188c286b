"""The table of decorators that hand a function to a framework."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_howto.frameworks.rows import Decorator

_FLASK = ("flask.Flask", "flask.Blueprint", "flask.app.Flask", "quart.Quart", "quart.Blueprint")
_FASTAPI = (
    "fastapi.FastAPI",
    "fastapi.APIRouter",
    "fastapi.routing.APIRouter",
    "fastapi.applications.FastAPI",
)
_STARLETTE = ("starlette.applications.Starlette", "starlette.routing.Router")
_VERBS = ("get", "post", "put", "delete", "patch", "options", "head")
_CLICK = ("click", "rich_click", "click.Group", "click.core.Group", "flask.cli", "asyncclick")
_TELEBOT = ("telebot.TeleBot", "telebot.async_telebot.AsyncTeleBot")
_AIOGRAM = ("aiogram.Dispatcher", "aiogram.Router", "aiogram.dispatcher.Dispatcher")
_DISCORD = (
    "discord.Client",
    "discord.Bot",
    "discord.ext.commands.Bot",
    "discord.ext.commands.AutoShardedBot",
    "nextcord.ext.commands.Bot",
    "nextcord.Client",
    "disnake.ext.commands.Bot",
)
_COMMANDS = (*_DISCORD, "discord.ext.commands", "nextcord.ext.commands", "disnake.ext.commands")
_TREES = ("discord.app_commands.CommandTree", "discord.app_commands", "discord.ext.commands.Bot.tree")
_PYDANTIC = ("pydantic", "pydantic.functional_validators", "pydantic.class_validators", "pydantic.v1")
_CELERY = ("celery.Celery", "celery.app.base.Celery", "celery.app.Celery")

ROUTES: Mapping[str, Decorator] = {
    "Flask": Decorator("route", _FLASK, ("route", *_VERBS[:5]), call=True),
    "FastAPI": Decorator("route", _FASTAPI, (*_VERBS, "trace", "api_route", "route"), call=True),
    "Starlette": Decorator("route", _STARLETTE, ("route",), call=True),
    "aiohttp": Decorator("route", ("aiohttp.web.RouteTableDef",), (*_VERBS, "route"), call=True),
    "Sanic": Decorator("route", ("sanic.Sanic", "sanic.Blueprint"), (*_VERBS, "route"), call=True),
    "Bottle": Decorator("route", ("bottle.Bottle", "bottle"), ("route", *_VERBS[:5]), call=True),
}

HANDLERS: Mapping[str, Decorator] = {
    "Flask error": Decorator(
        "handler",
        _FLASK,
        ("errorhandler", "app_errorhandler"),
        "Flask calls it with the error when {argument} ends a request",
        call=True,
    ),
    "Flask before": Decorator(
        "handler", _FLASK, ("before_request", "before_app_request"), "Flask calls it before each request"
    ),
    "Flask after": Decorator(
        "handler",
        _FLASK,
        ("after_request", "after_app_request"),
        "Flask calls it with the response after each request",
    ),
    "Flask teardown": Decorator(
        "handler",
        _FLASK,
        ("teardown_request", "teardown_appcontext", "teardown_app_request"),
        "Flask calls it at the end of each request, even after an error",
    ),
    "Flask context": Decorator(
        "handler",
        _FLASK,
        ("context_processor", "app_context_processor"),
        "Flask calls it for each template, which sees what it returns",
    ),
    "Flask filter": Decorator(
        "handler",
        _FLASK,
        ("template_filter", "app_template_filter"),
        "templates can use it as the filter {argument}",
        "templates can use it as a filter of its name",
    ),
    "Flask command": Decorator(
        "command", tuple(f"{path}.cli" for path in _FLASK), ("command",), "a command of `flask`"
    ),
    "FastAPI WebSocket": Decorator(
        "handler",
        (*_FASTAPI, *_STARLETTE),
        ("websocket", "websocket_route"),
        "answers WebSocket connections to {argument}",
    ),
    "FastAPI error": Decorator(
        "handler",
        (*_FASTAPI, *_STARLETTE),
        ("exception_handler",),
        "called with the request and the exception when {argument} ends a request",
    ),
    "FastAPI middleware": Decorator(
        "handler",
        (*_FASTAPI, *_STARLETTE),
        ("middleware",),
        "runs round each request: `call_next` passes the request on",
    ),
    "FastAPI event": Decorator(
        "handler", (*_FASTAPI, *_STARLETTE), ("on_event",), "runs at the {argument} of the application"
    ),
    "telebot": Decorator(
        "handler", _TELEBOT, ("message_handler",), "the bot calls it with each message that fits its filters"
    ),
    "telebot button": Decorator(
        "handler", _TELEBOT, ("callback_query_handler",), "the bot calls it when a user presses a button"
    ),
    "telebot inline": Decorator(
        "handler", _TELEBOT, ("inline_handler",), "the bot calls it with each inline query"
    ),
    "aiogram": Decorator(
        "handler",
        _AIOGRAM,
        ("message", "message_handler", "edited_message", "channel_post"),
        "the bot calls it with each message that fits the filters of the decorator",
    ),
    "aiogram button": Decorator(
        "handler",
        _AIOGRAM,
        ("callback_query", "callback_query_handler"),
        "the bot calls it when a user presses a button that fits the filters of the decorator",
    ),
    "aiogram inline": Decorator(
        "handler",
        _AIOGRAM,
        ("inline_query", "inline_handler"),
        "the bot calls it with each inline query that fits the filters of the decorator",
    ),
    "aiogram error": Decorator(
        "handler",
        _AIOGRAM,
        ("error", "errors", "errors_handler"),
        "the bot calls it when a handler raises an exception",
    ),
    "aiogram life": Decorator(
        "handler", _AIOGRAM, ("startup", "shutdown"), "the bot calls it when polling begins or ends"
    ),
    "Pyrogram": Decorator(
        "handler",
        ("pyrogram.Client", "pyrogram.client.Client"),
        ("on_message", "on_callback_query", "on_inline_query", "on_edited_message"),
        "Pyrogram calls it with each update that fits the filters of the decorator",
    ),
    "Telethon": Decorator(
        "handler",
        ("telethon.TelegramClient", "telethon.sync.TelegramClient"),
        ("on",),
        "Telethon calls it for each event that fits {argument}",
    ),
    "Discord event": Decorator("handler", _DISCORD, ("event",), "the bot calls it for the event of its name"),
    "Discord listener": Decorator(
        "handler",
        (*_DISCORD, "discord.ext.commands.Cog"),
        ("listen", "listener"),
        "the bot calls it for the event {argument}",
        "the bot calls it for the event of its name",
    ),
    "Discord command": Decorator(
        "handler", _COMMANDS, ("command", "hybrid_command"), "the bot calls it when a user gives the command"
    ),
    "Discord slash": Decorator(
        "handler", _TREES, ("command",), "the bot calls it when a user gives the slash command"
    ),
    "Discord loop": Decorator(
        "loop", ("discord.ext.tasks",), ("loop",), "runs again and again once its `start()` is called"
    ),
    "Slack": Decorator(
        "handler",
        ("slack_bolt.App", "slack_bolt.async_app.AsyncApp"),
        ("event", "message", "command", "action", "shortcut", "view"),
        "Slack Bolt calls it for {argument}",
        "Slack Bolt calls it for each of its kind",
    ),
    "Socket.IO": Decorator(
        "handler",
        (
            "socketio.Server",
            "socketio.AsyncServer",
            "socketio.Client",
            "socketio.AsyncClient",
            "flask_socketio.SocketIO",
        ),
        ("on", "event"),
        "called for the Socket.IO event {argument}",
        "called for the Socket.IO event of its name",
    ),
    "MCP tool": Decorator(
        "handler",
        ("mcp.server.fastmcp.FastMCP", "fastmcp.FastMCP", "mcp.server.FastMCP"),
        ("tool", "resource", "prompt"),
        "MCP clients call it through the server",
        call=True,
    ),
    "SQLAlchemy event": Decorator(
        "handler",
        ("sqlalchemy.event",),
        ("listens_for",),
        "SQLAlchemy calls it for events of {argument}",
        call=True,
    ),
    "SQLAlchemy validator": Decorator(
        "named",
        ("sqlalchemy.orm",),
        ("validates",),
        "SQLAlchemy calls it when {argument} is assigned; the attribute gets what it returns",
    ),
    "Django signal": Decorator(
        "handler",
        ("django.dispatch",),
        ("receiver",),
        "Django calls it when the signal {argument} is sent",
        call=True,
    ),
    "Python exit": Decorator(
        "handler", ("atexit",), ("register",), "Python calls it when the program ends", call=True
    ),
    "Scheduler": Decorator(
        "handler",
        (
            "apscheduler.schedulers.background.BackgroundScheduler",
            "apscheduler.schedulers.blocking.BlockingScheduler",
            "apscheduler.schedulers.asyncio.AsyncIOScheduler",
        ),
        ("scheduled_job",),
        "the scheduler calls it at its times",
        call=True,
    ),
    "Locust": Decorator(
        "handler", ("locust",), ("task",), "a task: each simulated user runs its tasks in random order"
    ),
    "Locust listener": Decorator(
        "handler",
        tuple(
            f"locust.events.{name}"
            for name in ("init", "test_start", "test_stop", "quitting", "request", "init_command_line_parser")
        ),
        ("add_listener",),
        "Locust calls it for this event",
        call=True,
    ),
}

COMMANDS: Mapping[str, Decorator] = {
    "click": Decorator(
        "command", _CLICK, ("command",), "click calls it with the options and arguments of the command line"
    ),
    "click group": Decorator(
        "command", _CLICK, ("group",), "click calls it before the subcommand that the command line names"
    ),
    "click option": Decorator("parameter", _CLICK, ("option",), "with the option {argument}", call=True),
    "click argument": Decorator(
        "parameter", _CLICK, ("argument",), "with the argument {argument}", call=True
    ),
    "click context": Decorator(
        "note", _CLICK, ("pass_context", "pass_obj"), "click passes its context first", call=True
    ),
    "typer": Decorator(
        "command",
        ("typer.Typer", "typer.main.Typer"),
        ("command",),
        "typer calls it with the options and arguments of the command line",
        call=True,
    ),
    "typer callback": Decorator(
        "command",
        ("typer.Typer", "typer.main.Typer"),
        ("callback",),
        "typer calls it before the subcommand that the command line names",
        call=True,
    ),
    "invoke": Decorator(
        "inv",
        ("invoke", "invoke.tasks", "fabric", "fabric.tasks"),
        ("task",),
        "runs as a task of the command line",
    ),
}

TASKS: Mapping[str, Decorator] = {
    "Celery": Decorator("task", (*_CELERY, "celery"), ("task", "shared_task"), "a Celery task", call=True),
    "Dramatiq": Decorator("actor", ("dramatiq",), ("actor",), "a Dramatiq actor", call=True),
}

TESTS: Mapping[str, Decorator] = {
    "pytest fixture": Decorator(
        "fixture",
        ("pytest", "pytest_asyncio"),
        ("fixture", "yield_fixture"),
        "a test fixture",
    ),
    "mock": Decorator(
        "mock",
        ("unittest.mock", "mock"),
        ("patch",),
        "{argument} is replaced by a mock",
        call=True,
    ),
    "mock object": Decorator(
        "mock",
        ("unittest.mock.patch", "mock.patch"),
        ("object",),
        "an attribute of {argument} is replaced by a mock",
        call=True,
    ),
}

MARKS: Mapping[str, Decorator] = {
    "pytest parameters": Decorator(
        "parametrized", ("pytest.mark",), ("parametrize",), "runs once for each set of arguments", call=True
    ),
    "pytest skip": Decorator(
        "note",
        ("pytest.mark", "unittest"),
        ("skip", "skipIf", "skipif"),
        "skipped under its condition",
        call=True,
    ),
    "pytest failure": Decorator(
        "note", ("pytest.mark", "unittest"), ("xfail", "expectedFailure"), "expected to fail", call=True
    ),
    "pytest coroutine": Decorator(
        "note", ("pytest.mark",), ("asyncio", "anyio"), "run in an event loop", call=True
    ),
    "pytest fixtures": Decorator(
        "parameter", ("pytest.mark",), ("usefixtures",), "with the fixture {argument}", call=True
    ),
}

VALIDATORS: Mapping[str, Decorator] = {
    "field": Decorator("validator", _PYDANTIC, ("field_validator", "validator")),
    "model": Decorator("model-validator", _PYDANTIC, ("model_validator", "root_validator")),
    "serializer": Decorator(
        "named",
        (*_PYDANTIC, "pydantic.functional_serializers"),
        ("field_serializer",),
        "Pydantic calls it to write {argument} when the model is dumped",
        "Pydantic calls it to write a field when the model is dumped",
    ),
    "computed": Decorator(
        "note",
        (*_PYDANTIC, "pydantic.fields"),
        ("computed_field",),
        "part of what the model gives when it is dumped",
        call=True,
    ),
    "model serializer": Decorator(
        "handler",
        (*_PYDANTIC, "pydantic.functional_serializers"),
        ("model_serializer",),
        "Pydantic calls it to write the model when it is dumped",
    ),
}

EVERY: tuple[Mapping[str, Decorator], ...] = (ROUTES, HANDLERS, COMMANDS, TASKS, TESTS, MARKS, VALIDATORS)
BY_PATH: Mapping[str, tuple[str, Decorator]] = {
    f"{holder}.{name}": (framework, row)
    for table in EVERY
    for framework, row in table.items()
    for holder in row.holders
    for name in row.names
}
#: Top packages that need not be read: what their objects are is told here.
KNOWN = frozenset(path.split(".")[0] for path in BY_PATH)
