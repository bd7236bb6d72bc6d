"""The person of one entry, with the ways to reach them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from store.exchange.checks import bare_mail, is_mail, phone_fault
from store.exchange.drafts import Draft
from store.exchange.entries import RowRefused
from store.exchange.names import PersonName, split_name, split_prefix
from store.profile.contact import Birthday, Contact

_BETWEEN = re.compile(r"[;,]")
_NOTED = ("nickname", "fax")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Phones and mails of one entry."""

    phone: str = ""
    mobile: str = ""
    central: str = ""
    """Switchboard of the company."""
    mail: str = ""
    company_mail: str = ""

    @property
    def any(self) -> str:
        """Whatever is there, to name a record that has no name."""
        return self.mail or self.company_mail or self.phone or self.mobile or self.central


def take_reach(draft: Draft) -> Reach:
    """Phones and mails; those beyond one of a kind become lines. Raises RowRefused (mail)."""
    mail, company_mail = _mail(draft, "email"), _mail(draft, "email_company")
    phone = _phone(draft, "phone")
    mobile, central = _phone(draft, "mobile"), _phone(draft, "phone_company")
    if not phone:
        phone = _phone(draft, "phone_home")
    for name in ("phone_home", *_NOTED):
        for cell in draft.all(name):
            draft.keep(cell)
    return Reach(phone=phone, mobile=mobile, central=central, mail=mail, company_mail=company_mail)


def take_name(draft: Draft) -> PersonName:
    """The name in its parts, from columns of their own or from a whole name."""
    first = " ".join(filter(None, (draft.one("first"), draft.one("middle"))))
    last = draft.one("last")
    courtesy, title = split_prefix(" ".join(cell.text for cell in draft.all("prefix")))
    suffix = draft.one("suffix")
    whole = draft.all("name")
    if not first and not last and whole:
        parts = split_name(whole[0].text)
        for cell in whole[1:]:
            draft.keep(cell)
        return PersonName(
            title=title or parts.title,
            first=parts.first,
            last=parts.last,
            suffix=suffix or parts.suffix,
            courtesy=courtesy or parts.courtesy,
        )
    return PersonName(title=title, first=first, last=last, suffix=suffix, courtesy=courtesy)


def make_contact(draft: Draft, name: PersonName, reach: Reach, source: str) -> Contact:
    """The contact person. Raises RowRefused for an unreadable birthday."""
    salutation = draft.one("salutation")
    department, function = draft.one("department"), draft.one("function")
    if function and department and department != function:
        function = f"{function}, {department}"
    day = draft.birthday()
    return Contact(
        id=draft.rules.new_id(),
        last_name=name.last,
        first_name=name.first,
        title=name.title,
        suffix=name.suffix,
        salutation=salutation or name.courtesy,
        function=function or department,
        phone=reach.phone,
        mobile=reach.mobile,
        email=reach.mail,
        birthday=Birthday(day=day.day, month=day.month, year=day.year, noted=draft.rules.today)
        if day else None,
        source=source,
    )


def _mail(draft: Draft, field: str) -> str:
    found = ""
    for cell in draft.all(field):
        if cell.text.startswith("/o="):
            # Outlook's name of a colleague within one Exchange server: not a mail address.
            draft.notice(cell, "mail_exchange")
            draft.keep(cell)
            continue
        for mail in _mails(cell.text):
            if not is_mail(mail):
                raise RowRefused(cell.label, "mail", cell.text)
            if not found:
                found = mail
            elif mail.casefold() != found.casefold():
                draft.keep(cell._replace(text=mail))
    return found


def _mails(text: str) -> list[str]:
    """The addresses of a cell: between semicolons, commas or blanks, with or without names."""
    found: list[str] = []
    for part in _BETWEEN.split(text):
        bare = bare_mail(part)
        found += [bare] if is_mail(bare) else [bare_mail(word) for word in part.split()]
    return found


def _phone(draft: Draft, field: str) -> str:
    found = ""
    for cell in draft.all(field):
        text = cell.text[4:].strip() if cell.text[:4].casefold() == "tel:" else cell.text
        fault = phone_fault(text)
        if fault:
            draft.notice(cell, fault)
        if not found:
            found = text
        elif text != found:
            draft.keep(cell)
    return found
