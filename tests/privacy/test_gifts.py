from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from store.privacy.gifts import GiftBlock, may_give
from store.profile.contact import Contact
from store.profile.prospect import Prospect

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
