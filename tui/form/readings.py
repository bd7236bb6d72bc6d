"""What the text of a field means, in a value and in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from store import (
    Basis,
    Channel,
    Consent,
    Role,
    Stage,
    clean,
    clean_line,
    country_code,
    is_mail,
    phone_fault,
    postcode_fault,
    split_postcode,
)
from tui import date_echo, dates, numbers
from tui.amounts import AmountProblem, echo_amount, explain_amount, parse_amount
from tui.countries import country
from tui.date_parts import DateProblem, parse_birthday
from tui.date_words import parse_date
from tui.form.fields import Field, Kind, definition, options
from tui.texts import _, ngettext

_WEB = re.compile(r"(?:https?://)?[^\s/@]+\.[^\s/@.]{2,}(?:[/?#]\S*)?", re.IGNORECASE)
_COUNT = re.compile(r"\d{1,9}|\d{1,3}(?:[.,' ]\d{3}){1,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A value as understood. `words` is the echo, or the sentence about what is wrong."""

    value: Any = None
    words: str = ""
    wrong: bool = False
    """Cannot be saved like this."""
    odd: bool = False
    """Can be saved, but look again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a reading may look at beside the text itself."""

    today: date
    page: Mapping[str, str]
    """All texts of the page."""


def read(field: Field, text: str, look: Look) -> Reading:
    """Read a field. An empty one is None or an empty text, and never wrong but for a name."""
    text = clean(text).strip() if field.kind is Kind.NOTE else clean_line(text)
    return _READERS[field.kind](field, text, look)


def _text(field: Field, text: str, look: Look) -> Reading:
    return Reading(value=text)


def _name(field: Field, text: str, look: Look) -> Reading:
    if not text:
        return Reading(value="", words=_("A company needs a name."), wrong=True)
    return Reading(value=text)


def _phone(field: Field, text: str, look: Look) -> Reading:
    fault = phone_fault(text) if text else ""
    if fault == "lost_zero":
        return Reading(value=text, odd=True, words=_("Is the 0 in front missing?"))
    if fault:
        return Reading(wrong=True, words=_(
            "Not a phone number: digits, blanks, + ( ) / - and an extension behind."))
    count = sum(c.isdigit() for c in text)
    said = ngettext("{n} digit", "{n} digits", count).format(n=count) if text else ""
    return Reading(value=text, words=said)


def _email(field: Field, text: str, look: Look) -> Reading:
    if not text:
        return Reading(value="")
    if not is_mail(text):
        return Reading(wrong=True, words=_(
            "Not an e-mail address; for example name@company.example"))
    return Reading(value=text, words=_("complete"))


def _web(field: Field, text: str, look: Look) -> Reading:
    if text and not _WEB.fullmatch(text):
        return Reading(wrong=True, words=_("Not a web address; for example www.company.example"))
    return Reading(value=text)


def _country_of(text: str) -> str:
    code = country_code(text)
    return code or (text.upper() if len(text) == 2 and text.isascii() and text.isalpha() else "")


def _country(field: Field, text: str, look: Look) -> Reading:
    code = _country_of(text)
    if text and not code:
        return Reading(wrong=True, words=_("This country is not known; for example AT, DE, "
                                           "Italy, or its code of two letters."))
    return Reading(value=code, words=country(code))


def _postcode(field: Field, text: str, look: Look) -> Reading:
    """The value is (postcode, country its prefix names)."""
    if not text:
        return Reading(value=("", ""))
    postcode, named = split_postcode(text)
    given = _country_of(clean_line(look.page.get("country", "")))
    if named and given and named != given:
        clash = _("{text} is in {one}, but the country is {other}.")
        return Reading(wrong=True, words=clash.format(text=text, one=country(named),
                                                      other=country(given)))
    where = given or named
    fault = postcode_fault(postcode, where)
    if fault == "lost_zero":
        return Reading(wrong=True, words=_("Five digits in {country}: is the 0 in front "
                                           "missing?").format(country=country(where)))
    if fault:
        return Reading(wrong=True, words=_wrong_postcode(where))
    return Reading(value=(postcode, named), words=_place_of(postcode, where))


def _wrong_postcode(where: str) -> str:
    digits = {"AT": 4, "CH": 4, "LI": 4, "DE": 5, "IT": 5}.get(where)
    if digits is None:
        return _("A postcode has 4 digits in Austria and Switzerland, 5 in Germany; "
                 "for others fill in the country.")
    return _("A postcode in {country} has {n} digits.").format(country=country(where), n=digits)


