"""Finding subjects and sources by what they are called, forgiving accents and small slips."""

from dataclasses import dataclass

from django.db import connections

from apps.chronicle.models.base import READER

# A name that holds the words as they are comes before one that is only like them; a short one before a long one. How
# like they are goes both ways: else any long name that begins like a short word would be as near as the word itself.
QUERY = """
    with called as (
      select 'actor' as kind, slug, name, unnest(name || aliases) as text from eudefence.actor
      union all select 'format', slug, name, unnest(name || aliases) from eudefence.format
      union all select 'instrument', slug, name, unnest(name || aliases) from eudefence.instrument
      union all select 'legal-basis', slug, name, unnest(name || aliases) from eudefence.legal_basis
      union all select 'partnership', slug, name, name from eudefence.partnership
      union all select 'proposal', slug, name, name from eudefence.proposal
      union all select 'source', slug, name, unnest(title || authors || publisher || container) from eudefence.source
    ), folded as (
      select kind, slug, name, text, eudefence.folded(text) as in_text, eudefence.folded(%(words)s) as wanted
        from called where text <> ''
    ), scored as (
      select kind, slug, name, text, case
          when in_text = wanted then 3
          when starts_with(in_text, wanted) then 2
          when strpos(in_text, wanted) > 0 then 1.5
          when eudefence.likeness(wanted, in_text) >= %(least)s
          then (eudefence.likeness(wanted, in_text) + eudefence.likeness(in_text, wanted)) / 2
        end as score
        from folded
    ), best as (
      select distinct on (kind, slug) kind, slug, name, text, score, score >= 1.5 as is_exact
        from scored where score is not null order by kind, slug, score desc, length(text)
    ), near as (
      select *, max(score) over (partition by is_exact) as nearest from best
    )
    select kind, slug, name, text, is_exact from near where is_exact or score >= %(share)s * nearest
     order by is_exact desc, kind = 'source', score desc, length(name), slug limit %(most)s
"""
LIKE_ENOUGH, SHARE_OF_NEAREST, MOST = 0.45, 0.7, 60


@dataclass(frozen=True)
class Hit:
    """Something that is called so, or nearly so: `called` is the name or alias that was met."""

    kind: str
    slug: str
    name: str
    called: str
    is_exact: bool


def find(words: str) -> list[Hit]:
    """What WORDS may mean, the likeliest first, as known at the pinned changeset."""
    asked: dict[str, str | float] = {
        "words": " ".join(words.split()),
        "least": LIKE_ENOUGH,
        "share": SHARE_OF_NEAREST,
        "most": MOST,
    }
    with connections[READER].cursor() as cursor:
        cursor.execute(QUERY, asked)
        return [Hit(*found) for found in cursor.fetchall()]
