"""How a gap of a profile is filled in one line: what stands in it, and what a text means."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from store import (
    Address,
    AddressKind,
    Contact,
    Contract,
    Field,
    Need,
    Project,
    Prospect,
    RevenueEntry,
    clean_line,
    is_mail,
    phone_fault,
    postcode_fault,
    rolling,
    split_postcode,
)
from tui import date_echo, dates, numbers
from tui.amounts import AmountProblem, echo_amount, explain_amount, parse_amount
from tui.date_parts import DateProblem, parse_birthday
from tui.dialogs.bar import Refused
from tui.dialogs.dates import read
from tui.flows.contacting import new_id
from tui.potential_line import parse_potential
from tui.quick import legal_form
from tui.texts import N_, _

_COUNT = re.compile(r"\d{1,3}(?:[ .,]?\d{3})*")


@dataclass(frozen=True, slots=True)
class Taken:
    """What a text means: values of the record, and how it was understood."""

    fields: Mapping[str, Any]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """How a field is asked for in one line."""

    read: Callable[[str, Prospect, date], Taken]
    """Raises Refused."""
    example: str
    """What one may type, as a msgid."""
    present: Callable[[Prospect], str] = lambda _record: ""
    """What stands in the line; empty where something is added to what there is."""
    prompt: Callable[[Prospect], str] = lambda _record: ""
    """What is asked where the name of the field does not say it."""
    there: Callable[[Prospect], str] = lambda _record: ""
    """What is there already, where something is added to it."""


def _one(name: str) -> Callable[[str, Prospect, date], Taken]:
    """The text as it is, as one value of the record."""
    return lambda text, _record, _today: Taken({name: text})


def _legal_form(text: str, record: Prospect, _today: date) -> Taken:
    name = record.name if record.name.endswith(" " + text) else f"{record.name} {text}"
    return Taken({"legal_form": text, "name": name}, name)


def _phone(text: str, _record: Prospect, _today: date) -> Taken:
    if "@" in text:
        if not is_mail(text):
            raise Refused(_("Not an e-mail address; for example name@company.example"))
        return Taken({"email": text}, _("E-mail"))
    if phone_fault(text) not in ("", "lost_zero"):
        raise Refused(_("Neither a phone number nor an e-mail address."))
    return Taken({"phone": text}, _("Phone"))


def _address(text: str, record: Prospect, _today: date) -> Taken:
    """ "Street 1, 6020 Innsbruck": the part with a postcode is the place."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    first, _space, place = parts[-1].partition(" ") if parts else ("", "", "")
    postcode, country = split_postcode(first)
    if not place or postcode_fault(postcode, country):
        raise Refused(_("Street, postcode and place, for example: Feldgasse 3, 6020 Innsbruck"))
    head = record.head or Address()
    new = replace(head, street=", ".join(parts[:-1]), postcode=postcode, place=place,
                  country=country or head.country)
    others = tuple(one for one in record.addresses if one is not record.head)
    return Taken({"addresses": (new, *others)}, " │ ".join(
        filter(None, (new.street, postcode, place))))


def _address_of(record: Prospect) -> str:
    head = record.head
    if head is None or head.kind is not AddressKind.HEAD:
        return ""
    where = f"{head.postcode} {head.place}".strip()
    return ", ".join(filter(None, (head.street, where)))


def named(text: str, today: date) -> Contact:
    """ "Maria Berger, Einkauf": a person who is new, with the function."""
    name, _comma, function = (part.strip() for part in text.partition(","))
    first, _space, last = name.rpartition(" ")
    if not last:
        raise Refused(_("Name, function, for example: Maria Berger, purchasing"))
    return Contact(id=new_id(), first_name=first, last_name=last, function=function, noted=today)


def without_function(record: Prospect) -> Contact | None:
    """Whose function is asked for, where somebody is there."""
    return record.main_contact if not any(
        one.function for one in record.contacts if one.active) else None


def _person(text: str, record: Prospect, today: date) -> Taken:
    person = without_function(record)
    if person is not None:
        return Taken({"contacts": tuple(
            replace(one, function=text) if one is person else one
            for one in record.contacts)}, f"{person.name}, {text}")
    new = named(text, today)
    if not new.function:
        raise Refused(_("With the function behind a comma: {name}, purchasing").format(
            name=new.name))
    return Taken({"contacts": (*record.contacts, new)}, " │ ".join((new.name, new.function)))


def _person_prompt(record: Prospect) -> str:
    person = without_function(record)
    return _("function of {name}").format(name=person.name) if person is not None else ""


def people_of(record: Prospect) -> str:
    """Who is there, with function."""
    return "; ".join(", ".join(filter(None, (one.name, one.function)))
                     for one in record.contacts if one.active)


def _size(text: str, record: Prospect, _today: date) -> Taken:
    """Staff first, then whose the company is."""
    if record.employees is not None:
        return Taken({"owners": text})
    if not _COUNT.fullmatch(text):
        raise Refused(_("A whole number, please; for example 45"))
    count = int(re.sub(r"\D", "", text))
    return Taken({"employees": count}, numbers.number(count))


def _size_of(record: Prospect) -> str:
    return record.owners if record.employees is not None else ""


def _size_prompt(record: Prospect) -> str:
    return _("whose the company is") if record.employees is not None else _("number of staff")


def _money(text: str) -> tuple[int, str]:
    amount = parse_amount(text)
    if isinstance(amount, AmountProblem):
        raise Refused(explain_amount(amount))
    if amount.cents < 0:
        raise Refused(_("Not below zero, please."))
    return amount.cents, echo_amount(amount)


