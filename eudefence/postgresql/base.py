"""Found by Django under this name: the connections of one database login."""

from select import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Connections that are kept between answers, and looked at before each."""

    def is_usable(self) -> bool:
        """Whether nothing came in while nothing was asked: a server that cuts a connection says so, or hangs up."""
        kept = self.connection
        return kept is not None and not kept.closed and not select([kept.fileno()], [], [], 0)[0]
