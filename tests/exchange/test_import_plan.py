"""Doubles, merging, refused rows, stopping: what a plan says and what its Edit does."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest

from store.errors import ImportProblem
from store.exchange.importing import plan_import
from store.exchange.limits import Limits, Stopped
from store.exchange.plan import Choices, ImportPlan, edit_for, refused_csv
from store.profile.activity import FollowUp
from store.profile.company import Address, RevenueEntry
from store.profile.contact import Birthday, Contact
from store.profile.prospect import Prospect, Stage

TODAY = date(2026, 11, 21)
HUBER = Prospect(
    id="p1",
    name="Huber KG",
    created=TODAY,
    addresses=(Address(street="Gasse 1", postcode="8010", place="Graz"),),
    contacts=(
        Contact(
            id="c1",
            first_name="Eva",
            last_name="Huber",
            phone="0316 555 01 23",
            email="eva@huber.example",
        ),
    ),
)


def plan(text: str, existing: Iterable[Prospect] = (), **options: Any) -> ImportPlan:
    known = {record.id: record for record in existing}
    rows = cast(Any, [SimpleNamespace(id=key) for key in known])
    found = plan_import(
        "x/liste.csv", text.encode(), rows, known.__getitem__, today=TODAY, **options
    )
    assert found.rows == (found.new_rows + found.same + found.similar_rows
                          + found.suppressed_rows + len(found.refused))
    return found


def test_the_same_row_twice_is_the_same() -> None:
    text = "Firma;Name;Telefon;E-Mail\nHuber KG;Eva Huber;+43 (0)316 5550123;EVA@huber.example\n"
    found = plan(text, [HUBER])
    assert (found.new, found.same, found.similar) == ((), 1, ())


def test_who_must_not_be_approached_is_noticed_first() -> None:
    text = (
        "Firma;Name;Telefon;E-Mail;Mobil\n"
        "Abel;Karl Abel;12;k@abel.example;\n"
        "Berg;Ida Berg;+43 316 1;I@Berg.example;0664 1\n"
        "Clam;Udo Clam;+43 316 1;;\n"
    )
    known = {"I@Berg.example": "2026-01-02", "+43 316 1": "2026-01-03"}
    found = plan(text, suppressed=lambda value: known.get(value, ""))
    assert [(n.line, n.code, n.value) for n in found.warnings] == [
        (3, "suppressed", "I@Berg.example"), (3, "suppressed", "+43 316 1"),
        (4, "suppressed", "+43 316 1"), (2, "phone", "12"),
    ]
    assert [record.name for record in found.new] == ["Abel"], "left out unless decided otherwise"
    assert (found.rows, found.new_rows, found.suppressed_rows) == (3, 1, 2)
    taken = plan(text, suppressed=lambda value: known.get(value, ""),
                 choices=Choices(take_suppressed=True))
    assert [record.name for record in taken.new] == ["Abel", "Berg", "Clam"]
    assert [n.code for n in taken.warnings] == 3 * ["suppressed_taken"] + ["phone"]
    assert taken.suppressed_rows == 0
    assert plan(text).warnings[0].code == "phone"


def test_a_second_import_of_the_same_file_adds_nothing() -> None:
    text = (
        "Firma;Name;Telefon;E-Mail;PLZ;Ort;Geburtstag;Umsatz;Notizen;WV\n"
        "Abel;Karl Abel;+49 89 99998 301;k@abel.example;8010;Graz;3.4.;1,50;hallo;1.12.2026\n"
        "Abel;Ida Abel;;;8020;Graz;;;;\n"
        ";Udo Solo;+49 89 99998 302;;;;;;;\n"
    )
    first = plan(text)
    again = plan(text, first.new)
    assert (first.new_rows, again.new_rows, again.same, again.similar) == (3, 0, 3, ())


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("HUEBER KG;Karl Huber;;", "company"),
        ("Huber KG;Eva Huber;;neu@huber.example", "same"),
        ("Huber GmbH;Karl Maier;;", "spelling"),
        ("Andere;E. Huber;;eva@huber.example", "email"),
        ("Andere;E. Huber;0043 316 5550123;", "phone"),
        ("Нuber KG;Karl Huber;;", "company"),
        ("Ganz Neu;Karl Neu;;", "new"),
    ],
)
def test_likeness(row: str, reason: str) -> None:
    found = plan(f"Firma;Name;Telefon;E-Mail\n{row}\n", [HUBER])
    if reason == "new":
        assert found.new_rows == 1
    elif reason == "same":
        # Another mail than on file: told, never overwritten.
        assert found.same + found.similar_rows == 1
    else:
        assert [item.reason for item in found.similar] == [reason]
        assert (found.similar[0].existing_id, found.similar[0].line) == ("p1", 2)


def test_a_customer_number_is_surest() -> None:
    known = Prospect(id="n1", name="Alt GmbH", number="77", created=TODAY)
    found = plan("Kundennr;Firma\n77;Neu GmbH\n", [HUBER, known])
    assert [(item.existing_id, item.reason) for item in found.similar] == [("n1", "number")]


def test_of_namesakes_the_one_with_the_person_or_place() -> None:
    two = [
        Prospect(id=str(i), name="Post", created=TODAY, addresses=(Address(postcode=code),))
        for i, code in enumerate(["1010", "8010", "9020"])
    ]
    found = plan("Firma;PLZ;Ort;Tel\nPost;8010;Graz;+49 89 99998 303\n", two)
    assert found.similar[0].existing_id == "1"


TEXT = (
    "Firma;Name;Telefon;E-Mail;Funktion;Geburtstag;PLZ;Ort;Umsatz;Kategorie;Web\n"
    "Huber KG;Eva Huber;+49 89 99998 304;eva@huber.example;Einkauf;3.4.1977;1010;Wien;"
    "1,5;Messe;h.example\n"
    "Huber KG;Karl Huber;;;;;;;;;\n"
    "Neu;Nora Neu;;;;;;;;;\n"
)


def test_merging_adds_and_never_overwrites() -> None:
    found = plan(TEXT, [HUBER])
    edit = edit_for(found, get={"p1": HUBER}.__getitem__)
    assert edit.label == "imported"
    assert edit.args == (("file", "x/liste.csv"), ("new", "1"), ("merged", "1"))
    new, merged = edit.records
    assert (new.name, merged.id) == ("Neu", "p1")
    eva, karl = merged.contacts
    assert (eva.id, eva.phone, eva.function) == ("c1", "0316 555 01 23", "Einkauf")
    assert eva.birthday == Birthday(day=3, month=4, year=1977)
    assert karl.name == "Karl Huber"
    assert (merged.addresses, merged.tags, merged.web) == (
        HUBER.addresses,
        ("Messe",),
        "h.example",
    )
    assert merged.revenue[0].revenue == 150
    assert [(item.field, item.kept) for item in found.similar[0].differences] == [
        ("phone", "0316 555 01 23"),
        ("address", "Gasse 1, 8010 Graz"),
    ]


def test_similar_can_be_new_or_left_out() -> None:
    found = plan(TEXT, [HUBER])
    get = {"p1": HUBER}.__getitem__
    assert len(edit_for(found, "new", get=get).records) == 2
    assert len(edit_for(found, "skip", get=get).records) == 1
    assert len(edit_for(found, "skip", get=get, single={0: "merge"}).records) == 2


def test_two_rows_merge_into_one_record() -> None:
    text = "Firma;Name;E-Mail\nA;E. Huber;eva@huber.example\nB;Ida Neu;eva@huber.example\n"
    found = plan(text, [HUBER])
    edit = edit_for(found, get={"p1": HUBER}.__getitem__)
    assert [person.name for person in edit.records[0].contacts] == ["Eva Huber", "Ida Neu"]


def test_revenue_and_follow_ups_on_file_stay() -> None:
    entry = RevenueEntry(first=date(2026, 1, 1), last=date(2026, 6, 30), revenue=100)
    known = Prospect(
        id="p",
        name="Abel",
        created=TODAY,
        revenue=(entry,),
        follow_ups=(FollowUp(id="f", due=TODAY),),
        employees=3,
    )
    text = "Firma;Umsatz;Umsatz 2020;WV;Mitarbeiter;Rechtsform\nAbel;3,5;2,5;1.1.2027;5;KG\n"
    found = plan(text, [known])
    merged = edit_for(found, get=lambda _: known).records[0]
    assert [item.revenue for item in merged.revenue] == [250, 100]
    assert (merged.follow_ups, merged.employees) == (known.follow_ups, 3)
    assert {item.field for item in found.similar[0].differences} == {"revenue", "employees"}


def test_same_person_twice_in_a_file() -> None:
    text = (
        "Firma;Name;E-Mail;Mobil;Stufe;Kategorie;WV\n"
        "A;Eva X;a@x.example;;Kunde;k;1.1.2027\n"
        "A;Eva X;;+49 89 99998 305;Kunde;K;1.1.2027\n"
        "A;Eva X;b@x.example;;Interessent;m;2.1.2027\n"
    )
    found = plan(text)
    (record,) = found.new
    assert [(p.email, p.mobile) for p in record.contacts] == [
        ("a@x.example", "+49 89 99998 305"),
        ("b@x.example", ""),
    ]
    assert (record.stage, record.tags, record.notes) == (
        Stage.EXISTING,
        ("k", "m"),
        "stage: prospect",
    )
    assert len(record.follow_ups) == 2
    assert [(item.line, item.code) for item in found.warnings] == [(4, "person_twice")]


def test_people_without_company_are_told_apart_by_mail() -> None:
    text = "Name;E-Mail\nTom Huber;a@x.example\nTom Huber;b@x.example\nTom Huber;A@x.example\n"
    found = plan(text)
    assert len(found.new) == 2
    assert [item.code for item in found.warnings] == ["also_in_file"]


def test_customer_numbers_tell_companies_apart() -> None:
    text = "Kundennr;Firma;Web\n1;Post;\n2;Post;\n;Post;a.example\n1;POST;b.example\n"
    found = plan(text)
    assert sorted((record.number, record.web) for record in found.new) == [
        ("", "a.example"),
        ("1", "b.example"),
        ("2", ""),
    ]


def test_refused_rows_as_a_table() -> None:
    text = 'Firma;E-Mail;Notiz\nAbel;kaputt;"a;\n""b"""\n=1+1;auch kaputt;\n'
    found = plan(text)
    table = refused_csv(found, {"mail": "E-Mail unlesbar", "line": "Zeile"})
    assert table == (
        "\ufeffZeile;column;reason;value;Firma;E-Mail;Notiz\r\n"
        '2;E-Mail;E-Mail unlesbar;kaputt;Abel;kaputt;"a;\n""b"""\r\n'
        "4;E-Mail;E-Mail unlesbar;auch kaputt;'=1+1;auch kaputt;\r\n"
    )
    mended = plan(table.replace("auch kaputt;\r\n", "gut@x.example;\r\n"))
    assert mended.new[0].name == "=1+1"


