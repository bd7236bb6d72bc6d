from __future__ import annotations

from fractions import Fraction

import pytest
from babel.numbers import format_currency, format_decimal, format_percent
from hypothesis import given, settings
from hypothesis import strategies as st

from store.exchange.amounts import parse_amount as in_a_file
from tui import amounts, numbers, texts
from tui.amounts import Amount, AmountFault, AmountProblem

LOCALES = {"de_AT": ("de", "AT"), "de_DE": ("de", "DE"), "en": ("en", "")}
CENTS = st.integers(min_value=-(10**12), max_value=10**12)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("cents", [0, 5, 50, 100, 123450, -4000, 100000000, 99999, -1])
def test_money_as_babel_writes_it(locale: str, cents: int) -> None:
    texts.use(*LOCALES[locale])
    expected = plain(format_currency(cents / 100, "EUR", locale=locale))
    assert numbers.money(cents) == expected


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("value", [0, 66, 100, 1250, -4])
def test_percent_as_babel_writes_it(locale: str, value: int) -> None:
    texts.use(*LOCALES[locale])
    assert numbers.percent(value) == plain(format_percent(value / 100, locale=locale)).replace(
        "1 250", "1.250"
    )


@pytest.mark.parametrize(("locale", "text"), [("de_DE", "30.000"), ("en", "30,000")])
def test_number_as_babel_writes_it(locale: str, text: str) -> None:
    texts.use(*LOCALES[locale])
    assert numbers.number(30000) == format_decimal(30000, locale=locale) == text


def test_numbers_in_austria_have_dots_too() -> None:
    assert numbers.number(-1234567) == "-1.234.567"


@pytest.mark.parametrize(
    ("cents", "euros", "whole"),
    [
        (3000000, "30.000", "€ 30.000"),
        (49, "0", "€ 0"),
        (50, "1", "€ 1"),
        (150, "2", "€ 2"),
        (250, "3", "€ 3"),
        (-50, "-1", "-€ 1"),
        (None, "–", "–"),
    ],
)
def test_whole_euros(cents: int | None, euros: str, whole: str) -> None:
    assert numbers.euros(cents) == euros
    assert numbers.money_whole(cents) == whole


@pytest.mark.parametrize(
    ("hundredths", "exact", "whole"),
    [(8100, "81", "81"), (8125, "81,25", "81"), (8150, "81,50", "82"), (0, "0", "0"),
     (10000, "100", "100"), (None, "–", "–")],
)
def test_score(hundredths: int | None, exact: str, whole: str) -> None:
    assert numbers.score(hundredths, exact=True) == exact
    assert numbers.score(hundredths) == whole
    if hundredths is not None:
        assert numbers.score(Fraction(hundredths, 100), exact=True) == exact


@pytest.mark.parametrize(
    ("value", "scale", "places", "text"),
    [(66, 100, 0, "66 %"), (600, 1000, 0, "60 %"), (1432, 10000, 2, "14,32 %"),
     (1, 3, 1, "33,3 %"), (125, 1000, 0, "13 %")],
)
def test_percent_of_a_scale(value: int, scale: int, places: int, text: str) -> None:
    assert numbers.percent(value, scale, places) == text


def test_no_value_is_never_zero() -> None:
    assert numbers.money(None) == numbers.percent(None) == "–"


@pytest.mark.parametrize(
    ("value", "english"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (12, "12th"), (65, "65th"),
     (21, "21st"), (112, "112th")],
)
def test_ordinals(value: int, english: str) -> None:
    assert numbers.ordinal(value) == f"{value}."
    texts.use("en")
    assert numbers.ordinal(value) == english


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("1.200", 120000), ("1200", 120000), ("1,5", 150), ("1.5", 150), ("1,50", 150),
        ("1,5t", 150000), ("1.5k", 150000), ("1,25 Tsd.", 125000), ("2 tausend", 200000),
        ("1,5 Mio", 150000000), ("30 000", 3000000), ("30'000", 3000000),
        ("30\u202f000", 3000000), ("€ 1.200,50", 120050), ("1.200,50 €", 120050),
        ("€1,200.50", 120050), ("1.234.567", 123456700), ("1,234,567", 123456700),
        ("1.200,-", 120000), ("1.200,--", 120000), ("12 EUR", 1200), ("12 Euro", 1200),
        ("0,05", 5), ("0.500", 50), ("-40", -4000), ("−40,50", -4050), ("0", 0),
    ],
)
@pytest.mark.parametrize("language", ["de", "en"])
def test_amounts_as_typed(typed: str, cents: int, language: str) -> None:
    texts.use(language)
    amount = amounts.parse_amount(typed)
    assert isinstance(amount, Amount)
    assert amount.cents == cents


