"""`status`: where this home is and what runs; starts nothing."""

from eudefence import home, logins, places, server, tcp
from eudefence.commands import site_lock


def main() -> int:
    """Print one line per thing."""
    site, found = site_lock.holder(), places.find()
    print(f"home    {home.path()}")
    print(f"site    {f'http://localhost:{site[1]}/ (process {site[0]})' if site else 'stopped'}")
    if logins.is_external():
        setup = logins.login("setup")
        print(f"server  {setup['HOST']}:{setup['PORT']} (DATABASE_URL)")
        return 0
    running = server.running()
    print(f"server  {f'process {running.pid}, socket in {running.socket}' if running else 'stopped'}")
    print(f"data    {found.data if found else 'none yet'}")
    if number := tcp.port():
        print(f"tcp     {tcp.HOST}:{number}, for analysts (`make psql-tcp-off` closes it)")
    return 0
