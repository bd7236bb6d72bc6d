"""Nothing a file holds breaks the import or reaches the terminal."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import ImportProblem
from store.exchange.importing import plan_import
from store.exchange.limits import Limits
from store.exchange.plan import ImportPlan, refused_csv
from store.exchange.vcard import Reader, unescape
from store.text import clean

FILES = sorted(
    path
    for path in (Path(__file__).parent / "files").iterdir()
    if path.suffix in (".csv", ".tsv", ".vcf")
)
TODAY = date(2026, 11, 21)
PAYLOADS = (
    "\x1b]52;c;cm0=\x07",
    "\x9b31m",
    "\u202egnp",
    "a\u2028EMAIL:x@y.example",
    "[/x]",
    "\x00",
    "a\x0bb",
    "\u200b",
    "{x.__class__}",
    "=cmd|' /C calc'!A0",
)


def attempt(data: bytes, limits: Limits | None = None) -> ImportPlan | None:
    try:
        return plan_import("f", data, [], {}.__getitem__, today=TODAY, limits=limits)
    except ImportProblem:
        return None


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_bytes(data: bytes) -> None:
    attempt(data)


@given(
    st.text(max_size=300),
    st.sampled_from(["Firma;Name;Geburtstag;Umsatz;PLZ Ort\n", "BEGIN:VCARD\n"]),
)
@settings(max_examples=250, deadline=None)
def test_any_text_below_a_header(text: str, start: str) -> None:
    attempt((start + text).encode("utf-8", errors="replace"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_mutated_samples(path: Path) -> None:
    chance = random.Random(path.name)
    original = path.read_bytes()
    for _ in range(40):
        data = bytearray(original)
        for _ in range(chance.randint(1, 8)):
            place = chance.randrange(len(data) or 1)
            match chance.randrange(4):
                case 0:
                    data[place : place + 1] = bytes([chance.randrange(256)])
                case 1:
                    del data[place : place + chance.randint(1, 40)]
                case 2:
                    data[place:place] = chance.choice(b'";,\r\n:=\\ \x00').to_bytes(1, "big")
                case _:
                    data[place:place] = original[chance.randrange(len(original)) :][:60]
        found = attempt(bytes(data))
        if found is not None:
            assert found.rows == found.new_rows + len(found.refused)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_gets_in_is_clean(payload: str) -> None:
    cell = payload.replace('"', '""')
    table = (
        f'Firma;Name;Ort;Notiz;Kategorie\n"A {cell}";"B {cell}";"C {cell}";"D {cell}";"E {cell}"\n'
    )
    card = f"BEGIN:VCARD\nFN:A {payload}\nORG:B {payload}\nNOTE:C {payload}\nEND:VCARD\n"
    for text in (table, card):
        found = attempt(text.encode())
        if found is None:
            assert "\x00" in text
            continue
        (record,) = found.new
        person = record.contacts[0]
        for value in (record.name, person.name, person.note, *record.tags):
            assert clean(value) == value
        assert not person.email


def test_injected_lines_stay_text() -> None:
    found = attempt("BEGIN:VCARD\nFN:A\x85EMAIL:evil@x.example\nEND:VCARD\n".encode())
    assert found is not None
    assert found.new[0].contacts[0].email == ""


def test_bombs_are_refused_or_quick() -> None:
    assert attempt(b'Firma\n"' + b"x" * 3_000_000) is None
    assert attempt(b"Firma;" + b";" * 2000) is None
    assert attempt(b"Firma\n" + b"x" * 1_100_000) is None
    assert attempt(b"Firma\r" + b"x\r" * 30_000) is not None
    assert attempt(b"Firma;Ort\n" + b'"a";' * 900) is not None


def test_reports_are_safe_in_a_spreadsheet() -> None:
    found = attempt(b"Firma;E-Mail\n=1+1;kaputt\n")
    assert found is not None
    assert ";'=1+1;" in refused_csv(found)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        (b"NOTE:a\\, b\\; c\\\\d\\ne", "a, b; c\\d\ne"),
        (b"item1.NOTE:x", "x"),
        (b'NOTE;X="a;b:c":x', "x"),
        (b"NOTE;CHARSET=ISO-8859-1:Gr\xfc\xdfe", "Grüße"),
        (b"NOTE;CHARSET=unknown:Gr\xc3\xbc\xc3\x9fe", "Grüße"),
        (b"NOTE;QUOTED-PRINTABLE:Gr=C3=BC=C3=9Fe", "Grüße"),
        (b"NOTE;ENCODING=8BIT;WORK:x", "x"),
        (b"NOTE;ENCODING=QUOTED-PRINTABLE:a=\r\nb=\r\nc", "abc"),
        (b"NOTE:Gr\xfc\xdfe", "Grüße"),
        (b"NOTE:a\r\n b\r\n\tc", "abc"),
    ],
)
def test_properties(line: bytes, value: str) -> None:
    data = b"BEGIN:VCARD\r\n" + line + b"\r\nEND:VCARD"
    (card,) = Reader("f", data, None, Limits()).cards()
    assert [(item.name, item.text) for item in card.properties] == [("NOTE", value)]


def test_cards_without_end_and_lines_without_meaning() -> None:
    data = (
        b"X:1\nBEGIN:VCARD\nFN:A\nnonsense\nBEGIN:VCARD\nPHOTO;BASE64:" + b"QUJD\n" * 3 + b"FN:B\n"
    )
    cards = list(Reader("f", data, None, Limits()).cards())
    assert [card.properties[-1].text for card in cards] == ["A", "B"]


def test_nothing_holds_no_card() -> None:
    assert list(Reader("f", b"", None, Limits()).cards()) == []


def test_components() -> None:
    data = b"BEGIN:VCARD\nADR:;a\\;b;c\\\\;d;;;\nEND:VCARD"
    (card,) = Reader("f", data, None, Limits()).cards()
    assert card.properties[0].parts() == ["", "a;b", "c\\", "d", "", "", ""]
    assert unescape("ab\\") == "ab\\"


@pytest.mark.parametrize(
    ("card", "name", "people"),
    [
        ("FN:Huber KG\nORG:Huber KG", "Huber KG", 0),
        ("FN:Huber KG\nORG:Huber KG\nN:;;;;", "Huber KG", 0),
        ("KIND:org\nFN:Huber KG", "Huber KG", 0),
        ("ORG:Huber KG;Einkauf\nFN:Eva", "Huber KG", 1),
        ("ORG:\nFN:Eva", "Eva", 1),
        ("TEL:+49 89 99998 310", "+49 89 99998 310", 0),
        ("FN:Eva\nADR;HOME:;;Gasse 1;Graz;;8010;AT\nLABEL;HOME:Gasse 1\nLABEL:x", "Eva", 1),
        ("FN:Eva\nBDAY:1980-05", "Eva", 1),
        ("FN:Eva\nADR:Postfach 1", "Eva", 1),
    ],
)
def test_cards(card: str, name: str, people: int) -> None:
    found = attempt(f"BEGIN:VCARD\n{card}\nEND:VCARD\n".encode())
    assert found is not None
    assert [(record.name, len(record.contacts)) for record in found.new] == [(name, people)]


def test_wide_and_chosen_encodings_of_cards() -> None:
    text = "BEGIN:VCARD\nFN:Jürgen\nEND:VCARD\n"
    wide = attempt(text.encode("utf-16"))
    assert wide is not None
    assert (wide.encoding, wide.new[0].name) == ("utf-16-le", "Jürgen")
    old = attempt(text.encode("cp1252"))
    assert old is not None
    assert (old.encoding, old.guessed, old.new[0].name) == ("cp1252", True, "Jürgen")


def test_the_year_an_iphone_leaves_out() -> None:
    found = attempt(b"BEGIN:VCARD\nFN:Eva\nBDAY;X-APPLE-OMIT-YEAR=1900:1900-05-06\nEND:VCARD\n")
    assert found is not None
    birthday = found.new[0].contacts[0].birthday
    assert birthday is not None
    assert (birthday.year, birthday.month, birthday.day) == (None, 5, 6)
