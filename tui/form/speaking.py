"""Another language while a form is open: what was typed keeps its meaning and its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from tui import numbers
from tui.form.fields import DATES, Field, Kind
from tui.form.reading import Look
from tui.form.readings import read
from tui.form.state import Form, Page, open_form
from tui.form.writing import Around, write

Meanings = dict[tuple[int, str], Any]
"""Values of changed fields by page and code."""

_SPOKEN = (*DATES, Kind.AMOUNT, Kind.POTENTIAL, Kind.COUNT, Kind.ROUGH, Kind.BIRTHDAY,
           Kind.NAME_DAY, Kind.CONSENT, Kind.SIGNED, Kind.PERIOD)
"""Kinds whose text is written differently in each language."""


def meanings(form: Form, today: date) -> Meanings:
    """What the changed fields mean in the language in use; what is not understood stays out."""
    found: Meanings = {}
    for number, page in enumerate(form.pages):
        look = Look(today=today, page=page.all, around=form.around,
                    record=form.record)
        for field in page.fields:
            if field.kind in _SPOKEN and page.texts.get(field.code, "").strip():
                reading = read(field, page.texts[field.code], look)
                if not reading.wrong and reading.value is not None:
                    found[number, field.code] = reading.value
    return found


def spoken(form: Form, meant: Meanings) -> Form:
    """The same form in the language in use now; nothing more and nothing less is changed."""
    fresh = {_place(page): page for page in open_form(
        form.record, form.section, form.around).pages}
    pages = []
    for number, page in enumerate(form.pages):
        texts = dict(page.texts)
        for field in page.fields:
            if (number, field.code) in meant:
                texts[field.code] = _text(field, meant[number, field.code])
        known = fresh.get(_place(page), page)
        pages.append(replace(page, sheet=known.sheet, start=known.start, texts=texts))
    return replace(form, pages=tuple(pages))


def _place(page: Page) -> tuple[str, str, str]:
    """What tells pages apart; all new entries of a part begin alike."""
    return page.part.where if page.part else "", "+" if page.new else page.entry, page.sheet.code


def _text(field: Field, value: Any) -> str:
    if field.kind is Kind.COUNT:
        return numbers.number(value)
    return write(field, value, Around())
