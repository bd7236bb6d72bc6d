"""Tables for a spreadsheet: amounts are numbers, nothing is run."""

from __future__ import annotations

import csv
from io import StringIO

from hypothesis import given, settings
from hypothesis import strategies as st

from store.exchange.spreadsheet import Cell, csv_text

TABLE: list[list[Cell]] = [
    ["Kunde", "Umsatz", "Anteil %"], ["Öttl; Söhne", 26_800_000, "26,8"],
    ["=SUM(A1)", -216_005, "-0,2"], ['Zur "Post"', None, "+1 2"], ["a\tb\x1b", 7, "-2+3"],
]


def test_german_and_english() -> None:
    assert csv_text(TABLE, comma=True) == (
        '\ufeffKunde;Umsatz;Anteil %\r\n"Öttl; Söhne";268000,00;26,8\r\n'
        "'=SUM(A1);-2160,05;-0,2\r\n\"Zur \"\"Post\"\"\";;+1 2\r\na b;0,07;'-2+3\r\n")
    assert csv_text(TABLE, comma=False, mark=False) == (
        'Kunde,Umsatz,Anteil %\r\n"Öttl; Söhne",268000.00,"26,8"\r\n'
        "'=SUM(A1),-2160.05,\"'-0,2\"\r\n\"Zur \"\"Post\"\"\",,+1 2\r\na b,0.07,'-2+3\r\n")


@settings(max_examples=50)
@given(st.lists(st.lists(st.text(max_size=12), min_size=2, max_size=2), max_size=4), st.booleans())
def test_whatever_stands_in_it_the_cells_stay_apart(rows: list[list[str]], comma: bool) -> None:
    text = csv_text(rows, comma=comma, mark=False)
    read = list(csv.reader(StringIO(text, newline=""), delimiter=";" if comma else ","))
    assert [len(row) for row in read] == [2] * len(rows)
    assert not [cell for row in read for cell in row if cell.startswith(("=", "@", "\t"))]
