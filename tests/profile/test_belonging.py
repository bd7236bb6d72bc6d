"""Who belongs together: centres, chains, circles, two centres."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from store.profile.network import networks


def told(heads: dict[str, str]) -> list[str]:
    """Each group as "z0 a1 b2", the centre first."""
    found = networks({key: tuple(above) for key, above in heads.items()}, rank=str)
    assert all(group.centre == group.places[0][0] == group.keys[0] for group in found)
    return [" ".join(f"{key}{depth}" for key, depth in group.places) for group in found]


def test_centres_branches_and_what_is_below_them() -> None:
    assert told({}) == []
    assert told({"b": "z", "a": "z"}) == ["z0 a1 b1"]
    assert told({"a": "z", "b": "a", "c": "z", "y": "x"}) == ["x0 y1", "z0 a1 b2 c1"]
    assert told({"m": "zy", "a": "z"}) == ["z0 a1 m1 y0"], "a second centre comes behind"
    assert told({"m": "yz"}) == ["y0 m1 z0"], "of as many the first"


def test_circles_and_those_that_belong_to_themselves() -> None:
    assert told({"a": "a"}) == []
    assert told({"a": "b", "b": "c", "c": "a", "d": "b"}) == ["b0 a1 c2 d1"]
    assert told({"a": "az", "b": "bz"}) == ["z0 a1 b1"]


@settings(max_examples=60)
@given(st.dictionaries(st.integers(0, 9), st.lists(st.integers(0, 9), max_size=3)))
def test_everybody_stands_once_with_those_they_hang_together_with(
        heads: dict[int, list[int]]) -> None:
    found = networks(heads, rank=int)
    keys = [key for group in found for key in group.keys]
    assert len(keys) == len(set(keys))
    group_of = {key: group for group in found for key in group.keys}
    linked = {key for one, above in heads.items() if set(above) - {one} for key in (one, *above)}
    assert linked == set(keys)
    for one, above in heads.items():
        for head in set(above) - {one}:
            assert group_of[one] is group_of[head]
