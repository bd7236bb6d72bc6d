"""What a person is known by, and where texts name them: the pure part of an erasure (T9).

A text names a person by first and last name, by a mail address or a phone number; by the
last name alone in the record of their own company, and elsewhere only if nobody else bears
it. A company is named by its name, with and without the legal form. Genitives and other
spellings (Mueller, Müller) count, and so does what they were called before.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from store.profile.contact import Contact
from store.profile.prospect import Prospect
from store.text import fold

ERASED = "erased"
"""Stands where the id of an erased person stood; tui says it in words."""
BLANK = "[...]"
"""Stands in notes where they named an erased person."""
_WORD = re.compile(r"[^\W_]+")
_PHONE = re.compile(r"[+(]{0,2}\d[\d\s/().–-]{4,}\d")
_COUNTRY = re.compile(r"^(?:00|\+)?(?:43|49|41)(?=\d{6})|^0+")
_LEAST_DIGITS = 6
_LEAST_LETTERS = 3
"""Below these a number or a lone name would be found everywhere."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """What is erased, and what it is known by."""

    prospect: str
    """Id of the company's record."""
    whole: bool
    """The record goes as a whole, with all its people."""
    contacts: tuple[str, ...]
    """Ids of the person: in this record, and where the same person stands in another."""
    homes: tuple[str, ...]
    """Records in which they stand: elsewhere an id like theirs is another's."""
    names: tuple[tuple[str, str], ...]
    """First and last name; a company has only a last one."""
    lone: tuple[str, ...] = ()
    """Folded last names and names of the company that nobody else bears: they name the person
    everywhere."""
    mails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    objected: bool = False
    """They objected to advertising: their address is remembered as a hash."""

    def same(self, first: str, last: str, mail: str, phones: Iterable[str]) -> bool:
        """True if a person of another id is the same: mail or phone, and the name, agree."""
        known = {digits(phone) for phone in self.phones}
        reached = (mail and mail.casefold() in {m.casefold() for m in self.mails}) or any(
            digits(phone) in known for phone in phones if phone)
        named = not (first or last) or any(
            fold(last) == fold(own) or not own for _, own in self.names)
        return bool(reached and named)

    def spans(self, text: str, *, own: bool) -> list[Span]:
        """Where a text names them; `own` in the record of their company."""
        found = [*self._names(text, own), *self._mails(text), *self._phones(text)]
        return _joined(sorted(found))

    def blanked(self, text: str, *, own: bool) -> str:
        """The text with BLANK in place of each mention."""
        for start, end in reversed(self.spans(text, own=own)):
            text = text[:start] + BLANK + text[end:]
        return text

    def _names(self, text: str, own: bool) -> Iterator[Span]:
        words = [(fold(w[0]), w.start(), w.end()) for w in _WORD.finditer(text)]
        folded = [word for word, _, _ in words]
        for first, last in self.names:
            one, two = _words(first), _words(last)
            for wanted in _orders(one, two, own or fold(last) in self.lone):
                for at in range(len(words) - len(wanted) + 1):
                    if _fits(folded[at:at + len(wanted)], wanted):
                        yield words[at][1], words[at + len(wanted) - 1][2]

    def _mails(self, text: str) -> Iterator[Span]:
        for mail in self.mails:
            yield from (m.span() for m in re.finditer(re.escape(mail), text, re.IGNORECASE))

    def _phones(self, text: str) -> Iterator[Span]:
        known = {digits(phone) for phone in self.phones}
        yield from (m.span() for m in _PHONE.finditer(text) if digits(m[0]) in known)


def _words(name: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(name)]


def _orders(first: list[str], last: list[str], lone: bool) -> Iterator[list[str]]:
    if not last:
        return
    if first:
        yield first + last
        yield last + first
    if lone:
        yield last


def _fits(found: list[str], wanted: list[str]) -> bool:
    """True if words are a name, the last of them perhaps in the genitive."""
    return found[:-1] == wanted[:-1] and found[-1] in (wanted[-1], wanted[-1] + "s")


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def digits(phone: str) -> str:
    """A phone number without its separators, country code and leading zero."""
    bare = re.sub(r"\(0\)|[^\d+]", "", phone)
    return _COUNTRY.sub("", bare).lstrip("0+")


