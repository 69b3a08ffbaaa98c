"""Addresses of pages: one for each pattern of the explorer, on the seeded data, at one changeset."""

from typing import Any

from django.test import Client

KNOWN = "known_at=changeset:2"
PAGES = {
    "": f"/?{KNOWN}",
    "method/": "/method/",
    "imprint/": "/imprint/",
    "matrix/": f"/matrix/?{KNOWN}&since=2016-01-01",
    "timeline/": f"/timeline/?{KNOWN}&law=yes",
    "overlaps/": f"/overlaps/?{KNOWN}&view=members",
    "compare/": f"/compare/?{KNOWN}&one=norway&other=canada",
    "conflicts/": f"/conflicts/?{KNOWN}",
    "search/": f"/search/?{KNOWN}&q=norway",
    "memberships/": f"/memberships/?{KNOWN}&actor=poland&target=eurocorps",
    "sources/": f"/sources/?{KNOWN}",
    "sources/<slug:slug>/": f"/sources/iai-doc-26-05/?{KNOWN}",
    "actors/": f"/actors/?{KNOWN}",
    "actors/<slug:slug>/": f"/actors/norway/?{KNOWN}",
    "formats/": f"/formats/?{KNOWN}",
    "formats/<slug:slug>/": f"/formats/eurocorps/?{KNOWN}&valid_at=2010-06-30",
    "instruments/": f"/instruments/?{KNOWN}",
    "instruments/<slug:slug>/": f"/instruments/safe/?{KNOWN}",
    "legal-bases/": f"/legal-bases/?{KNOWN}",
    "legal-bases/<slug:slug>/": f"/legal-bases/teu-41-2/?{KNOWN}",
    "partnerships/": f"/partnerships/?{KNOWN}",
    "partnerships/<slug:slug>/": f"/partnerships/eu-canada-sdp/?{KNOWN}",
    "proposals/": f"/proposals/?{KNOWN}",
    "proposals/<slug:slug>/": f"/proposals/european-security-council-proposal/?{KNOWN}",
    "memberships/<slug:slug>/": f"/memberships/poland-eurocorps-framework-nation/?{KNOWN}",
}
LEADING_ON = {f"{name}/<slug:slug>/" for name in ("milestones", "legal-effects", "links", "quantities", "claims",
                                                  "coverage")}  # fmt: skip
FOR_MACHINES = {"favicon.ico", "robots.txt", "sitemap.xml", "changes.atom"}


def ask(address: str) -> Any:
    """The response at an address, whatever its status."""
    return Client(headers={"host": "localhost"}).get(address)


def text(address: str) -> str:
    """The page at an address; it must answer 200."""
    response = ask(address)
    assert response.status_code == 200, response.content.decode()
    return str(response.content.decode())


def form_of(address: str, form: str) -> str:
    """The same page in another form."""
    path, _, query = address.partition("?")
    return f"{path.rstrip('/')}.{form}?{query}"
