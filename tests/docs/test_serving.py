"""The examples of docs/serving.md: nginx runs with its own before the site, systemd and Caddy read theirs."""

import os
import re
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.core.cache import cache

from eudefence.commands.capacity import needed
from tests.docs.test_examples import ROOT
from tests.serving import serving

CLIENT = "203.0.113.7"
PAGE = (ROOT / "docs" / "serving.md").read_text(encoding="utf-8")


class Said(NamedTuple):
    status: int
    headers: Any
    body: bytes


Ask = Callable[..., Said]


def example(kind: str) -> str:
    found = re.search(f"```{kind}\n(.*?)```", PAGE, re.DOTALL)
    assert found, kind
    return found[1]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def nginx(folder: Path, site: str) -> Iterator[tuple[int, int]]:
    """nginx with the example before SITE; the ports on which it speaks plainly and by TLS."""
    plain, tls = free_port(), free_port()
    words = (
        f"req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=defence.example -keyout {folder}/key -out {folder}/cert"
    )
    subprocess.run(["openssl", *words.split()], check=True, capture_output=True)
    text = example("nginx")
    for old, new in {
        "127.0.0.1:8000": site.removeprefix("http://"),
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ssl": f"listen 127.0.0.1:{tls} ssl",
        "/etc/letsencrypt/live/defence.example/fullchain.pem": f"{folder}/cert",
        "/etc/letsencrypt/live/defence.example/privkey.pem": f"{folder}/key",
        "/var/cache/nginx/eudefence": f"{folder}/kept",
        "X-Forwarded-For $remote_addr": f"X-Forwarded-For {CLIENT}",  # here it would be this machine itself
    }.items():
        assert old in text, old
        text = text.replace(old, new)
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = f"pid {folder}/pid; daemon off; user root; events {{}}\nhttp {{ access_log off; {temporary}{text} }}"
    file = folder / "nginx.conf"
    file.write_text(whole if os.geteuid() == 0 else whole.replace("user root;", ""))
    checked = subprocess.run(["nginx", "-t", "-c", file, "-e", folder / "errors"], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
    assert "warn" not in checked.stderr
    process = subprocess.Popen(["nginx", "-c", file, "-e", folder / "errors"])
    try:
        while process.poll() is None and not _answers(tls):
            time.sleep(0.05)
        yield plain, tls
    finally:
        process.terminate()
        process.wait(10)


def _answers(port: int) -> bool:
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def ask(seeded: str, tmp_path: Path, settings: Any) -> Iterator[Ask]:
    """Asks the proxied site, by TLS unless it is said otherwise."""
    cache.clear()
    settings.ALLOWED_HOSTS = ["defence.example"]
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"NUM_PROXIES": 1}
    with serving() as site, nginx(tmp_path, site) as (plain, tls):
        trusting = ssl.create_default_context(cafile=str(tmp_path / "cert"))
        trusting.check_hostname = False  # it is another's name that this machine answers to

        def asked(address: str, *, by_tls: bool = True, **headers: str) -> Said:
            connection = (
                HTTPSConnection("127.0.0.1", tls, context=trusting) if by_tls else HTTPConnection("127.0.0.1", plain)
            )
            with closing(connection):
                connection.request("GET", address, headers={"Host": "defence.example", **headers})
                response = connection.getresponse()
                return Said(response.status, response.headers, response.read())

        yield asked


def test_nginx_leads_to_tls_and_leaves_validators_strong(ask: Ask) -> None:
    moved = ask("/api/v1/formats/?q=corps", by_tls=False)
    assert (moved.status, moved.headers["Location"]) == (308, "https://defence.example/api/v1/formats/?q=corps")
    for address in ("/api/v1/formats/", "/api/v1/formats/?known_at=changeset:1", "/formats/eurocorps/"):
        first = ask(address)
        assert first.status == 200
        assert first.headers["ETag"].startswith('"')
        assert "max-age" in first.headers["Strict-Transport-Security"]
        for _ in range(2):
            again = ask(address, **{"If-None-Match": first.headers["ETag"]})
            assert (again.status, again.body) == (304, b"")
        assert ask(address).body == first.body


def test_an_address_that_is_too_long_is_still_told_in_the_apis_words(ask: Ask) -> None:
    response = ask(f"/api/v1/formats/?q={'a' * 8100}")
    assert (response.status, response.headers["Content-Type"]) == (414, "application/problem+json")


def test_what_stands_for_ever_is_kept_by_nginx_and_nothing_else(ask: Ask, tmp_path: Path) -> None:
    def kept() -> int:
        return sum(file.is_file() for file in (tmp_path / "kept").rglob("*"))

    assert ask("/api/v1/formats/").body
    assert ask("/api/v1/formats/?known_at=changeset:1", Cookie="sessionid=x").body
    assert kept() == 0
    body = ask("/api/v1/formats/?known_at=changeset:1").body
    assert kept() == 1
    assert ask("/api/v1/formats/?known_at=changeset:1").body == body


def test_a_client_cannot_pretend_to_be_another(ask: Ask, settings: Any) -> None:
    settings.API_RATE = "2/minute"
    told = [ask("/api/v1/", **{"X-Forwarded-For": forged}).status for forged in ("1.1.1.1", "2.2.2.2", "3.3.3.3")]
    assert told == [200, 200, 429]


def test_systemd_reads_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "eudefence.service"
    unit.write_text(example("ini").replace("/srv/eudefence/.venv/bin/python", sys.executable))
    checked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", unit], capture_output=True, text=True
    )
    assert (checked.returncode, checked.stderr) == (0, "")


def test_caddy_reads_its_file(tmp_path: Path) -> None:
    file = tmp_path / "Caddyfile"
    file.write_text(example("caddy"))
    checked = subprocess.run(["caddy", "validate", "--config", file], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
    formatted = subprocess.run(["caddy", "fmt", file], capture_output=True, text=True)
    assert formatted.stdout == example("caddy")


def test_the_page_counts_connections_as_the_start_does() -> None:
    said = dict(re.findall(r"(?:With|with) (two|eight)(?: cores that is)? (\d+)", PAGE))
    assert said == {"two": str(needed(2)), "eight": str(needed(8))}
