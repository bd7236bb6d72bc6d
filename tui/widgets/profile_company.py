"""The company of a profile, its manner and its market."""

from __future__ import annotations

from collections.abc import Iterator

from store import Address, Info, RelationKind, extra, last_entry
from tui import dates, numbers, own_words, words
from tui.countries import country
from tui.plain import places
from tui.record_words import label
from tui.texts import _, capital, ngettext
from tui.widgets.canvas import Line
from tui.widgets.rows import below, pair, split
from tui.widgets.sheet import Sheet

_MOST_NAMES = 12
"""Of those that belong to one."""


def company(of: Sheet) -> list[Line]:
    """Master data, addresses, size, owners, relations, own fields; when it was verified."""
    rows = list(_known(of))
    return [*rows, *_verified(of)] if rows else []


def _verified(of: Sheet) -> Iterator[Line]:
    """When all of it was found to be true, and apart from it when something was added."""
    checks = of.record.profile_checks
    if checks:
        said = f"{dates.date(checks[-1].day)}, {checks[-1].source}"
        yield from pair(_("Verified"), said, of.width)
    yield from pair(_("Last entry"), dates.date(last_entry(of.record)), of.width)


def _known(of: Sheet) -> Iterator[Line]:
    record = of.record
    for name, value, info in (
        (_("Number"), record.number, None),
        (label("legal_form"), record.legal_form, None),
        (label("short"), record.short, None),
        (label("former_names"), ", ".join(record.former_names), None),
        (label("register"), ", ".join(filter(None, (record.register, record.court))), None),
        (label("vat"), record.vat, None),
        *((capital(words.address_kind(one.kind)), _address(one), Info.ADDRESS)
          for one in record.addresses),
        (_("Phone"), record.phone, Info.PHONES),
        (_("E-mail"), record.email, Info.PHONES),
        (_("Web"), record.web, None),
        (_("Industry"), record.industry, Info.INDUSTRY),
        (label("founded"), dates.date(record.founded) if record.founded else "", None),
        (_("Staff"), numbers.number(record.employees) if record.employees else "",
         Info.INDUSTRY),
        (_("Structure"), record.structure, Info.INDUSTRY),
        (_("Owners"), record.owners, Info.OWNERS),
    ):
        yield from pair(of.label(name, info), value, of.width)
    for kind, other in of.view.kin:
        yield from _relation(kind, other, of.width)
    if of.view.family is not None and of.view.family.below:
        yield from pair(_("Belong to it"), _some(of.view.family.below), of.width)
    if record.extras:
        for field in places.own_fields().of(record):
            yield from pair(own_words.label(field),
                            own_words.value(field, extra(record, field.code)), of.width)


def _address(one: Address) -> str:
    place = " ".join(filter(None, (one.postcode, one.place)))
    where = ", ".join(filter(None, (one.street, place)))
    abroad = country(one.country) if one.country and not place else ""
    return where or abroad


def _relation(kind: RelationKind, other: str, width: int) -> list[Line]:
    return below(capital(f"{words.relation(kind)} {other}"), width)


def _some(names: tuple[str, ...]) -> str:
    """Names, of many the first ones and how many more there are."""
    text, rest = ", ".join(names[:_MOST_NAMES]), len(names) - _MOST_NAMES
    return text if rest <= 0 else ngettext(
        "{names} and {n} more", "{names} and {n} more", rest).format(names=text, n=rest)


def manner(of: Sheet) -> Iterator[Line]:
    """How they are and decide, against whom we stand, what we have in mind."""
    record = of.record
    share = numbers.percent(record.share) if record.share is not None else ""
    for name, value, info in (
        (_("Culture"), record.culture, Info.CULTURE),
        (label("manner"), words.manner(record.manner) if record.manner else "", None),
        (_("Decides"), record.decides, None),
        (label("best_time"), record.best_time, None),
        (label("gift_rule"), record.gift_rule, None),
        (_("Competitor"), record.competitor, Info.COMPETITOR),
        (_("Our share"), share, None),
        (_("Target"), _("one we want to win") if record.target else "", None),
        (label("plan"), record.plan, None),
        (_("Referral"), record.referral, None),
        (_("Source"), record.source, None),
        (_("Tags"), ", ".join(record.tags), None),
        (_("Notes"), record.notes, None),
    ):
        yield from pair(of.label(name, info), value, of.width)
    for note in reversed(of.record.market):
        text = f"{note.subject}: {note.text}" + (f" ({note.source})" if note.source else "")
        yield from split(text, dates.date(note.day), of.width, "dim", whole=True)

