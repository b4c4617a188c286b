"""The table of objects that are known by what is done with them: a queue, an event, a session, an answer."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_howto import definition
from sphinx_howto.example import scope
from sphinx_howto.example.accesses import Access


@dataclass(frozen=True, slots=True)
class Row:
    """A known class.

    path: its row in ``library.TYPES``.
    telling: of these one is needed; ``name()`` is a call without positional arguments.
    further: members that it has besides.
    module: the package that the code must import for it to be meant, or "".
    waiting: calls that would wait for ever, or fail, unless the object was made ready before.
    ready: calls that make it ready.
    """

    path: str
    telling: frozenset[str]
    further: frozenset[str]
    module: str = ""
    waiting: frozenset[str] = frozenset()
    ready: tuple[str, ...] = ()


def _row(
    path: str, telling: str, further: str = "", module: str = "", waiting: str = "", ready: str = ""
) -> Row:
    return Row(
        path,
        frozenset(telling.split()),
        frozenset(further.split()),
        module,
        frozenset(waiting.split()),
        tuple(ready.split()),
    )


_ANSWER = "status_code json() raise_for_status() reason iter_content iter_lines apparent_encoding"
_ANSWER_TOO = "text content headers ok url cookies encoding json raise_for_status elapsed history close"
_CLIENT = "get|url post|url put|url delete|url patch|url head|url options|url request|url post request mount"
_CLIENT_TOO = "get put delete patch head options headers cookies auth close verify proxies params send with"
_TREE = "find find_all select select_one get_text prettify"
_TREE_TOO = "title body children find_next descendants decompose text string"

ROWS: tuple[Row, ...] = (
    _row(
        "asyncio.Queue",
        "await|get await|put",
        "put_nowait get_nowait task_done await|join qsize empty full maxsize",
        waiting="await|get get_nowait",
        ready="put_nowait",
    ),
    _row(
        "queue.Queue",
        "get() put put_nowait get_nowait task_done qsize",
        "get join empty full maxsize queue",
        waiting="get() get get_nowait",
        ready="put",
    ),
    _row("asyncio.Event", "await|wait", "set is_set clear", waiting="await|wait", ready="set"),
    _row("threading.Condition", "notify notify_all", "wait wait_for acquire release with"),
    _row("threading.Event", "wait() is_set", "set clear wait", waiting="wait() wait", ready="set"),
    _row("threading.Condition", "wait", "notify notify_all wait_for acquire release with"),
    _row(
        "threading.Thread",
        "join() is_alive",
        "start join name daemon ident native_id",
        waiting="join() join",
        ready="start",
    ),
    _row("threading.Lock", "acquire release", "locked with"),
    _row("asyncio.Lock", "async|with", "locked await|acquire release"),
    _row(
        "logging.Logger",
        "info debug warning exception critical",
        "error log name level handlers setLevel addHandler isEnabledFor getChild propagate removeHandler",
    ),
    _row(
        "logging.LogRecord", "levelno levelname getMessage", "msg args name created exc_info exc_text module"
    ),
    _row(
        "logging.Handler",
        "emit setFormatter handle",
        "setLevel level formatter close flush createLock acquire release",
    ),
    _row("requests.Response", _ANSWER, _ANSWER_TOO, "requests"),
    _row("httpx.Response", _ANSWER, _ANSWER_TOO, "httpx"),
    _row("requests.Session", _CLIENT, _CLIENT_TOO, "requests"),
    _row(
        "httpx.AsyncClient",
        " ".join(f"await|{name}" for name in _CLIENT.split()),
        "headers cookies await|aclose",
        "httpx",
    ),
    _row("httpx.Client", _CLIENT, _CLIENT_TOO, "httpx"),
    _row("bs4.BeautifulSoup", _TREE, _TREE_TOO, "bs4"),
    _row(
        "xml.etree.ElementTree.Element",
        "findall findtext iterfind attrib itertext",
        "find iter text tail tag get set append items keys",
    ),
    _row("concurrent.futures.Executor", "submit shutdown", "map with"),
    _row(
        "pandas.DataFrame",
        "iloc loc columns groupby iterrows head to_csv dropna fillna drop_duplicates itertuples dtypes",
        "shape index values copy sort_values drop rename apply merge empty set_index reset_index mean sum "
        "to_dict to_json to_excel isnull isna astype size tail sample query pivot_table",
        "pandas",
    ),
    _row(
        "argparse.ArgumentParser",
        "add_argument parse_args add_subparsers add_argument_group parse_known_args",
        "print_help error exit set_defaults prog description epilog usage format_help",
    ),
    _row(
        "asyncio.AbstractEventLoop",
        "run_until_complete call_soon create_task run_in_executor run_forever call_later",
        "close is_running stop time create_future is_closed",
    ),
)


@dataclass(frozen=True, slots=True)
class Found:
    """A class that fits, and what must be called on its object first."""

    path: str
    ready: tuple[str, ...] = ()


def fitting(needed: frozenset[Access], module: definition.Module) -> Found | None:
    """The one class of the table that has all that is reached for, or None."""
    if not needed:
        return None
    for row in ROWS:
        if _fits(row, needed) and (not row.module or _is_imported(row.module, module)):
            is_waited = any(_spelled(one) & row.waiting for one in needed)
            is_made_ready = any(one.name in row.ready for one in needed)
            return Found(row.path, row.ready if is_waited and not is_made_ready else ())
    return None


def _fits(row: Row, needed: frozenset[Access]) -> bool:
    has = row.telling | row.further
    spelled = [_spelled(one) for one in needed]
    return all(names & has for names in spelled) and any(names & row.telling for names in spelled)


def _spelled(one: Access) -> frozenset[str]:
    """The ways in which a row may write the access."""
    if one.awaited:
        return frozenset({f"await|{one.name}"})
    return frozenset({one.name, f"{one.name}()"} if one.given == 0 else {one.name})


def _is_imported(package: str, module: definition.Module) -> bool:
    paths = scope.imported(module).values()
    return any(path == package or path.startswith(f"{package}.") for path in paths)
