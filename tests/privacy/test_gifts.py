from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from store.privacy.gifts import GiftBlock, GiftDoubt, doubts, may_give, remembered
from store.profile.activity import AckKind, Acknowledgement
from store.profile.company import Offer, OfferState
from store.profile.contact import Contact
from store.profile.prospect import Prospect

TODAY = date(2026, 2, 23)
MAYOR = Contact(id="m", last_name="Amtsberger", public_office=True)
CLERK = Contact(id="c", last_name="Schreiber")
SHY = Contact(id="s", last_name="Süß", no_gifts=True)
TOWN = Prospect(id="1", name="Übungsdorf", created=date(2025, 1, 1), contacts=(CLERK, MAYOR))


@pytest.mark.parametrize(
    ("person", "block"),
    [
        ("m", GiftBlock.PUBLIC_OFFICE),
        ("c", None),
        ("", GiftBlock.PUBLIC_OFFICE),
    ],
)
def test_an_office_holder_is_given_nothing(person: str, block: GiftBlock | None) -> None:
    assert may_give(TOWN, person) is block


def test_who_wants_no_gifts_gets_none() -> None:
    assert may_give(replace(TOWN, contacts=(SHY,)), "s") is GiftBlock.UNWANTED


def gift(cents: int, day: str = "2026-01-15", contact: str = "e", **more: Any) -> Acknowledgement:
    on = date.fromisoformat(day)
    return Acknowledgement(event="birthday:e", turn=on, day=on, kind=AckKind.GIFT,
                           contact=contact, value=cents, **more)


@pytest.mark.parametrize(("before", "value", "expected"), [
    ((), 3_499, ()),
    ((), 3_500, (GiftDoubt.MUCH,)),
    ((), 5_000, (GiftDoubt.MUCH,)),
    ((), 5_001, (GiftDoubt.LIMIT,)),
    ((gift(2_000), gift(1_000)), 499, ()),
    ((gift(2_000), gift(1_000)), 500, (GiftDoubt.MUCH,)),
    ((gift(4_000),), 1_001, (GiftDoubt.LIMIT,)),
    ((gift(4_000, "2025-12-31"),), 1_001, ()),
    ((gift(4_000, contact="other"),), 1_001, ()),
])
def test_gifts_add_up_by_person_and_year(
    before: tuple[Acknowledgement, ...], value: int, expected: tuple[GiftDoubt, ...]
) -> None:
    firm = Prospect(id="p", name="x", created=TODAY, acknowledgements=before)
    assert doubts(firm, "e", value, TODAY) == expected


@pytest.mark.parametrize(("state", "expected"), [
    (OfferState.OPEN, (GiftDoubt.OPEN_OFFER,)), (OfferState.WON, ()), (OfferState.LOST, ()),
])
def test_no_gift_while_they_decide(state: OfferState, expected: tuple[GiftDoubt, ...]) -> None:
    offer = Offer(id="1", title="Jacken", state=state)
    firm = Prospect(id="p", name="x", created=TODAY, offers=(offer,))
    assert doubts(firm, "e", 100, TODAY) == expected


def test_five_years_of_one_person() -> None:
    card = gift(0, "2024-03-01", note="Karte")
    firm = Prospect(id="p", name="x", created=TODAY, acknowledgements=(
        gift(900, "2020-03-01"), gift(1_500, "2022-03-01"), card,
        gift(700, "2024-05-01", contact="other"),
        replace(card, kind=AckKind.SKIPPED, turn=TODAY)))
    assert [(year, [done.value for done in found])
            for year, found in remembered(firm, "e", TODAY)] == [
        (2026, []), (2025, []), (2024, [0]), (2023, []), (2022, [1_500])]
