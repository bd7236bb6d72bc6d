"""Files as other programs write them, from bytes to records."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from store.exchange.importing import plan_import
from store.exchange.plan import Choices, ImportPlan
from store.profile.company import AddressKind
from store.profile.contact import Birthday
from store.profile.prospect import Prospect, Stage

FILES = Path(__file__).parent / "files"
TODAY = date(2026, 11, 21)


def plan(name: str, **choices: object) -> ImportPlan:
    data = (FILES / name).read_bytes()
    chosen = Choices(**choices)  # type: ignore[arg-type]
    found = plan_import(f"lists/{name}", data, [], {}.__getitem__, today=TODAY, choices=chosen)
    assert found.rows == found.new_rows + found.same + found.similar_rows + len(found.refused)
    return found


def named(found: ImportPlan, name: str) -> Prospect:
    return next(record for record in found.new if record.name == name)


@pytest.mark.parametrize(
    ("name", "encoding", "guessed", "separator", "rows", "new", "refused"),
    [
        ("outlook_de.csv", "cp1252", True, ";", 5, 3, [(7, "Geburtstag", "date")]),
        ("outlook_en.csv", "utf-8", False, ",", 3, 1, [(5, "E-mail Address", "mail")]),
        ("google.csv", "utf-8", False, ",", 3, 2, [(7, "", "no_name")]),
        ("google_old.csv", "utf-16-le", False, ",", 1, 1, []),
        ("thunderbird_en.csv", "utf-8", False, ",", 2, 2, []),
        ("thunderbird_de.tsv", "utf-8", False, "\t", 1, 1, []),
        ("kmu_name.csv", "cp1252", True, "|", 2, 2, []),
        ("mac.csv", "cp1252", True, ",", 2, 2, []),
        ("one_column.csv", "utf-8", False, ";", 1, 1, []),
        ("iphone.vcf", "utf-8", False, "", 2, 2, []),
        ("android21.vcf", "utf-8", False, "", 2, 2, []),
        ("outlook21.vcf", "utf-8", False, "", 1, 1, []),
        ("v4.vcf", "utf-8", False, "", 5, 3, [(23, "KIND", "group_card"), (29, "BDAY", "date")]),
    ],
)
def test_what_is_found(
    name: str,
    encoding: str,
    guessed: bool,
    separator: str,
    rows: int,
    new: int,
    refused: list[tuple[int, str, str]],
) -> None:
    found = plan(name)
    assert (found.encoding, found.guessed, found.separator) == (encoding, guessed, separator)
    assert (found.rows, len(found.new)) == (rows, new)
    assert [(item.line, item.column, item.code) for item in found.refused] == refused


def test_outlook_german() -> None:
    found = plan("outlook_de.csv")
    firm = named(found, "Quäntchen & Söhne GmbH")
    one, two = firm.contacts
    assert (one.title, one.full_name, one.salutation) == (
        "Dr.",
        "Dr. Emmerich Schnürlriegl, MBA",
        "Herr",
    )
    assert one.birthday == Birthday(day=3, month=4, year=1977)
    assert (one.phone, one.mobile) == ("+49 89 99998 100", "+49 89 99998 102")
    assert one.note.split("\n")[:3] == [
        "Mag Most.",
        'Ruft "immer" zurück; vormittags',
        "Telefon geschäftlich 2: +49 89 99998 101",
    ]
    assert (two.last_name, two.birthday) == ("von Knödlbrunn", None)
    assert (firm.phone, firm.legal_form, firm.tags) == (
        "+49 89 99998 110",
        "GmbH",
        ("Kunde", "Messe"),
    )
    assert firm.head is not None
    assert (firm.head.street, firm.head.country) == ("Gänsbühel 7, Stiege 2", "AT")
    assert one.source == "outlook_de.csv"
    assert "Hobby" in found.unmatched
    assert [notice.code for notice in found.warnings] == ["mail_exchange"]


def test_person_without_company_stands_for_itself() -> None:
    person = named(plan("outlook_de.csv"), "Pankraz Wuzlhofer")
    assert person.stage is Stage.CONTACT
    assert person.head is not None
    assert person.head.place == "Lienz"
    assert person.contacts[0].phone == "+49 89 99998 104"
    assert "cn=wuzl" in person.contacts[0].note


def test_company_without_person() -> None:
    firm = named(plan("outlook_de.csv"), "Nußzwick Handels OG")
    assert (firm.contacts, firm.email, firm.phone) == (
        (),
        "office@nusszwick.example",
        "+49 89 99998 105",
    )


def test_month_first_column_by_evidence() -> None:
    firm = plan("outlook_en.csv").new[0]
    assert [person.birthday for person in firm.contacts] == [
        Birthday(day=13, month=4, year=1971),
        Birthday(day=4, month=3, year=1980),
    ]


def test_google() -> None:
    found = plan("google.csv")
    firm, person = found.new
    assert firm.tags == ("Bäcker",)
    contact = firm.contacts[0]
    assert (contact.mobile, contact.phone) == ("+49 89 99998 130", "+49 89 99998 131")
    assert contact.note.split("\n") == [
        "Work: backstube@brezndreher.example",
        "Work: +49 89 99998 132",
    ]
    assert person.contacts[0].birthday == Birthday(day=29, month=2)
    assert person.head is not None
    assert (person.head.postcode, person.head.place) == ("5020", "Salzburg")


def test_thunderbird_birthday_in_three_columns() -> None:
    one, two = plan("thunderbird_en.csv").new
    assert one.contacts[0].birthday == Birthday(day=9, month=7, year=1966)
    assert two.contacts[0].birthday == Birthday(day=29, month=2)
    assert two.contacts[0].title == "Mag.ª"
    assert one.head is not None
    assert one.head.region == "BY"
    german = plan("thunderbird_de.tsv").new[0]
    assert german.contacts[0].birthday == Birthday(day=30, month=11, year=1959)


def test_excel_list() -> None:
    found = plan("excel_kunden.csv")
    first = named(found, "Hobelspan Möbel GmbH")
    assert [(entry.first, entry.revenue) for entry in first.revenue] == [
        (date(2025, 1, 1), 12_000_00),
        (date(2025, 11, 22), 1_234_56),
    ]
    assert (first.follow_ups[0].due, first.notes) == (date(2026, 12, 14), "Will Angebot")
    assert first.first_order == date(2015, 3, 1)
    formula = named(found, "=SUMME(A1)")
    assert formula.notes == "+ Rabatt geben"
    assert [(item.line, item.column, item.code, item.value) for item in found.refused] == [
        (8, "E-Mail", "mail", "mia(at)kaputt.example"),
        (9, "Wiedervorlage", "excel_serial", "45678"),
        (10, "Kunde seit", "two_digit_year", "01.02.15"),
        (11, "Umsatz 12 Monate", "amount", "viel"),
    ]
    assert sorted((notice.line, notice.code) for notice in found.warnings) == [
        (1, "title_rows"),
        (6, "formula"),
        (6, "lost_zero"),
        (7, "damaged"),
        (7, "lost_zero"),
    ]


def test_chosen_encoding_mends_a_guess() -> None:
    assert any(notice.code == "letters" for notice in plan("kmu_name.csv").warnings)
    one, two = plan("kmu_name.csv", encoding="cp850").new
    assert (one.name, one.contacts[0].name, one.stage) == (
        "Gipfelglück Reisen",
        "Flora Enzian",
        Stage.REGULAR,
    )
    assert (two.number, two.stage) == ("8", Stage.PROSPECT)
    assert one.head is not None
    assert (one.head.postcode, one.head.country) == ("6370", "AT")
    mac = plan("mac.csv", encoding="mac_roman").new
    assert [record.name for record in mac] == ["Bärenfell Kürschnerei", "Schönwetter GmbH"]
    assert mac[0].contacts[0].name == "Jürgen Öttl"


def test_dates_with_two_readings_are_asked() -> None:
    found = plan("datum_unklar.csv")
    assert [(item.column, item.code, item.example) for item in found.questions] == [
        ("Geburtstag", "date_order", "03/04/1977")
    ]
    assert [item.code for item in found.refused] == ["date_order", "date_order"]
    answered = plan("datum_unklar.csv", days_first=(("Geburtstag", True),))
    assert (answered.questions, answered.refused) == ((), ())
    assert answered.new[0].contacts[0].birthday == Birthday(day=3, month=4, year=1977)


def test_iphone() -> None:
    hut, railway = plan("iphone.vcf").new
    contact = hut.contacts[0]
    assert contact.birthday == Birthday(day=29, month=2)
    assert contact.note.split("\n") == [
        "Zeile eins",
        "Zeile zwei mit Doppel;punkt",
        "ADR work: Salzburg",
    ]
    assert (hut.phone, contact.phone, contact.mobile) == (
        "+49 89 99998 201",
        "+49 89 99998 202",
        "+49 89 99998 200",
    )
    assert hut.head is not None
    assert hut.head.street == "Almboden 1, Top 2"
    assert (railway.contacts, railway.phone) == ((), "+49 89 99998 203")


def test_android_21() -> None:
    firm, person = plan("android21.vcf").new
    assert firm.name == "Mühlbach Sägewerk"
    assert firm.contacts[0].name == "Günter Mühlbach"
    assert firm.contacts[0].note.startswith("Grüße\n aus Graz")
    assert person.name == "Sepp Hinterhofer"


def test_outlook_21_and_nested_agent() -> None:
    firm = plan("outlook21.vcf").new[0]
    assert firm.name == "Käferböck Schädlingsfrei GmbH"
    assert firm.contacts[0].name == "Ulf Käferböck"


def test_version_4_folded_inside_a_letter() -> None:
    found = plan("v4.vcf", keep_unmatched=True)
    firm, vague, last = found.new
    assert firm.name == "Überlandwerke Föhntal Genossenschaft"
    assert firm.contacts[0].mobile == "+49-89-99998-230 ext. 5"
    assert "ANNIVERSARY: 20100605" in firm.contacts[0].note
    assert vague.contacts[0].note == "BDAY: circa 1960"
    assert last.name == "Ende Fehlt"
    assert found.unmatched == ()


def test_rows_of_one_company_with_two_places() -> None:
    text = "Firma;Ort;Umsatz\nPost Bräu;Linz;10,5\nPOST BRÄU;Enns;20,5\nPost Bräu;Linz;10,5\n"
    found = plan_import("a", text.encode(), [], {}.__getitem__, today=TODAY)
    (firm,) = found.new
    assert [address.kind for address in firm.addresses] == [AddressKind.HEAD, AddressKind.BRANCH]
    assert firm.notes == "revenue: 2050"
    assert [notice.code for notice in found.warnings] == ["second_address"]
    assert found.new_rows == 3
