"""The words of one's own fields and those of industries, in the language in use."""

from __future__ import annotations

import datetime as dt

from store import OwnField, OwnKind
from tui import dates
from tui.texts import SOURCE_LANGUAGE, language, locale


def label(field: OwnField) -> str:
    """What it is called: "Betten"."""
    return field.en if language() == SOURCE_LANGUAGE else field.de


def choices(field: OwnField) -> tuple[tuple[str, str], ...]:
    """Code and word of each value that can be chosen."""
    english = language() == SOURCE_LANGUAGE
    return tuple((one.code, one.en if english else one.de) for one in field.choices)


def value(field: OwnField, text: str) -> str:
    """A stored value in words: "120", "31.12.2026", "ganzjährig"; what does not fit as it is."""
    if field.kind is OwnKind.CHOICE:
        return dict(choices(field)).get(text, text)
    if field.kind is OwnKind.DATE:
        try:
            return dates.date(dt.date.fromisoformat(text))
        except ValueError:
            return text
    if field.kind is OwnKind.NUMBER and locale() != SOURCE_LANGUAGE:
        return text.replace(".", ",")
    return text
