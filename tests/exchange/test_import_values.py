"""Names, mails, phones, postcodes, formulas: what single values become."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.exchange import checks, names
from store.exchange.columns import match_columns
from store.exchange.formulas import guard, is_formula, unguard
from store.exchange.headers import FIELDS, known_headers
from store.exchange.names import PersonName


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Eva Huber", PersonName(first="Eva", last="Huber")),
        ("Huber, Eva", PersonName(first="Eva", last="Huber")),
        ("Huber-Lang, Dr. Eva", PersonName(title="Dr.", first="Eva", last="Huber-Lang")),
        (
            "Mag.ª Eva Huber, MBA",
            PersonName(title="Mag.ª", first="Eva", last="Huber", suffix="MBA"),
        ),
        (
            "Herr Dipl.-Ing. (FH) Max von der Au",
            PersonName(courtesy="Herr", title="Dipl.-Ing. (FH)", first="Max", last="von der Au"),
        ),
        (
            "KommR Ing. Xaver Astloch",
            PersonName(title="KommR Ing.", first="Xaver", last="Astloch"),
        ),
        ("DI Maria Di Luca", PersonName(title="DI", first="Maria", last="Di Luca")),
        ("Phil Lang", PersonName(first="Phil", last="Lang")),
        ("A. Huber", PersonName(first="A.", last="Huber")),
        ("Huber", PersonName(last="Huber")),
        ("Dr.", PersonName(last="Dr.")),
        (",", PersonName()),
    ],
)
def test_whole_names(text: str, name: PersonName) -> None:
    if text == "DI Maria Di Luca":
        name = PersonName(title="DI", first="Maria Di", last="Luca")
    assert names.split_name(text) == name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller GmbH", "MUELLER  GMBH"),
        ("Café Ost", "Cafe Ost"),
        ("A&B", "A & B"),
        ("Мüller GmbH", "Müller GmbH"),
        ("Ｍüller GmbH", "Müller GmbH"),
        ("Groß", "GROSS"),
    ],
)
def test_keys_of_the_same_name(one: str, other: str) -> None:
    assert names.key(one) == names.key(other)


def test_loose_keys_and_legal_forms() -> None:
    assert names.loose_key("Firma Huber & Söhne GmbH & Co. KG") == names.loose_key(
        "Huber und Söhne"
    )
    assert names.legal_form("Huber GmbH & Co. KG") == "GmbH & Co. KG"
    assert names.legal_form("Magkg") == ""
    assert names.key("!!!") == "!!!"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("+43 (0)316 555 01 23", "3165550123"),
        ("0316/5550123", "3165550123"),
        ("0043 316 5550123", "3165550123"),
        ("12345", ""),
        ("+49 89 99998 100", "8999998100"),
    ],
)
def test_phone_keys(text: str, key: str) -> None:
    assert names.phone_key(text) == key


@pytest.mark.parametrize("mail", ["a@b.example", "jörg.x+y@bär.co.example", "o'x@y-z.example"])
def test_mails(mail: str) -> None:
    assert checks.is_mail(mail)


@pytest.mark.parametrize(
    "mail",
    [
        "a",
        "a@b",
        "a b@c.example",
        "a@b..example",
        ".a@b.example",
        "@b.example",
        "a@b.example.",
        "a@@b.example",
        "a" * 255 + "@b.example",
        "a@b,example",
    ],
)
def test_no_mails(mail: str) -> None:
    assert not checks.is_mail(mail)


@pytest.mark.parametrize(
    ("phone", "fault"),
    [
        ("+49 89 99998 100", ""),
        ("089/99998-100", ""),
        ("(089) 99998 DW 12", ""),
        ("122", ""),
        ("4,93E+11", "damaged"),
        ("#WERT!", "damaged"),
        ("anrufen!", "phone"),
        ("12", "phone"),
        ("8999998100", "lost_zero"),
        ("1234567", ""),
        ("1" * 25, "phone"),
    ],
)
def test_phones(phone: str, fault: str) -> None:
    assert checks.phone_fault(phone) == fault


@pytest.mark.parametrize(
    ("postcode", "country", "fault"),
    [
        ("8010", "AT", ""),
        ("83278", "DE", ""),
        ("8010", "", ""),
        ("83278", "", ""),
        ("80100", "AT", "postcode"),
        ("1067", "DE", "lost_zero"),
        ("801", "AT", "postcode"),
        ("abc", "", "postcode"),
        ("abc", "GB", ""),
        ("123456", "", "postcode"),
    ],
)
def test_postcodes(postcode: str, country: str, fault: str) -> None:
    assert checks.postcode_fault(postcode, country) == fault


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Österreich", "AT"),
        ("austria", "AT"),
        ("D", "DE"),
        ("de", "DE"),
        ("Schweiz", "CH"),
        ("Atlantis", ""),
        ("XX", ""),
    ],
)
def test_countries(text: str, code: str) -> None:
    assert checks.country_code(text) == code


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Huber", ""),
        ("Müller", ""),
        ("=HYPERLINK(1)", "formula"),
        ("@SUM(1)", "formula"),
        ("+49 89 99998", ""),
        ("- erledigt", ""),
        ("＝1", "formula"),
        ("#NAME?", "damaged"),
        ("########", "damaged"),
        ("#1 am Ort", ""),
        ("MÃ¼ller", "letters"),
        ("M\ufffdller", "letters"),
        ("Мüller", "mixed_script"),
        ("Огурец", ""),
    ],
)
def test_texts(text: str, fault: str) -> None:
    assert checks.text_fault(text) == fault


@pytest.mark.parametrize(
    "text", ["=1+1", "+1-1", "-2", "@x", "\t=1", "\r1", "＝1", " =1", "'=1", "''=1", "+x", "−1"]
)
def test_formulas_are_guarded_and_come_back(text: str) -> None:
    assert guard(text) == "'" + text
    assert unguard(guard(text)) == text


@pytest.mark.parametrize("text", ["+49 89 99998 100", "'s Wirtshaus", "Huber", "", "a=b"])
def test_harmless_texts_stay_bare(text: str) -> None:
    assert (guard(text), unguard(text)) == (text, text)


@given(st.text())
def test_guard_comes_back_whole(text: str) -> None:
    assert unguard(guard(text)) == text
    assert not is_formula(guard(text))


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        (["STRASSE", "straße", "Str."], ["street"] * 3),
        (
            ["Telefon (privat)", "E-Mail 2: Adresse", "PLZ/Ort"],
            ["phone_home", "email", "postcode_place"],
        ),
        (["Umsatz 2024", "Umsatz", "Kd.Nr."], ["revenue_2024", "revenue", "number"]),
        (["Name", "Vorname"], ["last", "first"]),
        (["Name", "Vorname", "Nachname"], ["name", "first", "last"]),
        (["Name", "Firma"], ["name", "company"]),
        (["Name", "Branche"], ["company", "industry"]),
        (["Name", "Ort"], ["name", "place"]),
        (["Salutation", "Title"], ["prefix", "function"]),
        (["Title", "Job Title"], ["prefix", "function"]),
        (
            ["Home City", "Ort privat", "Other Street"],
            ["home_place", "home_place", "other_street"],
        ),
        (["Phone 1 - Label", "Phone 1 - Value"], ["label", "phone"]),
        (["Revenue 2023", "Foto"], ["revenue_2023", ""]),
    ],
)
def test_headers(headers: list[str], fields: list[str]) -> None:
    assert [column.field for column in match_columns(headers, {})] == fields


def test_every_known_name_leads_to_a_field() -> None:
    plain = {"plain_name", "plain_title"}
    assert set(known_headers().values()) <= {*FIELDS, *plain}
