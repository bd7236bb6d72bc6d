"""One entry to one record: a company with at most one person, everything checked."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from dateutil.relativedelta import relativedelta

from store.exchange.drafts import Draft, Rules
from store.exchange.entries import Cell, Entry, Notice, RowRefused
from store.exchange.names import legal_form
from store.exchange.persons import Reach, make_contact, take_name, take_reach
from store.exchange.places import take_addresses
from store.profile.activity import FollowUp
from store.profile.company import RevenueEntry
from store.profile.prospect import Prospect, Stage
from store.text import fold

_BETWEEN = re.compile(r"[,;\n]")
_COMPANY_KNOWN = ("number", "industry", "revenue", "employees")
_LEFT_OVER = ("company_more", "note_line", "birth_year", "birth_month", "birth_day")
_STAGES = {
    "kontakt": Stage.CONTACT, "contact": Stage.CONTACT,
    "interessent": Stage.PROSPECT, "prospect": Stage.PROSPECT, "lead": Stage.PROSPECT,
    "potenzieller kunde": Stage.QUALIFIED, "qualified prospect": Stage.QUALIFIED,
    "neukunde": Stage.NEW, "new customer": Stage.NEW,
    "kunde": Stage.EXISTING, "bestandskunde": Stage.EXISTING, "customer": Stage.EXISTING,
    "existing customer": Stage.EXISTING,
    "stammkunde": Stage.REGULAR, "regular customer": Stage.REGULAR,
    "ehemaliger": Stage.FORMER, "ehemaliger kunde": Stage.FORMER, "former customer": Stage.FORMER,
}  # fmt: skip


def build(entry: Entry, rules: Rules, notices: list[Notice]) -> Prospect:
    """The record of one row or card; a person without a company stands for itself.

    Raises RowRefused for unreadable dates, amounts and mails, and for a row that
    names nobody (no_name). Odd phones, postcodes and texts are kept and noticed.
    """
    draft = Draft(entry, rules, notices)
    about_company = any(name in draft for name in _COMPANY_KNOWN)
    company = draft.one("company")
    reach, person = take_reach(draft), take_name(draft)
    person_name = f"{person.first} {person.last}".strip()
    name = company or person_name or reach.any
    if not name:
        raise RowRefused("", "no_name", "")
    source = draft.one("source") or rules.source
    contact = make_contact(draft, person, reach, source) if person_name else None
    addresses = take_addresses(draft, with_company=bool(company))
    stage = rules.stage if company or contact is None else Stage.CONTACT
    record = _company(draft, name, reach if contact else _of_company(draft, reach), stage)
    if contact is None:
        _without_person(draft)
    notes, lines = _notes(draft)
    if contact is not None:
        if company and not about_company:
            lines, notes = _joined(notes, lines), ""
        contacts = (replace(contact, note=lines) if lines else contact,)
        return replace(record, contacts=contacts, notes=notes, addresses=addresses, source=source)
    return replace(record, notes=_joined(notes, lines), addresses=addresses, source=source)


def _notes(draft: Draft) -> tuple[str, str]:
    """The notes as written, and the lines of values without a field."""
    notes = "\n".join(cell.text for cell in draft.all("notes"))
    for field in _LEFT_OVER:
        for cell in draft.all(field):
            draft.keep(cell)
    return notes, "\n".join(draft.lines)


def _company(draft: Draft, name: str, reach: Reach, stage: Stage) -> Prospect:
    return Prospect(
        id=draft.rules.new_id(),
        name=name,
        created=draft.rules.today,
        number=draft.one("number"),
        legal_form=draft.one("legal_form") or legal_form(name),
        stage=_stage(draft) or stage,
        phone=reach.central,
        email=reach.company_mail,
        web=draft.one("web"),
        industry=draft.one("industry"),
        founded=_past(draft, "founded"),
        employees=draft.count("employees"),
        potential=_potential(draft),
        revenue=_revenue(draft),
        first_order=_past(draft, "first_order"),
        last_order=_past(draft, "last_order"),
        follow_ups=_follow_ups(draft),
        tags=_tags(draft),
    )


def _of_company(draft: Draft, reach: Reach) -> Reach:
    """How a company without a person is reached; what is second becomes lines."""
    phones = list(dict.fromkeys(filter(None, (reach.central, reach.phone, reach.mobile))))
    mails = list(dict.fromkeys(filter(None, (reach.company_mail, reach.mail))))
    for label, values in (("Tel", phones), ("E-Mail", mails)):
        for value in values[1:]:
            draft.keep(Cell("", label, value))
    return Reach(central=next(iter(phones), ""), company_mail=next(iter(mails), ""))


def _without_person(draft: Draft) -> None:
    """What only a person can have is kept as lines; a birthday is noticed."""
    for cell in draft.all("birthday"):
        draft.notice(cell, "no_person")
        draft.keep(cell)
    for field in ("function", "department", "salutation"):
        for cell in draft.all(field):
            draft.keep(cell)


def _past(draft: Draft, field: str) -> date | None:
    label = draft.peek(field)
    day = draft.date(field)
    if day is not None and day > draft.rules.today:
        raise RowRefused(label, "date_range", day.isoformat())
    return day


def _stage(draft: Draft) -> Stage | None:
    cells = draft.all("stage")
    for cell in cells:
        stage = _STAGES.get(cell.text.casefold())
        if stage is not None:
            return stage
        draft.notice(cell, "stage")
        draft.keep(cell)
    return None


def _potential(draft: Draft) -> int | None:
    label = draft.peek("potential")
    amount = draft.amount("potential")
    if amount is not None and amount < 0:
        raise RowRefused(label, "amount", str(amount))
    return amount


def _revenue(draft: Draft) -> tuple[RevenueEntry, ...]:
    """Revenue by year, then that of the twelve months up to today. None of it is no entry."""
    entries = []
    for year in draft.revenue_years():
        amount = draft.amount(f"revenue_{year}")
        if amount:
            first, last = date(year, 1, 1), date(year, 12, 31)
            entries.append(RevenueEntry(first=first, last=last, revenue=amount))
    amount, margin = draft.amount("revenue"), draft.amount("margin")
    if amount or margin:
        last = draft.rules.today
        first = _year_before(last)
        entries.append(RevenueEntry(first=first, last=last, revenue=amount or 0, margin=margin))
    return tuple(entries)


@lru_cache(maxsize=4)
def _year_before(last: date) -> date:
    """First day of the twelve months up to a day."""
    return last - relativedelta(years=1) + timedelta(days=1)


def _follow_ups(draft: Draft) -> tuple[FollowUp, ...]:
    due, reasons = draft.date("follow_up"), draft.all("follow_up_reason")
    if due is None:
        for cell in reasons:
            draft.keep(cell)
        return ()
    reason = ", ".join(cell.text for cell in reasons)
    rules = draft.rules
    return (FollowUp(id=rules.new_id(), due=due, reason=reason, created=rules.today),)


def _tags(draft: Draft) -> tuple[str, ...]:
    """Tags without doubles; Google's own groups ("* myContacts") are none."""
    found: dict[str, str] = {}
    for cell in draft.all("tags"):
        for part in _BETWEEN.split(cell.text):
            tag = part.strip()
            if tag and not tag.startswith("*"):
                found.setdefault(fold(tag), tag)
    return tuple(found.values())


def _joined(*parts: str) -> str:
    return "\n".join(filter(None, parts))