def test_refused_cards_as_a_table() -> None:
    found = plan("BEGIN:VCARD\nVERSION:3.0\nNOTE:nur\nEND:VCARD\n")
    assert found.unmatched == ()
    assert refused_csv(found).endswith('\r\n1;;no_name;;"VERSION:3.0\nNOTE:nur"\r\n')


def test_rows_too_long_and_too_short() -> None:
    found = plan("Firma;Ort\nA;B;;\nA;B;C\nD\n")
    assert [(item.line, item.code, item.value) for item in found.refused] == [(3, "cells", "C")]
    assert [(item.line, item.code) for item in found.warnings] == [(4, "short_row")]


def test_columns_by_hand() -> None:
    text = "Wer;Wo\nAbel;Graz\n"
    with pytest.raises(ImportProblem, match="no_header"):
        plan(text)
    chosen = Choices(
        fields=(("Wer", "company"),), keep_unmatched=True, separator=";", stage=Stage.FORMER
    )
    found = plan(text, choices=chosen)
    assert (found.columns, found.new[0].notes) == (
        (("Wer", "company"), ("Wo", "note_line")),
        "Wo: Graz",
    )
    assert found.new[0].stage is Stage.FORMER
    left_out = plan("Firma;Ort\nA;B\n", choices=Choices(fields=(("Ort", ""),)))
    assert left_out.unmatched == ("Ort",)


