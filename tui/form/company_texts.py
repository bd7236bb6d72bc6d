"""What a record says in the fields of its own pages."""

from __future__ import annotations

from typing import Any

from store import Prospect
from tui.date_parts import DateEntry
from tui.form.fields import Field
from tui.form.writing import Around, write


def company_texts(record: Prospect, fields: tuple[Field, ...], around: Around) -> dict[str, str]:
    """Texts of the fields of the record itself; empty ones are left out."""
    found = {one.code: write(one, _value(record, one.code), around) for one in fields}
    return {code: text for code, text in found.items() if text}


def _value(record: Prospect, code: str) -> Any:
    match code:
        case "street" | "postcode" | "place" | "country":
            return getattr(record.head, code, None)
        case "due" | "reason":
            first = record.follow_ups[0] if record.follow_ups else None
            if first is None:
                return None
            return DateEntry(day=first.due, time=first.time) if code == "due" else first.reason
        case "light" | "light_source":
            last = record.financials[-1] if record.financials else None
            return getattr(last, code.removeprefix("light_"), None)
        case "care_visits" | "care_calls":
            return getattr(record.care, code.removeprefix("care_"), None)
        case _:
            return getattr(record, code)
