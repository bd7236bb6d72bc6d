"""Text pictures of screens: compared as text, rewritten with KUNDENQ_PICTURES=write."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

_FOLDER = Path(__file__).with_name("screens")
SIZES = ((80, 24), (120, 40), (200, 60))
LANGUAGES = ("de", "en")
EVERYWHERE = pytest.mark.parametrize(
    ("language", "size"), [(language, size) for language in LANGUAGES for size in SIZES],
    ids=lambda value: value if isinstance(value, str) else f"{value[0]}x{value[1]}")
"""Both languages, three sizes."""


def name(*parts: object) -> str:
    """Of a picture: "form_de_80x24"."""
    return "_".join(f"{p[0]}x{p[1]}" if isinstance(p, tuple) else str(p) for p in parts)


def plain(program: Any) -> list[str]:
    """The screen as a terminal without Unicode gets it."""
    rows = []
    for strip in program.app.screen._compositor.render_strips():
        for one in program.app.get_line_filters():
            strip = strip.apply_filter(one, program.app.screen.styles.background)
        rows.append("".join(segment.text for segment in strip).rstrip())
    return rows


def compare(name: str, rows: list[str]) -> None:
    """The rows must be those of the picture on file; a blank screen is none."""
    assert any(row.strip() for row in rows), name
    path = _FOLDER / f"{name}.txt"
    text = "\n".join(rows) + "\n"
    if os.environ.get("KUNDENQ_PICTURES") == "write":
        path.write_text(text, encoding="utf-8")
    assert path.exists(), f"no picture {name}: KUNDENQ_PICTURES=write makes it"
    assert text == path.read_text(encoding="utf-8")
