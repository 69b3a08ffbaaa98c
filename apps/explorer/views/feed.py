"""The changes of the record as an Atom feed."""

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from apps.chronicle.acts import Act, latest
from apps.chronicle.clock import pinned
from apps.explorer.clocks import with_query

NEWEST = 50


@require_safe
def changes_feed(request: HttpRequest) -> HttpResponse:
    """One entry for each of the newest changesets; it leads to what was added, changed and withdrawn."""
    with pinned():
        acts = latest(NEWEST)
    address = request.build_absolute_uri
    feed = Atom1Feed("Changes of eudefence", address("/"), "What changed in the record", feed_url=address(request.path),
                     feed_copyright="CC BY 4.0")  # fmt: skip
    for act in acts:
        query = {"known_from": f"changeset:{act.number - 1}", "known_to": f"changeset:{act.number}"}
        link = address(with_query("/api/v1/diff/", query))
        feed.add_item(f"Changeset {act.number}: {act.reason or 'no reason given'}", link, touched(act),
                      author_name=act.author, pubdate=act.instant, updateddate=act.instant, unique_id=link)  # fmt: skip
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def touched(act: Act) -> str:
    """“12 citations, 3 memberships”."""
    return ", ".join(f"{rows} {name.replace('-', ' ')}" for name, rows in act.counts.items())
