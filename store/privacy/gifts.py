"""Who must not be given anything (domain.md 6, gifts)."""

from __future__ import annotations

from enum import StrEnum

from store.profile.prospect import Prospect


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
