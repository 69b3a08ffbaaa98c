-- Names are looked up row by row, after the page is cut: most pages show few of the many citations.
select
  c.slug, c.source_slug,
  (select s.title from {source} s where s.slug = c.source_slug) as source_name,
  c.subject_slug,
  eudefence_pinned.label_of(c.subject_kind, c.subject_slug, {known}) as subject_name,
  c.subject_kind, c.stance, c.locator, c.footnote, c.as_printed, c.asserted_start, c.asserted_end, c.consulted_on, c.note
from (
  select slug, source_slug, subject_slug, subject_kind, stance, locator, footnote, as_printed, asserted_start, asserted_end,
    consulted_on, note from {actor_citation}
  union all
  select slug, source_slug, subject_slug, subject_kind, stance, locator, footnote, as_printed, asserted_start, asserted_end,
    consulted_on, note from {law_citation}
  union all
  select slug, source_slug, subject_slug, subject_kind, stance, locator, footnote, as_printed, asserted_start, asserted_end,
    consulted_on, note from {proposal_citation}
  union all
  select slug, source_slug, subject_slug, subject_kind, stance, locator, footnote, as_printed, asserted_start, asserted_end,
    consulted_on, note from {cooperation_citation}
  union all
  select slug, source_slug, subject_slug, subject_kind, stance, locator, footnote, as_printed, asserted_start, asserted_end,
    consulted_on, note from {dossier_citation}
) c;

comment on view eudefence.citation is 'What a source says of a fact: where, with which stance, as printed, with which dates.';
comment on column eudefence.citation.source_slug is 'Slug of the work.';
comment on column eudefence.citation.source_name is 'Title of the work.';
comment on column eudefence.citation.subject_kind is
  'Kind of the fact: actor, format, instrument, legal-basis, membership, partnership, proposal, milestone, legal-effect, '
  'link, quantity, claim or coverage.';
comment on column eudefence.citation.stance is
  'supports, disputes, mentions, or silent: cited for this without saying it.';
comment on column eudefence.citation.locator is 'Page, section or paragraph.';
comment on column eudefence.citation.footnote is 'Number of the footnote that carries it.';
comment on column eudefence.citation.as_printed is 'The value as the source prints it.';
comment on column eudefence.citation.asserted_start is 'EDTF of the start that this source asserts; empty: none.';
comment on column eudefence.citation.asserted_end is 'EDTF of the end that this source asserts; empty: none.';
comment on column eudefence.citation.consulted_on is 'Day on which somebody opened the source; null: nobody has.';
