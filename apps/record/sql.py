"""The SQL that `record.operations` runs. Frozen by use: migrations that have run mean what it says here."""

from dataclasses import dataclass

from apps.record.models.versioned import CURRENT


@dataclass(frozen=True)
class Table:
    """A tracked table: all its columns, those a writer sets, and the tracked tables its columns refer to.

    Versions are looked up by the `indexed`. Of `alternatives` one is set, and then it is in a column of all of them.
    """

    name: str
    history: str
    columns: list[str]
    written: list[str]
    named: bool
    references: dict[str, str]
    indexed: list[str]
    alternatives: list[str]
    optional: list[str]
    merges: bool


def track(table: Table) -> list[str]:
    """Everything a tracked table needs; run again, it replaces what stood there."""
    return [untrack(table), _edit(table), _keep(table), _live(table), _triggers(table), _indexes(table), _grants(table)]


# Else each call plans anew for the few rows it is given, which takes ten times as long as to look.
PLANNED_ONCE = "set plan_cache_mode = force_generic_plan"


def _list(columns: list[str], prefix: str = "") -> str:
    return ", ".join(f'{prefix}"{column}"' for column in columns)


def _edit(t: Table) -> str:
    """Before a row is written: slugs and keys stay, the version counts real changes only."""
    slug = """
  if new.slug <> old.slug then
    raise exception 'A slug never changes: “%” cannot become “%”.', old.slug, new.slug
      using errcode = '23514', constraint = 'slugs_never_change', table = tg_table_name;
  end if;"""
    return f"""
create or replace function {t.name}_edit() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then new.version := 1; return new; end if;
  if new.id <> old.id then raise exception 'A primary key never changes.' using errcode = '23514'; end if;{
        slug if t.named else ""
    }
  new.version := old.version
    + (row({_list(t.written, "new.")}) is distinct from row({_list(t.written, "old.")}))::int;
  return new;
end $$;"""


def _keep(t: Table) -> str:
    """After a statement: close the versions it replaced, write the new ones; nothing for what did not change."""
    columns = _list(t.columns)

    def insert(rows: str, sign: str, verb: str, closed: str) -> str:
        return f"""
    insert into {t.history} ({columns}, opened, closed, verb, history_date, history_type, history_user_id,
                             history_change_reason)
    select {_list(t.columns, "r.")}, c.number, {closed}, {verb}, c.instant, '{sign}', c.user_id, c.reason
      from {rows};"""

    close = f"update {t.history} h set closed = c.number from {{rows}} where h.id = r.id and h.closed = {CURRENT};"
    changed = "new_rows r join old_rows o on o.id = r.id and o *<> r"
    return f"""
create or replace function {t.name}_keep() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare c record_changeset;
begin
  if tg_op = 'INSERT' then
    if not exists (select from new_rows) then return null; end if;
    c := record_open();{insert("new_rows r", "+", "record_verb(tg_op, false, r.withdrawn)", str(CURRENT))}
  elsif tg_op = 'UPDATE' then
    if not exists (select from {changed}) then return null; end if;
    c := record_open();
    {close.format(rows=changed)}{insert(changed, "~", "record_verb(tg_op, o.withdrawn, r.withdrawn)", str(CURRENT))}
  else
    if not exists (select from old_rows) then return null; end if;
    c := record_open();
    {close.format(rows="old_rows r")}{insert("old_rows r", "-", "record_verb(tg_op, r.withdrawn, true)", "c.number")}
  end if;
  return null;
end $$;"""


def _live(t: Table) -> str:
    """At commit: a live row points at live rows only."""
    if not t.references:
        return ""
    gone = ",\n        ".join(
        f'case when r."{column}" <> \'\' then (select slug from {target} where slug = r."{column}" and withdrawn) end'
        for column, target in t.references.items()
    )
    return f"""
create function {t.name}_live(ids bigint[]) returns void language plpgsql {PLANNED_ONCE} as $$
declare gone text;
begin
  select named into gone from (
    select coalesce({gone}) as named
      from unnest(ids) as given(id) join {t.name} r using (id) where not r.withdrawn offset 0
  ) pointing where named is not null limit 1;
  if gone is null then return; end if;
  raise exception '“%” is withdrawn; nothing may point at it.', gone
    using errcode = '23503', constraint = 'live_records_point_at_live_records', table = '{t.name}';
end $$;
create function {t.name}_live() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform {t.name}_live(array[new.id]);
  return null;
end $$;"""


