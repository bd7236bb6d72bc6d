"""Another language while a form is open: what was typed keeps its meaning and its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from tui import dates, numbers
from tui.form.fields import Field, Kind
from tui.form.readings import Look, read
from tui.form.state import Form, amount_text, consent_text, open_form

Meanings = dict[tuple[int, str], Any]
"""Values of changed fields by page and code."""

_SPOKEN = (Kind.AMOUNT, Kind.COUNT, Kind.DUE, Kind.PAST, Kind.BIRTHDAY, Kind.CONSENT)
"""Kinds whose text is written differently in each language."""


def meanings(form: Form, today: date) -> Meanings:
    """What the changed fields mean in the language in use; what is not understood stays out."""
    found: Meanings = {}
    for number, page in enumerate(form.pages):
        look = Look(today=today, page=page.all)
        for field in page.fields:
            if field.kind in _SPOKEN and page.texts.get(field.code, "").strip():
                reading = read(field, page.texts[field.code], look)
                if not reading.wrong and reading.value is not None:
                    found[number, field.code] = reading.value
    return found


def spoken(form: Form, meant: Meanings) -> Form:
    """The same form in the language in use now; nothing more and nothing less is changed."""
    fresh = {page.person: page.start for page in open_form(form.record).pages}
    pages = []
    for number, page in enumerate(form.pages):
        texts = dict(page.texts)
        for field in page.fields:
            if (number, field.code) in meant:
                texts[field.code] = _text(field, meant[number, field.code])
        pages.append(replace(page, start=fresh.get(page.person, page.start), texts=texts))
    return replace(form, pages=tuple(pages))


def _text(field: Field, value: Any) -> str:
    match field.kind:
        case Kind.AMOUNT:
            return amount_text(value)
        case Kind.COUNT:
            return numbers.number(value)
        case Kind.BIRTHDAY:
            return dates.birthday(value)
        case Kind.CONSENT:
            return consent_text(value)
        case _:
            return f"{dates.date(value.day)} {value.time}".strip()
