"""The table of a run, for people: Markdown and a drawing in `docs/benchmarks/`."""

import math
import os
import platform
import statistics
from datetime import date
from typing import Any

from benchmarks.servers import ROOT

FOLDER = ROOT / "docs" / "benchmarks"
Ratio = tuple[str, str, float, float]
HEAD = """# Measured beside what people would use instead

Made by `make bench-quick`. Ratios of requests in a second, each of two works in the same round; median (least to most).
Each server is one process on a core of its own, with the load and PostgreSQL on the other. Not measured here: what
[scaling](../scaling.md) says of size.
"""


def write(rounds: list[dict[str, Any]], ratios: list[Ratio], run: str) -> None:
    """Write both, and print the table."""
    found = [(ratio, _paired(rounds, ratio)) for ratio in ratios]
    lines = [
        "| work | beside | ratio | goal | gate | |",
        "| --- | --- | --- | --- | --- | --- |",
        *(_line(ratio, values) for ratio, values in found),
    ]
    rates = ["| work | requests a second, median |", "| --- | --- |"]
    rates += [
        f"| {work} | {statistics.median(each[work] for each in rounds):,.0f} |" for work in rounds[0] if work != "load"
    ]
    loads = ", ".join(f"{each['load']:.1f}" for each in rounds)
    machine = (
        f"{date.today()}, {run}; {os.cpu_count()} cores, {platform.machine()}; load of the machine by round: {loads}."
    )
    text = "\n".join([HEAD, machine, "", "![ratios](quick.svg)", "", *lines, "", *rates, ""])
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "quick.md").write_text(text, encoding="utf-8")
    (FOLDER / "quick.svg").write_text(_drawing(found), encoding="utf-8")
    print(text)


def _paired(rounds: list[dict[str, Any]], ratio: Ratio) -> list[float]:
    return sorted(each[ratio[0]] / each[ratio[1]] for each in rounds)


def _line(ratio: Ratio, values: list[float]) -> str:
    one, other, goal, gate = ratio
    median = statistics.median(values)
    verdict = "goal met" if median >= goal else "gate met" if median >= gate else "**missed**"
    return f"| {one} | {other} | {median:.2f} ({values[0]:.2f} to {values[-1]:.2f}) | {goal} | {gate} | {verdict} |"


def _drawing(found: list[tuple[Ratio, list[float]]]) -> str:
    """Each ratio against its gate, on a scale where twice as much is as far everywhere."""
    rows = []
    for place, ((one, other, _, gate), values) in enumerate(found):
        y, median = 26 + 24 * place, statistics.median(values)
        width = max(2.0, 120 + 60 * math.log2(median / gate))
        rows.append(f'<text x="8" y="{y}">{one} / {other}</text>')
        rows.append(f'<rect x="300" y="{y - 12}" width="{width:.0f}" height="15" fill="#4477aa"/>')
        rows.append(f'<text x="{306 + width:.0f}" y="{y}">{median:.2f}</text>')
    height = 24 * len(found) + 24
    line = f'<path d="M420 6V{height - 10}" stroke="#aa3377"/><text x="424" y="{height - 4}">gate</text>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 700 {height}" font-family="sans-serif" font-size="13">'
        f"{line}{''.join(rows)}</svg>\n"
    )