@pytest.mark.parametrize(
    ("typed", "code", "readings"),
    [
        ("", AmountFault.EMPTY, ()),
        (" € ", AmountFault.EMPTY, ()),
        ("abc", AmountFault.UNKNOWN, ()),
        ("1.2.3", AmountFault.UNKNOWN, ()),
        ("1,2,3", AmountFault.UNKNOWN, ()),
        ("1.234,567.8", AmountFault.UNKNOWN, ()),
        ("1e5", AmountFault.UNKNOWN, ()),
        ("12 CHF", AmountFault.UNKNOWN, ()),
        ("٣", AmountFault.UNKNOWN, ()),
        ("1,200", AmountFault.AMBIGUOUS, (120, 120000)),
        ("1.200t", AmountFault.AMBIGUOUS, (120000, 120000000)),
        ("0,005", AmountFault.TOO_FINE, ()),
        ("9" * 15, AmountFault.TOO_LARGE, ()),
        ("9" * 5000, AmountFault.TOO_LARGE, ()),
    ],
)
def test_refused_amounts(typed: str, code: AmountFault, readings: tuple[int, ...]) -> None:
    problem = amounts.parse_amount(typed)
    assert problem == AmountProblem(code=code, readings=readings)
    assert isinstance(problem, AmountProblem)
    assert amounts.explain_amount(problem)


def test_comma_before_three_digits_is_thousands_in_english() -> None:
    texts.use("en")
    assert amounts.parse_amount("1,200") == Amount(cents=120000, typed="1,200")


@pytest.mark.parametrize(
    ("typed", "echo"),
    [
        ("1,5", "€ 1,50? Tausend: 1,5t = € 1.500"),
        ("1,5t", "€ 1.500,00"),
        ("1.200", "€ 1.200,00"),
        ("1.234,5", "€ 1.234,50"),
    ],
)
def test_echo(typed: str, echo: str) -> None:
    amount = amounts.parse_amount(typed)
    assert isinstance(amount, Amount)
    assert amounts.echo_amount(amount) == echo


def test_both_readings_are_shown() -> None:
    problem = amounts.parse_amount("1,200")
    assert isinstance(problem, AmountProblem)
    text = amounts.explain_amount(problem)
    assert "€ 1,20 oder € 1.200,00" in text


@pytest.mark.parametrize("locale", LOCALES)
@settings(max_examples=100, deadline=None)
@given(cents=CENTS)
def test_what_we_write_we_read(locale: str, cents: int) -> None:
    texts.use(*LOCALES[locale])
    amount = amounts.parse_amount(numbers.money(cents))
    assert isinstance(amount, Amount)
    assert amount.cents == cents


@settings(max_examples=200, deadline=None)
@given(typed=st.text(alphabet="0123456789.,tk€-+ '", max_size=12) | st.text(max_size=12))
def test_any_text_has_an_answer(typed: str) -> None:
    answer = amounts.parse_amount(typed)
    if isinstance(answer, Amount):
        assert amounts.echo_amount(answer)
    else:
        assert amounts.explain_amount(answer)


@pytest.mark.parametrize("text", ["1,5t", "1,5 Tsd.", "1.5k", "2 Mio", "1.234,50", "30t"])
def test_an_import_reads_an_amount_as_the_form_does(text: str) -> None:
    typed = amounts.parse_amount(text)
    assert isinstance(typed, Amount)
    assert typed.cents == in_a_file(text, "")
