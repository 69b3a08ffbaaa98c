-- Names of what has no name of its own.

create function eudefence_pinned.membership_label(spell text) returns text language sql stable strict
security definer set search_path = pg_catalog, public, pg_temp as $$
  select concat_ws(' – ', coalesce(a.name, f.name), replace(m.role, '-', ' '), coalesce(tf.name, ti.name, ta.name))
    from eudefence_pinned.membership m
    left join eudefence_pinned.actor a on a.slug = m.member_actor_slug
    left join eudefence_pinned.format f on f.slug = m.member_format_slug
    left join eudefence_pinned.format tf on tf.slug = m.target_format_slug
    left join eudefence_pinned.instrument ti on ti.slug = m.target_instrument_slug
    left join eudefence_pinned.actor ta on ta.slug = m.target_actor_slug
   where m.slug = spell
$$;
