"""How classes and functions are shown that a framework calls: handed to it as its users do."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping

from sphinx_howto import class_body, definition
from sphinx_howto.example import arguments, callee, calls, classes, imports, names, scope
from sphinx_howto.example.context import Context
from sphinx_howto.example.forms import instances, requests
from sphinx_howto.example.script import Script
from sphinx_howto.example.value import Import, text
from sphinx_howto.frameworks import bases, recognition, rows, tasks


def function(target: definition.Definition, context: Context) -> Script | None:
    """A function that answers requests, or that a worker runs; None where its users call it."""
    endpoint = requests.endpoint(target.node, target.module, context)
    if endpoint is not None:
        return requests.show(endpoint, target.module, context)
    found = recognition.every(requests.resolver(context), target.module, target.node)
    if not any(one.row.form == "task" and one.framework.startswith("Celery") for one in found):
        return None
    assert isinstance(target.node, (ast.FunctionDef, ast.AsyncFunctionDef))
    one = callee.function(target.node, target.module, context)
    if one.parameters and one.parameters[0].name == "self":
        return None
    script = Script()
    source = imports.source(target.import_path, context.lookup)
    script.imports.add(source.imported)
    given = arguments.make(one, context)
    script.need(*(value for _, value in given.values))
    script.add(f"result = {source.name}.delay({given.source})", "print(result.get(timeout=10))")
    return script


def class_(one: classes.Class, context: Context) -> Script | None:
    """A class whose methods a framework calls, as the framework's row says; None for any other."""
    row = base(one, context)
    form = CLASSES.get(_form(row)) if row is not None else None
    return form(one, context) if form is not None else None


def base(one: classes.Class, context: Context) -> rows.Base | None:
    """The row of the framework that calls the methods of a class, or None."""
    top = one.path.split(".")[0]
    own = [part for part in one.parts if part.module.name.split(".")[0] == top]
    known = [part for part in own if f"{part.module.name}.{part.node.name}" not in bases.BY_PATH]
    found = recognition.base(_lineage(one), {name: None for part in known for name in part.methods})
    first = one.parts[0]
    return found or recognition.shaped(requests.resolver(context), first.module, first.node)


def _lineage(one: classes.Class) -> Iterator[str]:
    """The dotted paths of all bases, as they are written and as they are found."""
    for part in one.parts:
        for base in part.node.bases:
            yield scope.canonical(base.value if isinstance(base, ast.Subscript) else base, part.module)
        if part is not one.parts[0]:
            yield f"{part.module.name}.{part.node.name}"


def _form(row: rows.Base) -> str:
    """The form of a row; the handlers of different servers are told apart by their base."""
    return f"{row.form} {row.paths[0].split('.')[0]}" if row.form in ("handler", "view") else row.form


def _with_instance(
    *lines: str, needs: tuple[Import, ...] = ()
) -> Callable[[classes.Class, Context], Script | None]:
    """A form that makes an instance, then adds ``lines``; ``{name}`` is its variable."""

    def show(one: classes.Class, context: Context) -> Script | None:
        script = Script()
        instances.reference(one, script, context)
        name = instances.make(one, script, context)
        if name is None:
            return None
        script.imports |= set(needs)
        script.add(*(line.format(name=name) for line in lines))
        calls.settle(script)
        return script

    return show


def _with_class(
    *lines: str, needs: tuple[Import, ...] = ()
) -> Callable[[classes.Class, Context], Script | None]:
    """A form that hands the class itself over; ``{name}`` is how it is written."""

    def show(one: classes.Class, context: Context) -> Script | None:
        script = Script()
        name = instances.reference(one, script, context)
        script.imports |= set(needs)
        script.add(*(line.format(name=name) for line in lines))
        return script

    return show


def _started(one: classes.Class, context: Context) -> Script | None:
    """A thread or process: started, told to stop where it can be, and awaited."""
    stops = [name for name in _STOPPING if _takes_nothing(one, name)]
    begin = () if class_body.starts_itself(one.parts[0].node) else ("{name}.start()",)
    script = _with_instance(*begin, *(f"{{name}}.{name}()" for name in stops[:1]), "{name}.join()")(
        one, context
    )
    if script is not None and not stops:
        _told_to_stop(script, arguments.make(callee.constructor(one, context), context))
    return script


