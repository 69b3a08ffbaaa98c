create schema eudefence;
comment on schema eudefence is
  'The European defence architecture as published: who is in what, since when, on which basis, and who says so.';

-- What the views are made of; nobody but their owner reads it.
create schema eudefence_pinned;

-- Composed first, for the rules of `unaccent` know letters, not marks on their own.
-- Readers may use nothing in schema public, so it runs with its owner's rights.
create function eudefence.folded(words text) returns text
language sql immutable strict parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select lower(public.unaccent('public.unaccent'::regdictionary, normalize(words, nfkc)))
$$;
comment on function eudefence.folded(text) is 'Text without accents and capitals, to search in and to search for.';

create function eudefence.likeness(wanted text, called text) returns real
language sql immutable strict parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select public.word_similarity(wanted, called)
$$;
comment on function eudefence.likeness(text, text) is
  'How much of the first text can be found in the second, by groups of three letters: from 0 to 1.';
