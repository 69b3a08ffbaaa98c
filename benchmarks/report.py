"""The table of a run, for people: Markdown and a drawing in `docs/benchmarks/`."""

import math
import os
import platform
import statistics
from dataclasses import dataclass, field
from datetime import date

from benchmarks import imports, inside
from benchmarks.bulk import median
from benchmarks.load import Measured
from benchmarks.servers import ROOT
from benchmarks.works import Ratio

FOLDER = ROOT / "docs" / "benchmarks"
HEAD = """# Measured beside what people would use instead

Made by `make {command}`. Ratios of requests in a second, each of two works in the same round; median (least to most).
Each server is one process that stays on one core, with the load on another; PostgreSQL runs where the system puts it.
Every list is of 100 rows whose links are nested as `slug`, `name`, `kind` and `url`, the same from all; “Datasette's
table” is the same rows flat, as the release's file has them. Beside the rates stand microseconds of processor for each
answer, which are steadier where others are at work too. What limits what misses its goal:
[scaling](../scaling.md#where-an-answer-that-is-not-kept-spends-its-time).
"""
AS_OF = "simple-history's as_of on a table and indexes of its own"
VERDICTS = ("goal met", "gate met", "**missed**")


@dataclass
class Run:
    """What was measured; a quick one leaves out what takes a million records."""

    name: str
    words: str
    loads: list[float] = field(default_factory=list)
    rounds: list[dict[str, Measured]] = field(default_factory=list)
    seen: list[float] = field(default_factory=list)
    inside: dict[int, dict[str, float]] = field(default_factory=dict)
    depth: dict[str, float] = field(default_factory=dict)
    bulk: list[dict[str, float]] = field(default_factory=list)
    imports: list[dict[str, dict[str, float]]] = field(default_factory=list)


def write(run: Run, ratios: tuple[Ratio, ...]) -> None:
    """Write both, and print the table."""
    found = [(ratio, _paired(run, ratio)) for ratio in ratios if ratio.one in run.rounds[0]]
    loads = ", ".join(f"{each:.1f}" for each in run.loads)
    machine = (
        f"{date.today()}, {run.words}; {os.cpu_count()} cores, {platform.machine()}; load of the machine: {loads}."
    )
    head = HEAD.format(command="bench-quick" if run.name == "quick" else "bench")
    tables = [_ratios(found), _rates(run), _others(run), *([_growth(run)] if run.inside else [])]
    text = "\n".join([head, machine, "", f"![ratios]({run.name}.svg)", "", *(f"{table}\n" for table in tables)])
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"{run.name}.md").write_text(text, encoding="utf-8")
    (FOLDER / f"{run.name}.svg").write_text(_drawing(found), encoding="utf-8")
    print(text)


def _table(head: str, lines: list[str]) -> str:
    return "\n".join([head, "|".join(["", *[" --- "] * (head.count("|") - 1), ""]), *lines])


def _paired(run: Run, ratio: Ratio) -> list[float]:
    return sorted(each[ratio.one].rate / each[ratio.other].rate for each in run.rounds)


def _ratios(found: list[tuple[Ratio, list[float]]]) -> str:
    lines = []
    for ratio, values in found:
        middle = statistics.median(values)
        bounds = f"{ratio.goal} | {ratio.gate} | {_verdict(middle, ratio.goal, ratio.gate)}" if ratio.goal else "| |"
        lines.append(f"| {ratio.one} | {ratio.other} | {middle:.2f} ({values[0]:.2f} to {values[-1]:.2f}) | {bounds} |")
    return _table("| work | beside | ratio | goal | gate | |", lines)


def _verdict(value: float, goal: float, gate: float, sign: int = 1) -> str:
    return VERDICTS[0] if sign * value >= sign * goal else VERDICTS[1] if sign * value >= sign * gate else VERDICTS[2]


def _rates(run: Run) -> str:
    lines = []
    for work in run.rounds[0]:
        measured = [each[work] for each in run.rounds]
        shown = (statistics.median(getattr(each, name) for each in measured) for name in ("rate", "own", "database"))
        lines.append(f"| {work} | " + " | ".join(f"{value:,.0f}" for value in shown) + " |")
    return _table("| work | requests a second | µs of the server's processor | µs of PostgreSQL's |", lines)