def _told_to_stop(script: Script, given: arguments.Arguments) -> None:
    """Keep the event that the thread waits for, and set it before the thread is awaited."""
    for name, value in given.values:
        if value.code == "Event()":
            at = next(at for at, line in enumerate(script.lines) if "Event()" in line)
            keyword = f"{name}=Event()"
            old, new = (keyword, f"{name}={name}") if keyword in script.lines[at] else ("Event()", name)
            script.lines[at] = script.lines[at].replace(old, new, 1)
            script.lines.insert(at, f"{name} = Event()")
            script.lines.insert(-1, f"{name}.set()")


_STOPPING = ("stop", "cancel", "shutdown", "quit", "finish")


def _takes_nothing(one: classes.Class, name: str) -> bool:
    """Whether the class itself has a method that needs nothing but its instance."""
    node = one.parts[0].methods.get(name)
    if not isinstance(node, ast.FunctionDef):
        return False
    given = len(node.args.defaults)
    return len(node.args.args) - given <= 1 and not any(item is None for item in node.args.kw_defaults)


def _tests(one: classes.Class, context: Context) -> Script:
    script = Script()
    module = one.parts[0].module.name
    script.imports.add(Import("unittest"))
    script.add(f'unittest.main("{module}", argv=["{module}", "{one.name}"], exit=False)')
    script.command = f"python -m unittest {module}.{one.name}"
    return script


def _luigi(one: classes.Class, context: Context) -> Script | None:
    """A task, made with its parameters and built."""
    needed = tasks.required(part.node for part in one.parts)
    build = "luigi.build([{name}], local_scheduler=True)"
    if not needed or instances.to_define(one):
        return _with_instance(build, needs=(Import("luigi"),))(one, context)
    script = Script()
    name, variable = instances.reference(one, script, context), instances.variable(one.name)
    given = ", ".join(f"{key}={_PARAMETERS.get(kind) or _text(key)}" for key, kind in needed.items())
    script.imports |= {Import("luigi"), *([Import("datetime")] if "datetime." in given else [])}
    script.add(f"{variable} = {name}({given})", build.format(name=variable))
    return script


def _text(name: str) -> str:
    return names.value(name, "str") or text("example")


#: Class of a parameter of Luigi -> a value.
_PARAMETERS = {
    "IntParameter": "1",
    "FloatParameter": "0.5",
    "DateParameter": "datetime.date(2024, 1, 31)",
    "MonthParameter": "datetime.date(2024, 1, 1)",
    "DateHourParameter": "datetime.datetime(2024, 1, 31, 12)",
    "DateMinuteParameter": "datetime.datetime(2024, 1, 31, 12, 30)",
    "TimeDeltaParameter": "datetime.timedelta(hours=1)",
    "ListParameter": "[1, 2, 3]",
    "DictParameter": '{"key": "value"}',
}


def _managed(one: classes.Class, context: Context) -> Script:
    """A command of a Django project."""
    name = one.parts[0].module.name.rpartition(".")[2]
    script = Script()
    script.imports.add(Import("django.core.management", "call_command"))
    script.add(f'call_command("{name}")')
    script.command = f"python manage.py {name}"
    return script


def _cog(one: classes.Class, context: Context) -> Script | None:
    """A cog, put into a bot that is started."""
    package = next((path.split(".")[0] for path in _lineage(one) if ".ext.commands" in path), "discord")
    module = one.parts[0].module
    script = Script()
    script.imports |= {Import(package), Import(f"{package}.ext", "commands"), Import("asyncio")}
    wait = "await " if package == "discord" else ""
    bot = f'bot = commands.Bot(command_prefix="!", intents={package}.Intents.default())'
    if "setup" in scope.defined(module):
        added = f'{wait}bot.load_extension("{module.name}")'
    else:
        name = instances.reference(one, script, context)
        made = callee.constructor(one, context)
        given = arguments.make(made, context)
        script.need(*(value for key, value in given.values if key not in _BOTS))
        first = [key if key in _BOTS else value.code for key, value in given.values]
        bot = bot.replace("bot = ", f"{_bot(first)} = ")
        added = f"{wait}{_bot(first)}.add_cog({name}({', '.join(first)}))"
    script.add(bot, added, f'await {_bot([bot.split(" ")[0]])}.start("YOUR_TOKEN")')
    calls.in_main(script)
    return script


