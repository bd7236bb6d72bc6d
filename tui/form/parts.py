"""What a record has several of, as a form sees it: which fields, which names, which order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from store import (
    Activity,
    Address,
    Channel,
    Contact,
    Contract,
    FinancialStatus,
    FollowUp,
    MarketNote,
    Need,
    Offer,
    OwnDate,
    Project,
    Prospect,
    Relation,
    RevenueEntry,
    keyed,
)
from tui.date_parts import DateEntry
from tui.form import entry_sheets as sheets
from tui.form.fields import Field, Kind, Sheet
from tui.form.people_sheets import CONTACT, PEOPLE
from tui.form.writing import Around, day_text, latest, write
from tui.texts import N_

Entries = Mapping[str, Any]
"""Parts of a record by what tells them apart, in the order of their pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One kind of entry."""

    where: str
    """The field of the record that holds them."""
    kind: type[Any]
    sheets: tuple[Sheet, ...]
    new: str
    """Name of the page for a new one, a msgid."""
    title: tuple[str, ...]
    """Fields whose words name an entry."""
    newest: bool = False
    """The last one on file has the first page."""
    order: Callable[[Any], Any] | None = None
    """Kept sorted by this."""
    has_id: bool = True
    """Told apart by an id, not by what it says."""

    def entries(self, record: Prospect) -> Entries:
        """All on file, as store/merge.py tells them apart."""
        if self.where == "activities":
            planned = {f"follow_ups:{key}": one
                       for key, one in keyed(record, "follow_ups").items()}
            return {**planned, **dict(reversed(keyed(record, "activities").items()))}
        found = keyed(record, self.where)
        return dict(reversed(found.items())) if self.newest else found

    def texts(self, entry: Any, fields: tuple[Field, ...], around: Around) -> dict[str, str]:
        """What an entry says in its fields; empty ones are left out."""
        found = {one.code: write(one, _value(entry, one), around) for one in fields}
        return {code: text for code, text in found.items() if text}

    def starts(self, record: Prospect | None, fields: tuple[Field, ...],
               around: Around) -> dict[str, str]:
        """What a new entry says before anything is typed."""
        found = {one.code: one.start for one in fields if one.start and one.start != sheets.TODAY}
        if around.today is not None:
            today = day_text(around.today)
            found |= {one.code: today for one in fields if one.start == sheets.TODAY}
        if self.where == "addresses" and record and record.head is None:
            found["kind"] = "head"
        if self.where == "market" and record and record.industry:
            found["subject"] = record.industry
        return found


def _value(entry: Any, field: Field) -> Any:
    if isinstance(entry, FollowUp):
        return _planned(entry, field)
    if field.kind is Kind.CONSENT:
        return latest(entry, Channel(field.code.removeprefix("consent_")))
    if isinstance(entry, Activity):
        if field.code == "minutes":
            return entry.minutes or None
        return getattr(entry, "note" if field.code == "text" else field.code, None)
    if field.kind is Kind.PERIOD:
        return entry.first, entry.last
    value = getattr(entry, field.code)
    if field.kind is Kind.ROUGH and value is not None:
        return value, entry.approximate
    return value


def _planned(step: FollowUp, field: Field) -> Any:
    match field.code:
        case "day":
            return DateEntry(day=step.due, time=step.time)
        case "text":
            return step.reason
        case "others" | "minutes" | "outcome":
            return None
        case code:
            return getattr(step, code)


PERSON = Part(where="contacts", kind=Contact, sheets=PEOPLE, new=N_("+ person"),
              title=("first_name", "last_name"))
BASIC_PERSON = Part(where="contacts", kind=Contact, sheets=(CONTACT,), new=N_("+ person"),
                    title=("first_name", "last_name"))
OWN_DATE = Part(where="dates", kind=OwnDate, sheets=(sheets.OWN_DATE,), new=N_("+ date"),
                title=("title",))
NEED = Part(where="needs", kind=Need, sheets=(sheets.NEED,), new=N_("+ need"), title=("text",),
            has_id=False)
STATUS = Part(where="financials", kind=FinancialStatus, sheets=(sheets.STATUS,),
              new=N_("+ status"), title=("noted",), newest=True, has_id=False,
              order=lambda one: one.noted)
REVENUE = Part(where="revenue", kind=RevenueEntry, sheets=(sheets.REVENUE,), new=N_("+ revenue"),
               title=("period",), newest=True, has_id=False, order=lambda one: one.last)
PROJECT = Part(where="projects", kind=Project, sheets=(sheets.PROJECT,), new=N_("+ project"),
               title=("title",))
OFFER = Part(where="offers", kind=Offer, sheets=(sheets.OFFER,), new=N_("+ offer"),
             title=("title",))
CONTRACT = Part(where="contracts", kind=Contract, sheets=(sheets.CONTRACT,),
                new=N_("+ contract"), title=("title",))
ADDRESS = Part(where="addresses", kind=Address, sheets=(sheets.ADDRESS,), new=N_("+ address"),
               title=("kind",), has_id=False)
RELATION = Part(where="relations", kind=Relation, sheets=(sheets.RELATION,),
                new=N_("+ relation"), title=("kind", "other"), has_id=False)
MARKET = Part(where="market", kind=MarketNote, sheets=(sheets.MARKET,), new=N_("+ market note"),
              title=("text",), newest=True, order=lambda one: one.day)
TALK = Part(where="activities", kind=Activity, sheets=(sheets.TALK,), new=N_("+ activity"),
            title=("day", "kind"), newest=True, order=lambda one: one.day)

