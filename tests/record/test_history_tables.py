"""Every table that holds facts, sources or citations is guarded; a forgotten one is found here."""

from typing import Any

import pytest

from tests.record.tables import UNTRACKED, history, name, ours, query, tracked

pytestmark = pytest.mark.django_db


def triggers(table: str) -> dict[str, str]:
    return dict(
        query("select tgname, tgenabled::text from pg_trigger where tgrelid = %s::regclass and not tgisinternal", table)
    )


def columns(table: str) -> dict[str, Any]:
    found = query(
        "select attname, format_type(atttypid, atttypmod), collname from pg_attribute a "
        "left join pg_collation c on c.oid = attcollation "
        "where attrelid = %s::regclass and attnum > 0 and not attisdropped",
        table,
    )
    return {column: rest for column, *rest in found}


def may(role: str, table: str) -> set[str]:
    rights = ("select", "insert", "update", "delete", "truncate", "references", "trigger")
    return {
        right
        for right in rights
        if query("select has_table_privilege(%s, %s, %s)", f"eudefence_{role}", table, right)[0][0]
    }


def test_only_bookkeeping_has_no_history() -> None:
    assert {model for model in ours() if not hasattr(model, "history")} == UNTRACKED
    assert len(tracked()) > 15


@pytest.mark.parametrize("model", tracked(), ids=name)
def test_the_triggers_of_a_table_fire_always(model: Any) -> None:
    found = triggers(model._meta.db_table)
    wanted = {"a_queue", "b_edit", "b_new", "no_truncate", "z_keep_insert", "z_keep_update", "z_keep_delete"}
    if any(field.many_to_one for field in model._meta.concrete_fields if field.name != "merged_into"):
        wanted |= {"held", "still_live"}
    if hasattr(model, "slug"):
        wanted |= {"dangling", "merged", "still_merged"}
    if hasattr(model, "citations"):
        wanted |= {"held", "still_cited"}
    assert wanted <= found.keys()
    assert set(found.values()) == {"A"}
    assert triggers(history(model)) == {"append_only": "A"}


@pytest.mark.parametrize("model", tracked(), ids=name)
def test_what_is_added_is_held_to_every_rule_of_its_table(model: Any) -> None:
    """Each function that takes the ids of rows is such a rule."""
    table = model._meta.db_table
    rules = query(
        "select proname from pg_proc where proname like %s and proargtypes = array['bigint[]'::regtype]::oidvector",
        f"{table}\\_%",
    )
    asked = query(
        "select encode(tgargs, 'escape') from pg_trigger where tgrelid = %s::regclass and tgname = 'held'", table
    )
    calls = asked[0][0].removesuffix("\\000").split(", ") if asked else []
    assert sorted(calls) == sorted(f"{rule}($1)" for (rule,) in rules)
    assert (f"{table}_cited($1)" in calls) == hasattr(model, "citations")


def test_nobody_writes_notes_of_what_waits_and_they_speak_always() -> None:
    assert triggers("record_note") == {"hold": "A"}
    assert may("app", "record_note") == {"select"}
    assert may("reader", "record_note") == may("analyst", "record_note") == set()


@pytest.mark.parametrize("model", tracked(), ids=name)
def test_history_has_every_column_with_its_type_and_collation(model: Any) -> None:
    ours, theirs = columns(model._meta.db_table), columns(history(model))
    assert {column: theirs.get(column) for column in ours} == ours


@pytest.mark.parametrize("model", tracked(), ids=name)
def test_grants_let_the_application_write_facts_and_only_read_history(model: Any) -> None:
    assert may("app", model._meta.db_table) == {"select", "insert", "update"}
    assert may("app", history(model)) == {"select"}
    for role in ("reader", "analyst"):
        assert may(role, model._meta.db_table) == may(role, history(model)) == set()


def test_bookkeeping_is_guarded() -> None:
    assert may("app", "record_clock") == may("app", "record_changeset") == {"select"}
    assert may("app", "record_release") == {"select", "insert"}
    assert set((triggers("record_changeset") | triggers("record_release")).values()) == {"A"}
    for table in ("record_clock", "record_changeset", "record_release", "auth_user", "django_session"):
        assert may("reader", table) == may("analyst", table) == set()


@pytest.mark.parametrize("model", tracked(), ids=name)
def test_the_sequence_of_history_is_nobodys(model: Any) -> None:
    for role in ("app", "reader", "analyst"):
        sequence = query("select pg_get_serial_sequence(%s, 'history_id')", history(model))[0][0]
        for right in ("usage", "select", "update"):
            assert not query("select has_sequence_privilege(%s, %s, %s)", f"eudefence_{role}", sequence, right)[0][0]


def test_of_the_functions_of_the_record_the_application_may_call_only_the_one_that_queues() -> None:
    callable_ = query(
        "select proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace "
        "and has_function_privilege('eudefence_app', oid, 'execute')"
    )
    assert callable_ == [("record_begin",)]
