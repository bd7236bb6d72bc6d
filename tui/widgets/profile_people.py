"""The people of a profile: part in the purchase, reach, what they like, how they were
remembered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from store import (
    NOBODY,
    AckKind,
    Acknowledgement,
    Birthday,
    Contact,
    given,
    paths,
    remembered,
)
from tui import dates, numbers, words
from tui.texts import _, pgettext
from tui.widgets.canvas import Line, line, pack
from tui.widgets.rows import below, inside, packed
from tui.widgets.sheet import Sheet

_FOLLOW_UP = "followup:"
"""How the keys of follow-ups begin: finishing one is no attention."""


def people(of: Sheet) -> Iterator[Line]:
    """Who opens which door, then each person; those who left come last."""
    contacts = of.record.contacts
    for way in paths(contacts):
        yield from below(_("Path: {way}").format(way=_way(way, contacts)), of.width, "strong")
    for person in sorted(contacts, key=lambda one: not one.active):
        yield from _person(person, of)


def _way(way: Sequence[Contact], everybody: Sequence[Contact]) -> str:
    """ "Klein (Wächter) > Anton Moser (Entscheider/in)": first names where they are needed."""
    alike = Counter(one.last_name for one in everybody)
    return " > ".join(
        (one.last_name if alike[one.last_name] == 1 and one.last_name else one.name)
        + (f" ({words.contact_role(one.roles[0])})" if one.roles else "")
        for one in way)


def _person(person: Contact, of: Sheet) -> Iterator[Line]:
    name = person.full_name + (f", {person.function}" if person.function else "")
    yield from below(name, of.width, "strong" if person.active else "dim")
    if person.left:
        yield from inside(_gone(person, of), of.width, "soon")
    yield from packed(_part(person), of.width)
    yield from packed(_reach(person), of.width)
    yield from packed(_likes(person, of), of.width)
    if person.note:
        yield from inside(person.note, of.width, "")
    yield from _attentions(person, of)


def _gone(person: Contact, of: Sheet) -> str:
    """Since when, and who takes over."""
    left = _("left {day}").format(day=dates.date(person.left)) if person.left else ""
    if person.successor == NOBODY:
        return _("{left}, nobody takes over").format(left=left)
    successor = of.record.contact(person.successor) if person.successor else None
    if successor is not None:
        return _("{left}, successor: {name}").format(left=left, name=successor.name)
    return _("{left}, successor wanted").format(left=left) if person.roles else left


def _part(person: Contact) -> Iterator[str]:
    """In the purchase."""
    yield from (words.contact_role(role) for role in person.roles)
    if person.influence is not None:
        yield _("influence: {much}").format(much=words.influence(person.influence))
    if person.attitude is not None:
        yield words.attitude(person.attitude)
    if person.since:
        yield _("since {day}").format(day=dates.date(person.since))


def _reach(person: Contact) -> Iterator[str]:
    yield from (person.phone, person.mobile, person.email)
    if person.channel:
        yield _("preferably by {channel}").format(channel=words.channel(person.channel))
    if person.manner:
        yield words.manner(person.manner)
    if person.languages:
        yield _("speaks {languages}").format(languages=person.languages)


def _likes(person: Contact, of: Sheet) -> Iterator[str]:
    """Their days, how they like to be remembered, and what they do not want."""
    if person.birthday:
        yield _("born {day}").format(day=dates.birthday(person.birthday))
        if person.no_wishes:
            yield _("no birthday wishes")
    if person.name_day:
        day = Birthday(day=person.name_day.day, month=person.name_day.month)
        yield _("name day {day}").format(day=dates.birthday(day))
    if person.wish:
        yield _("likes best: {wish}").format(wish=words.wish(person.wish))
    if person.objection:
        yield _("no advertising")
    if person.public_office:
        yield _("office holder: no gifts")
    elif person.no_gifts:
        yield _("no gifts")
    for consent in person.consents:
        yield _("consent {channel} {day}").format(
            channel=words.channel(consent.channel), day=dates.date(consent.given))


def _attentions(person: Contact, of: Sheet) -> Iterator[Line]:
    """Five years as one strip, so that nobody gets the same bottle twice (domain.md 6)."""
    years = [
        (year, [done for done in found
                if done.kind is AckKind.GIFT or not done.event.startswith(_FOLLOW_UP)])
        for year, found in remembered(of.record, person.id, of.today)]
    if not any(found for _year, found in years):
        return
    parts = [f"{year} " + (" + ".join(map(_attention, found)) or "–") for year, found in years]
    total = given(of.record, person.id, of.today.year)
    if total:
        parts.append(_("gifts {year}: {amount}").format(
            year=of.today.year, amount=numbers.money_whole(total)))
    lead = pgettext("attentions", "Remembered:") + " "
    rows = pack([lead + parts[0], *parts[1:]], of.width - 2)
    yield from (line("  ", (text, "good")) for text in rows)


def _attention(done: Acknowledgement) -> str:
    """ "Geschenk: Zirbenholzbox € 24 (gut)"."""
    text = words.ack(done.kind) + (f": {done.note}" if done.note else "")
    text += f" {numbers.money_whole(done.value)}" if done.value else ""
    return f"{text} ({words.reaction(done.reaction)})" if done.reaction else text
