"""Who leads to whom (domain.md B16)."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.profile.contact import Contact
from store.profile.path import paths


def people(ways: str) -> list[Contact]:
    """ "a>b b>c d": who leads to whom; "-a" has left."""
    found = []
    for one in ways.split():
        name, _sign, to = one.partition(">")
        left = date(2026, 1, 1) if name.startswith("-") else None
        found.append(Contact(id=name.strip("-"), leads_to=to, left=left))
    return found


def shown(found: list[Contact]) -> list[str]:
    return ["".join(one.id for one in way) for way in paths(found)]


@pytest.mark.parametrize(("ways", "found"), [
    ("", []), ("a b", []), ("a>b b", ["ab"]), ("b a>b", ["ab"]), ("a>b b>c c", ["abc"]),
    ("a>c b>c c", ["ac", "bc"]), ("a>a b", []), ("a>nobody", []),
    ("a>b b>a", ["ab"]), ("a>b b>c c>b", ["abc"]), ("-a>b b>c c", ["bc"]),
    ("a>b -b>c c", []), ("a>b b c>d d", ["ab", "cd"]),
])
def test_ways(ways: str, found: list[str]) -> None:
    assert shown(people(ways)) == found


@given(st.lists(st.integers(-1, 7), max_size=8))
def test_everybody_who_leads_to_somebody_else_is_on_a_way(leads: list[int]) -> None:
    found = [Contact(id=str(n), leads_to=str(to)) for n, to in enumerate(leads)]
    on_ways = {one.id for way in paths(found) for one in way}
    known = {one.id for one in found}
    for one in found:
        if one.leads_to in known and one.leads_to != one.id:
            assert {one.id, one.leads_to} <= on_ways
    for way in paths(found):
        assert len({one.id for one in way}) == len(way)
        assert all(a.leads_to == b.id for a, b in pairwise(way))