def test_amounts_with_two_readings_are_asked() -> None:
    text = "Firma;Umsatz\nA;1.200\nB;1\n"
    found = plan(text)
    assert [(item.column, item.code) for item in found.questions] == [("Umsatz", "amount_order")]
    assert [item.code for item in found.refused] == ["amount_order"]
    answered = plan(text, choices=Choices(decimals=(("Umsatz", ","),)))
    assert answered.new[0].revenue[0].revenue == 120000


@pytest.mark.parametrize(
    ("text", "limits", "code"),
    [
        ("Firma\nA\nB\n", Limits(rows=1), "many_rows"),
        (
            "BEGIN:VCARD\nFN:A\nEND:VCARD\nBEGIN:VCARD\nFN:B\nEND:VCARD\n",
            Limits(rows=1),
            "many_rows",
        ),
        ("BEGIN:VCARD\nFN:A23456789\n 123456789\nEND:VCARD\n", Limits(field=15), "long_field"),
        ('Firma\n"A\n', Limits(), "open_quote"),
    ],
)
def test_refused_as_a_whole(text: str, limits: Limits, code: str) -> None:
    with pytest.raises(ImportProblem, match=code):
        plan(text, limits=limits)


def test_a_separator_of_several_letters_is_refused() -> None:
    with pytest.raises(ImportProblem, match="separator"):
        plan("Firma\nA\n", choices=Choices(separator="ab"))


