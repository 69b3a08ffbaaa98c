from tests.record.admin.conftest import client, cora, rows, static_files

__all__ = ["client", "cora", "rows", "static_files"]
