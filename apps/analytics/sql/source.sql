select
  s.slug, s.title as name, s.authors, s.title, s.container, s.number, s.publisher, s.date_edtf, s.url, s.archived_url, s.kind,
  s.language, s.note
from {source} s;

comment on view eudefence.source is 'Works: papers, acts, press releases, web pages.';
comment on column eudefence.source.name is 'The title, under the name that links use.';
comment on column eudefence.source.authors is 'Surname, Given name; in order.';
comment on column eudefence.source.title is 'Title, as printed.';
comment on column eudefence.source.container is 'Journal, series or site it appeared in.';
comment on column eudefence.source.number is 'Volume, issue or document number.';
comment on column eudefence.source.publisher is 'Publisher.';
comment on column eudefence.source.date_edtf is 'EDTF of its own date; empty: undated.';
comment on column eudefence.source.url is 'Address.';
comment on column eudefence.source.archived_url is 'Address of an archived copy.';
comment on column eudefence.source.kind is
  'book, journal-article, report, policy-brief, working-paper, commentary, press-release, news, web-page, legal-act, '
  'official-document or agreement-text.';
comment on column eudefence.source.language is 'BCP 47 tag.';
