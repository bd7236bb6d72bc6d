"""The texts of an open form: pages of fields, what changed, what is removed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from store import Channel, Consent, Contact, Prospect, Stage, clean_line
from tui import dates, numbers
from tui.form.fields import COMPANY, FILED, PERSON, YES, Field, Kind
from tui.quick import Quick


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The company, or one person."""

    person: str | None = None
    """None: the company; the id of a person; empty: a person not on file yet."""
    start: Mapping[str, str] = field(default_factory=dict)
    """Texts as they are on file; a missing one is empty."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Texts that differ from it."""
    removed: bool = False
    filed: bool = False
    """A company on file."""

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of the page in the order of Tab."""
        if self.person is not None:
            return PERSON
        return FILED if self.filed else COMPANY

    @property
    def new(self) -> bool:
        """A person who is not on file yet."""
        return self.person == ""

    @property
    def blank(self) -> bool:
        """A new person of whom nothing is known yet."""
        return self.new and not any(self.texts.values())

    @property
    def all(self) -> dict[str, str]:
        """All texts as they stand."""
        return {**self.start, **self.texts}

    def text(self, code: str) -> str:
        """The text of a field."""
        return self.texts.get(code, self.start.get(code, ""))

    @property
    def title(self) -> str:
        """Name of the company or person, as typed."""
        if self.person is None:
            return clean_line(self.text("name"))
        return clean_line(f"{self.text('first_name')} {self.text('last_name')}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """All pages: the company, its people, and an empty one for a new person."""

    record: Prospect | None
    """As on file; None: a new company."""
    pages: tuple[Page, ...]
    letter: str = ""
    """Class set by hand in the quick line of a new company."""

    @property
    def changes(self) -> tuple[tuple[int, str], ...]:
        """Changed fields as (page, code); a removed person counts once with no code."""
        found: list[tuple[int, str]] = []
        for number, page in enumerate(self.pages):
            if page.removed:
                found += [] if page.new else [(number, "")]
            else:
                found += [(number, one.code) for one in page.fields if one.code in page.texts]
        return tuple(found)

    def put(self, number: int, code: str, text: str) -> Form:
        """Another text in a field; typing the old one again takes the change back.

        What is fixed stays, also where an older draft says otherwise.
        """
        page = self.pages[number]
        fixed = any(one.code == code and one.kind is Kind.FIXED for one in page.fields)
        if fixed or text == page.text(code):
            return self
        texts = {key: value for key, value in page.texts.items() if key != code}
        if text != page.start.get(code, ""):
            texts[code] = text
        return self._with(number, replace(page, texts=texts))

    def remove(self, number: int) -> Form:
        """Take a person off, or back."""
        page = self.pages[number]
        if page.person is None or page.blank:
            return self
        return self._with(number, replace(page, removed=not page.removed))

    def _with(self, number: int, page: Page) -> Form:
        pages = [*self.pages[:number], page, *self.pages[number + 1:]]
        while len(pages) > 2 and pages[-1].blank and pages[-2].blank:
            pages.pop()
        if not pages[-1].blank:
            pages.append(Page(person=""))
        return replace(self, pages=tuple(pages))


def open_form(record: Prospect | None) -> Form:
    """The form of a record; of nothing: an empty one for a new prospect."""
    if record is None:
        company = Page(start={"stage": Stage.PROSPECT.value})
        return Form(record=None, pages=(company, Page(person="")))
    people = (Page(person=one.id, start=_filled(_person(one))) for one in record.contacts)
    company = Page(start=_filled(_company(record)), filed=True)
    return Form(record=record, pages=(company, *people, Page(person="")))


def quick_form(quick: Quick) -> Form:
    """The form of a new company with what a quick line already said."""
    form = open_form(None)
    person = bool(quick.person)
    due = f"{dates.date(quick.due)} {quick.time}".strip() if quick.due else quick.problem
    first, _space, last = quick.person.rpartition(" ")
    company = {"name": quick.company, "legal_form": quick.legal_form, "due": due,
               "postcode": quick.postcode, "country": quick.country,
               "place": quick.place, "reason": quick.reason,
               "tags": ", ".join(quick.tags), "phone": "" if person else quick.phone,
               "email": "" if person else quick.email}
    people = {"first_name": first, "last_name": last, "phone": quick.phone, "email": quick.email}
    for number, texts in ((0, company), (1, people if person else {})):
        for code, text in texts.items():
            form = form.put(number, code, text)
    return replace(form, letter=quick.letter)


def _filled(texts: dict[str, str]) -> dict[str, str]:
    return {code: text for code, text in texts.items() if text}


def _company(record: Prospect) -> dict[str, str]:
    head = record.head
    first = record.follow_ups[0] if record.follow_ups else None
    return {
        "name": record.name, "legal_form": record.legal_form, "number": record.number,
        "stage": record.stage.value, "phone": record.phone, "email": record.email,
        "street": head.street if head else "", "postcode": head.postcode if head else "",
        "place": head.place if head else "", "country": head.country if head else "",
        "web": record.web, "industry": record.industry, "competitor": record.competitor,
        "employees": "" if record.employees is None else str(record.employees),
        "potential": amount_text(record.potential), "source": record.source,
        "basis": record.basis.value if record.basis else "", "tags": ", ".join(record.tags),
        "due": f"{dates.date(first.due)} {first.time}".strip() if first else "",
        "reason": first.reason if first else "", "notes": record.notes,
    }


def amount_text(cents: int | None) -> str:
    """An amount as it stands in its field: "30.000", "1.234,50"."""
    if cents is None:
        return ""
    if cents % 100 == 0:
        return numbers.euros(cents)
    return numbers.money(cents).replace("€", "").strip()


def consent_text(consent: Consent | None) -> str:
    """A consent as it stands in its field: "12.03.2026; offers; form at the fair"."""
    if consent is None:
        return ""
    parts = (part.replace(";", ",") for part in (consent.text, consent.proof))
    return "; ".join((dates.date(consent.given), *parts)).rstrip("; ")


def latest(person: Contact, channel: Channel) -> Consent | None:
    """The newest consent for a channel."""
    given = (one for one in person.consents if one.channel is channel)
    return max(given, key=lambda one: one.given, default=None)


def _person(person: Contact) -> dict[str, str]:
    return {
        "salutation": person.salutation, "title": person.title, "suffix": person.suffix,
        "first_name": person.first_name, "last_name": person.last_name,
        "function": person.function, "roles": ",".join(person.roles), "phone": person.phone,
        "mobile": person.mobile, "email": person.email,
        "birthday": dates.birthday(person.birthday) if person.birthday else "",
        "no_wishes": YES if person.no_wishes else "",
        "public_office": YES if person.public_office else "",
        "left": dates.date(person.left) if person.left else "", "note": person.note,
        "source": person.source, "basis": person.basis.value if person.basis else "",
        "basis_reason": person.basis_reason,
        "consent_call": consent_text(latest(person, Channel.CALL)),
        "consent_email": consent_text(latest(person, Channel.EMAIL)),
        "objection": dates.date(person.objection) if person.objection else "",
    }