def test_it_can_be_stopped_and_tells_how_far_it_is() -> None:
    text = "Firma\n" + "".join(f"Firma {i}\n" for i in range(1000))
    with pytest.raises(Stopped) as stopped:
        plan(text, progress=lambda done, total: done < 400)
    assert (stopped.value.done, stopped.value.total) == (400, 3003)
    steps: list[tuple[int, int]] = []
    plan(text, progress=lambda done, total: not steps.append((done, total)))
    assert steps[-1] == (3003, 3003)
    assert steps == sorted(steps)


def test_5000_rows() -> None:
    rows = "".join(
        f"{i};Betrieb {i // 2} GmbH;Person{i};+49 89 99998 {i % 1000:03};"
        f"p{i}@b{i}.example;1.{i % 1000:03},50\n"
        for i in range(5000)
    )
    found = plan("Kd.-Nr.;Firma;Name;Telefon;E-Mail;Umsatz\n" + rows)
    assert (found.rows, found.refused, len(found.new)) == (5000, (), 5000)
    assert len(edit_for(found, get={}.__getitem__).records) == 5000


def test_one_company_with_very_many_people_costs_no_squares() -> None:
    rows = "".join(f"Riese;Eva Huber;p{i}@riese.example;Notiz {i}\n" for i in range(6000))
    found = plan("Firma;Name;E-Mail;Notiz\n" + rows)
    assert len(found.new[0].contacts) == 6000
    again = plan("Firma;Name;E-Mail;Notiz\n" + rows, found.new)
    assert again.rows == 6000


def test_a_shared_phone_is_looked_at_a_limited_number_of_times() -> None:
    rows = "".join(f"Firma {i};+49 89 99998 311\n" for i in range(60))
    found = plan("Firma;Telefon\n" + rows)
    assert (len(found.new), len(found.warnings)) == (60, 59)
