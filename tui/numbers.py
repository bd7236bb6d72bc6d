"""Numbers and amounts of money, written as in Austria, Germany and English."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from tui.texts import SOURCE_LANGUAGE, language, locale

UNKNOWN = "–"
"""Stands where there is no value; never 0 (domain.md 3.1, 4.2)."""


class _Format(NamedTuple):
    group: str
    point: str
    money: str
    percent: str


_FORMATS = {
    "de_AT": _Format(group=".", point=",", money="€ {}", percent="{} %"),
    "de": _Format(group=".", point=",", money="{} €", percent="{} %"),
    SOURCE_LANGUAGE: _Format(group=",", point=".", money="€{}", percent="{}%"),
}


def _format() -> _Format:
    name = locale()
    return _FORMATS.get(name) or _FORMATS.get(name[:2]) or _FORMATS[SOURCE_LANGUAGE]


def _rounded(value: int, unit: int) -> int:
    """value / unit, halves away from zero as in commerce."""
    whole = (2 * abs(value) + unit) // (2 * unit)
    return whole if value >= 0 else -whole


def _decimal(value: int, places: int) -> str:
    """Digits of value / 10**places, grouped, without its sign."""
    style = _format()
    whole, rest = divmod(abs(value), 10**places)
    text = f"{whole:,}".replace(",", style.group)
    return f"{text}{style.point}{rest:0{places}}" if places else text


def _signed(value: int, text: str) -> str:
    return f"-{text}" if value < 0 else text


def number(value: int) -> str:
    """A whole number: "30.000"."""
    return _signed(value, _decimal(value, 0))


def money(cents: int | None) -> str:
    """An amount to the cent: "€ 1.234,50", "1.234,50 €", "€1,234.50"."""
    if cents is None:
        return UNKNOWN
    return _signed(cents, _format().money.format(_decimal(cents, 2)))


def money_whole(cents: int | None) -> str:
    """An amount rounded to whole euros: "€ 30.000"."""
    if cents is None:
        return UNKNOWN
    euro = _rounded(cents, 100)
    return _signed(euro, _format().money.format(_decimal(euro, 0)))


def euros(cents: int | None) -> str:
    """Whole euros without the sign, for tables: "30.000"."""
    return UNKNOWN if cents is None else number(_rounded(cents, 100))


def percent(value: int | None, scale: int = 100, places: int = 0) -> str:
    """value / scale in per cent: 66 → "66 %"; 600 of 1000 → "60 %"."""
    if value is None:
        return UNKNOWN
    parts = _rounded(value * 100 * 10**places, scale)
    return _signed(parts, _format().percent.format(_decimal(parts, places)))


def tenths(value: Fraction | None) -> str:
    """With one decimal where it has any: "68,9", "62"."""
    if value is None:
        return UNKNOWN
    parts = _rounded(value.numerator * 10, value.denominator)
    return number(parts // 10) if parts % 10 == 0 else _signed(parts, _decimal(parts, 1))


def score(value: int | Fraction | None, *, exact: bool = False) -> str:
    """A score: hundredths as int (8125), or exact points as Fraction; rounded to "81".

    exact: with two decimals where it has any, "81,25".
    """
    if value is None:
        return UNKNOWN
    if isinstance(value, Fraction):
        if not exact:
            return number(_rounded(value.numerator, value.denominator))
        value = _rounded(value.numerator * 100, value.denominator)
    if not exact or value % 100 == 0:
        return number(_rounded(value, 100))
    return _signed(value, _decimal(value, 2))


def decimal(value: int | Fraction, places: int = 1, *, grouped: bool = True,
            trim: bool = False) -> str:
    """A number with decimals: "1.230,0"; ungrouped for files, `trim`med where they are 0."""
    value = Fraction(value)
    parts = _rounded(value.numerator * 10**places, value.denominator)
    if trim:
        while places and parts % 10 == 0:
            parts, places = parts // 10, places - 1
    text = _signed(parts, _decimal(parts, places))
    return text if grouped else text.replace(_format().group, "")


def ordinal(value: int) -> str:
    """A place in a row: "65." in German, "65th" in English."""
    if language() != SOURCE_LANGUAGE:
        return f"{value}."
    if value % 100 in (11, 12, 13):
        return f"{value}th"
    return f"{value}{({1: 'st', 2: 'nd', 3: 'rd'}).get(value % 10, 'th')}"
