"""Who leads to whom: from the door to the person who decides (domain.md B16)."""

from __future__ import annotations

from collections.abc import Sequence

from store.profile.contact import Contact


def paths(people: Sequence[Contact]) -> tuple[tuple[Contact, ...], ...]:
    """Each way through the people who are still there, at least two on it, door first.

    A way that leads back to somebody on it ends before them; people nobody leads to begin one,
    and of a circle the first of its people does.
    """
    known = {one.id: one for one in people if one.active}
    led_to = {one.leads_to for one in known.values() if one.leads_to != one.id}
    doors = [one for one in known.values() if one.id not in led_to]
    found = [_way(door, known) for door in doors]
    seen = {one.id for way in found for one in way}
    for one in known.values():
        if one.id not in seen:
            found.append(_way(one, known))
            seen.update(person.id for person in found[-1])
    return tuple(way for way in found if len(way) > 1)


def _way(door: Contact, known: dict[str, Contact]) -> tuple[Contact, ...]:
    way = {door.id: door}
    following = known.get(door.leads_to)
    while following is not None and following.id not in way:
        way[following.id] = following
        following = known.get(following.leads_to)
    return tuple(way.values())