def _triggers(t: Table) -> str:
    transition = {"insert": "new table as new_rows", "delete": "old table as old_rows"}
    transition["update"] = "old table as old_rows new table as new_rows"
    triggers = {
        f"a_queue before insert or update or delete on {t.name} for each statement": "record_queue",
        f"b_edit before update on {t.name} for each row": f"{t.name}_edit",
        f"b_new before insert on {t.name} for each row when (new.version is distinct from 1)": f"{t.name}_edit",
        f"no_truncate before truncate on {t.name} for each statement": "record_no_truncate",
    } | {
        f"z_keep_{event} after {event} on {t.name} referencing {tables} for each statement": f"{t.name}_keep"
        for event, tables in transition.items()
    }
    on_history = f"append_only before insert or update or delete or truncate on {t.history} for each statement"
    constraints = {}
    if t.references:
        columns = [*t.references, "withdrawn"]
        moved = f"row({_list(columns, 'new.')}) is distinct from row({_list(columns, 'old.')})"
        constraints[f"still_live after update on {t.name} {DEFERRED} when ({moved})"] = f"{t.name}_live"
    if t.named:
        withdrawn = "new.withdrawn and not old.withdrawn"
        constraints[f"dangling after update on {t.name} {DEFERRED} when ({withdrawn})"] = "record_no_dangling"
    if t.merges:
        constraints[f"merged after insert on {t.name} {DEFERRED} when ({MERGED})"] = "record_merged"
        again = f"{MERGED} and new.merged_into_slug is distinct from old.merged_into_slug"
        constraints[f"still_merged after update on {t.name} {DEFERRED} when ({again})"] = "record_merged"
    statements = [f"create trigger {head} execute function {function}();" for head, function in triggers.items()]
    statements += [f"create trigger {on_history} execute function record_append_only();"]
    statements += [f"create constraint trigger {h} execute function {f}();" for h, f in constraints.items()]
    # ALWAYS: a session that plays a replica must not escape.
    names = [head.split()[0] for head in (*triggers, *constraints)]
    statements += [f"alter table {t.name} enable always trigger {name};" for name in names]
    statements += [f"alter table {t.history} enable always trigger append_only;"]
    return "\n".join(statements)


# Django's second index on every text key: under the collation C the first one serves LIKE as well.
NO_LIKE = """
do $$
declare spare regclass;
begin
  for spare in select i.indexrelid from pg_index i
                where i.indrelid = '{table}'::regclass
                  and (select opcname from pg_opclass where oid = i.indclass[0]) = 'text_pattern_ops'
  loop
    execute format('drop index %s', spare);
  end loop;
end $$;"""
# What is empty in most rows is found by those that have it; the others need not be written.
SPARSE = """
do $$
declare index record;
begin
  for index in select indexrelid::regclass as name, pg_get_indexdef(indexrelid) as made, attname as col
                 from pg_index join pg_attribute on attrelid = indrelid and attnum = indkey[0]
                where indrelid in ('{table}'::regclass, '{history}'::regclass)
                  and not indisunique and indpred is null and attname = any('{{{optional}}}')
  loop
    execute format('drop index %s', index.name);
    execute format('%s where %I is not null', index.made, index.col);
  end loop;
end $$;"""
DEFERRED = "deferrable initially deferred for each row"
MERGED = "new.merged_into_slug is not null"


def _indexes(t: Table) -> str:
    """One current version per row; look-ups of any slug at any number."""
    # Several versions of a row may close with the changeset that opened them, which only their own number tells apart.
    place = f"id, closed, (case closed when {CURRENT} then 0 else history_id end)"
    statements = [
        NO_LIKE.format(table=t.name),
        f"create unique index if not exists {t.history}_place on {t.history} ({place});",
        f"create index if not exists {t.history}_opened on {t.history} (opened);",
        f"drop index if exists {t.history}_current, {t.history}_id;",
    ]
    statements += [
        f'create index if not exists {t.history}_{column} on {t.history} ("{column}", closed, opened);'
        for column in t.indexed
    ]
    statements += [f"drop index if exists {t.history}_{column};" for column in t.alternatives]
    # Whoever points at a record asks whether it is withdrawn, which few are: so they are looked for among those.
    statements += [
        f"create index if not exists {target}_withdrawn on {target} (slug) where withdrawn;"
        for target in sorted(set(t.references.values()))
    ]
    if t.merges:
        column = "merged_into_slug"
        statements += [f"create index if not exists {t.name}_merged on {t.name} ({column}) where {column} is not null;"]
    statements += [SPARSE.format(table=t.name, history=t.history, optional=",".join(t.optional))]
    return "\n".join(statements)


