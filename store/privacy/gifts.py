"""Who may be given what (domain.md 6, gifts)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from store.profile.activity import AckKind, Acknowledgement
from store.profile.company import OfferState
from store.profile.prospect import Prospect

_NOTHING = (AckKind.MOVED, AckKind.SKIPPED)


class GiftBlock(StrEnum):
    """Why a gift is out of the question."""

    PUBLIC_OFFICE = "public_office"
    UNWANTED = "unwanted"


def may_give(prospect: Prospect, contact_id: str) -> GiftBlock | None:
    """What forbids a gift to a person; None if nothing does.

    Without a person anybody at the company who must not be given anything counts.
    """
    person = prospect.contact(contact_id)
    people = (person,) if person else prospect.contacts
    if any(one.public_office for one in people):
        return GiftBlock.PUBLIC_OFFICE
    if any(one.no_gifts for one in people):
        return GiftBlock.UNWANTED
    return None


WARN, LIMIT = 3_500, 5_000
"""Cents to one person in a calendar year: from here a warning, from here only with a yes."""


class GiftDoubt(StrEnum):
    """What speaks against a gift, but does not forbid it."""

    MUCH = "much"
    """With it the person gets 35 EUR or more in the year."""
    LIMIT = "limit"
    """With it the person gets more than 50 EUR in the year (§ 4 EStG in Germany)."""
    OPEN_OFFER = "open_offer"
    """A decision on an offer is pending."""


def given(prospect: Prospect, contact_id: str, year: int) -> int:
    """Cents of all gifts to a person in a calendar year."""
    return sum(done.value for done in prospect.acknowledgements
               if done.contact == contact_id and done.day.year == year)


def remembered(
    prospect: Prospect, contact_id: str, today: date, years: int = 5
) -> tuple[tuple[int, tuple[Acknowledgement, ...]], ...]:
    """How a person was remembered year by year, this year first: nobody gets the same
    bottle twice. What was moved or skipped is left out."""
    answered = [done for done in prospect.acknowledgements
                if done.contact == contact_id and done.kind not in _NOTHING]
    return tuple(
        (year, tuple(done for done in answered if done.day.year == year))
        for year in range(today.year, today.year - years, -1))


def doubts(prospect: Prospect, contact_id: str, value: int, today: date) -> tuple[GiftDoubt, ...]:
    """What speaks against a gift of `value` cents today (domain.md 6, gifts)."""
    found = []
    total = given(prospect, contact_id, today.year) + value
    if total > LIMIT:
        found.append(GiftDoubt.LIMIT)
    elif total >= WARN:
        found.append(GiftDoubt.MUCH)
    if any(offer.state is OfferState.OPEN for offer in prospect.offers):
        found.append(GiftDoubt.OPEN_OFFER)
    return tuple(found)
