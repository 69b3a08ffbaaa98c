"""Drawings in pixels."""

from pathlib import Path

import resvg_py

FONTS = Path(__file__).parent / "fonts"  # a picture looks alike wherever it is made: no font of the machine is used


def png(svg: str, zoom: int = 2) -> bytes:
    """SVG as PNG, ZOOM pixels for each of its units."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=zoom,
            skip_system_fonts=True,
            font_files=[str(FONTS / "DejaVuSans.ttf")],
            font_family="DejaVu Sans",
            sans_serif_family="DejaVu Sans",
        )
    )
