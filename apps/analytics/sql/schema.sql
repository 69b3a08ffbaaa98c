create schema eudefence;
comment on schema eudefence is
  'The European defence architecture as published: who is in what, since when, on which basis, and who says so.';

-- What the views are made of; nobody but their owner reads it.
create schema eudefence_pinned;

-- Composed first, for the rules of `unaccent` know letters, not marks on their own.
create function eudefence.folded(words text) returns text language sql immutable strict parallel safe as $$
  select lower(public.unaccent('public.unaccent'::regdictionary, normalize(words, nfkc)))
$$;
comment on function eudefence.folded(text) is 'Text without accents and capitals, to search in and to search for.';