def _others(run: Run) -> str:
    """Single figures: name, value, goal and gate."""
    lines = [_less("a write is seen in another process, ms", statistics.median(run.seen), 20, 20)]
    if run.inside:
        small, great = min(run.inside), max(run.inside)
        times = {moment: run.inside[great][f"{inside.MEMBERS_ON_A_DAY}, {moment}"] for moment in inside.SHARES}
        growth = times["now"] / run.inside[small][f"{inside.MEMBERS_ON_A_DAY}, now"]
        deep = run.depth["page at nine tenths"] / run.depth["first page"]
        lines += [
            _less(f"{inside.MEMBERS_ON_A_DAY}, now, {great:,} against {small:,}", growth, 1.2, 1.5),
            *(
                _less(f"{inside.MEMBERS_ON_A_DAY}, {moment}, among {great:,}, ms", found, 0.1, 0.15)
                for moment, found in times.items()
            ),
            *(
                _more(
                    f"{moment}, times as fast as {AS_OF}",
                    run.inside[great][f"{inside.AS_OF}, {moment}"] / found,
                    20,
                    10,
                )
                for moment, found in times.items()
                if moment != "now"
            ),
            _less("page at nine tenths of the list, times the first", deep, 1.2, 1.5),
        ]
    if run.bulk:
        lines += [
            _more("CSV beside psql `\\\\copy`, sorted alike", _speed(run, "CSV"), 0.9, 0.8),
            _more("NDJSON beside the same", _speed(run, "NDJSON"), 0.5, 0.45),
            _less("MB by which the server grew", max(each["grown"] for each in run.bulk) / 1e6, 5, 5),
        ]
    if run.imports:
        lines += _imports(run.imports)
    return _table("| else | value | goal | gate | |", lines)


def _imports(rounds: list[dict[str, dict[str, float]]]) -> list[str]:
    name = f"import of {imports.ROWS:,} rows with history"
    pace = statistics.median(each[imports.IMPORT]["pace"] for each in rounds)
    than_save, than_many = (statistics.median(imports.times(rounds, work)) for work in (imports.SAVE, imports.BULK))
    return [
        _more(f"{name}, rows a second", pace, 10_000, 10_000),
        _more(f"{name}, times as fast as save()", than_save, 20, 15),
        _more(f"{name}, times as fast as bulk_create_with_history", than_many, 4, 4),
    ]


def _speed(run: Run, name: str) -> float:
    return median(run.bulk, "psql \\copy, sorted") / median(run.bulk, name)


def _more(name: str, value: float, goal: float, gate: float) -> str:
    return f"| {name} | {value:.2f} | {goal} | {gate} | {_verdict(value, goal, gate)} |"


def _less(name: str, value: float, goal: float, gate: float) -> str:
    return f"| {name} | {value:.2f} | at most {goal} | {gate} | {_verdict(value, goal, gate, sign=-1)} |"


def _growth(run: Run) -> str:
    sizes = sorted(run.inside)
    head = "| ms in the server | " + " | ".join(f"{size:,} memberships" for size in sizes) + " |"
    lines = [
        f"| {work} | " + " | ".join(f"{run.inside[size][work]:.3f}" for size in sizes) + " |"
        for work in run.inside[sizes[0]]
    ]
    return _table(head, lines)


def _drawing(found: list[tuple[Ratio, list[float]]]) -> str:
    """Each ratio against its gate, on a scale where twice as much is as far everywhere."""
    rows, drawn = [], [(ratio, values) for ratio, values in found if ratio.gate]
    for place, (ratio, values) in enumerate(drawn):
        y, middle = 26 + 24 * place, statistics.median(values)
        width = max(2.0, 120 + 60 * math.log2(middle / ratio.gate))
        rows.append(f'<text x="8" y="{y}">{ratio.one} / {ratio.other}</text>')
        rows.append(f'<rect x="300" y="{y - 12}" width="{width:.0f}" height="15" fill="#4477aa"/>')
        rows.append(f'<text x="{306 + width:.0f}" y="{y}">{middle:.2f}</text>')
    height = 24 * len(drawn) + 24
    line = f'<path d="M420 6V{height - 10}" stroke="#aa3377"/><text x="424" y="{height - 4}">gate</text>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 700 {height}" font-family="sans-serif" font-size="13">'
        f"{line}{''.join(rows)}</svg>\n"
    )