def reached_by(person: Contact) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Mail addresses and phone numbers of a person."""
    phones = (person.phone, person.mobile)
    return tuple(filter(None, (person.email,))), tuple(filter(None, phones))


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """What somebody was known by before."""

    names: tuple[tuple[str, str], ...] = ()
    """First and last name, as in Traces."""
    mails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()


def traces(
    prospect: Prospect, contact_id: str, others: Iterable[Prospect],
    former: Former = Former(),
) -> tuple[Traces, tuple[str, ...]]:
    """What one person is known by (no id: the whole record), against all records.

    Also the mail addresses and phone numbers that stay, as others have them too. Raises
    KeyError for an unknown person.
    """
    person = prospect.contact(contact_id)
    if contact_id and person is None:
        raise KeyError(contact_id)
    whole = person is None
    people = prospect.contacts if person is None else (person,)
    names = [(one.first_name, one.last_name) for one in people if one.name]
    mails, phones = set[str](), set[str]()
    for one in people:
        found = reached_by(one)
        mails.update(found[0])
        phones.update(found[1])
    if whole:
        names += [("", name) for name in {prospect.name, prospect.short_name}]
        mails.update(filter(None, (prospect.email,)))
        phones.update(filter(None, (prospect.phone,)))
    raw = Traces(
        prospect=prospect.id, whole=whole, contacts=tuple(one.id for one in people),
        homes=(prospect.id,),
        names=tuple(names), mails=tuple(sorted(mails)), phones=tuple(sorted(phones)),
        objected=any(one.objection for one in people) or (whole and bool(prospect.objection)),
    )
    return _against(raw, others, former)


def _against(
    raw: Traces, others: Iterable[Prospect], former: Former
) -> tuple[Traces, tuple[str, ...]]:
    """Take from the traces what others bear too, and add the ids of the same person.

    Nobody is the same for what somebody was known by before: others may have it now.
    """
    contacts, homes, taken = list(raw.contacts), list(raw.homes), set[tuple[str, ...]]()
    mails, phones = set[str](), set[str]()
    for record in others:
        if raw.whole and record.id == raw.prospect:
            continue
        taken.add(tuple(_words(record.name)))
        mails.add(record.email.casefold())
        phones.add(digits(record.phone))
        for one in record.contacts:
            found = reached_by(one)
            known = record.id == raw.prospect and one.id in raw.contacts
            if known or raw.same(one.first_name, one.last_name, one.email, found[1]):
                contacts.append(one.id)
                homes.append(record.id)
                continue
            taken.add(tuple(_words(one.last_name)))
            mails.update(mail.casefold() for mail in found[0])
            phones.update(map(digits, found[1]))
    names = tuple(dict.fromkeys(raw.names + former.names))
    all_mails = sorted({*raw.mails, *former.mails})
    all_phones = sorted({*raw.phones, *former.phones})
    own_mails = tuple(m for m in all_mails if m.casefold() not in mails)
    own_phones = tuple(
        p for p in all_phones if digits(p) not in phones and len(digits(p)) >= _LEAST_DIGITS)
    kept = tuple(v for v in (*all_mails, *all_phones) if v not in own_mails + own_phones)
    return replace(
        raw, contacts=tuple(dict.fromkeys(contacts)), homes=tuple(dict.fromkeys(homes)),
        names=names, lone=_lone((last for _, last in names), taken), mails=own_mails,
        phones=own_phones,
    ), kept


def _lone(names: Iterable[str], taken: Collection[tuple[str, ...]]) -> tuple[str, ...]:
    """Folded names that stand in no name of others, and are long enough to name anybody."""
    found = {fold(name): tuple(_words(name)) for name in names}
    return tuple(sorted(
        name for name, words in found.items() if len(name) >= _LEAST_LETTERS
        and not any(_within(words, other) for other in taken)))


def _within(words: tuple[str, ...], other: tuple[str, ...]) -> bool:
    count = len(words)
    return any(other[at:at + count] == words for at in range(len(other) - count + 1))
