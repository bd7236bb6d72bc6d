"""Answers on standard output: one fact a line, or JSON."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable

from store import clean, clean_line

_SPELLED = str.maketrans({"ß": "ss", "ẞ": "SS", "€": "EUR", "–": "-", "—": "-", "…": "..."})


def say(lines: Iterable[str], *, ascii_only: bool = False, laid_out: bool = False) -> None:
    """Print lines; nothing in them can be obeyed by a terminal.

    `laid_out`: blanks are kept as they stand; what users wrote is on one line already.
    """
    _write("".join((clean(line) if laid_out else clean_line(line)) + "\n" for line in lines),
           ascii_only)


def prompt(text: str, *, ascii_only: bool = False) -> None:
    """Print what is asked; the answer is typed behind it."""
    _write(clean_line(text) + " ", ascii_only)


def _write(text: str, ascii_only: bool) -> None:
    if ascii_only:
        text = _ascii(text)
    encoding = sys.stdout.encoding or "utf-8"
    # A terminal that cannot show a letter gets a "?", not a program that stops.
    sys.stdout.write(text.encode(encoding, "replace").decode(encoding))


def say_json(value: object) -> None:
    """Print JSON in ASCII, so that it is the same in every locale; dates in ISO."""
    sys.stdout.write(json.dumps(value, indent=1, default=str) + "\n")


def _ascii(text: str) -> str:
    if text.isascii():
        return text
    bare = unicodedata.normalize("NFKD", text.translate(_SPELLED))
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    return bare.encode("ascii", "replace").decode("ascii")
