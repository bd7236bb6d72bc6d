"""Amounts of money as other programs write them; the decimal sign of a column is decided once."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from store.units import split_unit

_MONEY = re.compile(r"€|\bEURO?\b", re.IGNORECASE)
_NUMBER = re.compile(r"([+\-−]?)(\d[\d.,]*)(-?)", re.ASCII)
_ROUND = re.compile(r"[,.](?:--|-|–|—)$")
_GAPS = re.compile(r"(?<=\d)[ \u00a0\u202f\u2009'’](?=\d{3})")
_SCIENTIFIC = re.compile(r"\d+(?:[.,]\d+)?[Ee]\+?\d+")
_LONGEST = 15
_LARGEST = 10**17
"""Cents."""


@dataclass
class AmountRefused(Exception):
    """An amount that cannot be taken. Codes: amount, amount_order, damaged."""

    code: str


def decimal_sign(readings: Container[str]) -> str:
    """The decimal sign of a column, "," or ".", by the values that read one way only.

    Empty where no value shows it, or where they contradict each other.
    """
    comma, dot = "," in readings, "." in readings
    if comma == dot:
        return ""
    return "," if comma else "."


def parse_amount(text: str, decimal: str) -> int:
    """An amount in cents, rounded half away from zero. Raises AmountRefused.

    `decimal` is the column's decimal sign; empty refuses what has two readings. Thousands
    and millions may stand behind it, as in a form: "1,5t".
    """
    bare, unit = split_unit(_bare(text))
    found = _NUMBER.fullmatch(bare)
    if not found or (found[1] and found[3]):
        damaged = bare.startswith("#") or _SCIENTIFIC.fullmatch(bare)
        raise AmountRefused("damaged" if damaged else "amount")
    digits, shown = found[2], amount_reading(text)
    if not decimal and shown == "both":
        raise AmountRefused("amount_order")
    sign = decimal or (shown if shown in (",", ".") else ".")
    whole, _, fraction = digits.partition(sign)
    other = "." if sign == "," else ","
    grouped = re.fullmatch(rf"\d{{1,3}}(?:{re.escape(other)}\d{{3}})+|\d+", whole)
    if not grouped or not re.fullmatch(r"\d*", fraction) or len(digits) > _LONGEST:
        raise AmountRefused("amount")
    parts: int = 10 ** len(fraction)
    cents = (2 * int(whole.replace(other, "") + fraction) * unit * 100 + parts) // (2 * parts)
    if cents > _LARGEST:
        raise AmountRefused("amount")
    return -cents if found[1] in ("-", "−") or found[3] else cents


def parse_count(text: str) -> int | None:
    """A whole number such as of employees, or None."""
    bare = re.sub(r"(?<=\d)[.'’ \u00a0](?=\d{3})", "", text)
    return int(bare) if re.fullmatch(r"\d{1,7}", bare, re.ASCII) else None


def _bare(text: str) -> str:
    text = _MONEY.sub("", text).strip()
    return _GAPS.sub("", _ROUND.sub(lambda found: found[0][0] + "00", text))


def amount_reading(text: str) -> str:
    """The decimal sign one value shows; "both" if it reads two ways (1.200), else empty."""
    found = _NUMBER.fullmatch(split_unit(_bare(text))[0])
    if not found:
        return ""
    digits = found[2]
    dots, commas = digits.count("."), digits.count(",")
    if not dots and not commas:
        return ""
    if dots and commas:
        return "." if digits.rfind(".") > digits.rfind(",") else ","
    sign = "." if dots else ","
    if dots + commas > 1:
        return "," if sign == "." else "."
    whole, _, fraction = digits.partition(sign)
    grouped = len(fraction) == 3 and len(whole) <= 3 and whole != "0"
    return "both" if grouped else sign
