"""Text pictures of screens: compared as text, rewritten with KUNDENQ_PICTURES=write."""

from __future__ import annotations

import os
from pathlib import Path

_FOLDER = Path(__file__).with_name("screens")


def compare(name: str, rows: list[str]) -> None:
    """The rows must be those of the picture on file."""
    path = _FOLDER / f"{name}.txt"
    text = "\n".join(rows) + "\n"
    if os.environ.get("KUNDENQ_PICTURES") == "write":
        path.write_text(text, encoding="utf-8")
    assert path.exists(), f"no picture {name}: KUNDENQ_PICTURES=write makes it"
    assert text == path.read_text(encoding="utf-8")
