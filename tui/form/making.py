"""What building a record shares: what is needed, what is refused, values of a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from datetime import date
from typing import Any, TypeVar

from tui.date_parts import DateEntry
from tui.form.fields import DATES, Field, Kind
from tui.form.reading import Look
from tui.form.readings import read
from tui.form.state import Form, Page

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """What a new value needs beside its text."""

    today: date
    new_id: Callable[[], str]
    author: str = ""
    practice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a form cannot be saved, and at which field."""

    page: int
    code: str
    words: str


class Refused(Exception):
    """Carries a refusal out of the rules."""

    def __init__(self, page: int, code: str, words: str) -> None:
        super().__init__(code)
        self.refusal = Refusal(page=page, code=code, words=words)


def values_of(form: Form, number: int, maker: Maker, *,
              always: Callable[[Field, Page], bool]) -> dict[str, Any]:
    """The values of the changed fields of a page, and of those that are `always` read.

    Of a new entry every field with a text is read. Raises Refused at the first wrong one.
    """
    page = form.pages[number]
    look = Look(today=maker.today, page=page.all, around=form.around,
                record=form.record)
    found: dict[str, Any] = {}
    for field in page.fields:
        text = page.text(field.code)
        new = page.new and (text.strip() or field.needed)
        moved = bool(field.after and field.after in page.texts and text.strip())
        if field.code in page.texts or new or moved or always(field, page):
            reading = read(field, text, look)
            if reading.wrong:
                raise Refused(number, field.code, reading.words)
            timed = field.kind in (Kind.DUE, Kind.TALK)
            value = reading.value
            if field.kind in DATES and isinstance(value, DateEntry) and not timed:
                value = value.day
            found[field.code] = value
    return found


def changed(part: T, values: Mapping[str, Any]) -> T:
    """A record or a part of one with other values; the same object where nothing differs."""
    given = {code: _filled(type(part), code, value) for code, value in values.items()}
    different = {code: value for code, value in given.items() if getattr(part, code) != value}
    return replace(part, **different) if different else part  # type: ignore[type-var]


def _filled(kind: type[Any], code: str, value: Any) -> Any:
    """A number that was emptied is 0 where there must be one."""
    default = next((one.default for one in fields(kind) if one.name == code), MISSING)
    return 0 if value is None and type(default) is int else value
