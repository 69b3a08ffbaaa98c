"""A real PostgreSQL for every test: the embedded one, started here unless it runs already."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.db.backends.utils import CursorWrapper
from django.test.utils import setup_databases, teardown_databases

from eudefence import database, server
from tests.databases import ROLES, become, clone, close_schema_public, use

STARTED = pytest.StashKey[bool]()


def pytest_sessionstart(session: pytest.Session) -> None:
    """Before any worker starts; workers find the server running."""
    session.config.stash[STARTED] = database.ensure_server()
    database.ensure_roles(tests=True)
    for alias, role in ROLES.items():
        connections.settings[alias].update(database.login(role))


def pytest_sessionfinish(session: pytest.Session) -> None:
    if session.config.stash.get(STARTED, False):
        server.stop()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """The template is made by the owner of the tables."""
    become("owner")


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: Any
) -> Iterator[None]:
    """The template, whichever tests were chosen: clones are made of it. Tests run with the application's rights."""
    with django_db_blocker.unblock():
        configured = setup_databases(verbosity=0, interactive=False, aliases=set(ROLES))
        close_schema_public()
        become("app")
        yield
        connections.close_all()
        become("owner")
        teardown_databases(configured, verbosity=0)


@pytest.fixture
def own_db(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """A database of the test's own, in which it may commit."""
    with django_db_blocker.unblock(), clone(f"{connections['default'].settings_dict['NAME']}_own") as name:
        yield name


@pytest.fixture(scope="session")
def seeded_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """The project's own fixtures, seeded once by `manage.py seed`; read only."""
    from django.core.management import call_command

    template = connections["default"].settings_dict["NAME"]
    with django_db_blocker.unblock(), clone(f"{template}_seeded") as name:
        call_command("seed", verbosity=0)
        with use(str(template)):
            yield name


@pytest.fixture
def seeded(seeded_database: str, django_db_blocker: Any) -> Iterator[str]:
    """Both aliases point at the seeded database, the reader with its own login."""
    with django_db_blocker.unblock(), use(seeded_database):
        yield seeded_database


@pytest.fixture(scope="session")
def released_database(
    seeded_database: str, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path]]:
    """What a first run leaves: the seeded database with its releases, and the folder of their files; read only."""
    from django.core.management import call_command
    from django.test import override_settings

    folder, template = tmp_path_factory.mktemp("first") / "releases", str(connections["default"].settings_dict["NAME"])
    with django_db_blocker.unblock(), use(seeded_database), clone(f"{seeded_database}_released") as name:
        with override_settings(RELEASES=folder):
            call_command("first_releases", verbosity=0)
        with use(template):
            yield name, folder


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every statement sent from here on, through whichever connection."""
    sent: list[Any] = []
    execute = CursorWrapper.execute
    monkeypatch.setattr(CursorWrapper, "execute", lambda self, *given: (sent.append(given), execute(self, *given))[1])
    return sent