def _place_of(postcode: str, where: str) -> str:
    if where:
        return country(where)
    if len(postcode) == 5:
        return country("DE")
    return _("{one} or {other}").format(one=country("AT"), other=country("CH"))


def _count(field: Field, text: str, look: Look) -> Reading:
    if not text:
        return Reading()
    if not _COUNT.fullmatch(text):
        return Reading(wrong=True, words=_("A whole number, please; for example 45"))
    value = int(re.sub(r"\D", "", text))
    return Reading(value=value, words=numbers.number(value) if value > 999 else "")


def _amount(field: Field, text: str, look: Look) -> Reading:
    if not text:
        return Reading()
    amount = parse_amount(text)
    if isinstance(amount, AmountProblem):
        return Reading(wrong=True, words=explain_amount(amount))
    if amount.cents < 0:
        return Reading(wrong=True, words=_("A potential is never below zero."))
    return Reading(value=amount.cents, words=echo_amount(amount),
                   odd=amount.note is not None)


def _due(field: Field, text: str, look: Look) -> Reading:
    if not text:
        return Reading()
    entry = parse_date(text, look.today)
    if isinstance(entry, DateProblem):
        return Reading(wrong=True, words=date_echo.explain_date(entry))
    if entry.day < look.today:
        return Reading(wrong=True, words=_("{day} is past.").format(
            day=dates.long_date(entry.day)))
    return Reading(value=entry, words=date_echo.echo(entry, look.today))


def _past(field: Field, text: str, look: Look) -> Reading:
    if not text:
        return Reading()
    entry = parse_date(text, look.today, past=True)
    if isinstance(entry, DateProblem):
        return Reading(wrong=True, words=date_echo.explain_date(entry))
    return Reading(value=entry, words=dates.long_date(entry.day))


def _birthday(field: Field, text: str, look: Look) -> Reading:
    if not text:
        return Reading()
    value = parse_birthday(text, look.today)
    if isinstance(value, DateProblem):
        return Reading(wrong=True, words=date_echo.explain_birthday(value))
    return Reading(value=value, words=dates.echo_birthday(value, look.today))


def _consent(field: Field, text: str, look: Look) -> Reading:
    """The value is a Consent for the channel the field is named after."""
    if not text:
        return Reading()
    given, what, proof = (part.strip() for part in f"{text};;".split(";", 2))
    proof = proof.rstrip("; ")
    entry = parse_date(given, look.today, past=True)
    if isinstance(entry, DateProblem):
        return Reading(wrong=True, words=date_echo.explain_date(entry))
    if entry.day > look.today:
        return Reading(wrong=True, words=_("{day} is still to come.").format(
            day=dates.long_date(entry.day)))
    consent = Consent(channel=Channel(field.code.removeprefix("consent_")), given=entry.day,
                      text=what, proof=proof)
    missing = "" if proof else _("the proof is missing: day; what for; proof")
    return Reading(value=consent, odd=not proof,
                   words=missing or dates.long_date(entry.day))


def _tags(field: Field, text: str, look: Look) -> Reading:
    found = (part.strip().lstrip("#").strip() for part in re.split(r"[,;]", text))
    return Reading(value=tuple(dict.fromkeys(tag for tag in found if tag)))


def _stage(field: Field, text: str, look: Look) -> Reading:
    if all(text != code for _key, code, _word in options(field)):
        return Reading(wrong=True, words=_(field.hint))
    return Reading(value=Stage(text), words=definition(field, text))


def _basis(field: Field, text: str, look: Look) -> Reading:
    return Reading(value=Basis(text) if text else None, words=definition(field, text))


def _roles(field: Field, text: str, look: Look) -> Reading:
    return Reading(value=tuple(Role(code) for code in text.split(",") if code))


def _flag(field: Field, text: str, look: Look) -> Reading:
    return Reading(value=bool(text), words=definition(field, text))


_READERS: dict[Kind, Callable[[Field, str, Look], Reading]] = {
    Kind.TEXT: _text, Kind.NAME: _name, Kind.PHONE: _phone, Kind.EMAIL: _email, Kind.WEB: _web,
    Kind.POSTCODE: _postcode, Kind.COUNTRY: _country, Kind.COUNT: _count, Kind.AMOUNT: _amount,
    Kind.DUE: _due, Kind.PAST: _past, Kind.BIRTHDAY: _birthday, Kind.TAGS: _tags,
    Kind.NOTE: _text, Kind.STAGE: _stage, Kind.FIXED: _stage, Kind.BASIS: _basis,
    Kind.ROLES: _roles,
    Kind.FLAG: _flag, Kind.CONSENT: _consent,
}
