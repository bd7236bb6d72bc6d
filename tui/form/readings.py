"""What the text of a field means, in a value and in words."""

from __future__ import annotations

import re
from collections.abc import Callable

from store import (
    CANTONS,
    STATES,
    Role,
    Stage,
    clean,
    clean_line,
    country_code,
    is_mail,
    parse_period,
    phone_fault,
    postcode_fault,
    rolling,
    split_postcode,
)
from tui import dates, numbers
from tui.amounts import AmountProblem, echo_amount, explain_amount, parse_amount
from tui.countries import country
from tui.form import days
from tui.form.choices import code_value, definition, options
from tui.form.delicate import delicate
from tui.form.fields import FREE, Field, Kind
from tui.form.reading import Look, Reading
from tui.potential_line import parse_potential
from tui.texts import _, ngettext

_WEB = re.compile(r"(?:https?://)?[^\s/@]+\.[^\s/@.]{2,}(?:[/?#]\S*)?", re.IGNORECASE)
_COUNT = re.compile(r"\d{1,9}|\d{1,3}(?:[.,' ]\d{3}){1,2}")


def read(field: Field, text: str, look: Look) -> Reading:
    """Read a field. An empty one is None or an empty text, and wrong only where it is needed."""
    text = clean(text).strip() if field.kind is Kind.NOTE else clean_line(text)
    if field.needed and not text:
        return Reading(value="", wrong=True, words=_("{field}: this is needed.").format(
            field=_(field.label).rstrip(" *")))
    reading = _READERS[field.kind](field, text, look)
    return days.in_order(field, reading, look) if field.after else reading


def _text(field: Field, text: str, look: Look) -> Reading:
    return Reading(value=text)


def _free(field: Field, text: str, look: Look) -> Reading:
    """What is nobody's business is pointed out, never refused (domain.md 7)."""
    word = delicate(text)
    if word:
        return Reading(value=text, odd=True, words=_(
            "'{word}': is it needed? The person concerned may read this.").format(word=word))
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
    if field.most and value > field.most:
        return Reading(wrong=True, words=_("From 0 to {most}.").format(most=field.most))
    return Reading(value=value, words=numbers.number(value) if value > 999 else "")


def _percent(field: Field, text: str, look: Look) -> Reading:
    reading = _count(field, text.removesuffix("%").strip(), look)
    if reading.value is not None and reading.value > 100:
        return Reading(wrong=True, words=_("A share is 0 to 100 per cent."))
    return reading


def _region(field: Field, text: str, look: Look) -> Reading:
    """Whose holidays count: as store/events/workdays.py names it."""
    code = text.upper()
    if code not in {"", "AT", "DE", "CH", "BY", "BY-A", *STATES, *CANTONS}:
        return Reading(wrong=True, words=_(
            "Holidays are known of AT, DE, CH, BY, BY-A, a German state (NW) or a canton (ZH)."))
    return Reading(value=code)


def _amount(field: Field, text: str, look: Look) -> Reading:
    if not text:
        return Reading()
    amount = parse_amount(text)
    if isinstance(amount, AmountProblem):
        return Reading(wrong=True, words=explain_amount(amount))
    if amount.cents < 0 and field.kind is not Kind.SIGNED:
        return Reading(wrong=True, words=_("The amount is never below zero."))
    return Reading(value=amount.cents, words=echo_amount(amount),
                   odd=amount.note is not None)


def _potential(field: Field, text: str, look: Look) -> Reading:
    """Need times share is less what they buy already (domain.md 4.6)."""
    if not text:
        return Reading()
    entries = look.record.revenue if look.record else ()
    found = parse_potential(text, rolling(entries, look.today).revenue)
    return Reading(value=found.cents, words=found.words, odd=found.odd, wrong=found.cents is None)


def _period(field: Field, text: str, look: Look) -> Reading:
    """The value is the first and the last day."""
    period = parse_period(text)
    if period is None:
        return Reading(wrong=True, words=_(
            "Not a period; for example 2025, Q1 2026, 3/2026, 1.1.2026-15.2.2026"))
    if period.first > look.today:
        return Reading(wrong=True, words=_("{day} is still to come.").format(
            day=dates.long_date(period.first)))
    return Reading(value=period, words=_("{first} to {last}").format(
        first=dates.date(period.first), last=dates.date(period.last)))


def _names(field: Field, text: str, look: Look) -> Reading:
    found = (part.strip() for part in text.split(";"))
    return Reading(value=tuple(dict.fromkeys(name for name in found if name)))


def _tags(field: Field, text: str, look: Look) -> Reading:
    found = (part.strip().lstrip("#").strip() for part in re.split(r"[,;]", text))
    return Reading(value=tuple(dict.fromkeys(tag for tag in found if tag)))


def _stage(field: Field, text: str, look: Look) -> Reading:
    if all(text != code for _key, code, _word in options(field)):
        return Reading(wrong=True, words=_(field.hint))
    return Reading(value=Stage(text), words=definition(field, text))


def _choice(field: Field, text: str, look: Look) -> Reading:
    if text and all(text != code for _key, code, _word in options(field)):
        return Reading(value=None)
    return Reading(value=code_value(field, text), words=definition(field, text))


def _people(field: Field, text: str, look: Look) -> Reading:
    return Reading(value=tuple(code for code in text.split(",") if code))


def _company(field: Field, text: str, look: Look) -> Reading:
    """The value is the id of a company on file."""
    if not text:
        return Reading(value="")
    found = look.around.find(text)
    if found.key:
        return Reading(value=found.key, words=found.name)
    if found.others:
        return Reading(wrong=True, words=_("Which one? {names}").format(
            names="; ".join(found.others)))
    return Reading(wrong=True, words=_("No company of that name is on file."))


def _roles(field: Field, text: str, look: Look) -> Reading:
    return Reading(value=tuple(Role(code) for code in text.split(",") if code))


def _flag(field: Field, text: str, look: Look) -> Reading:
    return Reading(value=bool(text), words=definition(field, text))


_READERS: dict[Kind, Callable[[Field, str, Look], Reading]] = {
    Kind.TEXT: _text, Kind.NAME: _name, Kind.PHONE: _phone, Kind.EMAIL: _email, Kind.WEB: _web,
    Kind.POSTCODE: _postcode, Kind.COUNTRY: _country, Kind.REGION: _region, Kind.COUNT: _count,
    Kind.PERCENT: _percent, Kind.AMOUNT: _amount, Kind.POTENTIAL: _potential,
    Kind.DUE: days.due, Kind.PAST: days.past, Kind.BEHIND: days.behind, Kind.DAY: days.day,
    Kind.TALK: days.talk, Kind.ROUGH: days.rough,
    Kind.SIGNED: _amount, Kind.PERIOD: _period,
    Kind.END: days.end, Kind.BIRTHDAY: days.birthday, Kind.NAME_DAY: days.name_day,
    Kind.CONSENT: days.consent, Kind.TAGS: _tags, Kind.NAMES: _names, Kind.COMPANY: _company,
    **dict.fromkeys(FREE, _free), Kind.STAGE: _stage, Kind.FIXED: _stage, Kind.CHOICE: _choice,
    Kind.PERSON: _text, Kind.PEOPLE: _people, Kind.ROLES: _roles, Kind.FLAG: _flag,
}
