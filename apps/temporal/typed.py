"""What people type for a date, turned into EDTF."""

import re

MONTHS = {
    name: number
    for number, name in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        1,
    )
}
WRITTEN = re.compile(r"^(?:(\d{1,2})\s+)?([a-z]+)\.?\s+(\d{4})$", re.IGNORECASE)


def understand(text: str) -> str:
    """EDTF for "May 2025", "20 December 2021" or "20 Dec 2021"; anything else comes back trimmed.

    Says nothing of whether the date exists: the database function `edtf_days` decides that.
    """
    text = text.strip()
    match = WRITTEN.match(text)
    month = _month(match[2]) if match else None
    if match is None or month is None:
        return text
    return f"{match[3]}-{month:02}" + (f"-{int(match[1]):02}" if match[1] else "")


def _month(word: str) -> int | None:
    word = word.lower()
    full = MONTHS.get(word)
    return full or next((n for name, n in MONTHS.items() if len(word) == 3 and name.startswith(word)), None)
