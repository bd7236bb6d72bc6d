"""Amounts of money as people type them, in Austria, Germany and English."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from store import split_unit
from tui.numbers import money, money_whole
from tui.texts import SOURCE_LANGUAGE, _, language


class AmountNote(StrEnum):
    """What to point out beside an amount that was understood."""

    THOUSANDS = "thousands"
    """One decimal and small: perhaps thousands were meant."""


class AmountFault(StrEnum):
    """Why an amount was not understood."""

    EMPTY = "empty"
    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"
    TOO_FINE = "too_fine"
    TOO_LARGE = "too_large"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """An amount as understood, in cents."""

    cents: int
    typed: str = ""
    note: AmountNote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountProblem:
    """An amount that is refused, with the ways it could be read (cents)."""

    code: AmountFault
    readings: tuple[int, ...] = ()


_LARGEST = 10**14
_SMALL = 1000_00
"""Cents below which "1,5" may have been meant in thousands."""
_BLANKS = re.compile(r"[\s'’\u00a0\u202f]+")
_CURRENCY = re.compile(r"€|\beuros?\b|\beur\b|(?<=[0-9])euros?\b|(?<=[0-9])eur\b")
_AMOUNT = re.compile(r"([-−+]?)([0-9][0-9.,]*?)(?:,(?:-+|–|—))?")
_PLAIN = re.compile(r"([0-9]+)(?:([.,])([0-9]+))?")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:(\.[0-9]{3})+|(,[0-9]{3})+)")
_GROUPED_DECIMAL = re.compile(
    r"([1-9][0-9]{0,2}(?:\.[0-9]{3})+),([0-9]+)|([1-9][0-9]{0,2}(?:,[0-9]{3})+)\.([0-9]+)"
)


def parse_amount(text: str) -> Amount | AmountProblem:
    """Read an amount of euros as typed: "1.200", "1,5", "1,5t", "1.5k", "€ 1.200,50".

    A sign before exactly three digits parts thousands, one before one or two digits
    is the decimal sign. What has two sensible readings is refused with both.
    """
    bare, unit = split_unit(_BLANKS.sub("", _CURRENCY.sub("", text.strip().casefold())))
    if not bare:
        return AmountProblem(code=AmountFault.EMPTY)
    match = _AMOUNT.fullmatch(bare)
    if match is None:
        return AmountProblem(code=AmountFault.UNKNOWN)
    sign = -1 if match[1] in ("-", "−") else 1
    readings = _readings(match[2], unit > 1)
    if not readings:
        return AmountProblem(code=AmountFault.UNKNOWN)
    results = tuple(_cents(whole, decimals, unit) for whole, decimals in readings)
    known = tuple(sign * cents for cents in results if cents is not None)
    if len(results) > 1:
        return AmountProblem(code=AmountFault.AMBIGUOUS, readings=known)
    if not known:
        return AmountProblem(code=AmountFault.TOO_FINE)
    if abs(known[0]) > _LARGEST:
        return AmountProblem(code=AmountFault.TOO_LARGE)
    small = unit == 1 and len(readings[0][1]) == 1 and abs(known[0]) < _SMALL
    note = AmountNote.THOUSANDS if small else None
    return Amount(cents=known[0], typed=match[2], note=note)


def _readings(digits: str, unit: bool) -> tuple[tuple[str, str], ...]:
    """The ways to read the digits, each as whole part and decimals."""
    if match := _GROUPED_DECIMAL.fullmatch(digits):
        whole, decimals = match[1] or match[3], match[2] or match[4]
        return ((re.sub(r"[.,]", "", whole), decimals),)
    if match := _GROUPED.fullmatch(digits):
        thousands = (re.sub(r"[.,]", "", digits), "")
        signs = digits.count(".") + digits.count(",")
        comma = "," in digits and language() != SOURCE_LANGUAGE
        if signs == 1 and (unit or comma):
            whole, _sign, decimals = digits.replace(",", ".").partition(".")
            return ((whole, decimals), thousands)
        return (thousands,)
    if match := _PLAIN.fullmatch(digits):
        return ((match[1], match[3] or ""),)
    return ()


def _cents(whole: str, decimals: str, unit: int) -> int | None:
    """Cents, or None where a fraction of a cent would remain."""
    if len(whole) + len(decimals) > 30:
        return _LARGEST + 1
    cents, rest = divmod(int(whole + decimals) * unit * 100, 10 ** len(decimals))
    return None if rest else cents


def echo_amount(amount: Amount) -> str:
    """The amount as understood, for the line under the field."""
    text = money(amount.cents)
    if amount.note is AmountNote.THOUSANDS:
        hint = _("thousands: {typed}k = {amount}")
        large = money_whole(amount.cents * 1000)
        return f"{text}? " + hint.format(typed=amount.typed, amount=large)
    return text


def explain_amount(problem: AmountProblem) -> str:
    """Why an amount was not understood, and what to type instead."""
    match problem.code:
        case AmountFault.EMPTY:
            return _("No amount yet, for example 1200, 1.200,50 or 1,5t")
        case AmountFault.AMBIGUOUS:
            either = _(" or ").join(money(cents) for cents in problem.readings)
            return _("Could be {readings}: please write it out").format(readings=either)
        case AmountFault.TOO_FINE:
            return _("An amount has at most two decimals")
        case AmountFault.TOO_LARGE:
            return _("This amount is too large")
        case AmountFault.UNKNOWN:
            return _("Not an amount; for example 1200, 1.200,50 or 1,5t")
