"""How each role logs in: from the environment, or to the embedded server of this home."""

import os
from typing import Any

import dj_database_url

from eudefence import home, processes
from eudefence.errors import SetupError
from eudefence.places import find

DATABASE = "eudefence"
OVERRIDES = {"app": "APP_URL", "reader": "READER_URLS"}
# Readers ask views that stand on views: to plan such a query costs ten times what its answer does. With values bound by
# the server, a connection that asks it again keeps the plan. And whoever asks must not wait for minutes for a server
# that is not there.
READS = {"server_side_binding": True, "prepare_threshold": 1, "connect_timeout": 5}
DJANGO_ONLY = {"server_side_binding"}
Login = dict[str, Any]


def is_external() -> bool:
    """Whether DATABASE_URL names a server, which is used instead of the embedded one."""
    return bool(os.environ.get("DATABASE_URL"))


def is_overridden(role: str) -> bool:
    """Whether the environment, not we, says how this role logs in."""
    return bool(os.environ.get(OVERRIDES.get(role, ""), ""))


def login(role: str) -> Login:
    """Django's settings for one role: owner, app, reader, analyst or setup.

    Nothing is started. Where nothing was set up yet all values are empty, so that programs that
    only read Django's settings work without a database.
    """
    found = _login(role)
    if role != "reader" or not found["USER"]:
        return found
    return found | {"OPTIONS": READS | found["OPTIONS"]}


def _login(role: str) -> Login:
    if is_overridden(role):
        return _from_urls(OVERRIDES[role])
    setup = _from_urls("DATABASE_URL") if is_external() else _embedded()
    if role == "setup" or not setup["USER"]:
        return setup
    name = f"eudefence_{role}"
    own = {"NAME": DATABASE, "USER": name, "PASSWORD": home.known_passwords().get(name, "")}
    # A migration's changesets name their author, also where its role cannot carry the setting.
    author = {"options": "-c eudefence.author=migration"} if role == "owner" else {}
    return {**setup, **own, "OPTIONS": setup["OPTIONS"] | author}


def connect_arguments(found: Login) -> dict[str, Any]:
    """The same login in the words of psycopg."""
    names = {
        "NAME": "dbname",
        "USER": "user",
        "PASSWORD": "password",
        "HOST": "host",
        "PORT": "port",
    }
    values = {word: found[name] for name, word in names.items() if found[name]}
    return {**values, **{name: value for name, value in found["OPTIONS"].items() if name not in DJANGO_ONLY}}


def _embedded() -> Login:
    places = find()
    password = home.known_passwords().get("postgres", "")
    if places is None or not password:
        return dict.fromkeys(("NAME", "USER", "PASSWORD", "HOST", "PORT"), "") | {"OPTIONS": {}}
    # A running server's socket stays where it is, whatever TMPDIR says by now.
    found = processes.running(places)
    socket = found.socket if found else places.socket
    return {
        "NAME": "postgres",
        "USER": "postgres",
        "PASSWORD": password,
        "HOST": str(socket),
        "PORT": "5432",
        "OPTIONS": {},
    }


def _from_urls(variable: str) -> Login:
    """One login from a variable with one URL, or several of the same user on several servers."""
    urls = [url.strip() for url in os.environ[variable].split(",") if url.strip()]
    found = [_parse(variable, url) for url in urls]
    first = found[0]
    if len({(one["NAME"], one["USER"], one["PASSWORD"]) for one in found}) > 1:
        raise SetupError(f"{variable}: all its URLs must name the same user, password and database.")
    if len(found) == 1:
        return first
    # libpq takes one of them at random, and another when that one is away.
    several = {key: ",".join(str(one[key]) for one in found) for key in ("HOST", "PORT")}
    return first | several | {"OPTIONS": first["OPTIONS"] | {"load_balance_hosts": "random"}}


def _parse(variable: str, url: str) -> Login:
    try:
        parsed: Login = {**dj_database_url.parse(url)}
    except (ValueError, KeyError) as error:
        # The error may quote the URL, which holds a password.
        raise SetupError(_unreadable(variable)) from error
    if not str(parsed.get("ENGINE", "")).endswith("postgresql") or not parsed.get("USER"):
        raise SetupError(_unreadable(variable))
    known = {key: str(parsed.get(key) or "") for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    known["PORT"] = known["PORT"] or "5432"
    return {**known, "OPTIONS": parsed.get("OPTIONS") or {}}


def _unreadable(variable: str) -> str:
    return (
        f"{variable} is not understood (its value is not printed here, it holds a password). "
        "It reads postgresql://user:password@host:5432/database; "
        "characters such as @ or / in a password are written %40, %2F."
    )
