-- Names of what has no name of its own.

create function eudefence_pinned.membership_label(spell text, known integer) returns text language sql stable strict
security definer set search_path = pg_catalog, public, pg_temp as $$
  select concat_ws(' – ', coalesce(a.name, f.name), replace(m.role, '-', ' '), coalesce(tf.name, ti.name, ta.name))
    from eudefence_pinned.membership(known) m
    left join eudefence_pinned.actor(known) a on a.slug = m.member_actor_slug
    left join eudefence_pinned.format(known) f on f.slug = m.member_format_slug
    left join eudefence_pinned.format(known) tf on tf.slug = m.target_format_slug
    left join eudefence_pinned.instrument(known) ti on ti.slug = m.target_instrument_slug
    left join eudefence_pinned.actor(known) ta on ta.slug = m.target_actor_slug
   where m.slug = spell
$$;
