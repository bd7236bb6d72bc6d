"""Cells that a spreadsheet would take for a formula (store.md T4)."""

from __future__ import annotations

import re

_LEAD = re.compile(r"[ \u00a0\u3000]*[=+\-@\t\r＝＋－＠−]")
_GUARDED = re.compile(r"'+[ \u00a0\u3000]*[=+\-@\t\r＝＋－＠−]")
_PHONE = re.compile(r"\+?[\d ]+")


def guard(text: str) -> str:
    """The text with a leading ' where a spreadsheet could run it.

    Phone numbers of digits and blanks stay bare; "+1-1" would be a sum.
    """
    if (_LEAD.match(text) and not _PHONE.fullmatch(text)) or _GUARDED.match(text):
        return "'" + text
    return text


def quoted(text: str) -> str:
    """The text as a cell of a CSV file, guarded and in quotes where it needs them."""
    text = guard(text)
    if any(sign in text for sign in '";,\t|\r\n') or text != text.strip():
        return '"' + text.replace('"', '""') + '"'
    return text


def unguard(text: str) -> str:
    """The text without the ' that guard has put before it."""
    if not text.startswith("'"):
        return text
    rest = text[1:]
    return rest if _LEAD.match(rest) or _GUARDED.match(rest) else text


def is_formula(text: str) -> bool:
    """Looks like a formula that somebody wants run, not like a phone or a remark."""
    bare = text.lstrip()
    if bare[:1] in ("=", "＝"):
        return True
    return bare[:1] in tuple("+-@＋－＠") and any(sign in bare for sign in "(|!")