_BOTS = ("bot", "client")


def _bot(names_: list[str]) -> str:
    """The name under which the class takes the bot."""
    return next((name for name in names_ if name in _BOTS), "bot")


def _middleware(one: classes.Class, context: Context) -> Script:
    """A middleware, given to an application with what it needs beside that."""
    script = Script()
    name = instances.reference(one, script, context)
    given = arguments.make(callee.constructor(one, context), context)
    words = [f"{key}={value.code}" for key, value in given.values if key != "app"]
    script.need(*(value for key, value in given.values if key != "app"))
    package = "fastapi" if "fastapi" in one.parts[0].module.text else "starlette.applications"
    kind = "FastAPI" if package == "fastapi" else "Starlette"
    script.imports.add(Import(package, kind))
    script.add(f"app = {kind}()", f"app.add_middleware({', '.join([name, *words])})")
    return script


def _named(setting: str, value: str) -> Callable[[classes.Class, Context], Script]:
    """A form that names the class in the settings of its framework."""

    def show(one: classes.Class, context: Context) -> Script:
        script = Script()
        script.add(f"{setting} = {value.format(path=f'{one.parts[0].module.name}.{one.name}')}")
        return script

    return show


def _spider(one: classes.Class, context: Context) -> Script | None:
    """A spider, run by its name, and from Python."""
    script = _with_class(
        "process = CrawlerProcess()",
        "process.crawl({name})",
        "process.start()",
        needs=(Import("scrapy.crawler", "CrawlerProcess"),),
    )(one, context)
    for node in one.parts[0].node.body:
        value = node.value if isinstance(node, ast.Assign) and scope.bound_by(node) == ["name"] else None
        if isinstance(value, ast.Constant) and isinstance(value.value, str) and script is not None:
            script.command = f"scrapy crawl {value.value}"
    return script


def _extractor(one: classes.Class, context: Context) -> Script:
    """An address that an extractor knows, as its own tests tell it."""
    package = one.parts[0].module.name.split(".")[0]
    tests = [
        node.value
        for node in one.parts[0].node.body
        if isinstance(node, ast.Assign) and scope.bound_by(node)[0] in ("_TESTS", "_TEST")
    ]
    urls = [
        value.value
        for test in tests
        for item in ast.walk(test)
        if isinstance(item, ast.Dict)
        for key, value in zip(item.keys, item.values, strict=True)
        if getattr(key, "value", "") == "url" and isinstance(value, ast.Constant)
    ]
    script = Script()
    script.imports.add(Import(package if package in ("yt_dlp", "youtube_dl") else "yt_dlp", "YoutubeDL"))
    address = text(str(urls[0])) if urls else text("https://example.com/video")
    script.add(
        "with YoutubeDL() as downloader:\n"
        f"    info = downloader.extract_info({address}, download=False)\n"
        '    print(info["title"])'
    )
    return script


def _jinja(one: classes.Class, context: Context) -> Script | None:
    """A loader or a cache of an environment of Jinja."""
    keyword = "loader" if any("Loader" in path for path in _lineage(one)) else "bytecode_cache"
    return _with_instance(
        f"environment = Environment({keyword}={{name}})", needs=(Import("jinja2", "Environment"),)
    )(one, context)


def _window(one: classes.Class, context: Context) -> Script | None:
    """A window of Qt, shown by an application."""
    package = next((path.split(".")[0] for path in _lineage(one) if "Qt" in path.split(".")[0]), "PyQt6")
    script = Script()
    script.imports |= {Import("sys"), Import(f"{package}.QtWidgets", "QApplication")}
    instances.reference(one, script, context)
    script.add("application = QApplication(sys.argv)")
    name = instances.make(one, script, context)
    if name is None:
        return None
    script.add(f"{name}.show()", "sys.exit(application.exec())")
    return script


