"""Groups and networks: a centre with its branches, members and partners (domain.md A37)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

K = TypeVar("K")


@dataclass(frozen=True, slots=True, kw_only=True)
class Network(Generic[K]):
    """All that hang together, each once."""

    centre: K
    places: tuple[tuple[K, int], ...]
    """Each with how far below its centre it stands (0: a centre), those below one another in
    turn. A second centre follows behind all that belong to the first."""

    @property
    def keys(self) -> tuple[K, ...]:
        """All of them, the centre first."""
        return tuple(key for key, _depth in self.places)


def networks(
    heads: Mapping[K, Sequence[K]], rank: Callable[[K], Any],
) -> tuple[Network[K], ...]:
    """The groups of two or more that `heads` make: to whom each belongs.

    The centre belongs to nobody; of several it is the one with the most others directly below
    it, of those with as many the first by `rank`. Where all belong to somebody (a circle), it
    is the one to whom most belong. Others stand in the order of `rank`.
    """
    below: dict[K, list[K]] = {}
    for key, above in heads.items():
        for head in dict.fromkeys(above):
            if head != key:
                below.setdefault(head, []).append(key)
    for members in below.values():
        members.sort(key=rank)
    found = []
    for group in _together(heads, below):
        if len(group) < 2:
            continue
        bound = {key for key in group if set(heads.get(key, ())) - {key}}
        centres = sorted(group, key=lambda key: (
            key in bound, -len(below.get(key, ())), rank(key)))
        found.append(Network(centre=centres[0], places=tuple(_walk(centres, below))))
    return tuple(sorted(found, key=lambda network: rank(network.centre)))


def _together(heads: Mapping[K, Sequence[K]], below: Mapping[K, Sequence[K]]) -> Iterable[list[K]]:
    """Each set that is connected, once."""
    seen: set[K] = set()
    for first in (*below, *heads):
        if first in seen:
            continue
        seen.add(first)
        group, waiting = [], [first]
        while waiting:
            key = waiting.pop()
            group.append(key)
            for other in (*heads.get(key, ()), *below.get(key, ())):
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        yield group


def _walk(centres: Sequence[K], below: Mapping[K, Sequence[K]]) -> Iterable[tuple[K, int]]:
    """From each centre down, nobody twice; who is not below one stands beside it (a circle)."""
    seen: set[K] = set()
    waiting = [(key, 0) for key in reversed(centres)]
    while waiting:
        key, depth = waiting.pop()
        if key in seen:
            continue
        seen.add(key)
        yield key, depth
        waiting += [(other, depth + 1) for other in reversed(below.get(key, ()))
                    if other not in seen]
