"""The texts of an open form: pages of fields, what changed, what is taken off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from store import Prospect, Stage, clean_line
from tui import dates
from tui.form.choices import chosen
from tui.form.company_sheets import MASTER
from tui.form.company_texts import company_texts
from tui.form.fields import CHOICES, Field, Kind, Sheet
from tui.form.own_sheet import own_sheets
from tui.form.parts import Part
from tui.form.sections import BASIC, NEW, SECTIONS
from tui.form.writing import Around
from tui.quick import Quick
from tui.texts import _

_NOWHERE = Around()
_NEW = "+"
"""Begins the key of an entry that is not on file yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Fields of the record itself, or of one entry of it."""

    sheet: Sheet
    part: Part | None = None
    """None: fields of the record itself."""
    entry: str = ""
    """What tells the entry from others of its part; of a new one a number behind "+"."""
    start: Mapping[str, str] = field(default_factory=dict)
    """Texts as they are on file; a missing one is empty."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Texts that differ from it."""
    removed: bool = False

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of the page in the order of Tab."""
        return self.sheet.fields

    @property
    def new(self) -> bool:
        """Of an entry that is not on file yet."""
        return self.entry.startswith(_NEW)

    @property
    def all(self) -> dict[str, str]:
        """All texts as they stand."""
        return {**self.start, **self.texts}

    @property
    def first(self) -> bool:
        """The first page of its entry, or one of the record."""
        return self.part is None or self.sheet.code == self.part.sheets[0].code

    def text(self, code: str) -> str:
        """The text of a field."""
        return self.texts.get(code, self.start.get(code, ""))

    def has(self, code: str) -> bool:
        """True if there is a field of that code."""
        return any(one.code == code for one in self.fields)

    def same_entry(self, other: Page) -> bool:
        """Both are of one entry."""
        return self.part is not None and (self.part is other.part and self.entry == other.entry)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """All pages of a section: of the record, of its entries, and an empty one for a new one."""

    record: Prospect | None
    """As on file; None: a new company."""
    pages: tuple[Page, ...]
    section: str = BASIC
    letter: str = ""
    """Class set by hand in the quick line of a new company."""
    around: Around = field(default=_NOWHERE, compare=False)

    @property
    def name(self) -> str:
        """Of the company, as typed."""
        if self.section == BASIC:
            return clean_line(self.pages[0].text("name"))
        return clean_line(self.record.short_name) if self.record else ""

    @property
    def changes(self) -> tuple[tuple[int, str], ...]:
        """Changed fields as (page, code); an entry taken off counts once with no code."""
        found: list[tuple[int, str]] = []
        for number, page in enumerate(self.pages):
            if page.removed:
                found += [(number, "")] if page.first and not page.new else []
            else:
                found += [(number, one.code) for one in page.fields if one.code in page.texts]
        return tuple(found)

    def group(self, number: int) -> tuple[int, ...]:
        """The pages of the same entry."""
        here = self.pages[number]
        return tuple(other for other, page in enumerate(self.pages)
                     if other == number or page.same_entry(here))

    def blank(self, number: int) -> bool:
        """A new entry of which nothing is known yet."""
        return self.pages[number].new and not any(
            any(self.pages[one].texts.values()) for one in self.group(number))

    def texts(self, number: int) -> dict[str, str]:
        """All texts of the record, or of the entry of a page."""
        pages = (self.pages[one] for one in self.group(number))
        return {code: text for page in pages for code, text in page.all.items()}

    def title(self, number: int) -> str:
        """Name of an entry, or of the company, as typed."""
        page = self.pages[number]
        if page.part is None:
            return self.name
        texts = self.texts(number)
        fields = {one.code: one for sheet in page.part.sheets for one in sheet.fields}
        fields |= {one.code: one for one in page.fields}
        said = (texts.get(code, "") for code in page.part.title)
        words = (chosen(fields[code], text) if fields[code].kind in CHOICES else text
                 for code, text in zip(page.part.title, said, strict=True) if text)
        return clean_line(" ".join(words))

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
        return self._with({number: replace(page, texts=texts)})

    def remove(self, number: int) -> Form:
        """Take an entry off, or back."""
        page = self.pages[number]
        if page.part is None or self.blank(number):
            return self
        return self._with({one: replace(self.pages[one], removed=not page.removed)
                           for one in self.group(number)})

    def _with(self, changed: Mapping[int, Page]) -> Form:
        pages = tuple(changed.get(number, page) for number, page in enumerate(self.pages))
        return _tidied(replace(self, pages=pages))


def _tidied(form: Form) -> Form:
    """One blank page behind the entries of each part, all pages of those that say something."""
    pages: list[Page] = []
    for _part, run in groupby(form.pages, key=lambda page: id(page.part)):
        found = list(run)
        part = found[0].part
        pages += found if part is None else _tidied_part(form, part, found)
    return replace(form, pages=tuple(pages))


def _tidied_part(form: Form, part: Part, pages: list[Page]) -> list[Page]:
    entries = [list(group) for _key, group in groupby(pages, key=lambda page: page.entry)]
    while len(entries) > 1 and _blank(entries[-1]) and _blank(entries[-2]):
        entries.pop()
    if not _blank(entries[-1]):
        last = entries[-1][0]
        number = int(last.entry.removeprefix(_NEW)) + 1 if last.new else 1
        entries.append([_page(form.record, part, part.sheets[0], f"{_NEW}{number}", None,
                              form.around)])
    return [page for group in entries for page in _whole(form, part, group)]


def _blank(group: list[Page]) -> bool:
    return group[0].new and not any(any(page.texts.values()) for page in group)


def _whole(form: Form, part: Part, group: list[Page]) -> list[Page]:
    """A new entry that says something has all its pages, a blank one the first."""
    if not group[0].new:
        return group
    if _blank(group):
        return group[:1]
    known = {page.sheet.code: page for page in group}
    return [known.get(sheet.code) or _page(form.record, part, sheet, group[0].entry, None,
                                           form.around) for sheet in part.sheets]


def open_form(record: Prospect | None, section: str = BASIC, around: Around = _NOWHERE) -> Form:
    """The form of a section of a record; of nothing: an empty one for a new prospect."""
    pages: list[Page] = []
    for one in (SECTIONS[section] if record else NEW).pages:
        if isinstance(one, Part):
            pages += _part_pages(record, one, around)
        else:
            pages.append(_record_page(record, one, around))
        if one is MASTER and record is not None:
            pages += [Page(sheet=own, start=start) for own, start in own_sheets(record)]
    return Form(record=record, pages=tuple(pages), section=section, around=around)


def _part_pages(record: Prospect | None, part: Part, around: Around) -> Iterator[Page]:
    for key, entry in part.entries(record).items() if record else ():
        for sheet in part.sheets:
            yield _page(record, part, sheet, key, entry, around)
    yield _page(record, part, part.sheets[0], f"{_NEW}1", None, around)


def _page(record: Prospect | None, part: Part, sheet: Sheet, key: str, entry: Any,
          around: Around) -> Page:
    """A page of an entry; None for a new one."""
    sheet = _peopled(sheet, record, key)
    start = (part.starts(record, sheet.fields, around) if entry is None
             else part.texts(entry, sheet.fields, around))
    return Page(sheet=sheet, part=part, entry=key, start=start)


def _record_page(record: Prospect | None, sheet: Sheet, around: Around) -> Page:
    if record is None:
        return Page(sheet=sheet, start={"stage": Stage.PROSPECT.value})
    return Page(sheet=sheet, start=company_texts(record, sheet.fields, around))


def _peopled(sheet: Sheet, record: Prospect | None, own: str) -> Sheet:
    """The sheet with the people to choose among: those on file but the person of the page."""
    if not any(one.kind in (Kind.PERSON, Kind.PEOPLE) for one in sheet.fields):
        return sheet
    people = tuple((one.id, clean_line(one.name) or _("no name"))
                   for one in (record.contacts if record else ()) if one.id != own)
    return replace(sheet, fields=tuple(
        replace(one, people=people) if one.kind in (Kind.PERSON, Kind.PEOPLE) else one
        for one in sheet.fields))


def quick_form(quick: Quick, around: Around = _NOWHERE) -> Form:
    """The form of a new company with what a quick line already said."""
    form = open_form(None, around=around)
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
