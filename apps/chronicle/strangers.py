"""Slugs that nothing was ever called: a slip of whoever asks, where all else that finds nothing is an answer."""

from collections.abc import Iterator

from apps.chronicle.names import BASE
from apps.chronicle.questions import Question
from apps.chronicle.resources import BY_KIND, Resource
from apps.chronicle.statements import by_number

# Also what is withdrawn, was merged, or was not yet known at the changeset that is asked about.
EVER = "select slug from eudefence_pinned.every_change where resource = any(%s) and slug = any(%s)"
CALLED = {
    "actor": "name || aliases",
    "format": "name || aliases",
    "instrument": "name || aliases",
    "legal-basis": "name || aliases",
    "partnership": "array[name]",
    "proposal": "array[name]",
    "source": "array[title]",
}  # by kind; rows that are called after others are too many to be read for a slip
# How like the two are goes both ways: else any long name that begins like a short slug would be its nearest. Texts of
# very different length are not alike then, which is cheap to see first.
NEAREST = """
    with called as ({called}), folded as (
      select slug, eudefence.folded(text) as text, replace(%(wanted)s, '-', ' ') as wanted from called
       where length(text) between length(%(wanted)s) * 0.5 and length(%(wanted)s) * 2.5
    ), scored as (
      select slug, max((eudefence.likeness(wanted, text) + eudefence.likeness(text, wanted)) / 2) as score
        from folded group by slug
    )
    select slug from scored where score >= greatest(%(least)s, 0.8 * (select max(score) from scored))
     order by score desc, slug limit %(most)s
"""
EACH = """
    select slug, unnest(array[replace(slug, '-', ' ')] || {texts}) as text from eudefence_pinned.{relation}(%(known)s)
"""
LEAST, MOST = 0.4, 3
LOOK = "Look it up by its name at /search/ or, for programs, at {}/{}/?q=…"


def strangers(resource: Resource, question: Question, changeset: int) -> list[tuple[str, str]]:
    """Parameter and sentence for each slug in QUESTION that nothing ever had, with what is like it at CHANGESET."""
    asked = [(name, kinds, question.values[column]) for name, column, kinds in _by_slug(resource, question)]
    unknown = [(name, kinds, slug) for name, kinds, slugs in asked for slug in sorted(set(slugs) - _ever(kinds, slugs))]
    near = {slug: _nearest(kinds, slug, changeset) for _, kinds, slug in unknown[:MOST]}  # that takes longest
    return [(name, _sentence(kinds, slug, near.get(slug, []))) for name, kinds, slug in unknown]


def _by_slug(resource: Resource, question: Question) -> Iterator[tuple[str, str, list[str]]]:
    """Parameter, column and possible kinds of every filter of QUESTION that names records."""
    if resource.key in question.values and resource.remembered:
        yield resource.key, resource.key, [resource.kind]
    for name, kind in (*resource.links.items(), *resource.link_lists.items()):
        if (column := f"{name}_slug") in question.values:
            yield name, column, [kind] if kind else [each.kind for each in BY_KIND.values() if each.remembered]


def _ever(kinds: list[str], slugs: tuple[str, ...]) -> set[str]:
    return {slug for (slug,) in by_number(EVER, [[BY_KIND[kind].name for kind in kinds], list(slugs)])}


def _sentence(kinds: list[str], slug: str, near: list[str]) -> str:
    what = f"No {kinds[0].replace('-', ' ')}" if len(kinds) == 1 else "Nothing"
    meant = " or ".join(f"“{each}”" for each in near)
    advice = f"Did you mean {meant}?" if near else LOOK.format(BASE, BY_KIND[kinds[0]].name)
    return f"{what} has the slug “{slug}”, nor ever had. {advice}"


def _nearest(kinds: list[str], slug: str, changeset: int) -> list[str]:
    """What is called so, or nearly so, the likeliest first. Where several kinds may be meant, sources are not."""
    named = [kind for kind in kinds if kind in CALLED and (kind != "source" or len(kinds) == 1)]
    if not named:
        return []
    each = (EACH.format(texts=CALLED[kind], relation=BY_KIND[kind].relation) for kind in named)
    found = by_number(
        NEAREST.format(called=" union all ".join(each)),
        {"wanted": slug, "known": changeset, "least": LEAST, "most": MOST},
    )
    return [near for (near,) in found]
