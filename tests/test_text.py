from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.text import clean, clean_line, fold, matches, query_words, search_text, sort_key


@pytest.mark.parametrize(("raw", "safe"), [
    ("Huber KG", "Huber KG"),
    ("a\x1b[31mb", "a[31mb"),
    ("a\x1b]52;c;QQ==\x07b", "a]52;c;QQ==b"),
    ("a\x9b31mb", "a31mb"),
    ("\u202eGmbH\u202c", "GmbH"),
    ("a\u200bb\u2066c\u2069", "abc"),
    ("u\u0308", "ü"),
    ("a\u2028b", "a\nb"),
    ("a\r\nb\rc", "a\nb\nc"),
    ("\ud800x", "\ufffdx"),
    ("a\x00\x7fb", "ab"),
])
def test_nothing_a_terminal_could_obey_is_left(raw: str, safe: str) -> None:
    assert clean(raw) == safe


@given(st.text())
def test_clean_text_is_printable_and_stays_clean(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert all(c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs") for c in once)


def test_a_line_has_no_breaks_and_no_outer_blanks() -> None:
    assert clean_line("  Berger\n Wein\tKG ") == "Berger Wein KG"


@pytest.mark.parametrize("spelling", ["Müller", "MUELLER", "muller", "Mu\u0308ller"])
def test_spellings_of_a_name_give_one_key(spelling: str) -> None:
    assert fold(clean(spelling)) == "muller"


@pytest.mark.parametrize(("query", "name", "found"), [
    ("muller", "Müller GmbH", True),
    ("mueller", "Müller GmbH", True),
    ("müller", "Mueller GmbH", True),
    ("er", "Bauer KG", True),
    ("strasse", "Übungsstraße", True),
    ("cigdem", "Çiğdem Aydın", True),
    ("aydin", "Çiğdem Aydın", True),
    ("linz bau", "Bauhof Linz", True),
    ("linz graz", "Bauhof Linz", False),
    ("", "irgendwer", True),
])
def test_a_filter_finds_words_in_any_order_and_spelling(
        query: str, name: str, found: bool) -> None:
    assert matches(query_words(query), search_text(name)) is found


@given(st.text(max_size=20), st.text(max_size=20))
def test_every_part_of_a_name_finds_it(before: str, after: str) -> None:
    name = clean_line(before + "Groß" + after)
    assert matches(query_words("groß"), search_text(name))
    assert matches(query_words("GROSS"), search_text(name))


def test_sorting_puts_umlauts_beside_their_letters() -> None:
    assert sorted(["Zirbel", "Öttl", "Oz", "Aß", "Ast"], key=sort_key) == [
        "Aß", "Ast", "Öttl", "Oz", "Zirbel"]