_LOGGER = 'logger = logging.getLogger("example")'
CLASSES: Mapping[str, Callable[[classes.Class, Context], Script | None]] = {
    "tests": _tests,
    "thread": _started,
    "process": _started,
    "log-handler": _with_instance(
        _LOGGER, "logger.addHandler({name})", 'logger.warning("Some text")', needs=(Import("logging"),)
    ),
    "formatter": _with_instance(
        "handler = logging.StreamHandler()",
        "handler.setFormatter({name})",
        _LOGGER,
        "logger.addHandler(handler)",
        'logger.warning("Some text")',
        needs=(Import("logging"),),
    ),
    "filter": _with_instance(
        _LOGGER, "logger.addFilter({name})", 'logger.warning("Some text")', needs=(Import("logging"),)
    ),
    "handler http": _with_class(
        'with HTTPServer(("localhost", 8000), {name}) as server:\n    server.serve_forever()',
        needs=(Import("http.server", "HTTPServer"),),
    ),
    "handler socketserver": _with_class(
        'with TCPServer(("localhost", 8000), {name}) as server:\n    server.serve_forever()',
        needs=(Import("socketserver", "TCPServer"),),
    ),
    "encoder": _with_class('print(json.dumps({{"key": 1}}, cls={name}))', needs=(Import("json"),)),
    "decoder": _with_class("print(json.loads('{{\"key\": 1}}', cls={name}))", needs=(Import("json"),)),
    "help-formatter": _with_class(
        "parser = argparse.ArgumentParser(formatter_class={name})",
        "parser.print_help()",
        needs=(Import("argparse"),),
    ),
    "cog": _cog,
    "extractor": _extractor,
    "middleware": _middleware,
    "django-middleware": _named("MIDDLEWARE", '["{path}"]'),
    "scrapy-part": _named("ITEM_PIPELINES", '{{"{path}": 300}}'),
    "auth": _with_instance(
        'response = requests.get("https://example.com", auth={name})',
        "print(response.status_code)",
        needs=(Import("requests"),),
    ),
    "adapter": _with_instance(
        "session = requests.Session()",
        'session.mount("https://", {name})',
        'print(session.get("https://example.com").status_code)',
        needs=(Import("requests"),),
    ),
    "jinja": _jinja,
    "window": _with_instance("{name}.mainloop()"),
    "qt": _window,
    "app": _with_instance("{name}.run()"),
    "visitor": _with_instance('{name}.visit(ast.parse("total = price * 2"))', needs=(Import("ast"),)),
    "parser": _with_instance('{name}.feed("<p>Hello</p>")', "{name}.close()"),
    "shell": _with_instance("{name}.cmdloop()"),
    "action": _with_class(
        "parser = argparse.ArgumentParser()",
        'parser.add_argument("--option", action={name})',
        'print(parser.parse_args(["--option", "example"]))',
        needs=(Import("argparse"),),
    ),
    "luigi": _luigi,
    "spider": _spider,
    "manage": _managed,
    "locust": _with_class("run_single_user({name})", needs=(Import("locust", "run_single_user"),)),
    "view django": _with_class(
        'urlpatterns = [path("example/", {name}.as_view())]', needs=(Import("django.urls", "path"),)
    ),
    "view flask": _with_class(
        "app = Flask(__name__)",
        'app.add_url_rule("/example", view_func={name}.as_view("example"))',
        needs=(Import("flask", "Flask"),),
    ),
    "view flask_restful": _with_class(
        "app = Flask(__name__)",
        'Api(app).add_resource({name}, "/example")',
        needs=(Import("flask", "Flask"), Import("flask_restful", "Api")),
    ),
    "view tornado": _with_class(
        'application = Application([("/example", {name})])', needs=(Import("tornado.web", "Application"),)
    ),
    "view aiohttp": _with_class(
        "app = web.Application()",
        'app.router.add_view("/example", {name})',
        needs=(Import("aiohttp", "web"),),
    ),
    "view starlette": _with_class(
        'app = Starlette(routes=[Route("/example", {name})])',
        needs=(Import("starlette.applications", "Starlette"), Import("starlette.routing", "Route")),
    ),
    "watch": _with_instance(
        "observer = Observer()",
        'observer.schedule({name}, ".")',
        "observer.start()",
        needs=(Import("watchdog.observers", "Observer"),),
    ),
}
