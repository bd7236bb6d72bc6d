"""Working days of Austria, the German states and Switzerland (domain.md 6).

The rules of Austria and Bavaria stand here, so that rows are made without loading anything;
all other regions come from the library `holidays`, loaded when a record first needs one.
tests/events/test_workdays.py holds both against each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter

from store.profile.company import Address

AUSTRIA = "AT"
BAVARIA = "BY"
AUGSBURG = "BY-A"
"""Bavaria with the peace festival of 8 August."""
GERMANY = "DE"
"""Germany where the state is not known: only what is a holiday everywhere there."""
SWITZERLAND = "CH"
"""Switzerland where the canton is not known: only what is a holiday in all of it."""
STATES = frozenset(
    {"BB", "BE", "BW", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"})
"""German states beside Bavaria, as after "DE-"."""
CANTONS = frozenset({
    "AG", "AI", "AR", "BE", "BL", "BS", "FR", "GE", "GL", "GR", "JU", "LU", "NE", "NW", "OW",
    "SG", "SH", "SO", "SZ", "TG", "TI", "UR", "VD", "VS", "ZG", "ZH"})
"""As after "CH-"."""

_ONE_DAY = timedelta(days=1)
_GOOD_FRIDAY, _EASTER_MONDAY, _ASCENSION, _WHIT_MONDAY, _CORPUS_CHRISTI = -2, 1, 39, 50, 60
_FIXED = {
    AUSTRIA: ((1, 1), (1, 6), (5, 1), (8, 15), (10, 26), (11, 1), (12, 8), (12, 25), (12, 26)),
    BAVARIA: ((1, 1), (1, 6), (5, 1), (8, 15), (10, 3), (11, 1), (12, 25), (12, 26)),
    GERMANY: ((1, 1), (5, 1), (10, 3), (12, 25), (12, 26)),
}
_FIXED[AUGSBURG] = (*_FIXED[BAVARIA], (8, 8))
_MOVABLE = {
    AUSTRIA: (_EASTER_MONDAY, _ASCENSION, _WHIT_MONDAY, _CORPUS_CHRISTI),
    BAVARIA: (_GOOD_FRIDAY, _EASTER_MONDAY, _ASCENSION, _WHIT_MONDAY, _CORPUS_CHRISTI),
    GERMANY: (_GOOD_FRIDAY, _EASTER_MONDAY, _ASCENSION, _WHIT_MONDAY),
}
_MOVABLE[AUGSBURG] = _MOVABLE[BAVARIA]


@lru_cache(maxsize=1024)
def holidays(year: int, region: str) -> frozenset[date]:
    """Public holidays of a year; none for a region that is not known.

    `region`: AT, BY, BY-A, DE, CH, or DE- or CH- and a state or canton.
    """
    if region not in _FIXED:
        return _by_library(year, region)
    sunday = easter(year)
    return frozenset(
        {date(year, month, day) for month, day in _FIXED[region]}
        | {sunday + timedelta(days=offset) for offset in _MOVABLE[region]}
    )


def _by_library(year: int, region: str) -> frozenset[date]:
    country, _, part = region.partition("-")
    if part not in {GERMANY: STATES, SWITZERLAND: {"", *CANTONS}}.get(country, frozenset()):
        return frozenset()
    from holidays import country_holidays  # 0.1 s: only where a record needs it

    return frozenset(country_holidays(country, subdiv=part or None, years=year))


def is_working_day(day: date, region: str) -> bool:
    """Monday to Friday, and no holiday of the region."""
    return day.weekday() < 5 and day not in holidays(day.year, region)


def next_working_day(day: date, region: str) -> date:
    """The day itself if it is a working day, else the first one after it."""
    while not is_working_day(day, region) and day < date.max:
        day += _ONE_DAY
    return day


def previous_working_day(day: date, region: str) -> date:
    """The day itself if it is a working day, else the last one before it."""
    while not is_working_day(day, region) and day > date.min:
        day -= _ONE_DAY
    return day


def working_days(first: date, last: date, region: str) -> int:
    """How many working days lie in a period, both ends included."""
    return sum(is_working_day(day, region) for day in _days(first, last))


def _days(first: date, last: date) -> Iterator[date]:
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)


def region_of(address: Address | None, default: str = "") -> str:
    """The holiday region of an address: its own if given, else told by country or postcode.

    A region is a state (NW), a canton (ZH) or BY-A. German addresses count as Bavarian
    unless their region says otherwise, five figures in a postcode are German, four Austrian.
    Where nothing is known: `default`, else Austria.
    """
    if address is None:
        return default or AUSTRIA
    country = address.country or _country(address.postcode)
    if country == "DE":
        if not address.region:
            return AUGSBURG if address.place == "Augsburg" else BAVARIA
        if address.region in STATES:
            return f"{GERMANY}-{address.region}"
        return address.region if address.region in _FIXED else GERMANY
    if country == SWITZERLAND:
        return f"{SWITZERLAND}-{address.region}" if address.region in CANTONS else SWITZERLAND
    return address.region or country or default or AUSTRIA


def _country(postcode: str) -> str:
    if not postcode.isdigit():
        return ""
    return {5: "DE", 4: "AT"}.get(len(postcode), "")
