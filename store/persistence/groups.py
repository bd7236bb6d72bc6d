"""Groups of companies: a centre with its branches, members and partners (domain.md A37)."""

from __future__ import annotations

from store.persistence.columns import GONE, MEMBER
from store.persistence.rowlines import RowLines


def shared_contact(rows: RowLines) -> dict[int, int]:
    """The last contact with anybody of its group, as an ordinal, by position.

    Only rows that name a centre are read; who is in no group is not in it.
    """
    flags, contact = rows.columns.flags, rows.columns.contact
    members = [n for n, bits in enumerate(flags) if bits & MEMBER and not bits & GONE]
    head: dict[int, int] = {}

    def first(position: int) -> int:
        while (above := head.setdefault(position, position)) != position:
            head[position] = head[above]
            position = above
        return position

    for position, row in zip(members, rows.several(members), strict=True):
        for key in row.heads:
            centre = rows.position(key)
            if centre is not None:
                head[first(position)] = first(centre)
    last: dict[int, int] = {}
    for position in list(head):
        group = first(position)
        last[group] = max(last.get(group, 0), contact[position])
    return {position: last[first(position)] for position in list(head)}