def _potential(text: str, record: Prospect, today: date) -> Taken:
    """An amount, or need times share, of which the revenue is taken off (domain.md 4.6)."""
    found = parse_potential(text, rolling(record.revenue, today).revenue)
    if found.cents is None:
        raise Refused(found.words)
    return Taken({"potential": found.cents}, found.words)


def _potential_of(record: Prospect) -> str:
    return "" if record.potential is None else numbers.money_whole(record.potential)


def _since(record: Prospect, today: date) -> date:
    """First day of which no revenue is on file; a year ago where there is none at all."""
    last = max((entry.last for entry in record.revenue), default=None)
    return (last or today + relativedelta(years=-1)) + timedelta(days=1)


def _revenue(text: str, record: Prospect, today: date) -> Taken:
    cents, words = _money(text)
    first = _since(record, today)
    entry = RevenueEntry(first=min(first, today), last=today, revenue=cents)
    return Taken({"revenue": (*record.revenue, entry)}, words)


def _revenue_prompt(record: Prospect) -> str:
    if not record.revenue:
        return _("revenue of the last 12 months")
    last = max(entry.last for entry in record.revenue)
    return _("revenue since {day}").format(day=dates.date(last))


def _need(text: str, record: Prospect, today: date) -> Taken:
    return Taken({"needs": (*record.needs, Need(text=text, noted=today))})


def _with_day(text: str, today: date) -> tuple[str, date | None]:
    """ "Kühlhaus > 1.9.": a title and a day."""
    title, mark, rest = text.partition(">")
    if not mark:
        return text, None
    entry, more = read(rest, today)
    if isinstance(entry, DateProblem):
        raise Refused(date_echo.explain_date(entry))
    if more or not title.strip():
        raise Refused(_("First the title, then > and the day, for example: {text}").format(
            text=_("cold store > 1.9.")))
    return clean_line(title), entry.day


def _project(text: str, record: Prospect, today: date) -> Taken:
    title, day = _with_day(text, today)
    made = Project(id=new_id(), title=title, due=day, noted=today)
    return Taken({"projects": (*record.projects, made)}, dates.long_date(day) if day else "")


def _contract(text: str, record: Prospect, today: date) -> Taken:
    title, day = _with_day(text, today)
    if day is None:
        raise Refused(_("With the day it ends behind >, for example: {text}").format(
            text=_("maintenance > 31.12.")))
    made = Contract(id=new_id(), title=title, end=day)
    return Taken({"contracts": (*record.contracts, made)}, _("ends {day}").format(
        day=dates.long_date(day)))


def _birthday(text: str, record: Prospect, today: date) -> Taken:
    person = record.main_contact
    if person is None:
        raise Refused(_("First the contact person, please."))
    born = parse_birthday(text, today)
    if isinstance(born, DateProblem):
        raise Refused(date_echo.explain_birthday(born))
    born = replace(born, noted=today)
    return Taken({"contacts": tuple(
        replace(one, birthday=born) if one is person else one for one in record.contacts)},
        dates.echo_birthday(born, today))


def _birthday_prompt(record: Prospect) -> str:
    person = record.main_contact
    return _("birthday of {name}").format(name=person.name) if person is not None else ""


LINES: Mapping[Field, Asked] = {
    Field.NAME: Asked(_legal_form, N_("GmbH, KG, e.U."),
                      present=lambda r: r.legal_form or legal_form(r.name),
                      prompt=lambda r: _("legal form of {name}").format(name=r.name)),
    Field.ADDRESS: Asked(_address, N_("Feldgasse 3, 6020 Innsbruck"), present=_address_of),
    Field.PHONE: Asked(_phone, N_("0512 5550, office@company.example"),
                       present=lambda r: r.phone or r.email),
    Field.INDUSTRY: Asked(_one("industry"), N_("timber construction"),
                          present=lambda r: r.industry),
    Field.CONTACT: Asked(_person, N_("Maria Berger, purchasing"), prompt=_person_prompt,
                         there=people_of),
    Field.NEEDS: Asked(_need, N_("what they need, in their words"),
                       there=lambda r: "; ".join(need.text for need in r.needs)),
    Field.STRUCTURE: Asked(_size, N_("45, then: Berger family"), present=_size_of,
                           prompt=_size_prompt),
    Field.POTENTIAL: Asked(_potential, N_("12000, 1.5k, 200000 x 50 %"), present=_potential_of),
    Field.COMPETITOR: Asked(_one("competitor"), N_("who supplies them now"),
                            present=lambda r: r.competitor),
    Field.PROJECTS: Asked(_project, N_("cold store > 1.9."),
                          there=lambda r: "; ".join(one.title for one in r.projects)),
    Field.CULTURE: Asked(_one("culture"), N_("formal, decides slowly, call in the morning"),
                         present=lambda r: r.culture),
    Field.BIRTHDAYS: Asked(_birthday, N_("24.2., the year only if it is known"),
                           prompt=_birthday_prompt),
    Field.REVENUE: Asked(_revenue, N_("12000, 1.5k"), prompt=_revenue_prompt),
    Field.CONTRACT: Asked(_contract, N_("maintenance > 31.12.")),
    Field.REFERRAL: Asked(_one("referral"), N_("knows whom, would recommend us to whom"),
                          present=lambda r: r.referral),
}
"""Fields that one line fills."""
