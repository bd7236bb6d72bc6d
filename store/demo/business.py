"""Money, needs and plans of a sample row."""

from __future__ import annotations

from datetime import date

from store.demo.frame import CENTS, Frame, record_id, shares
from store.profile.company import (
    Contract,
    FinancialStatus,
    Light,
    Need,
    NeedKind,
    NeedState,
    Offer,
    OfferState,
    Project,
    ProjectKind,
    Relation,
    RelationKind,
    RevenueEntry,
)

_QUARTERS = (((1, 1), (3, 31)), ((4, 1), (6, 30)), ((7, 1), (9, 30)), ((10, 1), (12, 31)))


def revenue(frame: Frame) -> tuple[RevenueEntry, ...]:
    """Entries by quarter of the last year and the one before, oldest first.

    The last days of the quarters of the year before the reference day lie well inside
    the rolling twelve months, so that the sums of domain.md 9 hold on any day.
    """
    entries = [
        RevenueEntry(
            first=frame.day(old["first"]),
            last=frame.day(old["last"]),
            revenue=old["revenue"] * CENTS,
            margin=old["revenue"] * old["margin"],
            orders=old["orders"],
        )
        for old in frame.tables("revenue_older")
    ]
    table = frame.row.get("revenue")
    if table is None:
        return tuple(entries)
    total = table["year"] * CENTS
    season, orders = table["season"], table["orders"]
    year = frame.shared["reference"].year - 1
    if "prior" in table:
        before = round(total * table["prior"])
        earlier = table.get("season_prior", season), table.get("orders_prior", orders)
        entries += _quarters(frame, year - 1, before, table["margin"], *earlier)
    entries += _quarters(frame, year, total, table["margin"], season, orders)
    return tuple(entries)


def _quarters(
    frame: Frame, year: int, total: int, percent: int, season: list[int], orders: list[int]
) -> list[RevenueEntry]:
    """Total cents and margin of a year, dealt out exactly; quarters without any left out."""
    amounts = shares(total, season)
    margins = shares(total * percent // 100, season)
    return [
        RevenueEntry(
            first=frame.day(date(year, *first)),
            last=frame.day(date(year, *last)),
            revenue=amount,
            margin=margin,
            orders=count,
        )
        for (first, last), amount, margin, count in zip(
            _QUARTERS, amounts, margins, orders, strict=True
        )
        if amount
    ]


def needs(frame: Frame) -> tuple[Need, ...]:
    """Needs and wants."""
    return tuple(
        Need(
            text=frame.text("text", need),
            kind=NeedKind(need["kind"]),
            state=NeedState(need["state"]),
            noted=frame.day(need["d"]),
        )
        for need in frame.tables("need")
    )


def financials(frame: Frame) -> tuple[FinancialStatus, ...]:
    """What was found out about the finances, oldest first."""
    return tuple(
        FinancialStatus(
            noted=frame.day(entry["d"]),
            light=Light(entry["light"]),
            source=frame.text("source", entry),
            note=frame.text("note", entry),
        )
        for entry in frame.tables("finance")
    )


def contracts(frame: Frame) -> tuple[Contract, ...]:
    """Running contracts."""
    return tuple(
        Contract(
            id=f"{frame.id}-k{n}",
            title=frame.text("title", entry),
            end=frame.day(entry["end"]),
            notice=entry["notice"],
            renewal=entry["renewal"],
        )
        for n, entry in enumerate(frame.tables("contract"), 1)
    )


def offers(frame: Frame) -> tuple[Offer, ...]:
    """Offers made."""
    return tuple(
        Offer(
            id=f"{frame.id}-o{n}",
            title=frame.text("title", entry),
            amount=entry["amount"] * CENTS,
            made=frame.day(entry["made"]),
            binds_until=frame.day(entry["until"]),
            state=OfferState(entry["state"]),
        )
        for n, entry in enumerate(frame.tables("offer"), 1)
    )


def projects(frame: Frame) -> tuple[Project, ...]:
    """Plans, launches and fairs."""
    return tuple(
        Project(
            id=f"{frame.id}-p{n}",
            title=frame.text("title", entry),
            kind=ProjectKind(entry["kind"]),
            due=frame.day(entry["due"]),
            until=frame.maybe("until", entry),
            approximate=bool(entry.get("approximate")),
            need=frame.text("need", entry),
            need_from=frame.maybe("need_from", entry),
        )
        for n, entry in enumerate(frame.tables("project"), 1)
    )


def relations(frame: Frame) -> tuple[Relation, ...]:
    """Links to other sample rows."""
    return tuple(
        Relation(kind=RelationKind(link["kind"]), other=record_id(link["row"]))
        for link in frame.tables("relation")
    )
