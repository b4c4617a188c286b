"""The table of classes that are handed to a library as a part of it: authentication, middleware, windows."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_howto.frameworks.rows import Base

PARTS: Mapping[str, Base] = {
    "requests auth": Base(
        "auth",
        ("requests.auth.AuthBase",),
        "create an instance with {create} and pass it as `auth`, as in `requests.get(url, auth=...)`: "
        "`requests` calls {hooks}",
        {r"__call__": "`requests` calls it with each request before that is sent"},
        required=("__call__",),
    ),
    "httpx auth": Base(
        "auth",
        ("httpx.Auth",),
        "create an instance with {create} and pass it as `auth`, as in `httpx.get(url, auth=...)`: "
        "`httpx` calls {hooks}",
        {r"auth_flow|sync_auth_flow|async_auth_flow": "`httpx` calls it with each request"},
    ),
    "yt-dlp": Base(
        "extractor",
        ("yt_dlp.extractor.common.InfoExtractor", "youtube_dl.extractor.common.InfoExtractor"),
        "pass an address that it knows to `YoutubeDL().extract_info(url)`: that creates the instance and "
        "calls {hooks}",
        {
            r"_real_extract": "called with an address that the class knows",
            r"_real_initialize|_initialize_pre_login|_perform_login": "called once before it",
        },
        created=False,
        required=("_real_extract",),
    ),
    "Scrapy pipeline": Base(
        "scrapy-part",
        (
            "scrapy.pipelines.media.MediaPipeline",
            "scrapy.pipelines.files.FilesPipeline",
            "scrapy.pipelines.images.ImagesPipeline",
        ),
        "name the class in `ITEM_PIPELINES` of the settings: Scrapy creates the instance and calls {hooks}",
        {
            r"process_item": "Scrapy calls it with each item, and goes on with what it returns",
            r"open_spider": "Scrapy calls it when the spider begins",
            r"close_spider": "Scrapy calls it when the spider ends",
            r"get_media_requests": "called for the requests of what belongs to an item",
            r"item_completed": "called when all that belongs to an item is downloaded",
            r"file_path|thumb_path": "called for the path under which a file is stored",
            r"(file|image|media)_\w+|get_images|convert_image|inc_stats": "called for each file",
            r"from_crawler": "Scrapy calls it to create the instance",
        },
        created=False,
    ),
    "requests adapter": Base(
        "adapter",
        ("requests.adapters.HTTPAdapter", "requests.adapters.BaseAdapter"),
        "create an instance with {create} and give it to a session, as in "
        '`session.mount("https://", ...)`: the session calls {hooks}',
        {
            r"send": "the session calls it to send a request",
            r"init_poolmanager": "called when the adapter is made",
            r"build_response|proxy_manager_for|get_connection\w*|cert_verify|add_headers": "`send` calls it",
        },
        required=("send", "init_poolmanager"),
    ),
    "Jinja cache": Base(
        "jinja",
        ("jinja2.bccache.BytecodeCache", "jinja2.BytecodeCache"),
        "create an instance with {create} and pass it to `jinja2.Environment` as `bytecode_cache`: "
        "Jinja calls {hooks}",
        {
            r"load_bytecode": "Jinja calls it before it compiles a template",
            r"dump_bytecode": "Jinja calls it when a template is compiled",
        },
        ("clear",),
        required=("load_bytecode", "dump_bytecode"),
    ),
    "Jinja loader": Base(
        "jinja",
        ("jinja2.loaders.BaseLoader", "jinja2.BaseLoader"),
        "create an instance with {create} and pass it to `jinja2.Environment` as `loader`: "
        "Jinja calls {hooks}",
        {
            r"get_source": "Jinja calls it for the text of a template",
            r"load": "Jinja calls it for a template",
            r"list_templates": "called for the names of all templates",
        },
        required=("get_source", "load"),
    ),
    "Starlette middleware": Base(
        "middleware",
        ("starlette.middleware.base.BaseHTTPMiddleware",),
        "give the class to an application, as in {middleware}: the application creates the instance "
        "and calls {hooks}",
        {r"dispatch": "called for each request, with what answers it"},
        created=False,
    ),
    "json decoder": Base(
        "decoder",
        ("json.JSONDecoder", "json.decoder.JSONDecoder"),
        "pass the class as in {loads}: `json` calls {hooks}",
        {r"decode": "`json.loads` calls it with the text", r"raw_decode": "`decode` calls it with the text"},
        created=False,
        required=("decode", "raw_decode", "__init__"),
    ),
    "argparse help": Base(
        "help-formatter",
        (
            "argparse.HelpFormatter",
            "argparse.RawTextHelpFormatter",
            "argparse.RawDescriptionHelpFormatter",
            "argparse.ArgumentDefaultsHelpFormatter",
        ),
        "pass the class as `formatter_class` to `argparse.ArgumentParser`, which writes its help with it",
        {},
        created=False,
    ),
    "tkinter": Base(
        "window",
        ("tkinter.Tk", "customtkinter.CTk", "customtkinter.windows.ctk_tk.CTk"),
        "create an instance with {create}, then call `mainloop()` on it, which returns when the window "
        "is closed",
        {},
        ("mainloop", "destroy"),
    ),
    "Qt": Base(
        "qt",
        tuple(
            f"{package}.QtWidgets.{name}"
            for package in ("PyQt5", "PyQt6", "PySide2", "PySide6")
            for name in ("QMainWindow", "QDialog", "QWidget")
        ),
        "create a `QApplication`, then an instance with {create}, call `show()` on it and `exec()` on the "
        "application: Qt calls {hooks}",
        {
            r"(paint|close|resize|keyPress|keyRelease|mousePress|mouseRelease|mouseMove|show|timer|drop"
            r"|dragEnter|wheel|focusIn|focusOut|change)Event": "Qt calls it with the event",
        },
        ("show",),
    ),
    "Kivy": Base(
        "app",
        ("kivy.app.App", "kivymd.app.MDApp"),
        "create an instance with {create}, then call `run()` on it: Kivy calls {hooks}",
        {
            r"build": "Kivy calls it for the widget of the window",
            r"on_(?P<rest>\w+)": "Kivy calls it at {rest}",
        },
        ("run",),
    ),
}
#: Classes whose framework knows them by their methods alone.
SHAPES: Mapping[str, Base] = {
    "ASGI middleware": Base(
        "middleware",
        (),
        "give the class to an application, as in {middleware}: the application creates the instance "
        "and calls {hooks}",
        {r"__call__": "called for each connection"},
        created=False,
    ),
    "Django middleware": Base(
        "django-middleware",
        (),
        "name the class in `MIDDLEWARE` of the settings: Django creates the instance and calls {hooks}",
        {
            r"__call__": "Django calls it for each request",
            r"process_(view|exception|template_response)": "Django calls it for what its name says",
        },
        created=False,
    ),
}