def _grants(t: Table) -> str:
    return f"""
revoke delete, truncate on {t.name} from eudefence_app;
revoke insert, update, delete, truncate on {t.history} from eudefence_app;
do $$ begin
  execute format('revoke all on sequence %s from eudefence_app', pg_get_serial_sequence('{t.history}', 'history_id'));
end $$;"""


# Triggers whose functions serve all tables.
SHARED = ("a_queue", "no_truncate", "dangling", "merged", "still_merged")


def untrack(t: Table) -> str:
    functions = ("edit()", "keep()", "live()", "live(bigint[])")
    drops = [f"drop function if exists {t.name}_{function} cascade;" for function in functions]
    drops += [f"drop trigger if exists {name} on {t.name};" for name in SHARED]
    return "\n".join([*drops, f"drop trigger if exists append_only on {t.history};"])


def demand_citation(fact: str, citation: str, column: str) -> str:
    """At commit: a live fact has a live citation; run again, it replaces what stood there."""
    return f"""{waive_citation(fact)}
create function {fact}_cited(ids bigint[]) returns void language plpgsql {PLANNED_ONCE} as $$
declare bare text;
begin
  select f.slug into bare from unnest(ids) as given(id) join {fact} f using (id)
   where not f.withdrawn
     and not exists (select from {citation} c where c."{column}" = f.slug and not c.withdrawn) limit 1;
  if bare is null then return; end if;
  raise exception '“%” has no citation. Every fact needs at least one source.', bare
    using errcode = '23514', constraint = 'every_fact_has_a_citation', table = '{fact}';
end $$;
create function {fact}_cited() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform {fact}_cited(array(
    select id from {fact} where slug = case tg_table_name when '{fact}' then to_jsonb(new) ->> 'slug'
                                                          else to_jsonb(old) ->> '{column}' end));
  return null;
end $$;
create constraint trigger still_cited after update on {fact} {DEFERRED} when (old.withdrawn and not new.withdrawn)
  execute function {fact}_cited();
create constraint trigger cites_{fact} after update on {citation} {DEFERRED}
  when (new.withdrawn or new."{column}" is distinct from old."{column}") execute function {fact}_cited();
create constraint trigger cited_{fact} after delete on {citation} {DEFERRED} execute function {fact}_cited();
alter table {fact} enable always trigger still_cited;
alter table {citation} enable always trigger cites_{fact};
alter table {citation} enable always trigger cited_{fact};"""


def waive_citation(fact: str) -> str:
    return f"""
drop function if exists {fact}_cited() cascade;
drop function if exists {fact}_cited(bigint[]);"""


# A trigger that sees all rows of a statement cannot wait for the commit, and one that waits sees one row: so the first
# writes a note of the rows, and a trigger on that note waits. The note is gone at once, so that nobody ever sees one;
# what waits speaks all the same. Hence unlogged.
NOTES = """
do $do$ begin
  if to_regclass('public.record_note') is not null then return; end if;

  create unlogged table record_note (rules text not null, ids bigint[] not null);
  alter table record_note alter ids set storage external;
  revoke insert, update, delete on record_note from eudefence_app;

  create function record_note() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
  declare place tid;
  begin
    insert into record_note select tg_argv[0], array_agg(id) from new_rows having count(*) > 0
      returning ctid into place;
    delete from record_note where ctid = place;
    return null;
  end $$;

  create function record_hold() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
  begin
    execute 'select ' || new.rules using new.ids;
    return null;
  end $$;

  create constraint trigger hold after insert on record_note deferrable initially deferred
    for each row execute function record_hold();
  alter table record_note enable always trigger hold;
end $do$;
"""


def hold(table: str, rules: list[str]) -> str:
    """Ask all rows that one statement adds, at commit, by functions of their ids; replaces what was asked before."""
    calls = ", ".join(f"{table}_{rule}($1)" for rule in rules)
    return f"""{NOTES}{release(table)}
create trigger held after insert on {table} referencing new table as new_rows for each statement
  execute function record_note('{calls}');
alter table {table} enable always trigger held;"""


def release(table: str) -> str:
    return f"drop trigger if exists held on {table};"
