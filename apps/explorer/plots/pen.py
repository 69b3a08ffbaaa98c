"""The marks of every drawing. Each carries its own colour, for files, and a class, by which the styles of a page
colour it anew, light or dark."""

from collections.abc import Iterable
from html import escape

TINTS = {"member": "#1d4f91", "owner": "#0a6b4f", "third": "#a65511", "guest": "#6f4fa3"}
FILLS = TINTS | {"ground": "#fff", "raised": "#f3f5f8", "ink": "#16202e", "quiet": "#556070", "ended": "#c3c9d2",
                 "faint": "#e4e8ee", "land": "#dfe4ea", "abroad": "#eceff3", "warn": "#9a3412"}  # fmt: skip
FONT = "DejaVu Sans, system-ui, sans-serif"


def fill(name: str) -> str:
    """The attributes of something filled."""
    return f'class="f-{name}" fill="{FILLS[name]}"'


def stroke(name: str, width: float = 1, **more: str) -> str:
    """The attributes of a line or an outline."""
    rest = "".join(f' {key}="{value}"' for key, value in more.items())
    return f'class="s-{name}" fill="none" stroke="{FILLS[name]}" stroke-width="{width:g}"{rest}'


def hatch(tint: str) -> str:
    """The attributes of something possible."""
    return f'class="h-{tint}" fill="url(#hatch-{tint})" stroke="{FILLS[tint]}"'


def rect(x: float, y: float, width: float, height: float, paint: str, round: float = 0) -> str:
    corners = f' rx="{round:g}"' if round else ""
    return f'<rect x="{x:.4g}" y="{y:.5g}" width="{max(width, 0):.4g}" height="{height:g}"{corners} {paint}/>'


def circle(x: float, y: float, radius: float, paint: str) -> str:
    return f'<circle cx="{x:.4g}" cy="{y:.5g}" r="{radius:g}" {paint}/>'


def path(drawn: str, paint: str) -> str:
    return f'<path d="{drawn}" {paint}/>'


def text(x: float, y: float, words: str, paint: str = "ink", **more: object) -> str:
    """Words; attributes such as `text_anchor` with an underscore for the hyphen."""
    rest = "".join(f' {key.replace("_", "-")}="{value}"' for key, value in more.items())
    return f'<text x="{x:.4g}" y="{y:.5g}" {fill(paint)}{rest}>{escape(words)}</text>'


def name(x: float, y: float, words: str, brief: str, paint: str = "ink", **more: object) -> str:
    """A name beside a drawing, in WORDS; BRIEF is what a narrow page has room for, and no file shows."""
    if words == brief:
        return text(x, y, words, paint, **more)
    both = text(x, y, words, paint, **more), text(x, y, brief, paint, **more)
    return f'<g class="long">{both[0]}</g><g class="brief" display="none">{both[1]}</g>'


def link(url: str, said: str, drawn: str, stops: bool = True) -> str:
    """Something drawn that leads somewhere; SAID is shown to a pointer and read aloud."""
    stop = "" if stops else ' tabindex="-1"'
    words = escape(said)
    return f'<a href="{escape(url)}" aria-label="{words}"{stop}><title>{words}</title>{drawn}</a>'


def said(words: str, drawn: str) -> str:
    """Something drawn that a pointer is told of."""
    return f"<g><title>{escape(words)}</title>{drawn}</g>"


def svg(
    width: float,
    height: float,
    drawn: Iterable[str],
    name: str,
    said: str,
    at: tuple[float, float] = (0, 0),
    scales: bool = False,
) -> str:
    """A whole drawing; AT is where it stands within another. One that SCALES may be shown smaller."""
    place = f' x="{at[0]:g}" y="{at[1]:g}"' if at != (0, 0) else ""
    box = f' viewBox="0 0 {width:g} {height:g}"' if scales else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg"{place}{box} class="plot {name}" width="{width:g}" height="{height:g}"'
        f' font-family="{FONT}" font-size="12" role="group" aria-label="{escape(said)}">{"".join(drawn)}</svg>'
    )


def hatches(names: Iterable[str] = (*TINTS, "warn")) -> str:
    """What hatched marks are filled with."""
    return "".join(
        f'<pattern id="hatch-{name}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">'
        f'<rect width="5" height="5" {fill("ground")}/><rect width="5" height="1.9" {fill(name)}/></pattern>'
        for name in names
    ).join(("<defs>", "</defs>"))


def picture(width: float, height: float, title: str, foot: str, drawn: Iterable[str]) -> str:
    """A drawing as a file of its own: on its ground, between a title and a foot that says where it is from."""
    high = height + 84
    inner = f'<g transform="translate(16 46)">{"".join(drawn)}</g>'
    around = [rect(0, 0, width + 32, high, fill("ground")),
              text(16, 28, title, font_size=17, font_weight="bold"), inner,
              text(16, high - 14, foot, "quiet", font_size=11)]  # fmt: skip
    return svg(width + 32, high, around, "file", title)
