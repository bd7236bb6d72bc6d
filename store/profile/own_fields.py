"""Fields of one's own and of industries: which of them a record is asked (domain.md B20, B22)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache

from store.profile.company import Extra
from store.profile.prospect import Prospect
from store.profile.steps import Stage
from store.text import fold

_ORDER = tuple(Stage)


class OwnKind(StrEnum):
    """How a value is written."""

    TEXT = "text"
    NUMBER = "number"
    """Stored with a point before its decimals: "120", "2.5"."""
    DATE = "date"
    """Stored as an ISO date."""
    CHOICE = "choice"
    """Stored as the code of a choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnChoice:
    """One of the values of a field, in both languages."""

    code: str
    de: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnField:
    """A field that stands in a file, not in the program."""

    code: str
    """Of its value in Prospect.extras."""
    de: str
    en: str
    kind: OwnKind = OwnKind.TEXT
    stage: Stage = Stage.CONTACT
    """From this stage on it is asked."""
    industries: tuple[str, ...] = ()
    """Words of which one stands in the industry; none: asked everywhere."""
    choices: tuple[OwnChoice, ...] = ()

    def asked(self, record: Prospect) -> bool:
        """Whether it fits stage and industry: "Filialbäckerei" holds "Bäckerei"."""
        if _ORDER.index(record.stage) < _ORDER.index(self.stage):
            return False
        if not self.industries:
            return True
        industry = fold(record.industry)
        return any(word in industry for word in _folded(self.industries))


@lru_cache(maxsize=512)
def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(fold, words))


def fields_for(record: Prospect, known: Iterable[OwnField]) -> tuple[OwnField, ...]:
    """What is asked of a record, and what it holds already, in the order of the files.

    What no file knows any more comes last, as a text under its code: nothing is hidden.
    """
    held = {extra.code for extra in record.extras}
    found = tuple(one for one in known if one.code in held or one.asked(record))
    lost = held - {one.code for one in found}
    return found + tuple(
        OwnField(code=code, de=code, en=code) for code in sorted(lost))


def extra(record: Prospect, code: str) -> str:
    """What a record holds under a code; empty for nothing."""
    return next((one.text for one in record.extras if one.code == code), "")


def with_extra(record: Prospect, code: str, text: str, today: date) -> Prospect:
    """A record with another value under a code, noted today; empty takes it away."""
    if extra(record, code) == text:
        return record
    new = Extra(code=code, text=text, noted=today)
    if any(one.code == code for one in record.extras):
        kept = tuple(new if one.code == code else one for one in record.extras)
    else:
        kept = (*record.extras, new)
    return replace(record, extras=tuple(one for one in kept if one.text))
