"""What is known of modules by their import names: the package to install, the systems that have them."""

from __future__ import annotations

from collections.abc import Mapping

#: Import name -> the package of another name that it comes with.
PACKAGES: Mapping[str, str] = {
    "Bio": "biopython",
    "Crypto": "pycryptodome",
    "Cryptodome": "pycryptodomex",
    "MySQLdb": "mysqlclient",
    "OpenSSL": "pyOpenSSL",
    "PIL": "Pillow",
    "Xlib": "python-xlib",
    "absl": "absl-py",
    "attr": "attrs",
    "barcode": "python-barcode",
    "bs4": "beautifulsoup4",
    "camelot": "camelot-py",
    "corsheaders": "django-cors-headers",
    "cpuinfo": "py-cpuinfo",
    "cv2": "opencv-python",
    "dateutil": "python-dateutil",
    "decouple": "python-decouple",
    "discord": "discord.py",
    "dns": "dnspython",
    "docx": "python-docx",
    "dotenv": "python-dotenv",
    "engineio": "python-engineio",
    "fitz": "PyMuPDF",
    "gi": "PyGObject",
    "git": "GitPython",
    "github": "PyGithub",
    "gitlab": "python-gitlab",
    "google.auth": "google-auth",
    "google.genai": "google-genai",
    "google.generativeai": "google-generativeai",
    "google.oauth2": "google-auth",
    "google.protobuf": "protobuf",
    "googleapiclient": "google-api-python-client",
    "jose": "python-jose",
    "jwt": "PyJWT",
    "kafka": "kafka-python",
    "ldap": "python-ldap",
    "llama_cpp": "llama-cpp-python",
    "magic": "python-magic",
    "mpl_toolkits": "matplotlib",
    "multipart": "python-multipart",
    "mysql": "mysql-connector-python",
    "nacl": "PyNaCl",
    "newspaper": "newspaper3k",
    "nmap": "python-nmap",
    "paho": "paho-mqtt",
    "pkg_resources": "setuptools",
    "pptx": "python-pptx",
    "pythoncom": "pywin32",
    "pythonjsonlogger": "python-json-logger",
    "pywintypes": "pywin32",
    "rest_framework": "djangorestframework",
    "seleniumwire": "selenium-wire",
    "serial": "pyserial",
    "skimage": "scikit-image",
    "sklearn": "scikit-learn",
    "slugify": "python-slugify",
    "socketio": "python-socketio",
    "socks": "PySocks",
    "speech_recognition": "SpeechRecognition",
    "tabula": "tabula-py",
    "telebot": "pyTelegramBotAPI",
    "telegram": "python-telegram-bot",
    "umap": "umap-learn",
    "usb": "pyusb",
    "vlc": "python-vlc",
    "websocket": "websocket-client",
    "whisper": "openai-whisper",
    "wikipediaapi": "Wikipedia-API",
    "win32api": "pywin32",
    "win32clipboard": "pywin32",
    "win32con": "pywin32",
    "win32gui": "pywin32",
    "win32process": "pywin32",
    "wx": "wxPython",
    "yaml": "PyYAML",
    "zmq": "pyzmq",
}

#: Packages that go by their import names: a module of the project that is named so does not stand for them.
_SAME = frozenset({
    "aiofiles", "aiogram", "aiohttp", "aiosqlite", "alembic", "anthropic", "anyio", "apscheduler",
    "asyncpg", "azure", "babel", "boto3", "botocore", "celery", "click", "cohere", "colorama",
    "cryptography", "curl_cffi", "django", "docker", "duckdb", "elasticsearch", "fastapi", "feedparser",
    "flask", "google", "googletrans", "gradio", "groq", "gspread", "gtts", "helicone", "httpx",
    "huggingface_hub", "instaloader", "jinja2", "joblib", "keras", "langchain", "litellm", "loguru",
    "lxml", "markdown", "matplotlib", "mistralai", "moviepy", "nltk", "numpy", "ollama", "openai",
    "openpyxl", "orjson", "pandas", "paramiko", "peewee", "pika", "playwright", "plotly", "praw",
    "prometheus_client", "psutil", "psycopg", "psycopg2", "pyautogui", "pydantic", "pydub", "pygame",
    "pymongo", "pymysql", "pynput", "pypdf", "pyperclip", "pyrogram", "pytest", "pytube", "redis",
    "regex", "replicate", "requests", "rich", "schedule", "scipy", "scrapy", "seaborn", "selenium",
    "sentry_sdk", "six", "slack_sdk", "spacy", "spotipy", "sqlalchemy", "starlette", "streamlit",
    "stripe", "telethon", "tenacity", "tensorflow", "tiktoken", "toml", "torch", "tornado", "tqdm",
    "transformers", "trio", "tweepy", "twilio", "typer", "ujson", "urllib3", "uvicorn", "vk_api",
    "websockets", "werkzeug", "wikipedia", "yt_dlp",
})  # fmt: skip

#: Names that are known to be packages.
KNOWN = _SAME | {name.partition(".")[0] for name in PACKAGES}

#: Modules that only Windows has, those of packages for Windows among them.
WINDOWS_ONLY = frozenset({
    "_winapi", "msvcrt", "pythoncom", "pywintypes", "win32api", "win32clipboard", "win32com", "win32con",
    "win32file", "win32gui", "win32process", "win32service", "winreg", "winsound",
})  # fmt: skip

#: Modules of the standard library that Windows does not have.
NOT_ON_WINDOWS = frozenset({
    "fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty",
})  # fmt: skip
