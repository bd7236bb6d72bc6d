"""Text pictures of screens: compared as text, rewritten with KUNDENQ_PICTURES=write."""

from __future__ import annotations

import os
from pathlib import Path

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


def compare(name: str, rows: list[str]) -> None:
    """The rows must be those of the picture on file; a blank screen is none."""
    assert any(row.strip() for row in rows), name
    path = _FOLDER / f"{name}.txt"
    text = "\n".join(rows) + "\n"
    if os.environ.get("KUNDENQ_PICTURES") == "write":
        path.write_text(text, encoding="utf-8")
    assert path.exists(), f"no picture {name}: KUNDENQ_PICTURES=write makes it"
    assert text == path.read_text(encoding="utf-8")
