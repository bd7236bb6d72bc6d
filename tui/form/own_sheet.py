"""The page of one's own fields and those of the industry (domain.md B20, B22)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from store import OwnField, OwnKind, Prospect, extra, with_extra
from tui import own_words
from tui.form.fields import Field, Kind, Sheet
from tui.form.own_care import CARE
from tui.plain import places
from tui.texts import N_

_LEAD = "extra."
"""Begins the codes of these fields."""
_MOST = 14
"""Fields of a page: more than a low screen has rows for nobody needs."""
_KINDS = {OwnKind.TEXT: Kind.TEXT, OwnKind.NUMBER: Kind.COUNT, OwnKind.DATE: Kind.DAY,
          OwnKind.CHOICE: Kind.CHOICE}


def own_sheets(record: Prospect) -> tuple[tuple[Sheet, dict[str, str]], ...]:
    """Pages with the texts they begin with; none where no field is asked."""
    found = places.own_fields().of(record)
    return tuple(
        (Sheet(code=f"own{first}", label=N_("Fields of one's own"),
               fields=tuple(_field(one) for one in found[first:first + _MOST])),
         _texts(record, found[first:first + _MOST]))
        for first in range(0, len(found), _MOST))


def _field(one: OwnField) -> Field:
    choices = own_words.choices(one) if one.kind is OwnKind.CHOICE else ()
    return Field(code=_LEAD + one.code, label=own_words.label(one), kind=_KINDS[one.kind],
                 people=choices)


def _texts(record: Prospect, found: tuple[OwnField, ...]) -> dict[str, str]:
    """As they are typed; a choice is its code."""
    held = {one.code: extra(record, one.code) for one in found}
    return {_LEAD + one.code: held[one.code] if one.kind is OwnKind.CHOICE
            else own_words.value(one, held[one.code]) for one in found if held[one.code]}


def with_own(record: Prospect, values: Mapping[str, Any], today: dt.date) -> Prospect:
    """With the values of these fields, as they are stored."""
    for code, value in values.items():
        if code.startswith(_LEAD):
            text = value.isoformat() if isinstance(value, dt.date) else str(
                "" if value is None else value)
            record = with_extra(record, code.removeprefix(_LEAD), text, today)
    return record


def others(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of all other fields of the record itself."""
    return {code: value for code, value in values.items()
            if not code.startswith(_LEAD) and code not in CARE}
