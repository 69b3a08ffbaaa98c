"""What the slug of a new row of a file is proposed from."""

from collections.abc import Iterable
from typing import Any


def parts(new: Any, of: Iterable[str], fields: Iterable[str]) -> list[Any]:
    """What NEW says under each part OF a slug, or under the alternative that is set; the part if it is no field."""
    return [_part(new, part, [name for name in fields if name == part or name.startswith(f"{part}_")]) for part in of]


def _part(new: Any, part: str, names: list[str]) -> Any:
    return next(filter(None, (getattr(new, name, None) for name in names)), "") if names else part
