"""Revenue out of accounting exports: columns, periods, whose it is, sums, what is replaced."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import ImportProblem
from store.exchange.limits import Limits, Stopped
from store.exchange.periods import parse_period
from store.exchange.plan import Choices, refused_csv
from store.exchange.revenue_columns import match_revenue_columns
from store.exchange.revenue_import import is_revenue, plan_revenue
from store.exchange.revenue_plan import RevenuePlan, revenue_edit
from store.profile.company import RevenueEntry
from store.profile.prospect import Prospect, Stage

TODAY = date(2026, 2, 23)
Q4 = RevenueEntry(first=date(2025, 10, 1), last=date(2025, 12, 31), revenue=8_000_00,
                  margin=2_000_00, orders=2)
ADLER = Prospect(id="a", name="Adler Werkzeug GmbH", legal_form="GmbH", number="10037",
                 created=TODAY, stage=Stage.REGULAR, revenue=(Q4,))
BERG = Prospect(id="b", name="Müller & Söhne KG", created=TODAY, stage=Stage.EXISTING)
TWINS = tuple(Prospect(id=f"t{n}", name=f"Huber {form}", legal_form=form, created=TODAY,
                       stage=Stage.PROSPECT) for n, form in enumerate(("OG", "KG")))
ALL = (ADLER, BERG, *TWINS)


def plan(text: str | bytes, **options: Any) -> RevenuePlan:
    known = {one.id: one for one in ALL}
    rows = cast(Any, [SimpleNamespace(
        id=one.id, name=one.name, short=one.short_name, number=one.number, stage=one.stage)
        for one in ALL])
    data = text if isinstance(text, bytes) else text.encode()
    found = plan_revenue("x/fibu.csv", data, rows, known.__getitem__, today=TODAY, **options)
    assert found.rows == found.taken + found.blank + found.totals + len(found.refused)
    return found


def said(found: RevenuePlan) -> list[str]:
    """Each booking as "a 2025-10-01 2025-12-31 800000 None 0"."""
    return [f"{one.key} {one.entry.first} {one.entry.last} {one.entry.revenue} "
            f"{one.entry.margin} {one.entry.orders}" for one in found.bookings]


def test_what_columns_say() -> None:
    for head, codes in (
            ("Kd.-Nr.;Kunde;Periode;Umsatz netto;DB;Aufträge",
             "number;name;period;revenue;margin;orders"),
            ("Konto;Bezeichnung;Jän 26;Feb-26;Gesamt;Umsatz",
             "number;name;revenue 2026-01-01 2026-01-31;revenue 2026-02-01 2026-02-28;;"),
            ("Firma;Umsatz 2024;Umsatz EUR 2025;DB 2025 (EUR);DB 2025 %;Umsatz brutto;Umsatz2023",
             ("name;revenue 2024-01-01 2024-12-31;revenue 2025-01-01 2025-12-31;"
              "margin 2025-01-01 2025-12-31;;;revenue 2023-01-01 2023-12-31")),
            ("Customer No;Year;January;Feb;Net sales;Cost of goods sold;Q1 2026 DB",
             "number;year;revenue 1;revenue 2;;cost;margin 2026-01-01 2026-03-31"),
            ("Name;Belegdatum;Rechnungsnr;Netto EUR", "name;day;document;revenue")):
        assert ";".join(one.code for one in match_revenue_columns(head.split(";"), {})) == codes


def test_months_side_by_side_in_cp1252() -> None:
    text = ("Umsatzliste\r\nKonto;Bezeichnung;Jänner 2026;Februar 2026;Summe\r\n"
            "0010037;Adler;1.234,50;–;1.234,50\r\n;MUELLER und Soehne;0,00;-200,00;-200,00\r\n"
            ";Summe;1.234,50;-200,00;1.034,50\r\n;Müller & Söhne;;;\r\n").encode("cp1252")
    found = plan(text)
    assert said(found) == ["a 2026-01-01 2026-01-31 123450 None 0",
                           "b 2026-02-01 2026-02-28 -20000 None 0"]
    assert (found.taken, found.totals, found.blank, found.total) == (2, 1, 1, 103450)
    assert (found.encoding, found.guessed, found.separator) == ("cp1252", True, ";")
    assert [one.code for one in found.warnings] == ["title_rows"]
    assert found.unmatched == ("Summe",)


def test_rows_of_one_period_are_added_up_and_unknown_cost_stays_unknown() -> None:
    found = plan("Customer No,Invoice Date,Invoice No,Net,Cost\n"
                 '10037,2026-01-05,R1,"1,000.00",600\n10037,2026-01-31,R2,500.50,100.25\n'
                 "10037,2026-01-31,R2,10.00,5\n10037,2026-02-01,R3,100.00,\n")
    assert said(found) == ["a 2026-01-01 2026-01-31 151050 80525 2",
                           "a 2026-02-01 2026-02-28 10000 None 1"]
    assert found.bookings[0].lines == (2, 3, 4)


def test_of_which_days() -> None:
    for head, cells, days in (
            ("Periode", "Q1 2026", "Q1 2026"), ("Periode", "202601", "01/2026"),
            ("Jahr;Monat", "2025;7", "07/2025"), ("Jahr;Monat", "2025;Juli", "07/2025"),
            ("Jahr;Quartal", "2025;2", "Q2 2025"), ("Jahr", "2024", "2024"),
            ("Geschäftsjahr;Buchungsperiode", "2025;12", "12/2025"),
            ("Von;Bis", "1.1.2026;15.2.2026", "1.1.2026-15.2.2026"),
            ("Datum", "31.01.2026", "01/2026")):
        found = plan(f"Firma;{head};Umsatz\nMüller und Söhne;{cells};5\n")
        assert [(one.entry.first, one.entry.last) for one in found.bookings] == [
            parse_period(days)], (head, found.refused)


def test_why_rows_are_refused_with_their_lines() -> None:
    found = plan(
        "Nr;Kundennummer;Firma;Periode;Umsatz;Aufträge\n"
        "1;999;Niemand AG;2024;5;\n2;;Huber;2024;5;\n3;4711;Adler Werkzeug;2024;5;\n"
        "4;;;2024;5;\n5;10037;;bald;5;\n6;10037;;Q2 2026;5;\n7;10037;;2025;5;\n"
        "8;10037;;2024;viel;\n9;10037;;2024;5;drei\n10;10037;;2024;5;1;zu viel\n"
        "11;;Müller und Söhne;2024;5;\n12;;Müller und Söhne;Q1 2024;5;\n")
    assert [(one.line, one.code, one.value) for one in found.refused] == [
        (2, "nobody", "999 Niemand AG"), (3, "several", "Huber OG, Huber KG"),
        (4, "other_number", "Adler Werkzeug GmbH, 10037"), (5, "no_customer", ""),
        (6, "period", "bald"), (7, "future", "2026-04-01 2026-06-30"),
        (8, "overlap", "2025-10-01 2025-12-31"), (9, "amount", "viel"), (10, "count", "drei"),
        (11, "cells", "zu viel"), (13, "overlap", "2024-01-01 2024-12-31")]
    assert said(found) == ["b 2024-01-01 2024-12-31 500 None 0"]
    assert [(one.code, one.value) for one in found.warnings] == [("partly", "Müller & Söhne KG")]
    assert 'nobody;999 Niemand AG;1;999;Niemand AG;2024;5;' in refused_csv(found)


def test_orders_and_days_that_cannot_be_read() -> None:
    found = plan("Kundennr;Von;Bis;Umsatz;Aufträge\n10037;2024-01-01;2024-03-31;5;3\n"
                 "10037;bald;2024-06-30;5;1\n")
    assert said(found) == ["a 2024-01-01 2024-03-31 500 None 3"]
    assert [(one.line, one.code, one.value) for one in found.refused] == [
        (3, "period", "bald - 2024-06-30")]
    found = plan("Kundennr;Jahr;Monat;Umsatz\n10037;2024;1;5\n10037;2024;13;5\n"
                 "10037;neulich;;5\n10037;;;5\n")
    assert [(one.line, one.code, one.value) for one in found.refused] == [
        (3, "period", "13 2024"), (4, "period", "neulich"), (5, "period", "")]
    found = plan("Kundennr;Jahr;Jänner;Februar\n10037;2024;5;6\n10037;;5;6\n")
    assert [(one.line, one.code, one.value) for one in found.refused] == [
        (3, "period", "Jänner")]


def test_the_same_period_again_replaces_and_keeps_what_the_file_does_not_say() -> None:
    same = plan("Kundennr;Quartal;Jahr;Umsatz\n10037;4;2025;8000\n")
    assert (same.same, same.new, same.changed) == (1, (), ())
    assert revenue_edit(same, get=lambda key: ADLER).records == ()
    other = plan("Kundennr;Quartal;Jahr;Umsatz\n10037;4;2025;9000\n")
    assert said(other) == ["a 2025-10-01 2025-12-31 900000 None 2"]
    assert other.changed[0].replaced == (Q4,)
    assert [one.code for one in other.warnings] == ["no_cost"], "the margin is unknown now"
    edit = revenue_edit(other, get=lambda key: ADLER)
    assert edit.records[0].revenue == (other.bookings[0].entry,)
    assert dict(edit.args) == {"file": "x/fibu.csv", "entries": "1", "customers": "1"}


def test_what_shares_days_is_replaced_only_if_decided() -> None:
    text = "Kundennr;Nov 2025;Dez 2025\n10037;100;200\n"
    assert [one.code for one in plan(text).refused] == ["overlap"]
    found = plan(text, choices=Choices(replace_periods=True))
    assert found.bookings[0].replaced == found.bookings[1].replaced == (Q4,)
    assert [one.revenue for one in revenue_edit(found, get=lambda key: ADLER).records[0].revenue
            ] == [100_00, 200_00]


def test_what_two_ways_of_reading_need() -> None:
    text = "Kundennr;Jahr;Umsatz\n10037;2024;1.200\n"
    found = plan(text)
    assert [one.code for one in found.questions] == ["amount_order"]
    assert [one.code for one in found.refused] == ["amount_order"]
    for sign, cents in ((",", 1_200_00), (".", 1_20)):
        assert plan(text, choices=Choices(decimals=(("Umsatz", sign),))).total == cents
    assert plan(text + "10037;2023;12,50\n").total == 1_212_50


def test_a_file_without_days_needs_them() -> None:
    text = "Kundennr;Umsatz;Margin %\n10037;500;12\n"
    with pytest.raises(ImportProblem) as caught:
        plan(text)
    assert caught.value.code == "no_period"
    found = plan(text, choices=Choices(period=parse_period("2024")))
    assert said(found) == ["a 2024-01-01 2024-12-31 50000 None 0"]
    months = plan("Kundennr;Jänner;Feb\n10037;1;2\n", choices=Choices(period=parse_period("2024")))
    assert [one.entry.first.month for one in months.bookings] == [1, 2]


def test_files_that_are_no_revenue() -> None:
    for text, code in (("Vorname;Ort\nEva;Graz\n", "no_header"), ("Firma;Jahr\nA;2024\n",
                       "no_revenue"), ("Jahr;Umsatz\n2024;5\n", "no_customer"),
                       ("BEGIN:VCARD\nEND:VCARD\n", "no_revenue")):
        with pytest.raises(ImportProblem) as caught:
            plan(text)
        assert caught.value.code == code
    with pytest.raises(ImportProblem, match="many_rows"):
        plan("Firma;Jahr;Umsatz\nA;2024;5\nB;2024;5\n", limits=Limits(rows=1))
    with pytest.raises(Stopped):
        plan("Firma;Jahr;Umsatz\n" + "A;2024;5\n" * 300, progress=lambda done, total: False)


def test_what_looks_like_revenue() -> None:
    for head, looks in (
            ("Firma;Umsatz 2024;Umsatz 2025", True), ("Konto;Jän 26;Feb 26", True),
            ("Firma;PLZ;Umsatz 2025", False), ("Firma;Umsatz", False), ("Vorname;Ort", False),
            ("Firma;Telefon;Jahr;Umsatz", False)):
        assert is_revenue("x.csv", f"{head}\nA;1;2\n".encode()) is looks, head
    assert not is_revenue("x.csv", b"")


@settings(max_examples=50)
@given(st.lists(st.tuples(
    st.sampled_from(["10037", "7"]), st.integers(1, 12), st.integers(-10**9, 10**9),
    st.none() | st.integers(-10**6, 10**6)), max_size=12))
def test_sums_are_exact_and_nothing_is_lost(rows: list[tuple[str, int, int, int | None]]) -> None:
    def money(cents: int) -> str:
        return f"{'-' if cents < 0 else ''}{abs(cents) // 100},{abs(cents) % 100:02}"

    text = "Kundennr;Jahr;Monat;Umsatz;Kosten\n" + "".join(
        f"{number};2024;{month};{money(cents)};{'' if cost is None else money(cost)}\n"
        for number, month, cents, cost in rows)
    found = plan(text)
    taken = [row for row in rows if row[0] == "10037"]
    assert found.total == sum(row[2] for row in taken)
    assert len(found.refused) == len(rows) - len(taken)
    for one in found.bookings:
        mine = [row for row in taken if row[1] == one.entry.first.month]
        costs = [row[3] for row in mine]
        known = None if None in costs else sum(filter(None, costs))
        assert one.entry.margin == (None if known is None else one.entry.revenue - known)


@settings(max_examples=60)
@given(st.text(st.sampled_from(list('Kundennr;Umsatz,\t\n"1.20-€DB2025/=Jän ')), max_size=120))
def test_whatever_stands_below_the_heads_is_taken_or_refused_with_a_reason(rest: str) -> None:
    for head in ("Kundennr;Jahr;Umsatz;DB\n", "Firma;Jän 2025;2026-02;Aufträge\n"):
        found, code = None, "open_quote"
        try:
            found = plan(head + rest)
        except ImportProblem as error:
            code = error.code
        # Many tabs below them make the heads one long unknown head.
        assert code in ("open_quote", "stray_quote", "no_revenue", "no_period", "no_header")
        if found is not None:
            assert all(item.code and item.line > 0 for item in found.refused)
            revenue_edit(found, get={one.id: one for one in ALL}.__getitem__)
