"""Line filters: the whole app in pure ASCII, in a console's 256 glyphs, or without colours.

They work on the finished lines of the screen, so no widget has to know about the terminal.
Every filter keeps the width in cells: columns stay where they were.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache

from rich.cells import split_graphemes
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.terminal.startup import Profile

ALIKE = {
    "ß": "s", "ẞ": "S", "æ": "a", "Æ": "A", "œ": "o", "Œ": "O", "ø": "o", "Ø": "O", "ð": "d",
    "Ð": "D", "þ": "t", "Þ": "T", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "€": "E",
    "£": "L", "¥": "Y", "¢": "c", "§": "S", "©": "c", "®": "r", "°": "o", "µ": "u", "×": "x",
    "÷": "/", "±": "+", "·": ".", "•": "*", "●": "*", "○": "o", "◦": "o", "◆": "*", "◇": "o",
    "★": "*", "☆": "o", "■": "#", "□": "o", "▪": "#", "▫": "o", "√": "v", "✓": "v", "✔": "v",
    "✗": "x", "✘": "x", "✕": "x", "☐": "o", "☑": "v", "☒": "x", "…": "~", "–": "-", "—": "-",
    "‐": "-", "‑": "-", "−": "-", "‘": "'", "’": "'", "‚": "'", "‹": "<", "›": ">", "“": '"',
    "”": '"', "„": '"', "«": '"', "»": '"', "´": "'", "¨": '"', "¡": "!", "¿": "?", "¦": "|",
    "¬": "-", "¯": "-", "¶": "P", "←": "<", "→": ">", "↑": "^", "↓": "v", "↔": "-", "↕": "|",
    "↵": "<", "⏎": "<", "▲": "^", "▼": "v", "◀": "<", "▶": ">", "◄": "<", "►": ">", "△": "^",
    "▽": "v", "▴": "^", "▾": "v", "▸": ">", "◂": "<", "≤": "<", "≥": ">", "≠": "#", "≈": "~",
    "∞": "8", "∅": "0", "Σ": "S", "⌀": "0", "⭘": "o", "�": "?",
}
"""One ASCII character of like look for one cell; letters with accents need no entry."""

CONSOLE_ALIKE = {
    **dict(
        zip(
            "━┃┏┓┗┛┣┫┳┻╋╺╸╻╹┅┇┉┋╍╏┄┆┈┊╌╎╭╮╯╰╴╵╶╷",
            "═║╔╗╚╝╠╣╦╩╬══║║═║═║═║─│─│─│┌┐┘└─│─│",
            strict=True,
        )
    ),
    **dict.fromkeys("▃▅▖▗", "▄"), **dict.fromkeys("▆▇▉▊▙▛▜▟", "█"), **dict.fromkeys("▋▍", "▌"),
    **dict.fromkeys("▘▝", "▀"), **dict.fromkeys("▚▞", "▓"), **dict.fromkeys("▎▏▕", "│"),
    **dict.fromkeys("▁▂", "_"), "▔": "─", "✓": "√", "✔": "√", "☑": "√",
    **dict.fromkeys("•●◆▪", "■"),
}
"""What code page 437 has instead: heavy, dashed and rounded lines, eighth blocks, round signs."""


def to_ascii(text: str) -> str:
    """The same text in ASCII, as many cells wide; a cell without a likeness becomes `?`."""
    return text if text.isascii() else _recast(text, "ascii")


def to_console(text: str) -> str:
    """The same text in the glyphs of code page 437, as many cells wide."""
    return text if text.isascii() else _recast(text, "cp437")


def to_charset(text: str, charset: str) -> str:
    """The same text in what `charset` can encode (umlauts stay in ISO-8859-1), as wide."""
    return text if text.isascii() else _recast(text, charset)


@lru_cache(8192)
def _recast(text: str, charset: str) -> str:
    """Replace, cluster by cluster, what `charset` lacks."""
    text = unicodedata.normalize("NFC", text)
    spans, _ = split_graphemes(text)
    return "".join(_cluster(text[start:end], width, charset) for start, end, width in spans)


def _cluster(cluster: str, width: int, charset: str) -> str:
    """One visible character, with its combining marks, as exactly `width` cells."""
    if width == 0:
        return ""
    if _encodable(cluster, charset):
        return cluster
    if width > 1:
        return "?" * width
    first = cluster[0]
    if charset == "cp437" and first in CONSOLE_ALIKE:
        return CONSOLE_ALIKE[first]
    base = unicodedata.normalize("NFD", first)[0]
    if _encodable(base, charset):
        return base
    return ALIKE.get(first) or _drawing(first) or _compatible(first)


def _encodable(text: str, charset: str) -> bool:
    """Whether the set has every character as a glyph; C1 controls count as missing."""
    if any("\x7f" <= character < "\xa0" for character in text):
        return False
    try:
        text.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def _drawing(character: str) -> str:
    """Lines, blocks and braille by their Unicode block; empty for anything else."""
    code = ord(character)
    if 0x2500 <= code < 0x2580:
        name = unicodedata.name(character)
        if " AND " in name or "DIAGONAL" in name:
            return "+"
        if "VERTICAL" in name or name.endswith((" UP", " DOWN")):
            return "|"
        return "=" if "DOUBLE" in name or "HEAVY" in name else "-"
    if 0x2580 <= code < 0x25A0:
        return {"▁": "_", "▂": "_", "▔": "-", "▏": "|", "▎": "|", "▕": "|", "░": "."}.get(
            character, "#"
        )
    if 0x2800 <= code < 0x2900:
        return " " if code == 0x2800 else ":"
    return ""


def _compatible(character: str) -> str:
    """A plain form by compatibility (a small raised 2, a no-break space), else `?`."""
    plain = unicodedata.normalize("NFKD", character)[:1]
    return plain if plain.isascii() and plain.isprintable() else "?"


class TextFilter(LineFilter):
    """Sends every text of the screen through one function that keeps its width."""

    def __init__(self, recast: Callable[[str], str]) -> None:
        super().__init__()
        self._recast = recast

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Recast the texts; control segments pass as they are."""
        recast = self._recast
        return [
            segment
            if segment.text.isascii() or segment.control
            else Segment(recast(segment.text), segment.style, None)
            for segment in segments
        ]


class AsciiFilter(TextFilter):
    """Only ASCII reaches the terminal."""

    def __init__(self) -> None:
        super().__init__(to_ascii)


class ConsoleFilter(TextFilter):
    """Only glyphs of code page 437 reach the terminal."""

    def __init__(self) -> None:
        super().__init__(to_console)


class CharsetFilter(TextFilter):
    """Only what an older character set has reaches the terminal."""

    def __init__(self, charset: str) -> None:
        super().__init__(lambda text: to_charset(text, charset))


class MonochromeFilter(LineFilter):
    """Drops every colour; bold, underline and reverse stay."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Strip the colours of each style."""
        return [
            segment
            if segment.style is None or segment.control
            else Segment(segment.text, segment.style.without_color, None)
            for segment in segments
        ]


def filters_for(profile: Profile) -> list[LineFilter]:
    """The filters a terminal needs, to be put behind `super().get_line_filters()`."""
    filters: list[LineFilter] = []
    if profile.monochrome:
        filters.append(MonochromeFilter())
    if profile.ascii:
        filters.append(AsciiFilter())
    else:
        if profile.vga:
            filters.append(ConsoleFilter())
        if profile.charset != "utf-8":
            filters.append(CharsetFilter(profile.charset))
    return filters
