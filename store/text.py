"""Text that is safe to show, and the keys by which it is found and sorted."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DROPPED = (
    *range(0x09),
    *range(0x0B, 0x20),
    *range(0x7F, 0xA0),
    0x061C,
    0x200B,
    0x200C,
    0x200E,
    0x200F,
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    0xFEFF,
    *range(0xFFF9, 0xFFFC),
    *range(0xE0000, 0xE0080),
)
_CLEAN: dict[int, str | None] = {
    **dict.fromkeys(_DROPPED),
    0x2028: "\n",
    0x2029: "\n",
    0x85: "\n",
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    **dict.fromkeys(range(0xFDD0, 0xFDF0), "\ufffd"),
    **dict.fromkeys((plane + end for plane in range(0, 0x110000, 0x10000)
                     for end in (0xFFFE, 0xFFFF)), "\ufffd"),
}
_LETTERS = str.maketrans({"ß": "ss", "ẞ": "ss", "æ": "a", "œ": "o", "ø": "o", "ð": "d",
                          "þ": "th", "ł": "l", "đ": "d", "ı": "i"})
_BEYOND = re.compile(r"[^\x00-\x7f]+")
_SPELLED = (("ae", "a"), ("oe", "o"), ("ue", "u"))


def clean(text: str) -> str:
    """Text without anything a terminal could obey or a reader be fooled by, in NFC.

    Drops control characters but line feed and tab, bidirectional and invisible
    marks; Unicode line separators become line feeds; lone surrogates and
    noncharacters become U+FFFD (store.md T1).
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text.translate(_CLEAN))


def clean_line(text: str) -> str:
    """Like clean, on one line: line feeds and tabs become blanks, outer blanks go."""
    return " ".join(clean(text).split())


@lru_cache(4096)
def _bare_run(run: str) -> str:
    run = run.translate(_LETTERS)
    if run.isascii():
        return run
    return "".join(
        c for c in unicodedata.normalize("NFKD", run) if not unicodedata.combining(c)
    )


def _bare(text: str) -> str:
    text = text.casefold()
    if text.isascii():
        return text
    return _BEYOND.sub(lambda found: _bare_run(found[0]), text)


def _respelled(bare: str) -> str:
    for spelled, short in _SPELLED:
        bare = bare.replace(spelled, short)
    return bare


def fold(text: str) -> str:
    """Search key: case, accents and ae/oe/ue spellings do not matter.

    "Müller", "MUELLER" and "muller" give the same key (domain.md 10).
    """
    return _respelled(_bare(text))


def search_text(*parts: str) -> str:
    """What `matches` looks in: the parts without accents, behind them respelled words.

    The words that differ stand in it twice, so that "er" finds Bauer and "Mueller" finds Müller.
    """
    bare = _bare("\n".join(filter(None, parts)))
    respelled: dict[str, None] = {}
    for word in bare.split():
        folded = _respelled(word)
        if folded != word:
            respelled[folded] = None
    return "\n".join((bare, *respelled)) if respelled else bare


def query_words(query: str) -> tuple[tuple[str, str], ...]:
    """The words of a filter, each bare and folded, for `matches`."""
    return tuple((word, fold(word)) for word in _bare(query).split())


def matches(words: tuple[tuple[str, str], ...], text: str) -> bool:
    """True if each word stands somewhere in a search text, in any order."""
    return all(bare in text or folded in text for bare, folded in words)


def sort_key(text: str) -> str:
    """Sort key of DIN 5007-1: ä as a, ß as ss, case and accents do not matter."""
    return _bare(text)
